import type { Words } from "../catalog.ts";

/** One thing that a CSM asks the requester, and the answer. */
export const questions: Words["questions"] = {
  ask: {
    title: "Fazer uma pergunta",
    submit: "Perguntar",
    to: (person) =>
      `A pergunta vai para ${person}: na thread do resumo ou, se a pessoa não estiver neste canal, por mensagem direta. Todos aqui podem ler a pergunta e a resposta.`,
    label: "Sua pergunta",
    hint: "Uma pergunta só recebe resposta mais rápido do que três.",
    done: "Sua pergunta está a caminho. A resposta chega na thread do resumo, e eu chamo você lá.",
  },
  asks: (asker, name) => `${asker} pergunta sobre ${name}:`,
  asked: (asker, person, name) => `${asker} perguntou a ${person} sobre ${name}:`,
  answered: (who) => `✓ Respondido por ${who}.`,
  noNeed: "O caso está encerrado, então não é mais preciso responder.",
  note: {
    asked: (asker, person, name) => `${asker} perguntou a ${person} sobre ${name}, por mensagem direta:`,
    answer: "A resposta chega nesta thread.",
  },
  answer: {
    title: "Sua resposta",
    submit: "Responder",
    label: "Sua resposta",
    hint: "Ela vai para a thread do resumo, onde todos do canal podem ler.",
    done: "Obrigado. Sua resposta vai para a thread do resumo.",
    alreadyBy: (who) => `${who} já respondeu. A resposta está na thread do resumo.`,
    says: (person, name) => `${person} respondeu sobre ${name}:`,
    to: (question) => `A pergunta: “${question}”`,
  },
};
