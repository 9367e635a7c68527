import type { Selectable, Transaction } from "kysely";
import { z } from "zod";
import { answersSchema } from "../domain/answers.ts";
import { chaseSchema } from "../domain/chase.ts";
import {
  caseStatusSchema,
  type CaseStatus,
  deskSchema,
  type Escalation,
  sendNoteSchema,
} from "../domain/escalation.ts";
import { nudgingSchema } from "../domain/nudging.ts";
import { type Proof, proofSchema } from "../domain/proof.ts";
import { isReady, type Verdict, verdictSchema } from "../domain/verdict.ts";
import { type Change, type EscalationEvent, writeEvent } from "./audit.ts";
import { fromJson, fromTime, toJson, toOptionalTime, toTime } from "./columns.ts";
import type { Db } from "./database.ts";
import { list, listAgain } from "./listing.ts";
import type { Database, EscalationTable } from "./schema.ts";
import { Overtaken } from "./transactions.ts";

/** Cases. Every change needs the event that tells of it, and a transaction, so that both are kept or neither. */

const idsSchema = z.array(z.string());
const proofsSchema = z.array(proofSchema);

export type NewEscalation = Omit<
  Escalation,
  "number" | "coOwnerIds" | "proofs" | "chase" | "nextNudgeAt" | "revision" | "createdAt" | "updatedAt"
> & {
  /** One draft makes one case. */
  readonly draftId: string;
};

