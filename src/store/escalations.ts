import type { Selectable, Transaction } from "kysely";
import { answersSchema } from "../domain/answers.ts";
import { caseStatusSchema, type CaseState, type Escalation, sendNoteSchema } from "../domain/escalation.ts";
import { nudgingSchema } from "../domain/nudging.ts";
import { verdictSchema } from "../domain/verdict.ts";
import { type Change, writeEvent } from "./audit.ts";
import { fromJson, fromTime, toJson, toOptionalTime, toTime } from "./columns.ts";
import type { Db } from "./database.ts";
import type { Database, EscalationTable } from "./schema.ts";

/** Cases. Every change needs the event that tells of it, and a transaction, so that both are kept or neither. */

export type NewEscalation = Omit<
  Escalation,
  "number" | "nextNudgeAt" | "revision" | "createdAt" | "updatedAt"
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
      channel_id: escalation.channelId,
      locale: escalation.locale,
      state: escalation.status.state,
      status: fromJson(caseStatusSchema, escalation.status),
      answers: fromJson(answersSchema, escalation.answers),
      verdict: fromJson(verdictSchema, escalation.verdict),
      send_note: escalation.sendNote && fromJson(sendNoteSchema, escalation.sendNote),
      nudging: fromJson(nudgingSchema, escalation.nudging),
      next_nudge_at: fromTime(now),
      revision: 1,
      event_count: 0,
      created_at: fromTime(now),
      updated_at: fromTime(now),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await writeEvent(trx, { details: {}, ...change, escalationId: row.id, at: now });
  return rowToEscalation(row);
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
  Pick<Escalation, "status" | "answers" | "verdict" | "sendNote" | "nudging" | "channelId">
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
  const { status, answers, verdict, sendNote, nudging, channelId } = changed;
  const row = await trx
    .updateTable("escalations")
    .set({
      ...(status && { state: status.state, status: fromJson(caseStatusSchema, status) }),
      ...(answers && { answers: fromJson(answersSchema, answers) }),
      ...(verdict && { verdict: fromJson(verdictSchema, verdict) }),
      ...(sendNote !== undefined && { send_note: sendNote && fromJson(sendNoteSchema, sendNote) }),
      ...(nudging && { nudging: fromJson(nudgingSchema, nudging) }),
      ...(channelId !== undefined && { channel_id: channelId }),
      next_nudge_at: fromTime(now),
      revision: before.revision + 1,
      updated_at: fromTime(now),
    })
    .where("id", "=", before.id)
    .where("revision", "=", before.revision)
    .returningAll()
    .executeTakeFirst();
  if (!row) return null;
  await writeEvent(trx, { details: {}, ...change, escalationId: row.id, at: now });
  return rowToEscalation(row);
}

/** Somebody else changed the case in between: the transaction is undone. */
export class Overtaken extends Error {
  override readonly name = "Overtaken";
}

/** As `changeEscalation`, but a case that has moved on undoes the whole transaction. */
export async function changeOrUndo(...given: Parameters<typeof changeEscalation>): Promise<Escalation> {
  const changed = await changeEscalation(...given);
  if (!changed) throw new Overtaken();
  return changed;
}

/** Decides in a transaction, and as often again as somebody else was there first. */
export async function decideInTurn<T>(
  db: Db,
  decide: (trx: Transaction<Database>) => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await db.transaction().execute(decide);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
    }
  }
}

/** The cases at which the bot should look now, the longest due first. */
export async function listNudgeDue(db: Db, now: Date, limit: number): Promise<Escalation[]> {
  const rows = await db
    .selectFrom("escalations")
    .selectAll()
    .where("next_nudge_at", "<=", fromTime(now))
    .orderBy("next_nudge_at")
    .limit(limit)
    .execute();
  return rows.map(rowToEscalation);
}

/** When the sweep next looks at the case. Not a change of the case, and not made when something has changed since it was read. */
export async function planNudge(
  db: Db,
  { id, revision, nextNudgeAt: before }: Pick<Escalation, "id" | "revision" | "nextNudgeAt">,
  at: Date | null,
): Promise<void> {
  await db
    .updateTable("escalations")
    .set({ next_nudge_at: at && fromTime(at) })
    .where("id", "=", id)
    .where("revision", "=", revision)
    .where("next_nudge_at", "is not distinct from", before && fromTime(before))
    .execute();
}

/** A zone, a setting or the clock may have changed: every case, or every one of a person, is looked at. */
export async function lookAtNudges(
  db: Db,
  of: { readonly teamId: string; readonly requesterId?: string | undefined; readonly now: Date },
): Promise<void> {
  let query = db
    .updateTable("escalations")
    .set({ next_nudge_at: fromTime(of.now) })
    .where("team_id", "=", of.teamId)
    .where("state", "!=", "closed");
  if (of.requesterId !== undefined) query = query.where("requester_id", "=", of.requesterId);
  await query.execute();
}

export async function nextNudgeAt(db: Db): Promise<Date | null> {
  const { next } = await db
    .selectFrom("escalations")
    .select((eb) => eb.fn.min("next_nudge_at").as("next"))
    .executeTakeFirstOrThrow();
  return toOptionalTime(next);
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

export interface EscalationFilter {
  readonly teamId: string;
  readonly requesterId?: string | undefined;
  readonly states?: readonly CaseState[] | undefined;
  readonly limit: number;
  /** Only cases with a lower number: the last one of the page before. */
  readonly before?: number | undefined;
}

/** Newest first. */
export async function listEscalations(db: Db, filter: EscalationFilter): Promise<Escalation[]> {
  const { teamId, requesterId, states, limit, before } = filter;
  if (states?.length === 0) return [];
  let query = db.selectFrom("escalations").selectAll().where("team_id", "=", teamId);
  if (requesterId !== undefined) query = query.where("requester_id", "=", requesterId);
  if (states) query = query.where("state", "in", states);
  if (before !== undefined) query = query.where("number", "<", before);
  const rows = await query.orderBy("number", "desc").limit(limit).execute();
  return rows.map(rowToEscalation);
}

function rowToEscalation(row: Selectable<EscalationTable>): Escalation {
  return {
    id: row.id,
    teamId: row.team_id,
    number: row.number,
    requesterId: row.requester_id,
    channelId: row.channel_id,
    locale: row.locale,
    status: toJson(caseStatusSchema, row.status),
    answers: toJson(answersSchema, row.answers),
    verdict: toJson(verdictSchema, row.verdict),
    sendNote: row.send_note === null ? null : toJson(sendNoteSchema, row.send_note),
    nudging: toJson(nudgingSchema, row.nudging),
    nextNudgeAt: toOptionalTime(row.next_nudge_at),
    revision: row.revision,
    createdAt: toTime(row.created_at),
    updatedAt: toTime(row.updated_at),
  };
}
