import type { ParkedWhy } from "../../domain/nudging.ts";
import { withFullStop } from "../punctuation.ts";

const inMinutes = (minutes: number) => (minutes === 1 ? "about a minute" : `about ${minutes} minutes`);

/** Read after “Parked:”, by a CSM as much as by the requester. */
const whyParked: Record<ParkedWhy, string> = {
  no_answer: "no answer to the reminders",
  date_passed: "the date it was needed by has passed",
  person_gone: "the requester is not in this workspace any more",
  undeliverable: "the reminders could not be delivered",
  partner_silent: "no word on what the partner did",
};

/** Said to the requester in a message of its own. `name` is the case. */
const parkedBecause: Record<ParkedWhy, (name: string) => string> = {
  no_answer: (name) => `I have parked ${name}: no more reminders from me. Nothing is lost.`,
  date_passed: (name) => `The date for ${name} has passed, so I have parked it. Is it still needed?`,
  person_gone: (name) =>
    `I have parked ${name}, because you were not in this workspace any more. Nothing is lost.`,
  undeliverable: (name) =>
    `I have parked ${name}, because I could not get my reminders to you. Nothing is lost.`,
  partner_silent: (name) => `I have parked ${name}: no more questions from me. Nothing is lost.`,
};

/** Reminders of what is missing, and what becomes of them. */
export const nudge = {
  already: (name: string, good: string) => `${name} already has this: ${good}`,
  start: (name: string) => `${name} would be easier to act on with a little more in it.`,
  datePassed: (name: string, date: string) =>
    `${name} was needed by ${date}, and that day has passed. Is it still needed? If so, a new date or an answer keeps it going; if not, you can withdraw it.`,
  more: (count: number) =>
    count === 1
      ? "And one more, which “Add what is missing” shows."
      : `And ${count} more, which “Add what is missing” shows.`,
  first: (minutes: number) =>
    `Time for one only? The first takes ${inMinutes(minutes)}, and helps by itself.`,
  only: (minutes: number) => `That takes ${inMinutes(minutes)}.`,
  last: (parkedOn: string, until: string) =>
    `Last reminder. On ${parkedOn} I will park this: I stop asking, nothing is lost, and it can be reopened until ${until}.`,
  lastOfAll: (parkedOn: string) =>
    `Last reminder. On ${parkedOn} I will park this: I stop asking, nothing is lost, and you can add to it at any time.`,
  was: {
    heading: (name: string, person: string) => `Reminder for ${person} about ${name}`,
    closed: "The case is closed, so nothing more is asked for.",
    stopped: "Reminders are stopped.",
    parked: "The case is parked, so I have stopped asking.",
    done: "Nothing more is asked for.",
    answered: (items: string) => `✓ Answered since: ${withFullStop(items)}`,
    missing: (items: string) => `Still missing: ${withFullStop(items)}`,
  },
  note: (name: string, person: string) =>
    `I have reminded ${person} by direct message of what ${name} still lacks.`,
  thanks: (person: string) => `Thank you, ${person}. The card and the answers above are up to date.`,
  thanksMissing: (items: string, more: number) =>
    more === 0 ? `Still missing: ${withFullStop(items)}` : `Still missing: ${items}; and ${more} more.`,
  ready: (name: string, person: string) =>
    `${name} is ready now. Thank you, ${person}: a CSM can work with this.`,
  parked: {
    line: (why: string) => `Parked: ${why}.`,
    why: whyParked,
    until: (day: string) => `It can be reopened until ${day}.`,
    because: parkedBecause,
    goesOn: "If so, give it a new date or add what is missing. If not, you can withdraw it.",
    partner: (partner: string) => `It waits for ${partner}, and the CSM has not been told.`,
    anyTime: "You can add what is missing whenever you like.",
    anyTimeWaiting: "You can go on from my message about it whenever you like.",
    reopen: (day: string) => `Until ${day} you can also reopen it; then I remind you again.`,
    reopenWaiting: (day: string) =>
      `Until ${day} you can also reopen it; then I ask you again what came of it.`,
    over: (name: string) => `${name} was parked for a while, and is not any more.`,
  },
  stopped: {
    by: (person: string) => `Reminders stopped by ${person}.`,
    receipt: "Reminders are stopped. Everything else goes on.",
  },
  answers: {
    snoozed: (name: string, day: string) =>
      `The next reminder about ${name} comes on ${day} at the earliest.`,
    stopped: (name: string) =>
      `Stopped. I will not remind anybody of ${name} again; everything else goes on.`,
    reopened: (name: string) => `${name} is open again. What is missing will be asked for again.`,
    reopenedWaiting: (name: string) => `${name} is open again. I will ask again what the partner did.`,
    reopenedReady: (name: string) => `${name} is open again. Nothing more is asked for.`,
  },
};
