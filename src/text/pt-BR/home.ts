import type { Words } from "../catalog.ts";

const shelves: Words["home"]["shelves"] = {
  unclaimed: "Ainda sem ninguém",
  taken: "Com você",
  returned: "Com quem abriu o caso",
  parked: "Em espera",
  with_partner: "Aguardando o parceiro",
  partner_parked: "Em espera, aguardando o parceiro",
  closed: "Encerrados",
  closed_unsent: "Terminados antes de chegar a um CSM",
};

export const home: Words["home"] = {
  welcome: "De “eles nos deixaram na mão” a um caso que recebe resposta",
  start: "Abrir um caso",
  draft: "Você tem um rascunho",
  desk: "A sua mesa",
  yours: "Seus casos",
  shelves,
  ownShelves: {
    ...shelves,
    unclaimed: "Com os CSMs, e ninguém pegou ainda",
    taken: "Com um CSM",
    returned: "De volta com você",
  },
  counts: {
    unclaimed: (count) => `${count} sem ninguém`,
    taken: (count) => `${count} com um CSM`,
    returned: (count) => `${count} com quem abriu`,
    parked: (count) => `${count} em espera`,
    closed: (count) => `${count} encerrados`,
  },
  filter: {
    level: "Nível",
    anyLevel: "Qualquer nível",
    whose: "De quem",
    everybodys: "Todos os casos",
    mine: "Só os meus",
    partner: "Parceiro",
    partnerHint: "O começo do nome de um parceiro e Enter. Vazio mostra todos.",
    clear: "Mostrar todos de novo",
  },
  nothing: "Nada espera por você. Casos novos aparecem aqui sozinhos.",
  nothingFits: "Nenhum caso corresponde ao filtro.",
  others: (command) =>
    `Casos de outros CSMs: ${command} lista abertos. Encerrados: ${command} lista todos. Por palavras: ${command} buscar …`,
  moreOwn: (command) => `Você tem mais casos: ${command} lista mostra todos.`,
  closed: (command) => `Casos encerrados: ${command} lista todos. Por palavras: ${command} buscar …`,
  from: (who, day) => `${who}, desde ${day}`,
  bestNext: "O melhor próximo passo:",
  waitsUntil: (day) => `O parceiro tem até ${day} para responder. Antes disso nada é publicado.`,
  stands: (state) => `Está ${state}.`,
  next: "Próxima página",
  previous: "Página anterior",
};
