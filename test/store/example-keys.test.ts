import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Answers, emptyExample } from "../../src/domain/answers.ts";
import { withExample } from "../../src/domain/example-list.ts";
import type { Db } from "../../src/store/database.ts";
import { changeDraft, claimDraft, findDraft, openDraft, type Place } from "../../src/store/drafts.ts";
import { createEscalation } from "../../src/store/escalations.ts";
import { takeExampleKey } from "../../src/store/example-keys.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { aProof } from "../support/a-proof.ts";
import { aNewEscalation, anEscalation, anExample, someAnswers } from "../support/an-escalation.ts";

/** A message becomes an example of a case while somebody writes another one in a window. */

const nine = new Date("2026-03-16T09:00:00Z");

describe.each(engines)("keys of examples on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
    await db
      .transaction()
      .execute((trx) => createEscalation(trx, aNewEscalation(), { kind: "sent", actorId: "U1" }, nine));
  });
  afterEach(() => database.remove());

  const theCase = anEscalation();
  const take = (escalation = theCase) => db.transaction().execute((trx) => takeExampleKey(trx, escalation));
  const begin = async (id: string, userId: string, place: Place, answers: Answers = someAnswers) => {
    await openDraft(db, { id, teamId: "T1", userId, escalationId: "case-1", answers, place }, nine);
  };
  const first: Place = { step: "examples", example: 1 };
  /** Writes into the example with this key, as a window does that was drawn before. */
  const write = (id: string, key: number) =>
    changeDraft(db, id, nine, (before) => withExample(before, { ...emptyExample(key), ex_actual: "Late" }));

  test("are the least that is asked for while nobody edits the case", async () => {
    expect(await take()).toBe(2);
    const withDeleted = { ...theCase, proofs: [aProof({ example: 6, state: "deleted" })] };
    expect(await take(withDeleted)).toBe(7);
    await begin("d1", "U1", first);
    await db.transaction().execute((trx) => claimDraft(trx, "d1", "waiting", nine));
    expect(await take()).toBe(2);
  });

  test("are none that stands on a screen, and none that a draft gives out later", async () => {
    await begin("d1", "U1", { step: "examples", example: 2 });
    await begin("d2", "U2", first);
    await changeDraft(db, "d2", nine, () => ({ nextExampleKey: 6 }));
    const key = await take();
    expect(key).toBe(7);
    // Both windows were drawn before: one shows example 2, the other goes on with 6.
    for (const [id, onScreen] of [
      ["d1", 2],
      ["d2", 6],
    ] as const) {
      await write(id, onScreen);
      const draft = await findDraft(db, id);
      expect(draft?.answers.examples.map((example) => example.key)).toEqual([1, onScreen]);
      expect(draft?.nextExampleKey).toBeGreaterThan(7);
    }
  });

  test("never come twice", async () => {
    await begin("d1", "U1", first);
    const keys = [await take(), await take(), await take()];
    expect(new Set(keys).size).toBe(3);
  });

  test("are refused while a draft has no room for one more, the one on screen counted", async () => {
    const examples = [1, 2, 3, 4].map((key) => ({ ...anExample, key }));
    await begin("d1", "U1", { step: "examples", example: 5 }, { ...someAnswers, examples });
    expect(await take()).toBeNull();
    await changeDraft(db, "d1", nine, () => ({ place: first }));
    expect(await take()).not.toBeNull();
    await write("d1", 5);
    expect(await take()).toBeNull();
  });

  test("are refused while it could not show one of a message", async () => {
    const examples = [1, 2, 3, 4].map((key) => ({ ...anExample, key }));
    await begin("d1", "U1", first, { ...someAnswers, examples });
    const proofs = [aProof({ fields: ["ex_actual"], example: 8 })];
    expect(await take({ ...theCase, proofs })).toBeNull();
    expect(await take()).not.toBeNull();
  });

  test("of another case are its own matter", async () => {
    await openDraft(db, { id: "d9", teamId: "T1", userId: "U1", answers: someAnswers, place: first }, nine);
    expect(await take()).toBe(2);
    expect((await findDraft(db, "d9"))?.nextExampleKey).toBe(2);
  });
});
