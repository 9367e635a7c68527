import { z } from "zod";
import type { Answers } from "./answers.ts";
import type { Nudging } from "./nudging.ts";
import type { Verdict } from "./verdict.ts";

/** A case: what it is, the states it goes through, the moves between them and who may make them. */

export const locales = ["en", "pt-BR"] as const;
export type Locale = (typeof locales)[number];

export const closings = ["resolved", "withdrawn", "avoided", "not_ours", "declined"] as const;
export type Closing = (typeof closings)[number];

const act = { by: z.string(), at: z.iso.datetime() };
export const caseStatusSchema = z.discriminatedUnion("state", [
  z.object({ state: z.literal("waiting_partner") }),
  z.object({ state: z.literal("open") }),
  z.object({ state: z.literal("acknowledged"), ...act }),
  z.object({ state: z.literal("returned"), ...act }),
  /** `note`: what the person who closed it said to that, such as what made it unnecessary. */
  z.object({ state: z.literal("closed"), as: z.enum(closings), note: z.string().default(""), ...act }),
]);
export type CaseStatus = z.infer<typeof caseStatusSchema>;
export type CaseState = CaseStatus["state"];

export const overrideReasons = ["retaliation", "conflict_of_interest", "contact_gone"] as const;

/** Why a case was sent although it is not Ready: a sentence, and for partner-first one of three reasons. */
export const sendNoteSchema = z.object({ reason: z.enum(overrideReasons).nullable(), sentence: z.string() });
export type SendNote = z.infer<typeof sendNoteSchema>;

export interface Escalation {
  readonly id: string;
  readonly teamId: string;
  /** Counts up per workspace; a person reads it as `ESC-4`. */
  readonly number: number;
  readonly requesterId: string;
  /** Where the card goes, decided when the case was sent. */
  readonly channelId: string;
  /** The language the requester wrote in. */
  readonly locale: Locale;
  readonly status: CaseStatus;
  readonly answers: Answers;
  readonly verdict: Verdict;
  readonly sendNote: SendNote | null;
  readonly nudging: Nudging;
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

export type Refusal =
  | "outsider"
  | "only_requester"
  | "only_csm"
  | "only_requester_or_csm"
  | "own_case"
  | "already_acknowledged"
  | "already_closed"
  /** It was sent on to the CSM, or never waited for the partner. */
  | "not_waiting"
  /** It still waits for the partner. */
  | "not_sent";

interface MoveRule {
  readonly by: "requester" | "csm" | "requester_or_csm";
  readonly from: readonly CaseState[];
  /** Absent: the state stays. */
  readonly to?: (act: { by: string; at: string }) => CaseStatus;
}

const alive: readonly CaseState[] = ["waiting_partner", "open", "acknowledged", "returned"];
const withCsm: readonly CaseState[] = ["open", "acknowledged", "returned"];

/** The one table of moves. `csm` alone never means the requester of the same case. */
const moves = {
  acknowledge: { by: "csm", from: ["open"], to: (act) => ({ state: "acknowledged", ...act }) },
  add_evidence: { by: "requester", from: alive },
  withdraw: {
    by: "requester",
    from: alive,
    to: (act) => ({ state: "closed", as: "withdrawn", note: "", ...act }),
  },
  /** The partner had their chance, or may not be waited for. */
  send: { by: "requester", from: ["waiting_partner"], to: () => ({ state: "open" }) },
  wait_on: { by: "requester", from: ["waiting_partner"] },
  close_as_avoided: {
    by: "requester",
    from: ["waiting_partner"],
    to: (act) => ({ state: "closed", as: "avoided", note: "", ...act }),
  },
  snooze: { by: "requester_or_csm", from: withCsm },
  stop_reminders: { by: "requester_or_csm", from: withCsm },
  reopen: { by: "requester_or_csm", from: alive },
} as const satisfies Record<string, MoveRule>;
export type Move = keyof typeof moves;

/** A move is either allowed, with the status it leads to, or refused, with why. */
export function attempt(
  move: Move,
  escalation: Pick<Escalation, "status" | "requesterId">,
  person: Person,
  now: Date,
):
  | { readonly allowed: true; readonly status: CaseStatus }
  | { readonly allowed: false; readonly refusal: Refusal } {
  const rule: MoveRule = moves[move];
  const refusal = whyNot(rule, escalation, person);
  if (refusal) return { allowed: false, refusal };
  return { allowed: true, status: rule.to?.({ by: person.id, at: now.toISOString() }) ?? escalation.status };
}

function whyNot(
  rule: MoveRule,
  { status, requesterId }: Pick<Escalation, "status" | "requesterId">,
  person: Person,
): Refusal | null {
  if (person.outsider) return "outsider";
  if (rule.by === "requester" && person.id !== requesterId) return "only_requester";
  if (rule.by === "csm" && person.id === requesterId) return "own_case";
  if (rule.by === "csm" && !person.csm) return "only_csm";
  if (rule.by === "requester_or_csm" && !person.csm && person.id !== requesterId)
    return "only_requester_or_csm";
  if (rule.from.includes(status.state)) return null;
  if (status.state === "closed") return "already_closed";
  if (status.state === "waiting_partner") return "not_sent";
  return rule.from.includes("open") ? "already_acknowledged" : "not_waiting";
}

/** Who may read a case in full through the bot: its requester, and the CSMs once it was sent to them. */
export function maySee(
  { requesterId, status }: Pick<Escalation, "requesterId" | "status">,
  person: Person,
): boolean {
  if (person.outsider) return false;
  return person.id === requesterId || (person.csm && status.state !== "waiting_partner");
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
