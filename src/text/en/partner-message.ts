import { withFullStop, withoutFullStop } from "../punctuation.ts";
import { partnerWait } from "./partner-wait.ts";

/** Facts for the message to the partner. What is "" makes its sentence drop out. */
export interface PartnerMessageFacts {
  readonly partner: string;
  readonly merchant: string;
  readonly summary: string;
  readonly replyBy: string;
  readonly exampleDate: string;
  readonly where: string;
  readonly expected: string;
  readonly actual: string;
  readonly impact: string;
  readonly document: string;
  readonly clause: string;
  readonly change: string;
  readonly worried: boolean;
}

/** The message a merchant sends to the partner: facts, one request, no threat, Adobe not named. */
export const partnerMessage = {
  title: "Write to the partner",
  submit: "Send it to me",
  label: "Your message",
  hint: "Edit it as you like. I send it to you, so that you can copy it; you send it to the partner.",
  advice: {
    worried:
      "That worry is fair, but they will most likely hear of it anyway, and better from you: most partners prefer a direct word to a surprise.",
    noContact:
      "Nobody to write to? The person who signed the scope document for the partner is the right one.",
    slots: "Add when you can take a call.",
  },
  done: {
    title: "Your message",
    heading: "I have sent it to you",
    text: `Look for my direct message: the text is there to copy. When you have sent it, press “${partnerWait.buttons.sentIt}” there. Your draft is kept.`,
  },
  dm: {
    heading: (partner: string) => `Your message to ${partner}, to copy and send yourself:`,
    after: (date: string) =>
      `Send it from your own address, so that there is a written trace, then press “${partnerWait.buttons.sentIt}”. Sent today, it gives them until ${date} to answer.`,
    sent: (date: string, how: string) => `You sent it on ${date}, ${how}.`,
    over: "The case has moved on since.",
  },
  draft: (facts: PartnerMessageFacts) => {
    const body = [
      facts.worried
        ? `Hello ${facts.partner}, I value our work together, and so I would rather say this early than late.`
        : `Hello ${facts.partner}, I would like us to sort something out together.`,
      facts.expected &&
        withFullStop(
          `${facts.exampleDate ? `On ${facts.exampleDate}` : "Recently"}${facts.where ? ` (${facts.where})` : ""} we expected: ${facts.expected}`,
        ),
      facts.actual && withFullStop(`What we saw: ${facts.actual}`),
      facts.impact && withFullStop(`For us it means: ${facts.impact}`),
      facts.clause &&
        `${withFullStop(`${facts.document ? `In ${facts.document} we` : "We"} read it like this: ${facts.clause}`)} Please tell me if you read it differently.`,
      facts.change && `${withFullStop(`We also added work: ${facts.change}`)} Did that move the date?`,
      `Could you reply by ${facts.replyBy} with (1) whether you agree, (2) who owns it and (3) a date?`,
      "If something on our side blocks you, please say so.",
    ].filter((part) => part !== "");
    return [
      `Subject: ${withoutFullStop(facts.summary)}: can we agree a plan by ${facts.replyBy}?`,
      body.join(" "),
      `Thank you, ${facts.merchant}`,
    ].join("\n\n");
  },
};
