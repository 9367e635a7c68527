import type { Words } from "../catalog.ts";

/** Fairness to those who are absent, and care with what should not be passed on. */
export const care: Words["care"] = {
  tips: {
    absolute: (word) => `Uma dica: datas e números convencem mais do que “${word}”.`,
    judging: (word) =>
      `Uma dica: contar o que aconteceu convence mais do que “${word}”, e o parceiro pode vir a ler isto.`,
  },
  sensitive: {
    heading: "Isto deveria estar aqui?",
    found: (question, example, what) =>
      `“${question}”${example === null ? "" : ` (exemplo ${example})`} contém ${what}.`,
    kinds: {
      card_number: "o que parece ser um número de cartão",
      secret: "o que parece ser uma senha ou um token de acesso",
      email: "um endereço de e-mail que pode ser de um cliente",
    },
    beforeSending: "Retire ou envie como está. Nada fica retido.",
    saved: "Está salvo como está. Se não deveria estar aí, retire: eu altero também o que já publiquei.",
    takeOut: "Voltar a esta etapa",
  },
  duplicate: {
    title: "O mesmo assunto?",
    heading: (count) =>
      count === 1 ? "Você tem um caso sobre este parceiro" : `Você tem ${count} casos sobre este parceiro`,
    text: "Se for o mesmo assunto, completar aquele caso ajuda mais do que abrir outro.",
    begun: (state, day) => `${state}, iniciado em ${day}`,
    buttons: {
      continueThat: (name) => `Continuar aquele (${name})`,
      otherMatter: "É outro assunto",
    },
    kept: (command) =>
      `Se você continuar aquele, o que digitou aqui fica como rascunho: da próxima vez, ${command} oferece para retomar.`,
  },
};
