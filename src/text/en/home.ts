import type { Shelf } from "../../domain/shelves.ts";

const shelves: Record<Shelf, string> = {
  unclaimed: "Nobody has these yet",
  taken: "You have these",
  returned: "With their requester",
  parked: "Parked",
  with_partner: "Waiting for the partner",
  partner_parked: "Parked while waiting for the partner",
  closed: "Closed",
  closed_unsent: "Ended before a CSM was asked",
};
/** For whoever opened the case, “you” is another one. */
const ownShelves: Record<Shelf, string> = {
  ...shelves,
  unclaimed: "With the CSMs, and nobody has it yet",
  taken: "With a CSM",
  returned: "Back with you",
};

/** The App Home. */
export const home = {
  welcome: "From “they let us down” to a case that gets an answer",
  start: "Start a case",
  draft: "You have a draft",
  desk: "Your desk",
  yours: "Your cases",
  shelves,
  ownShelves,
  counts: {
    unclaimed: (count: number) => `${count} nobody has`,
    taken: (count: number) => `${count} with a CSM`,
    returned: (count: number) => `${count} with their requester`,
    parked: (count: number) => `${count} parked`,
    closed: (count: number) => `${count} closed`,
  },
  filter: {
    level: "Level",
    anyLevel: "Any level",
    whose: "Whose",
    everybodys: "All cases",
    mine: "Only mine",
    partner: "Partner",
    partnerHint: "The beginning of a partner's name, then Enter. Empty shows all.",
    clear: "Show all again",
  },
  nothing: "Nothing waits for you. New cases appear here by themselves.",
  nothingFits: "No case fits what you filter by.",
  others: (command: string) =>
    `Cases of other CSMs: ${command} list open. Closed ones: ${command} list all. By words: ${command} find …`,
  moreOwn: (command: string) => `You have more cases: ${command} list shows all.`,
  closed: (command: string) => `Closed cases: ${command} list all. By words: ${command} find …`,
  from: (who: string, day: string) => `${who}, since ${day}`,
  bestNext: "Best next:",
  waitsUntil: (day: string) => `The partner has until ${day} to answer. Nothing is posted before.`,
  stands: (state: string) => `It is ${state}.`,
  next: "Next page",
  previous: "Previous page",
};
