import type { Words } from "../catalog.ts";
import { withFullStop, withoutFullStop } from "../punctuation.ts";
import { partnerWait } from "./partner-wait.ts";

/** The message a merchant sends to the partner: facts, one request, no threat, Adobe not named. */
export const partnerMessage: Words["partnerMessage"] = {
  title: "Escrever ao parceiro",
  submit: "Enviar para mim",
  label: "Sua mensagem",
  hint: "Edite como quiser. Eu mando o texto para você copiar; quem envia ao parceiro é você.",
  advice: {
    worried:
      "O receio é justo, mas é bem provável que eles fiquem sabendo de qualquer forma, e é melhor que seja por você: a maioria dos parceiros prefere uma conversa direta a uma surpresa.",
    noContact: "Não sabe a quem escrever? A pessoa certa é quem assinou o documento de escopo pelo parceiro.",
    slots: "Acrescente quando você pode falar.",
  },
  done: {
    title: "Sua mensagem",
    heading: "Mandei o texto para você",
    text: `Procure a minha mensagem direta: o texto está lá para copiar. Depois de enviar, toque em “${partnerWait.buttons.sentIt}” nela. Seu rascunho fica guardado.`,
  },
  dm: {
    heading: (partner) => `Sua mensagem para ${partner}, para você copiar e enviar:`,
    after: (date) =>
      `Envie do seu próprio endereço, para ficar registrado por escrito, e depois toque em “${partnerWait.buttons.sentIt}”. Enviando hoje, eles têm até ${date} para responder.`,
    sent: (date, how) => `Você enviou em ${date}, ${how}.`,
    over: "O caso já seguiu adiante.",
  },
  draft: (facts) => {
    const body = [
      facts.worried
        ? `Olá, ${facts.partner}. Valorizo o nosso trabalho em conjunto e, por isso, prefiro falar disto cedo.`
        : `Olá, ${facts.partner}. Gostaria de resolver isto em conjunto.`,
      facts.expected &&
        withFullStop(
          `${facts.exampleDate ? `Em ${facts.exampleDate}` : "Recentemente"}${facts.where ? ` (${facts.where})` : ""} esperávamos: ${facts.expected}`,
        ),
      facts.actual && withFullStop(`O que vimos: ${facts.actual}`),
      facts.impact && withFullStop(`Para nós, isso significa: ${facts.impact}`),
      facts.clause &&
        `${withFullStop(`${facts.document ? `Em ${facts.document} entendemos` : "Entendemos o combinado"} assim: ${facts.clause}`)} Me diga se a sua leitura é outra.`,
      facts.change && `${withFullStop(`Também incluímos trabalho: ${facts.change}`)} Isso mudou o prazo?`,
      `Você consegue responder até ${facts.replyBy}: (1) se concorda, (2) quem é o responsável e (3) uma data?`,
      "Se algo do nosso lado estiver travando, por favor avise.",
    ].filter((part) => part !== "");
    return [
      `Assunto: ${withoutFullStop(facts.summary)}: podemos combinar um plano até ${facts.replyBy}?`,
      body.join(" "),
      `Obrigado(a), ${facts.merchant}`,
    ].join("\n\n");
  },
};
