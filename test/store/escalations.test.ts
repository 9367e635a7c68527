import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { fc } from "../support/drawn.ts";
import type { Escalation } from "../../src/domain/escalation.ts";
import type { Proof } from "../../src/domain/proof.ts";
import { type Change, listEvents, recordNotice } from "../../src/store/audit.ts";
import type { Db } from "../../src/store/database.ts";
import {
  changeEscalation,
  createEscalation,
  type EscalationChange,
  findEscalation,
  findEscalationByDraft,
  findEscalationByNumber,
  listByProof,
  type NewEscalation,
} from "../../src/store/escalations.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { aDone } from "../support/a-nudging.ts";
import { aProof } from "../support/a-proof.ts";
import { closedAs } from "../../src/slack/gallery/closed-as.ts";
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
  const change = (before: Pick<Escalation, "id" | "revision">, changed: EscalationChange) =>
    db.transaction().execute((trx) => changeEscalation(trx, before, changed, acknowledged, ten));
  const acknowledge = (before: Pick<Escalation, "id" | "revision">) => change(before, { status: taken });

  test("a case is found as it was made, by its id, its number and its draft", async () => {
    const sendNote = { reason: null, sentence: "The go-live is on Friday" };
    const made = await create({ sendNote });
    const { draftId, ...given } = aNewEscalation({ sendNote });
    expect(made).toEqual({
      ...given,
      number: 1,
      coOwnerIds: [],
      proofs: [],
      chase: null,
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
      { escalationId: made.id, seq: 1, at: nine, actorId: "U1", kind: "sent", details: { ready: false } },
      {
        escalationId: made.id,
        seq: 2,
        at: ten,
        actorId: "U1",
        kind: "evidence_added",
        details: { fields: ["outcome"], from: 78, to: 81, ready: false },
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

  test("a change can be of all that may become different, and keeps it as it is", async () => {
    const made = await create();
    const changed: Omit<Escalation, "id" | "teamId" | "number" | "locale" | "revision"> = {
      ...made,
      requesterId: "U2",
      coOwnerIds: ["U1", "U3"],
      channelId: "C2",
      desk: { usergroup: "S1", backup: "S2", locale: "pt-BR", route: "Brasil" },
      status: closedAs("plan_agreed"),
      answers: { ...someAnswers, partner_view: "They wait for the access we promised" },
      proofs: [aProof({ files: ["minutes.pdf"] }), aProof({ id: "proof-2", state: "deleted", text: "" })],
      verdict: { ...aVerdict, score: 81 },
      sendNote: { reason: null, sentence: "The go-live is on Friday" },
      nudging: aDone({ reopening: { until: "2026-03-30", before: "2026-03-31T00:00:00.000Z" } }),
      chase: { since: nine.toISOString(), said: 1, told: false },
      nextNudgeAt: ten,
      updatedAt: ten,
    };
    const after = await change(made, changed);
    expect(after).toEqual({ ...made, ...changed, revision: 2 });
    expect(await findEscalation(db, made.id)).toEqual(after);
    const none = after && (await change(after, { chase: null, proofs: [], coOwnerIds: [] }));
    expect(none).toMatchObject({ chase: null, proofs: [], coOwnerIds: [] });
  });

  test("the cases that a message is evidence of are found by it, in one workspace", async () => {
    const proof = aProof({ channelId: "C7", ts: "1763898000.000100" });
    const other = aProof({ id: "proof-2", channelId: "C7", ts: "1763898000.000200" });
    const ids = async (of: Pick<Proof, "channelId" | "ts">, teamId = "T1") =>
      (await listByProof(db, { teamId, channelId: of.channelId, ts: of.ts })).map(({ id }) => id).sort();
    await change(await create({ id: "case-1" }), { proofs: [proof] });
    // Twice, of two examples, is once.
    await change(await create({ id: "case-2" }), { proofs: [proof, other, { ...proof, id: "proof-3" }] });
    await change(await create({ id: "elsewhere", teamId: "T2" }), { proofs: [proof] });
    expect(await ids(proof)).toEqual(["case-1", "case-2"]);
    expect(await ids(other)).toEqual(["case-2"]);
    expect(await ids(proof, "T2")).toEqual(["elsewhere"]);
    expect(await ids({ channelId: "C8", ts: proof.ts })).toEqual([]);
    // As it stands now, after a further change.
    const [first] = await listByProof(db, { teamId: "T1", channelId: "C7", ts: other.ts });
    if (!first) throw new Error("It is there.");
    await change(first, { proofs: [...first.proofs, aProof({ id: "proof-4", ts: "1763898000.000300" })] });
    expect((await listByProof(db, { teamId: "T1", channelId: "C7", ts: other.ts }))[0]?.proofs).toHaveLength(
      4,
    );
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
        expect((await listEvents(db, id))[0]?.details).toEqual({ ...details, ready: false });
      }),
    );
  });
});
