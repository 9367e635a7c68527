import type { OwnerRefusal } from "../../domain/co-owners.ts";
import type { NotedStep } from "../../domain/delivery.ts";
import type { Ending, OtherDoor } from "../../domain/escalation.ts";

const doors: Record<OtherDoor, string> = {
  support: "Adobe Support",
  partner: "The partner",
  extension_vendor: "The extension's vendor",
  marketplace: "The Commerce Marketplace",
  other: "Somewhere else",
};

const endings: Record<Ending["as"], string> = {
  resolved: "Resolved",
  plan_agreed: "The partner agreed a plan with a date",
  not_ours: "Not ours: it belongs somewhere else",
  declined: "Declined",
};

const notes: Record<NotedStep, (by: string, name: string) => string> = {
  handed_over: (by, name) => `${by} has handed ${name} over to you.`,
  sent_again: (by, name) => `${by} has sent ${name} again.`,
  withdrawn: (by, name) => `${by} has withdrawn ${name}. There is nothing more to do.`,
  reopened: (by, name) => `${by} has reopened ${name}.`,
  taken_over: (by, name) => `${by} speaks for the requester's side of ${name} from now on.`,
};

const cannotAdd: Record<OwnerRefusal, string> = {
  already_owner: "They are on your side of this case already.",
  owners_full: "Five colleagues are the most, and they are there already.",
  has_the_case: "They have this case as its CSM, and cannot be on your side of it too.",
};

/** What CSMs do with a case, and what its requester and their colleagues hear of it. */
export const csmSide = {
  working: {
    title: "One moment",
    text: "I am asking Slack who may do this. If this stays, close the window and look at the card.",
  },
  outcome: {
    title: "The case",
    typed: "What you wrote was not taken. Here it is, so that you can copy it:",
  },
  doors,
  /** Below the status of the card and the receipt. */
  status: {
    said: (who: string, words: string) => `${who}: “${words}”`,
    planDue: (day: string) => `The date of the plan: ${day}.`,
    belongs: (where: string) => `Where it belongs: ${where}.`,
    reopenable: (day: string) => `It can be reopened until ${day}.`,
    shared: (names: string) => `with ${names}`,
  },
  /** In the thread of the card; whoever must know is called before it. */
  notes,
  handOver: {
    title: "Hand over",
    text: "Whoever you choose has the case from then on, and is called in the card's thread.",
    label: "Who takes it from here?",
    submit: "Hand over",
    done: (name: string, who: string) => `${who} has ${name} now, and is called in the card's thread.`,
    yourself: "That is you. To take the case yourself, press “I have it” on the card.",
    hasIt: (who: string) => `${who} has this case already.`,
    owner: (who: string) => `${who} is on the requester's side of this case. Choose somebody else.`,
    notCsm: (who: string) =>
      `${who} does not take the cases of this channel. Choose one of its CSMs; an administrator can add people to them.`,
  },
  giveBack: {
    title: "Return",
    text: "The requester gets your words by direct message, with buttons to add what you ask for and to send the case again. Until then nobody works on it.",
    label: "What has to be there before you can take it up?",
    hint: "Say what is missing, and where they could find it.",
    submit: "Return",
    done: (name: string) => `${name} is with its requester now. I tell them why.`,
  },
  resolve: {
    title: "Close the case",
    how: "How does it end?",
    endings,
    planDue: "By which date, says the plan?",
    pastPlan: "This day is over. Choose today or a later day.",
    door: "Where does it belong?",
    note: "What came of it, in one line?",
    noteHint: "The requester reads this.",
    submit: "Close the case",
    done: (name: string, how: string) => `${name} is closed: ${how.toLowerCase()}. I tell the requester.`,
  },
  /** Direct messages to the requester. */
  notices: {
    returned: (who: string, name: string) => `${who} has sent ${name} back to you.`,
    untilThen: "Nobody works on it until you send it again. Add first what is asked for, as far as you can.",
    wasReturned: (name: string) => `${name} was sent back to you, and has gone on since.`,
    closed: (who: string, name: string, how: string) => `${who} has closed ${name}: ${how.toLowerCase()}.`,
    howToGoThere: "What to do there",
    askPartner:
      "Write to the partner with these words, and ask for a date. If that leads nowhere, open a new case.",
    reopen: (day: string) => `If it does not hold, you can reopen it until ${day}.`,
    wasClosed: (name: string) => `${name} was closed, and is open again.`,
  },
  sendAgain: {
    done: (name: string) => `${name} is with the CSMs again.`,
  },
  colleague: {
    title: "Add a colleague",
    text: "They get the case by direct message, and may do what you may: add evidence, answer, stop reminders, send it again and reopen it. Only withdrawing it, and adding others, stays with you.",
    label: "Who helps you with this case?",
    submit: "Add",
    done: (name: string, who: string) => `${who} shares ${name} with you now, and gets it by direct message.`,
    refused: cannotAdd,
    notHere: (who: string) =>
      `${who} is no person of this workspace, or not any more. Choose one of your colleagues.`,
  },
  /** The receipt of a colleague. */
  share: {
    heading: (who: string, name: string) => `${who} shares ${name} with you.`,
    may: "You may add evidence, answer, stop reminders, send it again and reopen it.",
  },
  takeOver: {
    confirm: {
      title: "Take over this case?",
      text: "The requester has left this workspace. From now on you speak for their side: what is asked of them is asked of you.",
      confirm: "Take over",
      deny: "Not now",
    },
    gone: "The requester is not in this workspace any more.",
    done: (name: string) =>
      `You speak for the requester's side of ${name} from now on. I send you the case by direct message.`,
  },
  reopenTooLate: "The time in which this case could be reopened is over. A new case is always possible.",
};
