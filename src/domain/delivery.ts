import { z } from "zod";
import { isoDateSchema } from "./answers.ts";
import type { Escalation } from "./escalation.ts";

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

/** What must be posted, or drawn again, after any change of a case, in the order in which a reader wants it. */
export function owedAfterChange({ id }: Pick<Escalation, "id">): DeliverySubject[] {
  return [
    { kind: "card", escalationId: id },
    { kind: "evidence", escalationId: id, part: 1 },
    { kind: "receipt", escalationId: id },
  ];
}
