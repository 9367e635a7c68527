/** Named moments in the life of a bot at which it may be killed: beside something that lasts once it is done. */

/** What the store keeps, by the most telling thing in the transaction, or in the statement that stands alone. */
export const storeDeeds = [
  "erasure",
  "digest",
  "removal",
  "record",
  "case",
  "draft",
  "intent",
  "claim",
  "turn",
  "rest",
] as const;
export type StoreDeed = (typeof storeDeeds)[number];

/** What Slack is asked to do. */
export const callDeeds = [
  "chat.postMessage",
  "chat.update",
  "chat.delete",
  "chat.postEphemeral",
  "conversations.open",
  "views.open",
  "views.update",
  "views.publish",
] as const;

export type Deed = StoreDeed | (typeof callDeeds)[number] | "ack";
/** `during`: it has left, and Slack has not done it yet. */
export type Side = "before" | "during" | "after";

export interface Moment {
  readonly side: Side;
  readonly deed: Deed;
  /** Which one in this life, from 1. */
  readonly nth: number;
}

/** Of what changes a channel it matters most that some of it is on its way when the bot dies. */
export const onTheirWay = ["chat.postMessage", "chat.update", "chat.delete"] as const;

/** Each kind of moment once. */
export const kindsOfMoments: readonly Omit<Moment, "nth">[] = [
  ...[...storeDeeds, ...callDeeds, "ack" as const].flatMap((deed) => [
    { side: "before" as const, deed },
    { side: "after" as const, deed },
  ]),
  ...onTheirWay.map((deed) => ({ side: "during" as const, deed })),
];

/** “before record 2” */
export function nameOfMoment({ side, deed, nth }: Moment): string {
  return `${side} ${deed} ${nth}`;
}

export function momentNamed(name: string): Moment {
  const [side, deed, nth] = name.split(" ");
  const kind = kindsOfMoments.find((each) => each.side === side && each.deed === deed);
  if (!kind || !(Number(nth) > 0)) throw new Error(`There is no moment “${name}”.`);
  return { ...kind, nth: Number(nth) };
}
