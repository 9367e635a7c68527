import type { Person, SeenMessage } from "../../playground/person.ts";
import { app, channels, team } from "../../playground/workspace.ts";
import { deliveryKey } from "../../src/domain/delivery.ts";
import type { Insisting } from "./a-person-who-insists.ts";
import { en } from "./a-requester.ts";

/** A case on its way with a bot that dies over it: what people say, what they were told, and where they see it. */

export const words = {
  question: "Which orders are stuck?",
  answer: "100042 and 100043, both since Monday.",
  outcome: "A date for the shipping rates, and who will deliver them.",
  reply: "Their answer of 18 Nov: the rates come with the next release, whenever that is.",
  reason: "Which stock levels are wrong? Please name three products.",
  note: "The partner fixed it on Friday.",
  why: "It cannot wait.",
  summary: "Orders do not reach the ERP",
} as const;

/** What people were told, which has to hold from then on. */
export interface Told {
  /** The number of the case of each requester. */
  readonly cases: Map<string, number>;
  /** Who was told that the first step of a new draft is kept. */
  readonly drafts: Set<string>;
  /** With whose case it is in. */
  readonly evidence: Map<string, string>;
  /** Each window in which the question was sent off: it is asked once by each at most. */
  readonly askedIn: Set<string>;
  /** How often the reply was written. */
  replies: number;
  /** Whose cases and drafts have been kept for all of their days: they may be gone. */
  readonly overdue: Set<string>;
}

export const nothingTold = (): Told => ({
  cases: new Map(),
  drafts: new Set(),
  evidence: new Map(),
  askedIn: new Set(),
  replies: 0,
  overdue: new Set(),
});

export function cardOf(person: Person, number: number): SeenMessage | null {
  const isCard = ({ authorId, screen }: SeenMessage) =>
    authorId === app.botUserId && screen.includes(`ESC-${number} ·`);
  return person.sees(channels.csm).find(isCard) ?? null;
}

/** Of the CSM channel. */
export function digestKeyOf(week: string): string {
  return deliveryKey({ kind: "digest", teamId: team.id, channelId: channels.csm, week, locale: "en" });
}

export function receiptOf(person: Person): SeenMessage | null {
  return person.dms().find(({ screen }) => screen.includes(en.card.receipt.asSent)) ?? null;
}

export function numberOf({ cases }: Told, { person }: Insisting): number {
  const number = cases.get(person.id);
  if (number === undefined) throw new Error(`${person.id} was told of no case.`);
  return number;
}
