import type { Words } from "../catalog.ts";
import { withoutFullStop } from "../punctuation.ts";

/** What is said when nobody takes a case. */
export const chase: Words["chase"] = {
  groups: { desk: "CSMs", backup: "equipe de apoio" },
  first: (name, day) => `${name} está aqui desde ${day}, e ninguém assumiu ainda.`,
  second: (name, day) =>
    `${name} está aqui desde ${day}, e continua sem ninguém. Alguém de vocês pode assumir?`,
  over: {
    acknowledged: (name, who) => `${name} esperou até alguém assumir. Agora ${who} está com o caso.`,
    returned: (name, who) => `${name} esperou até alguém assumir. ${who} devolveu a quem abriu o caso.`,
    closed: (name, how) => `${name} esperou até alguém assumir. Agora está encerrado: ${how.toLowerCase()}.`,
    moved: (name) => `${name} esperou até alguém assumir, e já andou desde então.`,
  },
  unclaimed: {
    heading: (name) => `Ninguém assumiu ${name} ainda.`,
    write: (channel, day) =>
      `O caso está em ${channel} desde ${day}. Se preferir não esperar, escreva diretamente ao seu CSM ou à equipe de conta da Adobe. Aqui está um e-mail para copiar:`,
    stays: "Por aqui nada muda: o caso continua aberto, e eu aviso quando alguém assumir.",
    noNeed: "O e-mail não é mais necessário.",
  },
  email: (facts) =>
    [
      `Assunto: ${withoutFullStop(facts.summary)} (${facts.name})`,
      "Olá,",
      `Nosso caso com ${facts.partner} está com vocês como ${facts.name} desde ${facts.since}, e ninguém assumiu ainda. Você pode dar uma olhada ou me dizer quem pode?`,
      [
        `Situação: ${facts.summary}`,
        facts.agreed && `Combinado: ${facts.agreed}`,
        `O que o parceiro soube: ${facts.told}`,
        `O que pedimos: ${facts.ask}`,
        facts.link && `O caso: ${facts.link}`,
      ]
        .filter((line) => line !== "")
        .join("\n"),
      `Obrigado(a), ${facts.merchant}`,
    ].join("\n\n"),
};
