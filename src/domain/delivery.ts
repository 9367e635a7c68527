import { z } from "zod";
import { isoDateSchema } from "./answers.ts";
import { type Escalation, locales } from "./escalation.ts";
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

/** What a requester hears of in a message of its own, because it is their turn or their case has an end. */
export const caseNotices = ["acknowledged", "returned", "closed"] as const;
/** What the thread of the card is told of, because the card alone raises no notice. */
export const notedSteps = ["handed_over", "sent_again", "withdrawn", "reopened", "taken_over"] as const;
export type NotedStep = (typeof notedSteps)[number];

/** What is said to somebody who did something that has no answer of its own. */
const hints = ["too_late", "failed", "not_asked"] as const;
export type Hint = (typeof hints)[number];

const escalationId = z.string();

export const deliverySubjectSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("card"), escalationId }),
  /** What the requester wrote in full, in the thread of the card, in as many parts as it takes. */
  z.object({ kind: z.literal("evidence"), escalationId, part: z.int().positive() }),
  /** The requester's own view of the case, in a DM. */
  z.object({
    kind: z.literal("receipt"),
    escalationId,
    /** A co-owner, who has one of their own; absent: the requester. */
    coOwner: z.string().optional(),
  }),
  /** One thing the requester must hear about at once, in a DM of its own. */
  z.object({
    kind: z.literal("case_notice"),
    escalationId,
    notice: z.enum(caseNotices),
    revision: z.int().positive(),
    /** Who has taken the case; what was said of it stays so, whoever has it later. */
    by: z.string().optional(),
  }),
  /** One line in the thread about a step that somebody took, for those who read along there. */
  z.object({
    kind: z.literal("step_note"),
    escalationId,
    step: z.enum(notedSteps),
    revision: z.int().positive(),
    /** Who took it, and whom it concerns. */
    by: z.string(),
    to: z.string().nullable(),
  }),
  /** One thing a CSM asks the requester. */
  z.object({
    kind: z.literal("question"),
    escalationId,
    number: z.int().positive(),
    place: z.enum(["thread", "dm"]),
  }),
  /** Says in the thread what was asked by DM. */
  z.object({ kind: z.literal("question_note"), escalationId, number: z.int().positive() }),
  /** What the requester answered, in the thread. */
  z.object({ kind: z.literal("answer"), escalationId, number: z.int().positive() }),
  /** Says in the thread that nobody has taken the case: to its CSMs, then to whoever stands in for them. */
  z.object({
    kind: z.literal("chase"),
    escalationId,
    /** Of the chase, as are `said` and what that was `from` before. */
    since: z.iso.datetime(),
    from: z.int().min(0).max(1),
    said: z.int().min(1).max(2),
    /** Of the case when it was set out: one that was put off comes again. */
    revision: z.int().positive(),
  }),
  /** Tells the requester that nobody has taken the case, with a text to send by email. */
  z.object({
    kind: z.literal("unclaimed_notice"),
    escalationId,
    since: z.iso.datetime(),
    revision: z.int().positive(),
  }),
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
    /** Tells one hold-up from the next for the same reason; absent in what was kept before it was told. */
    since: z.iso.datetime().optional(),
  }),
  /** The case on one page, for somebody who asked for it. `viewId` is the window they did that in: one window, one message. */
  z.object({ kind: z.literal("brief"), escalationId, viewId: z.string() }),
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
  z.object({ kind: z.literal("hint"), occasion: z.string(), hint: z.enum(hints) }),
  /** The week of a channel, in the channel. */
  z.object({
    kind: z.literal("digest"),
    teamId: z.string(),
    channelId: z.string(),
    /** The day its week begins with: what is told is of the week before. */
    week: isoDateSchema,
    locale: z.enum(locales),
  }),
  /** A message whose case or draft was erased: it is taken out of Slack. */
  z.object({
    kind: z.literal("removal"),
    /** The key that the message carries. */
    of: z.string(),
    ownerId: z.string(),
    /** The thread it stands in, to find it there. */
    threadTs: z.string().nullable(),
  }),
]);
export type DeliverySubject = z.infer<typeof deliverySubjectSchema>;
export type DeliveryKind = DeliverySubject["kind"];

/** One key, one message in Slack. */
export function deliveryKey(subject: DeliverySubject): string {
  switch (subject.kind) {
    case "card":
      return `card:${subject.escalationId}`;
    case "receipt":
      return `receipt:${subject.escalationId}${subject.coOwner === undefined ? "" : `:${subject.coOwner}`}`;
    case "evidence":
      return `evidence:${subject.escalationId}:${subject.part}`;
    case "case_notice":
      return `case_notice:${subject.escalationId}:${subject.notice}:${subject.revision}`;
    case "step_note":
      return `step_note:${subject.escalationId}:${subject.step}:${subject.revision}`;
    case "nudge":
    case "nudge_note":
    case "question":
    case "question_note":
    case "answer":
      return `${subject.kind}:${subject.escalationId}:${subject.number}`;
    case "thanks":
      return `thanks:${subject.escalationId}:${subject.episode}`;
    case "ready_notice":
    case "parked_notice":
    case "chase":
    case "unclaimed_notice":
      return `${subject.kind}:${subject.escalationId}:${subject.revision}`;
    case "stuck_notice":
      return `stuck_notice:${subject.about}:${subject.reason}${subject.since === undefined ? "" : `:${subject.since}`}`;
    case "brief":
      return `brief:${subject.escalationId}:${subject.viewId}`;
    case "partner_message":
      return `partner_message:${subject.draftId}:${subject.viewId}`;
    case "hint":
      return `hint:${subject.occasion}`;
    case "digest":
      return `digest:${subject.teamId}:${subject.channelId}:${subject.week}`;
    case "removal":
      return subject.of;
  }
}

/** The case, or before there is one the draft or the occasion, that the message belongs to. */
export function deliveryOwner(subject: DeliverySubject): string {
  switch (subject.kind) {
    case "partner_message":
      return subject.draftId;
    case "hint":
      return subject.occasion;
    case "digest":
      return deliveryKey(subject);
    case "removal":
      return subject.ownerId;
    default:
      return subject.escalationId;
  }
}

/** Whether it stands in the thread of the card, and so needs the card to stand first. */
export function isInThread(subject: DeliverySubject): boolean {
  return subject.kind === "question" ? subject.place === "thread" : inThread.has(subject.kind);
}

const inThread: ReadonlySet<DeliveryKind> = new Set([
  "evidence",
  "nudge",
  "nudge_note",
  "thanks",
  "ready_notice",
  "step_note",
  "question_note",
  "answer",
  "chase",
]);

/**
 * What must be posted, or drawn again, after any change of a case, in the order in which a reader wants it. `hasCard`:
 * the CSM channel knows of it; a case that waits for its partner, or was avoided, it need not hear of.
 */
export function owedAfterChange(
  { id, coOwnerIds }: Pick<Escalation, "id" | "coOwnerIds">,
  hasCard: boolean,
): DeliverySubject[] {
  const receipts: DeliverySubject[] = [
    { kind: "receipt", escalationId: id },
    ...coOwnerIds.map((coOwner) => ({ kind: "receipt", escalationId: id, coOwner }) as const),
  ];
  if (!hasCard) return receipts;
  return [{ kind: "card", escalationId: id }, { kind: "evidence", escalationId: id, part: 1 }, ...receipts];
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
