import type { Selectable, Transaction } from "kysely";
import { z } from "zod";
import { fromJson, fromTime, toJson, toOptionalTime, toTime } from "./columns.ts";
import type { Db } from "./database.ts";
import type { NudgePlace } from "./nudges.ts";
import type { Database, QuestionTable } from "./schema.ts";

/** What CSMs asked requesters, and what they answered. */

export interface Question {
  readonly escalationId: string;
  /** One of the numbers that reminders have too: the two are counted as one. */
  readonly number: number;
  /** The modal it was written in: one modal, one question. */
  readonly viewId: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly place: NudgePlace;
  readonly text: string;
  readonly answer: QuestionAnswer | null;
}

export interface QuestionAnswer {
  readonly by: string;
  readonly at: Date;
  readonly text: string;
  /** Where it stands, when it was given as a message. */
  readonly message: { readonly channelId: string; readonly ts: string } | null;
}

const textSchema = z.string();
const messageSchema = z.object({ channelId: z.string(), ts: z.string() });

/** False, and nothing written, when the modal was submitted before, or somebody else took the number. */
export async function addQuestion(
  trx: Transaction<Database>,
  question: Omit<Question, "answer">,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto("questions")
    .values({
      escalation_id: question.escalationId,
      number: question.number,
      view_id: question.viewId,
      asked_by: question.askedBy,
      asked_at: fromTime(question.askedAt),
      place: question.place,
      question: fromJson(textSchema, question.text),
      answered_by: null,
      answered_at: null,
      answer: null,
      answer_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export async function findQuestion(db: Db, escalationId: string, number: number): Promise<Question | null> {
  const row = await db
    .selectFrom("questions")
    .selectAll()
    .where("escalation_id", "=", escalationId)
    .where("number", "=", number)
    .executeTakeFirst();
  return row ? rowToQuestion(row) : null;
}

/** Whether the modal was submitted before. */
export async function isAsked(db: Db, escalationId: string, viewId: string): Promise<boolean> {
  const row = await db
    .selectFrom("questions")
    .select("number")
    .where("escalation_id", "=", escalationId)
    .where("view_id", "=", viewId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Oldest first. */
export async function listQuestions(db: Db, escalationId: string): Promise<Question[]> {
  const rows = await db
    .selectFrom("questions")
    .selectAll()
    .where("escalation_id", "=", escalationId)
    .orderBy("number")
    .execute();
  return rows.map(rowToQuestion);
}

/** Those without an answer, oldest first. */
export async function listOpenQuestions(db: Db, escalationId: string): Promise<Question[]> {
  const rows = await db
    .selectFrom("questions")
    .selectAll()
    .where("escalation_id", "=", escalationId)
    .where("answered_by", "is", null)
    .orderBy("number")
    .execute();
  return rows.map(rowToQuestion);
}

/** False, and nothing written, when it has an answer already. */
export async function answerQuestion(
  trx: Transaction<Database>,
  { escalationId, number }: Pick<Question, "escalationId" | "number">,
  { by, at, text, message }: QuestionAnswer,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("questions")
    .set({
      answered_by: by,
      answered_at: fromTime(at),
      answer: fromJson(textSchema, text),
      answer_at: message && fromJson(messageSchema, message),
    })
    .where("escalation_id", "=", escalationId)
    .where("number", "=", number)
    .where("answered_by", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

function rowToQuestion(row: Selectable<QuestionTable>): Question {
  return {
    escalationId: row.escalation_id,
    number: row.number,
    viewId: row.view_id,
    askedBy: row.asked_by,
    askedAt: toTime(row.asked_at),
    place: row.place,
    text: toJson(textSchema, row.question),
    answer: answerIn(row),
  };
}

function answerIn(row: Selectable<QuestionTable>): QuestionAnswer | null {
  const at = toOptionalTime(row.answered_at);
  if (row.answered_by === null || at === null || row.answer === null) return null;
  return {
    by: row.answered_by,
    at,
    text: toJson(textSchema, row.answer),
    message: row.answer_at === null ? null : toJson(messageSchema, row.answer_at),
  };
}
