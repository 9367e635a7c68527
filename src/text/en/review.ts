import type { overrideReasons } from "../../domain/escalation.ts";

const reasons: Record<(typeof overrideReasons)[number], string> = {
  retaliation: "I fear threats or retaliation",
  conflict_of_interest: "There is a conflict of interest",
  contact_gone: "Our contact is gone",
};

/** The review before sending, and the ways out of it that need no CSM. */
export const review = {
  coach: (questions: readonly string[]) =>
    `Very short so far, a few more words would help: ${questions.join(" · ")}`,
  whereHeading: "Where it goes",
  where: (channel: string) => `The card goes to ${channel}, with your answers in its thread.`,
  whoPublic:
    "It is a public channel: everybody in your workspace can read it, except guests who are not in it.",
  whoPrivate: "It is a private channel: only the people in it can read it.",
  whoShared: (organisations: string) =>
    `That channel is shared with ${organisations}. Their people can read it too, so write as if your partner may.`,
  unknownOrganisation: "another organisation",
  whoUnknown: "I have not been able to check yet who is in the CSM channel.",
  cardHeading: "The card as the CSM will see it",
  anyway: {
    label: "Why send it now?",
    hint: "One sentence. It stands on the card.",
    overrideLabel: "Why not wait for the partner?",
    overrideHint: "Only needed to send it before the partner had a chance. The reason stands on the card.",
  },
  reasons,
  changed: "The verdict has changed since you saw it, so nothing was sent. Please look once more.",
  notServed: {
    heading: "Adobe cannot take this case",
    text: "Magento Open Source comes without an Adobe licence, so there is no Adobe Support and no CSM for it. What I can do is help you write to your partner.",
  },
  buttons: {
    writeToPartner: "Write to the partner",
    closeAsAvoided: "Close as avoided",
  },
  avoided: {
    title: "Avoided",
    heading: (name: string) => `${name} is closed as avoided`,
    text: "Well done: nobody had to be asked. The answers are kept, in case it comes back.",
  },
};
