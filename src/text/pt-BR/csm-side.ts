import type { OwnerRefusal } from "../../domain/co-owners.ts";
import type { NotedStep } from "../../domain/delivery.ts";
import type { Ending, OtherDoor } from "../../domain/escalation.ts";
import type { Words } from "../catalog.ts";

const doors: Record<OtherDoor, string> = {
  support: "Suporte da Adobe",
  partner: "O parceiro",
  extension_vendor: "O fornecedor da extensão",
  marketplace: "O Commerce Marketplace",
  other: "Outro lugar",
};

const endings: Record<Ending["as"], string> = {
  resolved: "Foi resolvido",
  plan_agreed: "O parceiro combinou um plano com data",
  not_ours: "Não é conosco: o lugar certo é outro",
  declined: "Foi recusado",
};

const notes: Record<NotedStep, (by: string, name: string) => string> = {
  handed_over: (by, name) => `${by} passou ${name} para você.`,
  sent_again: (by, name) => `${by} enviou ${name} de novo.`,
  withdrawn: (by, name) => `${by} retirou ${name}. Não há mais nada a fazer.`,
  reopened: (by, name) => `${by} reabriu ${name}.`,
  taken_over: (by, name) => `${by} responde por quem abriu ${name} a partir de agora.`,
};

const cannotAdd: Record<OwnerRefusal, string> = {
  already_owner: "Essa pessoa já participa deste caso com você.",
  owners_full: "O máximo são cinco colegas, e eles já estão incluídos.",
  has_the_case: "Essa pessoa está com este caso como CSM e não pode participar dele também do seu lado.",
};

export const csmSide: Words["csmSide"] = {
  working: {
    title: "Um momento",
    text: "Estou perguntando ao Slack quem pode fazer isso. Se isto não mudar, feche a janela e veja o resumo do caso.",
  },
  outcome: {
    title: "O caso",
    typed: "O que você escreveu não foi usado. Aqui está, para você copiar:",
  },
  doors,
  status: {
    said: (who, words) => `${who} disse: “${words}”`,
    planDue: (day) => `A data do plano: ${day}.`,
    belongs: (where) => `O lugar certo: ${where}.`,
    reopenable: (day) => `Dá para reabrir até ${day}.`,
    shared: (names) => `com ${names}`,
  },
  notes,
  handOver: {
    title: "Passar adiante",
    text: "Quem você escolher fica com o caso a partir daí e é chamado na thread do resumo.",
    label: "Quem assume daqui em diante?",
    submit: "Passar adiante",
    done: (name, who) => `${who} está com ${name} agora. Já chamo essa pessoa na thread do resumo.`,
    yourself: "Essa pessoa é você. Para assumir o caso, toque em “Estou com o caso” no resumo.",
    hasIt: (who) => `${who} já está com este caso.`,
    owner: (who) => `${who} está do lado de quem abriu o caso. Escolha outra pessoa.`,
    notCsm: (who) =>
      `${who} não assume os casos deste canal. Escolha um dos CSMs dele; quem administra o workspace pode incluir pessoas no grupo.`,
  },
  giveBack: {
    title: "Devolver",
    text: "Quem abriu o caso recebe as suas palavras por mensagem direta, com botões para completar o que você pede e para enviar o caso de novo. Até lá, ninguém trabalha nele.",
    label: "O que precisa estar lá para você poder assumir?",
    hint: "Diga o que falta e onde a pessoa pode encontrar.",
    submit: "Devolver",
    done: (name) => `${name} está com quem o abriu. Eu aviso o motivo.`,
  },
  resolve: {
    title: "Encerrar o caso",
    how: "Como ele termina?",
    endings,
    planDue: "Até que data, segundo o plano?",
    pastPlan: "Este dia já passou. Escolha hoje ou um dia futuro.",
    door: "Qual é o lugar certo?",
    note: "No que deu, em uma linha?",
    noteHint: "Quem abriu o caso vai ler isto.",
    submit: "Encerrar o caso",
    done: (name, how) => `${name} está encerrado: ${how.toLowerCase()}. Eu aviso quem abriu o caso.`,
  },
  notices: {
    returned: (who, name) => `${who} devolveu ${name} para você.`,
    untilThen:
      "Ninguém trabalha no caso até você enviar de novo. Antes, complete o que se pede, até onde der.",
    wasReturned: (name) => `${name} foi devolvido para você e já seguiu adiante.`,
    closed: (who, name, how) => `${who} encerrou ${name}: ${how.toLowerCase()}.`,
    howToGoThere: "O que fazer lá",
    askPartner:
      "Escreva ao parceiro com essas palavras e peça uma data. Se isso não levar a nada, abra um novo caso.",
    reopen: (day) => `Se não se sustentar, você pode reabrir o caso até ${day}.`,
    wasClosed: (name) => `${name} foi encerrado e está aberto de novo.`,
  },
  sendAgain: {
    done: (name) => `${name} está com os CSMs de novo.`,
  },
  colleague: {
    title: "Incluir um colega",
    text: "A pessoa recebe o caso por mensagem direta e pode fazer o que você pode: acrescentar evidências, responder, parar lembretes, enviar de novo e reabrir. Só retirar o caso e incluir outros continua com você.",
    label: "Quem ajuda você neste caso?",
    submit: "Incluir",
    done: (name, who) => `${who} agora participa de ${name} com você e recebe o caso por mensagem direta.`,
    refused: cannotAdd,
    notHere: (who) => `${who} não é uma pessoa deste workspace, ou não é mais. Escolha alguém da sua equipe.`,
  },
  share: {
    heading: (who, name) => `${who} compartilha ${name} com você.`,
    may: "Você pode acrescentar evidências, responder, parar lembretes, enviar de novo e reabrir.",
  },
  takeOver: {
    confirm: {
      title: "Assumir no lugar de quem abriu?",
      text: "Quem abriu o caso saiu deste workspace. A partir de agora, você responde por essa pessoa: o que se pede a ela será pedido a você.",
      confirm: "Assumir",
      deny: "Agora não",
    },
    gone: "Quem abriu o caso não está mais neste workspace.",
    done: (name) =>
      `Você responde por quem abriu ${name} a partir de agora. Eu envio o caso por mensagem direta.`,
  },
  reopenTooLate: "O prazo para reabrir este caso já passou. Um novo caso é sempre possível.",
};