/** Gives the case the next number of its workspace. */
export async function createEscalation(
  trx: Transaction<Database>,
  escalation: NewEscalation,
  change: Change,
  now: Date,
): Promise<Escalation> {
  const row = await trx
    .insertInto("escalations")
    .values({
      id: escalation.id,
      draft_id: escalation.draftId,
      team_id: escalation.teamId,
      number: await nextNumber(trx, escalation.teamId),
      requester_id: escalation.requesterId,
      co_owner_ids: fromJson(idsSchema, []),
      channel_id: escalation.channelId,
      desk: fromJson(deskSchema, escalation.desk),
      locale: escalation.locale,
      state: escalation.status.state,
      status: fromJson(caseStatusSchema, escalation.status),
      answers: fromJson(answersSchema, escalation.answers),
      proofs: fromJson(proofsSchema, []),
      verdict: fromJson(verdictSchema, escalation.verdict),
      send_note: escalation.sendNote && fromJson(sendNoteSchema, escalation.sendNote),
      nudging: fromJson(nudgingSchema, escalation.nudging),
      chase: null,
      next_nudge_at: fromTime(now),
      revision: 1,
      event_count: 1,
      closed_at: closedAt(escalation.status),
      listed_at: fromTime(now),
      created_at: fromTime(now),
      updated_at: fromTime(now),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await writeEvent(trx, eventOf(row, change, escalation.verdict, now));
  const created = rowToEscalation(row);
  await list(trx, created);
  return created;
}

/** The last one that its case counts. With a verdict it says whether the case is Ready after it: reports are counted from that. */
function eventOf(
  { id, event_count }: Selectable<EscalationTable>,
  change: Change,
  verdict: Verdict | undefined,
  at: Date,
): EscalationEvent {
  const details = { ...change.details, ...(verdict && { ready: isReady(verdict) }) };
  return { ...change, details, escalationId: id, seq: event_count, at };
}

/** As the column holds it. */
export function closedAt(status: CaseStatus): string | null {
  return status.state === "closed" ? fromTime(new Date(status.at)) : null;
}

async function nextNumber(trx: Transaction<Database>, teamId: string): Promise<number> {
  const { last_number } = await trx
    .insertInto("escalation_counters")
    .values({ team_id: teamId, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .column("team_id")
        .doUpdateSet((eb) => ({ last_number: eb("escalation_counters.last_number", "+", 1) })),
    )
    .returning("last_number")
    .executeTakeFirstOrThrow();
  return last_number;
}

export type EscalationChange = Partial<
  Pick<
    Escalation,
    | "requesterId"
    | "coOwnerIds"
    | "channelId"
    | "desk"
    | "status"
    | "answers"
    | "proofs"
    | "verdict"
    | "sendNote"
    | "nudging"
    | "chase"
  >
>;

/**
 * Null, and nothing written, when the case has moved on since `before` was read: read it again and decide again.
 * Whatever changed, the sweep looks at once at what that does to the next reminder.
 */
export async function changeEscalation(
  trx: Transaction<Database>,
  before: Pick<Escalation, "id" | "revision">,
  changed: EscalationChange,
  change: Change,
  now: Date,
): Promise<Escalation | null> {
  const { status, answers, verdict, sendNote, nudging, channelId, chase } = changed;
  const { requesterId, coOwnerIds, desk, proofs } = changed;
  const row = await trx
    .updateTable("escalations")
    .set((eb) => ({
      ...(status && {
        state: status.state,
        status: fromJson(caseStatusSchema, status),
        closed_at: closedAt(status),
      }),
      ...(answers && { answers: fromJson(answersSchema, answers) }),
      ...(verdict && { verdict: fromJson(verdictSchema, verdict) }),
      ...(sendNote !== undefined && { send_note: sendNote && fromJson(sendNoteSchema, sendNote) }),
      ...(nudging && { nudging: fromJson(nudgingSchema, nudging) }),
      ...(chase !== undefined && { chase: chase && fromJson(chaseSchema, chase) }),
      ...(channelId !== undefined && { channel_id: channelId }),
      ...(requesterId !== undefined && { requester_id: requesterId }),
      ...(coOwnerIds && { co_owner_ids: fromJson(idsSchema, [...coOwnerIds]) }),
      ...(desk && { desk: fromJson(deskSchema, desk) }),
      ...(proofs && { proofs: fromJson(proofsSchema, [...proofs]) }),
      next_nudge_at: fromTime(now),
      revision: before.revision + 1,
      event_count: eb("event_count", "+", 1),
      listed_at: fromTime(now),
      updated_at: fromTime(now),
    }))
    .where("id", "=", before.id)
    .where("revision", "=", before.revision)
    .returningAll()
    .executeTakeFirst();
  if (!row) return null;
  if (proofs) await keepProofMessages(trx, row, proofs);
  await writeEvent(trx, eventOf(row, change, verdict, now));
  const after = rowToEscalation(row);
  await listAgain(trx, after);
  return after;
}

/** So that what becomes of a message finds the cases it is evidence of. */
async function keepProofMessages(
  trx: Transaction<Database>,
  { id, team_id }: Pick<Selectable<EscalationTable>, "id" | "team_id">,
  proofs: readonly Proof[],
): Promise<void> {
  for (const { channelId, ts } of proofs)
    await trx
      .insertInto("proof_messages")
      .values({ team_id, channel_id: channelId, ts, escalation_id: id })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** The cases that a message is evidence of. */
export async function listByProof(
  db: Db,
  { teamId, channelId, ts }: { readonly teamId: string; readonly channelId: string; readonly ts: string },
): Promise<Escalation[]> {
  const rows = await db
    .selectFrom("escalations")
    .selectAll("escalations")
    .innerJoin("proof_messages", "proof_messages.escalation_id", "escalations.id")
    .where("proof_messages.team_id", "=", teamId)
    .where("proof_messages.channel_id", "=", channelId)
    .where("proof_messages.ts", "=", ts)
    .execute();
  return rows.map(rowToEscalation);
}

/** As `changeEscalation`, but a case that has moved on undoes the whole transaction. */
export async function changeOrUndo(...given: Parameters<typeof changeEscalation>): Promise<Escalation> {
  const changed = await changeEscalation(...given);
  if (!changed) throw new Overtaken();
  return changed;
}

export async function findEscalation(db: Db, id: string): Promise<Escalation | null> {
  const row = await db.selectFrom("escalations").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? rowToEscalation(row) : null;
}

export async function findEscalationByNumber(
  db: Db,
  teamId: string,
  number: number,
): Promise<Escalation | null> {
  const row = await db
    .selectFrom("escalations")
    .selectAll()
    .where("team_id", "=", teamId)
    .where("number", "=", number)
    .executeTakeFirst();
  return row ? rowToEscalation(row) : null;
}

/** The case that was made from the draft. */
export async function findEscalationByDraft(db: Db, draftId: string): Promise<Escalation | null> {
  const row = await db
    .selectFrom("escalations")
    .selectAll()
    .where("draft_id", "=", draftId)
    .executeTakeFirst();
  return row ? rowToEscalation(row) : null;
}

export function rowToEscalation(row: Selectable<EscalationTable>): Escalation {
  return {
    id: row.id,
    teamId: row.team_id,
    number: row.number,
    requesterId: row.requester_id,
    coOwnerIds: toJson(idsSchema, row.co_owner_ids),
    channelId: row.channel_id,
    desk: toJson(deskSchema, row.desk),
    locale: row.locale,
    status: toJson(caseStatusSchema, row.status),
    answers: toJson(answersSchema, row.answers),
    proofs: toJson(proofsSchema, row.proofs),
    verdict: toJson(verdictSchema, row.verdict),
    sendNote: row.send_note === null ? null : toJson(sendNoteSchema, row.send_note),
    nudging: toJson(nudgingSchema, row.nudging),
    chase: row.chase === null ? null : toJson(chaseSchema, row.chase),
    nextNudgeAt: toOptionalTime(row.next_nudge_at),
    revision: row.revision,
    createdAt: toTime(row.created_at),
    updatedAt: toTime(row.updated_at),
  };
}
