import type { Words } from "../catalog.ts";

export const proof: Words["proof"] = {
  question: {
    heading: (name) => `Devo incluir esta mensagem no caso ${name}?`,
    several: "Devo incluir esta mensagem em um dos seus casos?",
    choose: "Incluir em…",
    newExample: "Um novo exemplo",
    answer: (who) => `A resposta à pergunta de ${who}`,
    leaveOut: "Não é evidência",
  },
  added: (name, what) => `Incluído no caso ${name}: ${what}.`,
  level: (level) => `O caso agora: ${level}.`,
  next: (ask) => `O que mais ajuda em seguida: ${ask}`,
  nothingMissing: "É disso que um CSM precisa.",
  form: "O resto é uma escolha ou uma data, que o formulário pede.",
  formOnly: (name, what) =>
    `Uma mensagem não resolve isto no caso ${name}: ${what}. O formulário pergunta, e a mensagem não foi incluída em nenhum lugar.`,
  leftOut: "Ficou de fora. Você ainda pode incluir a mensagem depois, com “Add to escalation” no menu dela.",
  thereAlready: (name) => `Esta mensagem já faz parte do caso ${name}. Nada foi incluído duas vezes.`,
  deletedMeanwhile: "A mensagem foi apagada, então nada foi incluído.",
  forgotten:
    "Não tenho mais esta mensagem: guardo cada uma por uma semana. Use “Add to escalation” no menu dela.",
  noRoom: "Não cabe mais um exemplo. O máximo são cinco; os três melhores contam.",
  exampleGone: "Esse exemplo não existe mais, então nada foi incluído.",
  nothingToAdd: (name) => `O caso ${name} já tem tudo o que eu pediria, então não há onde incluir isto.`,
  noCase: (command) =>
    `Você não tem um caso aberto em que isto possa ser incluído. Digite ${command} para abrir um, ou escolha “Escalate this message” no menu da mensagem: assim ela vira o seu primeiro exemplo.`,
  notAsked:
    "Vi que você escreveu sobre um dos seus casos, mas não consegui perguntar ali se isso é uma evidência. Se for, use “Add to escalation” no menu da sua mensagem.",
  shortcut: {
    title: "Incluir no caso",
    message: "A mensagem",
    noText: "Ela não tem texto.",
    whichCase: "De qual caso ela trata?",
    what: "O que ela mostra?",
    done: "Incluído",
    own: "Esta mensagem é minha, então não prova nada. Escolha a mensagem de uma pessoa.",
  },
  message: (author, day) => `Mensagem de ${author}, ${day}`,
  app: "um aplicativo",
  namelessFile: "um arquivo",
  moreFiles: (count) => `mais ${count}`,
  edited: "editada depois",
  deleted: "apagada depois",
  goneExample: "Um exemplo que não existe mais",
  inForm: "Já está aqui, por mensagens que você incluiu",
};
