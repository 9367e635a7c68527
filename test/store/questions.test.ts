import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Db } from "../../src/store/database.ts";
import { createEscalation } from "../../src/store/escalations.ts";
import {
  addQuestion,
  answerQuestion,
  findQuestion,
  isAsked,
  listOpenQuestions,
  type Question,
  type QuestionAnswer,
} from "../../src/store/questions.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { aNewEscalation } from "../support/an-escalation.ts";

const nine = new Date("2026-11-23T09:00:00Z");
const ten = new Date("2026-11-23T10:00:00Z");

const aQuestion = (given: Partial<Question> = {}): Omit<Question, "answer"> => ({
  escalationId: "case-1",
  number: 1,
  viewId: "V1",
  askedBy: "U7",
  askedAt: nine,
  place: "thread",
  text: "Which order was it?",
  ...given,
});
const anAnswer = (given: Partial<QuestionAnswer> = {}): QuestionAnswer => ({
  by: "U1",
  at: ten,
  text: "100042",
  message: null,
  ...given,
});

describe.each(engines)("on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
    for (const id of ["case-1", "case-2"])
      await db
        .transaction()
        .execute((trx) =>
          createEscalation(trx, aNewEscalation({ id }), { kind: "sent", actorId: "U1" }, nine),
        );
  });
  afterEach(() => database.remove());

  const ask = (given: Partial<Question> = {}) =>
    db.transaction().execute((trx) => addQuestion(trx, aQuestion(given)));
  const answer = (number: number, given: Partial<QuestionAnswer> = {}) =>
    db
      .transaction()
      .execute((trx) => answerQuestion(trx, { escalationId: "case-1", number }, anAnswer(given)));

  test("a question is found as it was asked, whatever was typed, and by its case and number only", async () => {
    const text = "<!channel> \u0000 \ud83d end";
    await ask({ text, place: "dm" });
    expect(await findQuestion(db, "case-1", 1)).toEqual({
      ...aQuestion({ text, place: "dm" }),
      answer: null,
    });
    expect(await findQuestion(db, "case-1", 2)).toBeNull();
    expect(await findQuestion(db, "case-2", 1)).toBeNull();
  });

  test("one window asks one thing of a case", async () => {
    await ask();
    expect(await isAsked(db, "case-1", "V1")).toBe(true);
    expect(await isAsked(db, "case-1", "V2")).toBe(false);
    expect(await isAsked(db, "case-2", "V1")).toBe(false);
    expect(await ask({ number: 2, text: "Another one" })).toBe(false);
    expect(await findQuestion(db, "case-1", 2)).toBeNull();
    expect(await ask({ viewId: "V2", text: "Another one" })).toBe(false);
    expect(await findQuestion(db, "case-1", 1)).toMatchObject(aQuestion());
    expect(await ask({ number: 2, viewId: "V2" })).toBe(true);
  });

  test.each<[string, Partial<QuestionAnswer>]>([
    ["in the window", { text: "\ud83d <https://evil.example|here>" }],
    ["by a message", { message: { channelId: "C1", ts: "1763900000.000100" } }],
  ])("an answer given %s is kept as it was given", async (_, given) => {
    await ask();
    expect(await answer(1, given)).toBe(true);
    expect((await findQuestion(db, "case-1", 1))?.answer).toEqual(anAnswer(given));
  });

  test("a question has one answer: of several given at once the first is kept", async () => {
    await ask();
    const given = await Promise.all(["U1", "U2", "U3"].map((by) => answer(1, { by, text: `of ${by}` })));
    expect(given.filter(Boolean)).toHaveLength(1);
    const kept = (await findQuestion(db, "case-1", 1))?.answer;
    expect(kept?.text).toBe(`of ${kept?.by ?? ""}`);
    expect(await answer(1, { by: "U4" })).toBe(false);
    expect((await findQuestion(db, "case-1", 1))?.answer).toEqual(kept);
  });

  test("nothing that was not asked is answered", async () => {
    expect(await answer(1)).toBe(false);
  });

  test("the open ones of a case are listed, oldest first", async () => {
    for (const number of [10, 2, 3]) await ask({ number, viewId: `V${number}` });
    await ask({ escalationId: "case-2", number: 4 });
    await answer(3);
    expect((await listOpenQuestions(db, "case-1")).map(({ number }) => number)).toEqual([2, 10]);
  });
});
