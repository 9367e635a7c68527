import type { Words } from "../catalog.ts";

export const find: Words["find"] = {
  heading: (words) => `Casos com “${words}”`,
  what: (command) => `Digite depois as palavras a procurar, por exemplo: ${command} buscar northwind`,
  none: "Não encontrei nenhum que você possa ver. Cada palavra precisa ser o começo de uma palavra do caso; com menos palavras aparece mais.",
  parked: (state) => `${state}, em espera`,
  older: "Mais antigos",
  newest: "Mais recentes",
  stale: "Este botão não diz mais para que servia. Digite o comando de novo, por favor.",
};
