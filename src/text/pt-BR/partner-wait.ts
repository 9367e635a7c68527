import type { Words } from "../catalog.ts";

/** While the partner has their chance: what was said of it, the wait, the question at its end, and how it may end. */
export const partnerWait: Words["partnerWait"] = {
  buttons: {
    wait: (date) => `Esperar até ${date}`,
    sentIt: "Enviei",
    replied: "Responderam",
    silent: "Não responderam",
    notDone: "Não ficou pronto",
    fixed: "Resolveram",
  },
  sentIt: {
    title: "Enviei a mensagem",
    text: (partner) => `A partir desse dia eu conto quanto tempo ${partner} teve para responder.`,
  },
  waiting: {
    title: "Aguardando",
    heading: (name, partner, date) => `${name} aguarda ${partner} até ${date}`,
    then: (date) => `Nada é publicado. Em ${date} eu pergunto a você no que deu.`,
    shown: (date) => `Até ${date} nada é publicado.`,
    sooner: "Se você souber antes, ou não puder esperar, use os botões da minha mensagem direta para você.",
  },
  parked: (name) => `${name} está em espera`,
  receipt: {
    text: (date) =>
      `Ninguém mais foi avisado. Eu pergunto a você em ${date}. Se souber antes, ou não puder esperar, é só dizer aqui.`,
    over: (name, partner) => `${name}: o tempo de ${partner} acabou`,
    asked: "Perguntei a você no que deu. Você também pode responder aqui. Ninguém mais foi avisado.",
    parked:
      "Parei de perguntar. Nada se perdeu, e ninguém mais foi avisado. Você ainda pode continuar daqui.",
    reopen: (date) => `Se você reabrir até ${date}, eu pergunto de novo.`,
    ended: (name, how) => `${name} está encerrado: ${how.toLowerCase()}.`,
    nobodyTold: "Nada foi publicado, e ninguém mais foi avisado.",
    worked: (what) => `O que funcionou: ${what}`,
  },
  withdrawConfirm: {
    title: "Retirar este caso?",
    text: "Eu paro de esperar e não pergunto mais. Ninguém mais é avisado.",
    confirm: "Retirar",
    deny: "Continuar esperando",
  },
  question: {
    reply_window_open: (partner, date) => `${partner} tinha até ${date} para responder. Respondeu?`,
    plan_not_due: (partner, date) => `${partner} prometeu isto até ${date}. Ficou pronto?`,
    last: (date) =>
      `É a última vez que pergunto. Se eu não tiver resposta, deixo o caso em espera em ${date}. Nada se perde com isso.`,
    asked: (partner) => `Perguntei se você teve retorno de ${partner}.`,
    wentOn: (name) => `Depois disso, ${name} foi para o CSM.`,
    waitsOn: (name) => `${name} continua aguardando.`,
    askedAgain: "Depois disso, perguntei de novo. Responda lá, por favor.",
  },
  worked: {
    title: "Encerrar como evitado",
    text: "Boa notícia! O caso termina aqui: nada é publicado, e o CSM não é avisado.",
    label: "O que funcionou?",
    hint: "Uma linha basta. Ela fica guardada com o caso.",
    submit: "Encerrar como evitado",
  },
};
