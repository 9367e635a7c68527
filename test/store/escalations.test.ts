import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Escalation } from "../../src/domain/escalation.ts";
import { type Change, listEvents, recordNotice } from "../../src/store/audit.ts";
import type { Db } from "../../src/store/database.ts";
import {
  changeEscalation,
  createEscalation,
  findEscalation,
  findEscalationByDraft,
  findEscalationByNumber,
  listEscalations,
  type NewEscalation,
} from "../../src/store/escalations.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { aNewEscalation, aVerdict, someAnswers } from "../support/an-escalation.ts";
import { anyAnswers, anyText } from "./any-answers.ts";

const nine = new Date("2026-03-16T09:00:00Z");
const ten = new Date("2026-03-16T10:00:00Z");
const sent: Change = { kind: "sent", actorId: "U1" };
const acknowledged: Change = { kind: "acknowledged", actorId: "U7" };
const taken = { state: "acknowledged", by: "U7", at: ten.toISOString() } as const;

describe.each(engines)("escalations on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
  });
  afterEach(() => database.remove());

  const create = (overrides: Partial<NewEscalation> = {}) =>
    db.transaction().execute((trx) => createEscalation(trx, aNewEscalation(overrides), sent, nine));
  const acknowledge = (before: Pick<Escalation, "id" | "revision">) =>
    db.transaction().execute((trx) => changeEscalation(trx, before, { status: taken }, acknowledged, ten));

  test("a case is found as it was made, by its id, its number and its draft", async () => {
    const sendNote = { reason: null, sentence: "The go-live is on Friday" };
    const made = await create({ sendNote });
    const { draftId, ...given } = aNewEscalation({ sendNote });
    expect(made).toEqual({
      ...given,
      number: 1,
      nextNudgeAt: nine,
      revision: 1,
      createdAt: nine,
      updatedAt: nine,
    });
    expect(await findEscalation(db, "case-1")).toEqual(made);
    expect(await findEscalationByNumber(db, "T1", 1)).toEqual(made);
    expect(await findEscalationByDraft(db, draftId)).toEqual(made);
    expect(await findEscalation(db, "case-2")).toBeNull();
    expect(await findEscalationByNumber(db, "T2", 1)).toBeNull();
    expect(await findEscalationByDraft(db, "case-1")).toBeNull();
  });

  test("cases are numbered 1, 2, 3 in each workspace, also when made at once", async () => {
    const ids = Array.from({ length: 15 }, (_, n) => `case-${n}`);
    const ours = await Promise.all(ids.map((id) => create({ id })));
    const other = await create({ id: "elsewhere", teamId: "T2" });
    expect(ours.map(({ number }) => number).sort((a, b) => a - b)).toEqual(ids.map((_, n) => n + 1));
    expect(other.number).toBe(1);
  });

  test("one draft makes one case, and a refused one uses up no number", async () => {
    await create({ id: "case-1", draftId: "d1" });
    await expect(create({ id: "case-2", draftId: "d1" })).rejects.toThrow();
    expect((await create({ id: "case-3", draftId: "d3" })).number).toBe(2);
    expect(await listEvents(db, "case-2")).toEqual([]);
  });

  test("a change keeps what it does not name and tells what happened", async () => {
    const made = await create();
    const answers = { ...someAnswers, outcome: "A named lead" };
    const verdict = { ...aVerdict, score: 81 };
    const better = await db
      .transaction()
      .execute((trx) =>
        changeEscalation(
          trx,
          made,
          { answers, verdict },
          { kind: "evidence_added", actorId: "U1", details: { fields: ["outcome"], from: 78, to: 81 } },
          ten,
        ),
      );
    expect(better).toEqual({ ...made, answers, verdict, nextNudgeAt: ten, revision: 2, updatedAt: ten });
    expect(await findEscalation(db, made.id)).toEqual(better);
    expect(await listEvents(db, made.id)).toEqual([
      { escalationId: made.id, seq: 1, at: nine, actorId: "U1", kind: "sent", details: {} },
      {
        escalationId: made.id,
        seq: 2,
        at: ten,
        actorId: "U1",
        kind: "evidence_added",
        details: { fields: ["outcome"], from: 78, to: 81 },
      },
    ]);
  });

  test("of many changes decided on one reading, one is made, and it alone is told", async () => {
    const made = await create();
    const changes = await Promise.all(Array.from({ length: 10 }, () => acknowledge(made)));
    expect(changes.filter(Boolean)).toHaveLength(1);
    expect((await findEscalation(db, made.id))?.revision).toBe(2);
    expect((await listEvents(db, made.id)).map(({ kind }) => kind)).toEqual(["sent", "acknowledged"]);
    expect(await acknowledge(made)).toBeNull();
    expect(await acknowledge({ id: "case-9", revision: 1 })).toBeNull();
  });

  test("a change whose transaction fails is neither made nor told", async () => {
    const made = await create();
    await expect(
      db.transaction().execute(async (trx) => {
        await changeEscalation(trx, made, { status: taken }, acknowledged, ten);
        throw new Error("power cut");
      }),
    ).rejects.toThrow("power cut");
    expect(await findEscalation(db, made.id)).toEqual(made);
    expect(await listEvents(db, made.id)).toHaveLength(1);
  });

  test("what befalls its messages is told in its place among the changes", async () => {
    const made = await create();
    await db.transaction().execute((trx) =>
      recordNotice(trx, {
        escalationId: made.id,
        at: ten,
        actorId: null,
        kind: "delivery_parked",
        details: { key: "card:case-1", reason: "not_in_channel" },
      }),
    );
    await acknowledge(made);
    expect((await listEvents(db, made.id)).map(({ kind, seq }) => [seq, kind])).toEqual([
      [1, "sent"],
      [2, "delivery_parked"],
      [3, "acknowledged"],
    ]);
  });

  test("nothing is told of a case that is not there", async () => {
    const about = { escalationId: "case-9", at: ten, actorId: null, details: {} };
    await expect(
      db.transaction().execute((trx) => recordNotice(trx, { ...about, kind: "delivery_resumed" })),
    ).rejects.toThrow();
  });

  test("cases are listed newest first, page by page, each exactly once while new ones arrive", async () => {
    for (let n = 1; n <= 7; n += 1) await create({ id: `case-${n}` });
    await create({ id: "elsewhere", teamId: "T2" });
    const seen: number[] = [];
    let before: number | undefined;
    while (seen.length < 20) {
      const page = await listEscalations(db, { teamId: "T1", limit: 3, before });
      if (page.length === 0) break;
      seen.push(...page.map(({ number }) => number));
      before = page.at(-1)?.number;
      await create({ id: `late-${seen.length}` });
    }
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  test("a list can be of one requester, and of some states", async () => {
    const [first] = [await create({ id: "case-1" }), await create({ id: "case-2", requesterId: "U2" })];
    await create({ id: "case-3" });
    await acknowledge(first);
    const numbers = async (filter: Partial<Parameters<typeof listEscalations>[1]>) =>
      (await listEscalations(db, { teamId: "T1", limit: 10, ...filter })).map(({ number }) => number);
    expect(await numbers({ requesterId: "U1" })).toEqual([3, 1]);
    expect(await numbers({ states: ["open"] })).toEqual([3, 2]);
    expect(await numbers({ states: ["acknowledged", "closed"] })).toEqual([1]);
    expect(await numbers({ requesterId: "U2", states: ["acknowledged"] })).toEqual([]);
    expect(await numbers({ states: [] })).toEqual([]);
    expect(await numbers({ before: 3, limit: 1 })).toEqual([2]);
  });

  test("whatever was sent comes back as it was, and so does what is told of it", async () => {
    let n = 0;
    await fc.assert(
      fc.asyncProperty(anyAnswers, anyText, async (answers, sentence) => {
        n += 1;
        const id = `case-${n}`;
        const details = { sentence, deep: [sentence, null, 1.5, true] };
        const made = await db
          .transaction()
          .execute((trx) =>
            createEscalation(
              trx,
              aNewEscalation({ id, answers, sendNote: { reason: "contact_gone", sentence } }),
              { ...sent, details },
              nine,
            ),
          );
        expect(made).toMatchObject({ answers, sendNote: { reason: "contact_gone", sentence } });
        expect(await findEscalation(db, id)).toEqual(made);
        expect((await listEvents(db, id))[0]?.details).toEqual(details);
      }),
    );
  });
});
