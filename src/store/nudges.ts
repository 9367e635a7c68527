import type { Selectable, Transaction } from "kysely";
import type { IsoDate } from "../domain/answers.ts";
import { type Said, saidSchema } from "../domain/nudging.ts";
import { fromJson, fromTime, toJson, toOptionalTime, toTime } from "./columns.ts";
import type { Db } from "./database.ts";
import type { Database, NudgeTable } from "./schema.ts";

/** Every reminder and question that was set out, what it said, and the day of the person that it took up. */

/** `question`: what became of the partner. `csm_question`: it only takes the day here, and is kept in `questions.ts`. */
export type NudgeKind = "reminder" | "question" | "csm_question";
export type NudgePlace = "thread" | "dm";

/** What the bot asks by itself. */
export interface Nudge {
  readonly escalationId: string;
  readonly number: number;
  readonly kind: Exclude<NudgeKind, "csm_question">;
  readonly place: NudgePlace;
  readonly episode: number;
  readonly teamId: string;
  readonly personId: string;
  readonly day: IsoDate | null;
  readonly said: Said | null;
  /** Null: it is on its way, or it never got there (then `day` is null too). */
  readonly sentAt: Date | null;
  readonly createdAt: Date;
}

export type NewNudge = Omit<Nudge, "kind" | "said" | "sentAt" | "createdAt"> & {
  readonly kind: NudgeKind;
  readonly day: IsoDate;
};

/** False, and nothing written, when the person's day is taken, or the same one was set out by somebody else. */
export async function setOutNudge(trx: Transaction<Database>, nudge: NewNudge, now: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto("nudges")
    .values({
      escalation_id: nudge.escalationId,
      number: nudge.number,
      kind: nudge.kind,
      place: nudge.place,
      episode: nudge.episode,
      team_id: nudge.teamId,
      person_id: nudge.personId,
      day: nudge.day,
      said: null,
      sent_at: null,
      created_at: fromTime(now),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export async function keepSaid(
  db: Db,
  { escalationId, number }: Pick<Nudge, "escalationId" | "number">,
  said: Said,
): Promise<void> {
  await db
    .updateTable("nudges")
    .set({ said: fromJson(saidSchema, said) })
    .where("escalation_id", "=", escalationId)
    .where("number", "=", number)
    .where("sent_at", "is", null)
    .execute();
}

export async function recordNudgeSent(
  trx: Transaction<Database>,
  { escalationId, number }: Pick<Nudge, "escalationId" | "number">,
  at: Date,
): Promise<void> {
  await trx
    .updateTable("nudges")
    .set({ sent_at: fromTime(at) })
    .where("escalation_id", "=", escalationId)
    .where("number", "=", number)
    .execute();
}

/** Nothing was sent: the person's day is free again. */
export async function freeDay(
  trx: Transaction<Database>,
  { escalationId, number }: Pick<Nudge, "escalationId" | "number">,
): Promise<void> {
  await trx
    .updateTable("nudges")
    .set({ day: null })
    .where("escalation_id", "=", escalationId)
    .where("number", "=", number)
    .where("sent_at", "is", null)
    .execute();
}

export async function findNudge(db: Db, escalationId: string, number: number): Promise<Nudge | null> {
  const row = await db
    .selectFrom("nudges")
    .selectAll()
    .where("escalation_id", "=", escalationId)
    .where("number", "=", number)
    .executeTakeFirst();
  return row ? rowToNudge(row) : null;
}

/** Those that stand in Slack, oldest first. */
export async function listSentNudges(db: Db, escalationId: string): Promise<Nudge[]> {
  const rows = await db
    .selectFrom("nudges")
    .selectAll()
    .where("escalation_id", "=", escalationId)
    .where("sent_at", "is not", null)
    .orderBy("number")
    .execute();
  return rows.flatMap((row) => rowToNudge(row) ?? []);
}

/** Null for what the bot did not ask by itself. */
function rowToNudge({ kind, ...row }: Selectable<NudgeTable>): Nudge | null {
  if (kind === "csm_question") return null;
  return {
    escalationId: row.escalation_id,
    number: row.number,
    kind,
    place: row.place,
    episode: row.episode,
    teamId: row.team_id,
    personId: row.person_id,
    day: row.day,
    said: row.said === null ? null : toJson(saidSchema, row.said),
    sentAt: toOptionalTime(row.sent_at),
    createdAt: toTime(row.created_at),
  };
}
