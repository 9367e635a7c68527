import type { ParkedWhy } from "../../domain/nudging.ts";
import type { Words } from "../catalog.ts";
import { withFullStop } from "../punctuation.ts";

const inMinutes = (minutes: number) => (minutes === 1 ? "cerca de um minuto" : `cerca de ${minutes} minutos`);

/** Read after “Em espera:”, by a CSM as much as by the requester. */
const whyParked: Record<ParkedWhy, string> = {
  no_answer: "os lembretes ficaram sem resposta",
  date_passed: "a data-limite já passou",
  person_gone: "quem abriu o caso não está mais neste workspace",
  undeliverable: "não foi possível entregar os lembretes",
  partner_silent: "não se sabe o que o parceiro fez",
};

/** Said to the requester in a message of its own. */
const parkedBecause: Words["nudge"]["parked"]["because"] = {
  no_answer: (name) => `Deixei ${name} em espera: não mando mais lembretes. Nada se perde.`,
  date_passed: (name) =>
    `A data-limite de ${name} já passou, então deixei o caso em espera. Isso ainda precisa ser resolvido?`,
  person_gone: (name) =>
    `Deixei ${name} em espera, porque você não estava mais neste workspace. Nada se perde.`,
  undeliverable: (name) =>
    `Deixei ${name} em espera, porque meus lembretes não chegavam até você. Nada se perde.`,
  partner_silent: (name) => `Deixei ${name} em espera: não faço mais perguntas. Nada se perde.`,
};

/** Reminders of what is missing, and what becomes of them. */
export const nudge: Words["nudge"] = {
  already: (name, good) => `${name} já tem isto: ${good}`,
  start: (name) => `Com mais algumas respostas, fica mais fácil agir em ${name}.`,
  datePassed: (name, date) =>
    `${name} tinha data-limite em ${date}, e esse dia já passou. Isso ainda precisa ser resolvido? Se sim, uma nova data ou uma resposta faz o caso andar; se não, você pode retirar.`,
  more: (count) =>
    count === 1
      ? "E mais uma, que aparece em “Completar o que falta”."
      : `E mais ${count}, que aparecem em “Completar o que falta”.`,
  first: (minutes) => `Só dá tempo para uma? A primeira leva ${inMinutes(minutes)} e já ajuda.`,
  only: (minutes) => `Isso leva ${inMinutes(minutes)}.`,
  last: (parkedOn, until) =>
    `Último lembrete. Em ${parkedOn} deixo o caso em espera: paro de perguntar, nada se perde, e dá para reabrir até ${until}.`,
  lastOfAll: (parkedOn) =>
    `Último lembrete. Em ${parkedOn} deixo o caso em espera: paro de perguntar, nada se perde, e você pode completar quando quiser.`,
  was: {
    heading: (name, person) => `Lembrete para ${person} sobre ${name}`,
    closed: "O caso está encerrado, então não peço mais nada.",
    stopped: "Os lembretes foram interrompidos.",
    parked: "O caso está em espera, então parei de perguntar.",
    done: "Não peço mais nada.",
    answered: (items) => `✓ Já respondido: ${withFullStop(items)}`,
    missing: (items) => `Ainda falta: ${withFullStop(items)}`,
  },
  note: (name, person) => `Lembrei ${person} por mensagem direta do que ainda falta em ${name}.`,
  thanks: (person) => `Obrigado, ${person}. O resumo e as respostas acima estão atualizados.`,
  thanksMissing: (items, more) =>
    more === 0 ? `Ainda falta: ${withFullStop(items)}` : `Ainda falta: ${items}; e mais ${more}.`,
  ready: (name, person) => `${name} está pronto. Obrigado, ${person}: com isso um CSM já pode agir.`,
  parked: {
    line: (why) => `Em espera: ${why}.`,
    why: whyParked,
    until: (day) => `Dá para reabrir até ${day}.`,
    because: parkedBecause,
    goesOn: "Se sim, dê uma nova data ou complete o que falta. Se não, você pode retirar.",
    partner: (partner) => `O caso aguarda ${partner}, e o CSM não foi avisado.`,
    anyTime: "Você pode completar o que falta quando quiser.",
    anyTimeWaiting: "Você pode continuar pela minha mensagem sobre o caso quando quiser.",
    reopen: (day) => `Até ${day} você também pode reabrir; aí volto a lembrar.`,
    reopenWaiting: (day) => `Até ${day} você também pode reabrir; aí volto a perguntar no que deu.`,
    over: (name) => `${name} ficou um tempo em espera, mas não está mais.`,
  },
  stopped: {
    by: (person) => `Lembretes interrompidos por ${person}.`,
    receipt: "Os lembretes foram interrompidos. Todo o resto continua.",
  },
  answers: {
    snoozed: (name, day) => `O próximo lembrete sobre ${name} vem a partir de ${day}.`,
    stopped: (name) => `Pronto. Não vou mais lembrar ninguém de ${name}; todo o resto continua.`,
    reopened: (name) => `${name} está aberto de novo. Volto a pedir o que falta.`,
    reopenedWaiting: (name) => `${name} está aberto de novo. Volto a perguntar o que o parceiro fez.`,
    reopenedReady: (name) => `${name} está aberto de novo. Não peço mais nada.`,
  },
};
