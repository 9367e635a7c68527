import type { Words } from "../catalog.ts";

/** The modal around the form: drafts, examples, field errors and what stands after sending. */
export const modal: Words["modal"] = {
  close: "Fechar",
  resume: {
    title: "Seu rascunho",
    heading: "Você tem um rascunho",
    about: (summary, partner) =>
      [summary || "Ainda sem descrição", partner].filter((part) => part !== "").join(" · "),
    saved: (when) => `Salvo pela última vez em ${when}.`,
    messageWaits: "Se você retomar, a mensagem escolhida entra nele como exemplo.",
    textWaits: (text) => `Se você começar de novo, o novo caso começa com: “${text}”`,
    startOverConfirm: {
      title: "Começar de novo?",
      text: "Este rascunho é deixado de lado, e um vazio toma o lugar dele.",
      confirm: "Começar de novo",
      deny: "Manter meu rascunho",
    },
  },
  examples: {
    heading: (position, count) => `Exemplo ${position} de ${count}`,
    listed: (position) => `Exemplo ${position}`,
    complete: "completo",
    lacks: (tests) => `ainda falta: ${tests.join(", ")}`,
    full: "O máximo são cinco exemplos; contam os três melhores.",
    removeConfirm: {
      title: "Remover este exemplo?",
      text: "O que foi digitado nele será apagado.",
      confirm: "Remover",
      deny: "Manter",
    },
  },
  errors: {
    blank: "Preencha este campo para continuar.",
    futureDate: "Esse dia ainda não chegou. Escolha hoje ou um dia anterior.",
    exampleFuture: "Esse dia ainda não chegou. Escolha o dia em que aconteceu.",
    sentence: "Falta uma frase: o CSM vai ler.",
    reason: "Escolha o motivo que mais combina.",
    tooLong: (max) => `No máximo ${max} caracteres. Nada do que você digitou se perdeu.`,
  },
  sent: {
    title: "Enviado",
    heading: (name) => `${name} está a caminho`,
    where: (channel) =>
      `O resumo vai para ${channel}. Você recebe uma mensagem minha com o texto como foi enviado.`,
    already: (name) => `Este caso já tinha sido enviado: é ${name}. Nada foi enviado duas vezes.`,
    next: (missing) =>
      missing === 0
        ? "Não falta nada. Agora é com o CSM."
        : "Você pode completar o que falta quando quiser, pelo resumo ou pela minha mensagem a você.",
  },
  saved: {
    title: "Salvo",
    heading: (name, level) => `${name}: ${level}`,
    text: "Salvo e avaliado de novo. O resumo e a thread dele mostram isso em instantes.",
    nothingMissing: "Está completo para o CSM.",
  },
  gone: {
    title: "Não está mais aberto",
    draft:
      "Este rascunho não está mais aberto: foi enviado, encerrado ou substituído, talvez em outra janela. Nada se perdeu; digite o comando de novo para ver como estão as coisas.",
    case: "Este caso está encerrado, e nada mais pode ser incluído nele. O que você digitou aqui fica guardado como rascunho.",
  },
  notSaved: {
    title: "Não foi salvo",
    text: "Não deu para salvar isto agora. Nada do que você digitou se perdeu: pressione o botão de novo daqui a pouco, por favor. Se continuar assim, avise quem administra o workspace.",
  },
  slow: "O Slack demorou e não deu para abrir a janela. Nada se perdeu: tente de novo, por favor.",
  failed:
    "Algo deu errado do meu lado. O que você já tinha salvo está seguro. Tente de novo, por favor; se continuar assim, avise quem administra o workspace.",
};
