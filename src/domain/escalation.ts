import { z } from "zod";
import { type Answers, isoDateSchema } from "./answers.ts";
import type { Chase } from "./chase.ts";
import type { Nudging } from "./nudging.ts";
import type { Proof } from "./proof.ts";
import type { Verdict } from "./verdict.ts";

/** A case: what it is, and the states it goes through. Who may move it from one to the next: `case-moves.ts`. */

export const locales = ["en", "pt-BR"] as const;
export type Locale = (typeof locales)[number];

export const closings = ["resolved", "plan_agreed", "withdrawn", "avoided", "not_ours", "declined"] as const;
export type Closing = (typeof closings)[number];

/** Where a matter belongs that is not for a CSM. */
export const otherDoors = ["support", "partner", "extension_vendor", "marketplace", "other"] as const;
export type OtherDoor = (typeof otherDoors)[number];

const act = { by: z.string(), at: z.iso.datetime() };
const closed = {
  state: z.literal("closed"),
  /** What the person who closed it said to that, such as what made it unnecessary. */
  note: z.string().default(""),
  /** Whether the CSM channel ever heard of it: a case that never left its partner goes back there. */
  sent: z.boolean().default(true),
  ...act,
};
/** How a case ends, as its CSM says it. */
const settled = z.object({ as: z.enum(["resolved", "declined"]), note: z.string() });
const planAgreed = z.object({ as: z.literal("plan_agreed"), note: z.string(), planDue: isoDateSchema });
const notOurs = z.object({ as: z.literal("not_ours"), note: z.string(), door: z.enum(otherDoors) });
export type Ending = z.infer<typeof settled | typeof planAgreed | typeof notOurs>;

const closedSchema = z.discriminatedUnion("as", [
  settled.extend(closed),
  planAgreed.extend(closed),
  notOurs.extend(closed),
  z.object({ ...closed, as: z.enum(["withdrawn", "avoided"]) }),
]);
export const caseStatusSchema = z.discriminatedUnion("state", [
  z.object({ state: z.literal("waiting_partner") }),
  z.object({ state: z.literal("open") }),
  /** `by` has it, whether they took it or somebody handed it over to them. */
  z.object({ state: z.literal("acknowledged"), ...act }),
  z.object({ state: z.literal("returned"), reason: z.string(), ...act }),
  closedSchema,
]);
export type CaseStatus = z.infer<typeof caseStatusSchema>;
export type CaseState = CaseStatus["state"];

export const overrideReasons = ["retaliation", "conflict_of_interest", "contact_gone"] as const;

/** Why a case was sent although it is not Ready: a sentence, and for partner-first one of three reasons. */
export const sendNoteSchema = z.object({ reason: z.enum(overrideReasons).nullable(), sentence: z.string() });
export type SendNote = z.infer<typeof sendNoteSchema>;

/** Who takes the cases of a channel, and in which language: decided when the case was sent. */
export const deskSchema = z.object({
  /** Null: the full members of the channel. */
  usergroup: z.string().nullable(),
  /** Who is called when the first ones do not answer. */
  backup: z.string().nullable(),
  locale: z.enum(locales),
  /** The name of the route that led here; null for the default. */
  route: z.string().nullable(),
});
export type Desk = z.infer<typeof deskSchema>;

export interface Escalation {
  readonly id: string;
  readonly teamId: string;
  /** Counts up per workspace; a person reads it as `ESC-4`. */
  readonly number: number;
  readonly requesterId: string;
  /** Colleagues whom the requester let act for them. */
  readonly coOwnerIds: readonly string[];
  /** Where the card goes, decided when the case was sent. */
  readonly channelId: string;
  readonly desk: Desk;
  /** The language the requester wrote in. */
  readonly locale: Locale;
  readonly status: CaseStatus;
  /** As typed into the form. What is judged and shown is `proven` (`proof.ts`). */
  readonly answers: Answers;
  /** Messages in Slack that somebody added to the answers. */
  readonly proofs: readonly Proof[];
  readonly verdict: Verdict;
  readonly sendNote: SendNote | null;
  readonly nudging: Nudging;
  /** The CSMs are reminded that nobody has taken it; null when somebody has, or the card does not stand yet. */
  readonly chase: Chase | null;
  /** When the bot looks at what it does next by itself; null when it waits for somebody. */
  readonly nextNudgeAt: Date | null;
  /** Counts every change; a change is made only on the revision that was read. */
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export function caseName(escalation: Pick<Escalation, "number">): string {
  return `ESC-${escalation.number}`;
}

/** What is known of a person at the moment of the click. */
export interface Person {
  readonly id: string;
  /** Belongs to another organisation than the one that installed the bot, and not to a trusted one. */
  readonly outsider: boolean;
  /** In the CSM group (or, without one, a full member of the CSM channel), or of a trusted organisation. */
  readonly csm: boolean;
}

/** What the requester must add before a draft may be sent: nothing when Ready, a sentence below, a reason too when the partner comes first. */
export function whatSendingNeeds(
  answers: Pick<Answers, "platform">,
  verdict: Verdict,
): "nothing" | "sentence" | "reason_and_sentence" | "adobe_does_not_serve_it" {
  if (answers.platform === "magento_open_source") return "adobe_does_not_serve_it";
  if (verdict.partnerFirst) return "reason_and_sentence";
  return verdict.level === "ready" ? "nothing" : "sentence";
}
