/** The modal around the form: drafts, examples, field errors and what stands after sending. */
export const modal = {
  close: "Close",
  resume: {
    title: "Your draft",
    heading: "You have a draft",
    about: (summary: string, partner: string) =>
      [summary || "No summary yet", partner].filter((part) => part !== "").join(" · "),
    saved: (when: string) => `Last saved ${when}.`,
    messageWaits: "If you resume, the message you chose is added to it as an example.",
    textWaits: (text: string) => `If you start over, the new case begins with: “${text}”`,
    startOverConfirm: {
      title: "Start over?",
      text: "The draft is set aside and an empty one takes its place.",
      confirm: "Start over",
      deny: "Keep my draft",
    },
  },
  examples: {
    heading: (position: number, count: number) => `Example ${position} of ${count}`,
    listed: (position: number) => `Example ${position}`,
    complete: "complete",
    lacks: (tests: readonly string[]) => `still needs: ${tests.join(", ")}`,
    full: "Five examples are the most; the best three count.",
    removeConfirm: {
      title: "Remove this example?",
      text: "What was typed in it is deleted.",
      confirm: "Remove",
      deny: "Keep it",
    },
  },
  errors: {
    blank: "This one is needed to go on.",
    futureDate: "This day is still to come. Choose today or an earlier day.",
    exampleFuture: "This day is still to come. Choose the day it happened.",
    sentence: "One sentence is needed: the CSM will read it.",
    reason: "Choose the reason that fits best.",
    tooLong: (max: number) => `At most ${max} characters. Nothing you typed is lost.`,
  },
  sent: {
    title: "Sent",
    heading: (name: string) => `${name} is on its way`,
    where: (channel: string) =>
      `The card goes to ${channel}. You get a message from me with the text as sent.`,
    already: (name: string) => `This case was already sent: it is ${name}. Nothing was sent twice.`,
    next: (missing: number): string =>
      missing === 0
        ? "Nothing is missing. The CSM takes it from here."
        : "You can add what is missing at any time, from the card or from my message to you.",
  },
  saved: {
    title: "Saved",
    heading: (name: string, level: string) => `${name}: ${level}`,
    text: "Saved and judged again. The card and its thread show it in a moment.",
    nothingMissing: "This has what a CSM needs.",
  },
  gone: {
    title: "Not open any more",
    draft:
      "This draft is not open any more: it was sent, closed or replaced, perhaps in another window. Nothing is lost; type the command again to see where things stand.",
    case: "This case is closed, so nothing can be added to it. What you typed here is kept as a draft.",
  },
  notSaved: {
    title: "Not saved",
    text: "This could not be saved just now. Nothing you typed is gone: please press the button again in a moment. If it stays like this, tell your administrator.",
  },
  slow: "Slack was slow and the window could not be opened. Nothing is lost: please try again.",
  failed:
    "Something went wrong on my side. What you had saved is safe. Please try again; if it stays like this, tell your administrator.",
};
