import { type Insertable, type Selectable, sql, type Transaction } from "kysely";
import { z } from "zod";
import { type Answers, answersSchema, noAnswers } from "../domain/answers.ts";
import { type SendNote, sendNoteSchema } from "../domain/escalation.ts";
import { steps } from "../domain/form.ts";
import { fromJson, fromTime, toJson, toTime } from "./columns.ts";
import type { Db } from "./database.ts";
import type { Database, DraftTable } from "./schema.ts";
import { decideInTurn, Overtaken } from "./transactions.ts";

/** What a person is writing: one open draft for a new case, and one for each case they are adding to. */

/** Only an open draft changes. A pending one was prefilled and waits for the person to choose between it and the open one. */
export type DraftStatus = "open" | "pending" | "set_aside" | "sent" | "waiting" | "avoided";

const placeSchema = z.object({
  step: z.enum([...steps, "review"]),
  /** The `key` of the example being written, on the step of examples. */
  example: z.int().positive().nullable(),
});
const idsSchema = z.array(z.string());
/** Where in the modal the person was. */
export type Place = z.infer<typeof placeSchema>;

export interface Draft {
  readonly id: string;
  readonly teamId: string;
  readonly userId: string;
  readonly status: DraftStatus;
  /** The case that this draft edits; null for a new case. */
  readonly escalationId: string | null;
  readonly answers: Answers;
  readonly place: Place;
  readonly sendNote: SendNote;
  /** The message to the partner as the person edited it; null while it is the one written from the answers. */
  readonly partnerMessage: string | null;
  /** What made the case unnecessary, as far as it was written. */
  readonly whatWorked: string;
  /** Ids of the cases about the same partner that the person said this is not about. */
  readonly otherThan: readonly string[];
  readonly nextExampleKey: number;
  /** Counts every change. */
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewDraft {
  readonly id: string;
  readonly teamId: string;
  readonly userId: string;
  readonly escalationId?: string | null;
  readonly answers?: Answers;
  readonly place?: Place;
  /** Keys of examples below this one were given out elsewhere. */
  readonly leastExampleKey?: number;
  /** The draft that it goes on from: what was written around the answers comes along. */
  readonly after?: Pick<Draft, "sendNote" | "partnerMessage" | "nextExampleKey"> | null;
}

/** What a person changes by writing. */
export type DraftChange = Partial<
  Pick<
    Draft,
    "answers" | "place" | "sendNote" | "partnerMessage" | "whatWorked" | "otherThan" | "nextExampleKey"
  >
>;

/** The person's open draft, or, when there is none, the new one: then its id is the one given. */
export async function openDraft(db: Db, draft: NewDraft, now: Date): Promise<Draft> {
  const forNewCase = (draft.escalationId ?? null) === null;
  const row = await db
    .insertInto("drafts")
    .values(newRow(draft, "open", now))
    .onConflict((conflict) =>
      // Touches nothing: a conflict that updates is the one statement that answers with the row which was there.
      (forNewCase
        ? conflict
            .columns(["team_id", "user_id"])
            .where(sql<boolean>`status = 'open' and escalation_id is null`)
        : conflict
            .columns(["team_id", "user_id", "escalation_id"])
            .where(sql<boolean>`status = 'open' and escalation_id is not null`)
      ).doUpdateSet((eb) => ({ revision: eb.ref("drafts.revision") })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  return rowToDraft(row);
}

export async function createPendingDraft(db: Db, draft: NewDraft, now: Date): Promise<Draft> {
  const row = await db
    .insertInto("drafts")
    .values(newRow(draft, "pending", now))
    .returningAll()
    .executeTakeFirstOrThrow();
  return rowToDraft(row);
}

export async function findDraft(db: Db, id: string): Promise<Draft | null> {
  const row = await db.selectFrom("drafts").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? rowToDraft(row) : null;
}

/** The draft that was last left to wait for the partner, in the case that came of it. */
export async function findWaitingDraft(db: Db, escalationId: string): Promise<Draft | null> {
  const row = await db
    .selectFrom("drafts")
    .selectAll()
    .where("status", "=", "waiting")
    .where((eb) =>
      eb.or([
        eb("escalation_id", "=", escalationId),
        eb(
          "id",
          "=",
          eb.selectFrom("escalations").select("draft_id").where("escalations.id", "=", escalationId),
        ),
      ]),
    )
    .orderBy("updated_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? rowToDraft(row) : null;
}

/** The open draft for a new case, or with `escalationId` the one that edits that case. */
export async function findOpenDraft(
  db: Db,
  of: { readonly teamId: string; readonly userId: string; readonly escalationId?: string | null },
): Promise<Draft | null> {
  const row = await db
    .selectFrom("drafts")
    .selectAll()
    .where("team_id", "=", of.teamId)
    .where("user_id", "=", of.userId)
    .where("escalation_id", "is not distinct from", of.escalationId ?? null)
    .where("status", "=", "open")
    .executeTakeFirst();
  return row ? rowToDraft(row) : null;
}

/**
 * Null when the draft is not open any more. `change` must be pure: when somebody else wrote in between, it is asked
 * again with what they wrote, so that no change is lost. What changes nothing is not written: a person waits for the disk.
 * `known`: the draft as it was read a moment ago, for a change that always changes something; it is not read again.
 */
export async function changeDraft(
  db: Db,
  id: string,
  now: Date,
  change: (draft: Draft) => DraftChange,
  known?: Draft,
): Promise<Draft | null> {
  for (let before = known ?? (await findDraft(db, id)); ; before = await findDraft(db, id)) {
    if (before?.status !== "open") return null;
    const changed = change(before);
    if (Object.keys(changed).length === 0) return before;
    const { answers, place, sendNote, partnerMessage, whatWorked, otherThan, nextExampleKey } = changed;
    const row = await db
      .updateTable("drafts")
      .set({
        ...(answers && { answers: fromJson(answersSchema, answers) }),
        ...(place && { place: fromJson(placeSchema, place) }),
        ...(sendNote && { send_note: fromJson(sendNoteSchema, sendNote) }),
        ...(partnerMessage !== undefined && { partner_message: fromOptionalText(partnerMessage) }),
        ...(whatWorked !== undefined && { what_worked: fromJson(z.string(), whatWorked) }),
        ...(otherThan && { other_than: fromJson(idsSchema, [...otherThan]) }),
        ...(nextExampleKey !== undefined && { next_example_key: nextExampleKey }),
        revision: before.revision + 1,
        updated_at: fromTime(now),
      })
      .where("id", "=", id)
      .where("revision", "=", before.revision)
      .returningAll()
      .executeTakeFirst();
    if (row) return rowToDraft(row);
  }
}

/** The draft to go on with: the pending one, or a new one with the id given. */
export type FreshStart = { readonly pendingId: string } | { readonly newId: string };

/**
 * Sets the open draft aside and opens the other one. Doing it twice does it once. Null, and nothing changed, when
 * the person has meanwhile opened yet another draft, or the pending one is gone.
 */
export async function startOver(
  db: Db,
  { openId, now, ...fresh }: { readonly openId: string; readonly now: Date } & FreshStart,
): Promise<Draft | null> {
  return decideInTurn(db, async (trx) => {
    const old = await findDraft(trx, openId);
    const next = await findDraft(trx, "newId" in fresh ? fresh.newId : fresh.pendingId);
    if (next?.status === "open") return next;
    if (!old || ("newId" in fresh ? next : next?.status !== "pending" || !isInPlaceOf(next, old)))
      return null;

    const isLeft = await moveDraft(trx, openId, "open", "set_aside", now);
    if (old.status === "open" && !isLeft) throw new Overtaken();
    if (await findOpenDraft(trx, old)) return null;
    if ("newId" in fresh) {
      const { teamId, userId, escalationId } = old;
      return openDraft(trx, { id: fresh.newId, teamId, userId, escalationId }, now);
    }
    await moveDraft(trx, fresh.pendingId, "pending", "open", now);
    return findDraft(trx, fresh.pendingId);
  });
}

function isInPlaceOf(next: Draft, old: Draft): boolean {
  return next.teamId === old.teamId && next.userId === old.userId && next.escalationId === old.escalationId;
}

/** The person kept what was open: the prefilled draft is forgotten. */
export async function discardPending(db: Db, id: string): Promise<void> {
  await db.deleteFrom("drafts").where("id", "=", id).where("status", "=", "pending").execute();
}

/** Ends an open draft. True for exactly one caller. */
export async function claimDraft(
  trx: Transaction<Database>,
  id: string,
  status: "sent" | "waiting" | "avoided",
  now: Date,
): Promise<boolean> {
  return moveDraft(trx, id, "open", status, now);
}

async function moveDraft(
  trx: Transaction<Database>,
  id: string,
  from: DraftStatus,
  to: DraftStatus,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("drafts")
    .set((eb) => ({ status: to, revision: eb("revision", "+", 1), updated_at: fromTime(now) }))
    .where("id", "=", id)
    .where("status", "=", from)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** An emptied text is a text too. */
function fromOptionalText(text: string | null): string | null {
  return text === null ? null : fromJson(z.string(), text);
}

function newRow(draft: NewDraft, status: DraftStatus, now: Date): Insertable<DraftTable> {
  const { answers = noAnswers, place = { step: steps[0], example: null }, after } = draft;
  return {
    id: draft.id,
    team_id: draft.teamId,
    user_id: draft.userId,
    status,
    escalation_id: draft.escalationId ?? null,
    answers: fromJson(answersSchema, answers),
    place: fromJson(placeSchema, place),
    send_note: fromJson(sendNoteSchema, after?.sendNote ?? { reason: null, sentence: "" }),
    partner_message: fromOptionalText(after?.partnerMessage ?? null),
    what_worked: null,
    other_than: fromJson(idsSchema, []),
    next_example_key: Math.max(
      after?.nextExampleKey ?? 1,
      draft.leastExampleKey ?? 1,
      ...answers.examples.map((example) => example.key + 1),
    ),
    revision: 1,
    created_at: fromTime(now),
    updated_at: fromTime(now),
  };
}

export function rowToDraft(row: Selectable<DraftTable>): Draft {
  return {
    id: row.id,
    teamId: row.team_id,
    userId: row.user_id,
    status: row.status,
    escalationId: row.escalation_id,
    answers: toJson(answersSchema, row.answers),
    place: toJson(placeSchema, row.place),
    sendNote: toJson(sendNoteSchema, row.send_note),
    partnerMessage: row.partner_message === null ? null : toJson(z.string(), row.partner_message),
    whatWorked: row.what_worked === null ? "" : toJson(z.string(), row.what_worked),
    otherThan: toJson(idsSchema, row.other_than),
    nextExampleKey: row.next_example_key,
    revision: row.revision,
    createdAt: toTime(row.created_at),
    updatedAt: toTime(row.updated_at),
  };
}
