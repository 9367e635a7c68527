/** One thing that a CSM asks the requester, and the answer. */
export const questions = {
  ask: {
    title: "Ask one thing",
    submit: "Ask",
    to: (person: string) =>
      `It goes to ${person}: in the card's thread or, when they are not in this channel, by direct message. Everybody here can read the question and the answer.`,
    label: "Your question",
    hint: "One question is answered sooner than three.",
    done: "Your question is on its way. The answer comes to the card's thread, and I call you there.",
  },
  /** Above the question, while it waits for its answer. */
  asks: (asker: string, name: string) => `${asker} asks about ${name}:`,
  /** Above it afterwards. */
  asked: (asker: string, person: string, name: string) => `${asker} asked ${person} about ${name}:`,
  answered: (who: string) => `✓ Answered by ${who}.`,
  noNeed: "The case is closed, so no answer is needed any more.",
  note: {
    asked: (asker: string, person: string, name: string) =>
      `${asker} asked ${person} about ${name}, by direct message:`,
    answer: "The answer comes to this thread.",
  },
  answer: {
    title: "Your answer",
    submit: "Answer",
    label: "Your answer",
    hint: "It goes to the card's thread, where everybody in the channel can read it.",
    done: "Thank you. Your answer goes to the card's thread.",
    alreadyBy: (who: string) => `${who} has answered this already. The answer is in the card's thread.`,
    /** Above the answer, in the thread. */
    says: (person: string, name: string) => `${person} has answered about ${name}:`,
    to: (question: string) => `The question: “${question}”`,
  },
};
