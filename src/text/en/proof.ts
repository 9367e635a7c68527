/** Messages in Slack that become evidence. */
export const proof = {
  question: {
    heading: (name: string) => `Shall I add this message to ${name}?`,
    several: "Shall I add this message to one of your cases?",
    choose: "Add this to…",
    newExample: "A new example",
    answer: (who: string) => `The answer to ${who}'s question`,
    leaveOut: "Not evidence",
  },
  added: (name: string, what: string) => `Added to ${name}: ${what}.`,
  /** What became of the case by it. */
  level: (level: string) => `The case now: ${level}.`,
  next: (ask: string) => `What helps most next: ${ask}`,
  nothingMissing: "That is what a CSM needs.",
  form: "The rest is a choice or a date, which the form asks for.",
  formOnly: (name: string, what: string) =>
    `A message cannot settle this for ${name}: ${what}. The form asks for it, and the message was not added anywhere.`,
  leftOut: "Left out. You can still add the message later, with “Add to escalation” in its menu.",
  thereAlready: (name: string) => `This message is part of ${name} already. Nothing was added twice.`,
  deletedMeanwhile: "The message was deleted, so nothing was added.",
  forgotten:
    "I do not have this message any more: I keep one for a week. Use “Add to escalation” in its menu.",
  noRoom: "There is no room for a further example. Five are the most; the best three count.",
  exampleGone: "That example is not there any more, so nothing was added.",
  nothingToAdd: (name: string) => `${name} has all I would ask for, so there is nothing to add this to.`,
  noCase: (command: string) =>
    `You have no open case that this could be added to. Type ${command} to start one, or choose “Escalate this message” in the message's menu: then it is your first example.`,
  notAsked:
    "I saw that you wrote about one of your cases, and could not ask you there whether it is evidence. If it is, use “Add to escalation” in the menu of your message.",
  /** *Add to escalation*, the shortcut. */
  shortcut: {
    title: "Add to escalation",
    message: "The message",
    noText: "It has no text.",
    whichCase: "Which case is it about?",
    what: "What does it show?",
    done: "Added",
    own: "This message is one of mine, so it proves nothing. Choose the message of a person.",
  },
  /** How evidence names a message. */
  message: (author: string, day: string) => `Message of ${author}, ${day}`,
  app: "an app",
  namelessFile: "a file",
  moreFiles: (count: number) => `${count} more`,
  edited: "edited since",
  deleted: "deleted since",
  goneExample: "An example that is gone",
  inForm: "There already, from messages you added",
};
