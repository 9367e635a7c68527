import { z } from "zod";
import { isoDateSchema } from "./answers.ts";
import type { Escalation } from "./escalation.ts";
import { wasReminded } from "./nudging.ts";
import { isReady } from "./verdict.ts";

/** What the bot owes somebody in Slack: each subject is one message, posted once and redrawn as its case moves. */

export const parkReasons = [
  "not_in_channel",
  "channel_not_found",
  "is_archived",
  "missing_scope",
  "token_revoked",
  "restricted",
  "person_gone",
  "message_deleted",
  "defect",
] as const;
/** Why a message waits for somebody to mend something. */
export type ParkReason = (typeof parkReasons)[number];

const escalationId = z.string();

export const deliverySubjectSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("card"), escalationId }),
  /** What the requester wrote in full, in the thread of the card, in as many parts as it takes. */
  z.object({ kind: z.literal("evidence"), escalationId, part: z.int().positive() }),
  /** The requester's own view of the case, in a DM. */
  z.object({ kind: z.literal("receipt"), escalationId }),
  /** One thing the requester must hear about at once, in a DM of its own. */
  z.object({ kind: z.literal("case_notice"), escalationId, notice: z.enum(["acknowledged"]) }),
  /** A reminder of what is missing, in the thread of the card or in a DM, or the question what became of the partner. */
  z.object({ kind: z.literal("nudge"), escalationId, number: z.int().positive() }),
  /** Says in the thread that the reminder went to the requester's DM. */
  z.object({ kind: z.literal("nudge_note"), escalationId, number: z.int().positive() }),
  /** Answers, in the thread, the first evidence after a reminder. */
  z.object({ kind: z.literal("thanks"), escalationId, episode: z.int().positive() }),
  /** Says in the thread that the case has become Ready. */
  z.object({ kind: z.literal("ready_notice"), escalationId, revision: z.int().positive() }),
  /** Tells the requester that the bot has stopped asking. `revision` of the case tells one parking from the next. */
  z.object({ kind: z.literal("parked_notice"), escalationId, revision: z.int().positive() }),
  /** Tells the requester that a message of the case does not get through; `about` is the key of that message. */
  z.object({
    kind: z.literal("stuck_notice"),
    escalationId,
    about: z.string(),
    reason: z.enum(parkReasons),
  }),
  /** The words the requester will send to the partner. `viewId` is the modal they were written in: one modal, one message. */
  z.object({
    kind: z.literal("partner_message"),
    draftId: z.string(),
    viewId: z.string(),
    partner: z.string(),
    replyBy: isoDateSchema,
    text: z.string(),
    /** What the person said of it: that they sent it, when and how. */
    sent: z.object({ on: isoDateSchema, how: z.enum(["yes_written", "yes_verbal"]) }).optional(),
  }),
  /** A sentence to somebody who did something that has no answer of its own; `occasion` tells one doing from the next. */
  z.object({ kind: z.literal("hint"), occasion: z.string(), hint: z.enum(["too_late"]) }),
]);
export type DeliverySubject = z.infer<typeof deliverySubjectSchema>;
export type DeliveryKind = DeliverySubject["kind"];

/** One key, one message in Slack. */
export function deliveryKey(subject: DeliverySubject): string {
  switch (subject.kind) {
    case "card":
    case "receipt":
      return `${subject.kind}:${subject.escalationId}`;
    case "evidence":
      return `evidence:${subject.escalationId}:${subject.part}`;
    case "case_notice":
      return `case_notice:${subject.escalationId}:${subject.notice}`;
    case "nudge":
    case "nudge_note":
      return `${subject.kind}:${subject.escalationId}:${subject.number}`;
    case "thanks":
      return `thanks:${subject.escalationId}:${subject.episode}`;
    case "ready_notice":
    case "parked_notice":
      return `${subject.kind}:${subject.escalationId}:${subject.revision}`;
    case "stuck_notice":
      return `stuck_notice:${subject.about}:${subject.reason}`;
    case "partner_message":
      return `partner_message:${subject.draftId}:${subject.viewId}`;
    case "hint":
      return `hint:${subject.occasion}`;
  }
}

/** The case, or before there is one the draft or the occasion, that the message belongs to. */
export function deliveryOwner(subject: DeliverySubject): string {
  switch (subject.kind) {
    case "partner_message":
      return subject.draftId;
    case "hint":
      return subject.occasion;
    default:
      return subject.escalationId;
  }
}

/** Whether it stands in the thread of the card, and so needs the card to stand first. */
export function isInThread({ kind }: DeliverySubject): boolean {
  return (
    kind === "evidence" ||
    kind === "nudge" ||
    kind === "nudge_note" ||
    kind === "thanks" ||
    kind === "ready_notice"
  );
}

/**
 * What must be posted, or drawn again, after any change of a case, in the order in which a reader wants it. `hasCard`:
 * the CSM channel knows of it; a case that waits for its partner, or was avoided, it need not hear of.
 */
export function owedAfterChange({ id }: Pick<Escalation, "id">, hasCard: boolean): DeliverySubject[] {
  const receipt: DeliverySubject = { kind: "receipt", escalationId: id };
  if (!hasCard) return [receipt];
  return [{ kind: "card", escalationId: id }, { kind: "evidence", escalationId: id, part: 1 }, receipt];
}

/**
 * What the thread is told of new evidence: that the case has become Ready by it, or thanks for what a reminder asked
 * for; null when neither holds.
 */
export function owedAfterEvidence(before: Escalation, after: Escalation): DeliverySubject | null {
  const { id: escalationId, revision } = after;
  if (after.status.state === "waiting_partner") return null;
  if (isReady(after.verdict) && !isReady(before.verdict))
    return { kind: "ready_notice", escalationId, revision };
  return wasReminded(before.nudging)
    ? { kind: "thanks", escalationId, episode: before.nudging.episodes }
    : null;
}
