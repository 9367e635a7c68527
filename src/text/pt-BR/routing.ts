import type { Words } from "../catalog.ts";

/** Where a case goes and why, and who reads along there. */
export const routing: Words["routing"] = {
  because: (reasons, route) => `Ele vai para lá porque ${reasons} (rota “${route}”).`,
  reasons: {
    partner: (partner) => `o parceiro é ${partner}`,
    edition: (platform) => `vocês usam “${platform}”`,
    concern: (concern) => `você escolheu “${concern}”`,
    locale: "você escreve em português",
  },
  shared: {
    title: "Canal compartilhado",
    heading: "Outras organizações também vão ler",
    text: (channel) =>
      `${channel} é compartilhado com organizações de fora do seu workspace. Todas as pessoas delas que estão no canal vão ver o resumo e, na thread, tudo o que você escreveu:`,
    partner:
      "Seu parceiro pode acabar lendo, no canal ou por meio de alguém que está nele. Envie só se ele puder ler.",
    changed:
      "Organizações entraram no canal ou saíram dele desde a última vez que você olhou. Nada foi enviado; confira mais uma vez, por favor.",
    send: "Enviar a todas elas",
  },
  notAll:
    "O Slack não me disse, para todos os canais, se você assume casos neles; por isso podem faltar alguns aqui.",
};
