import type { LoadedKind } from "../../domain/facts-first.ts";
import type { SensitiveKind } from "../../domain/sensitive.ts";

const kinds: Record<SensitiveKind, string> = {
  card_number: "what looks like a card number",
  secret: "what looks like a password or an access token",
  email: "an email address that may be a customer's",
};

const tips: Record<LoadedKind, (word: string) => string> = {
  absolute: (word) => `A tip: dates and numbers carry further than “${word}”.`,
  judging: (word) =>
    `A tip: what happened carries further than “${word}”, and the partner may come to read this.`,
};

/** Fairness to those who are absent, and care with what should not be passed on. */
export const care = {
  tips,
  sensitive: {
    heading: "Should this be in it?",
    /** `example`: its place, from 1; null for what is asked once. */
    found: (question: string, example: number | null, what: string) =>
      `“${question}”${example === null ? "" : ` (example ${example})`} holds ${what}.`,
    kinds,
    beforeSending: "Take it out, or send it as it is. Nothing is held back.",
    saved: "It is saved as it is. If it should not be there, take it out: I then change what I posted, too.",
    takeOut: "Back to this step",
  },
  duplicate: {
    title: "The same matter?",
    heading: (count: number): string =>
      count === 1 ? "You have a case about this partner" : `You have ${count} cases about this partner`,
    text: "If it is the same matter, more on that case helps more than a second one.",
    begun: (state: string, day: string) => `${state}, begun on ${day}`,
    buttons: {
      continueThat: (name: string) => `Continue that one (${name})`,
      otherMatter: "It is another matter",
    },
    kept: (command: string) =>
      `If you continue that one, what you typed here stays as a draft: ${command} offers it the next time.`,
  },
};
