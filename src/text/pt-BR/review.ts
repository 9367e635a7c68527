import type { overrideReasons } from "../../domain/escalation.ts";
import type { Words } from "../catalog.ts";

const reasons: Record<(typeof overrideReasons)[number], string> = {
  retaliation: "Tenho receio de ameaças ou retaliação",
  conflict_of_interest: "Há um conflito de interesses",
  contact_gone: "Nosso contato não está mais lá",
};

/** The review before sending, and the ways out of it that need no CSM. */
export const review: Words["review"] = {
  coach: (questions: readonly string[]) =>
    `Ainda bem curto, algumas palavras a mais ajudariam: ${questions.join(" · ")}`,
  whereHeading: "Para onde vai",
  where: (channel) => `O resumo vai para ${channel}, com suas respostas na thread.`,
  whoPublic: "É um canal público: todo mundo no seu workspace pode ler, menos convidados que não estão nele.",
  whoPrivate: "É um canal privado: só quem está nele pode ler.",
  whoShared: (organisations) =>
    `Esse canal é compartilhado com ${organisations}. As pessoas de lá também podem ler; escreva como se o seu parceiro pudesse.`,
  unknownOrganisation: "outra organização",
  whoUnknown: "Ainda não consegui verificar quem está no canal dos CSMs.",
  cardHeading: "O resumo como o CSM vai ver",
  anyway: {
    label: "Por que enviar agora?",
    hint: "Uma frase. Ela aparece no resumo.",
    overrideLabel: "Por que não esperar o parceiro?",
    overrideHint:
      "Só é preciso para enviar antes de o parceiro ter tido chance de responder. O motivo aparece no resumo.",
  },
  reasons,
  changed: "A avaliação mudou desde que você a viu, então nada foi enviado. Confira mais uma vez, por favor.",
  notServed: {
    heading: "A Adobe não pode assumir este caso",
    text: "O Magento Open Source vem sem licença da Adobe, por isso não há Suporte da Adobe nem CSM para ele. O que posso fazer é ajudar você a escrever ao parceiro.",
  },
  buttons: {
    writeToPartner: "Escrever ao parceiro",
    closeAsAvoided: "Encerrar como evitado",
  },
  avoided: {
    title: "Evitado",
    heading: (name) => `${name} foi encerrado como evitado`,
    text: "Muito bem: não foi preciso recorrer a ninguém. As respostas ficam guardadas, caso o problema volte.",
  },
};
