import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { listEvents } from "../../src/store/audit.ts";
import type { Db } from "../../src/store/database.ts";
import { listDeliveries } from "../../src/store/deliveries.ts";
import { claimDue } from "../../src/store/delivery-claims.ts";
import { recordPosted } from "../../src/store/delivery-outcomes.ts";
import { openDraft } from "../../src/store/drafts.ts";
import { erasePerson } from "../../src/store/erase-person.ts";
import { eraseCase } from "../../src/store/erasing.ts";
import { changeEscalation, findEscalation } from "../../src/store/escalations.ts";
import { keepMessage } from "../../src/store/kept-messages.ts";
import { dataOf } from "../../src/store/parts-of-a-person.ts";
import { oweAfterChange } from "../../src/store/owed.ts";
import { rememberPerson } from "../../src/store/people.ts";
import { addQuestion, answerQuestion } from "../../src/store/questions.ts";
import { inTransaction, inTransactionOn } from "../../src/store/transactions.ts";
import { startChild } from "../support/a-child-bot.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { aProof } from "../support/a-proof.ts";
import { aNewEscalation, aVerdict, sendCase, someAnswers } from "../support/an-escalation.ts";
import { foundIn } from "../support/what-is-left.ts";

/** A person asks what is kept about them, or that nothing is. */

const nine = new Date("2026-03-16T09:00:00Z");
const after = (seconds: number) => new Date(nine.getTime() + seconds * 1000);
const theirs = [
  "Only U9 wrote this summary",
  "U9 said so in a message",
  "U9 asked which orders",
  "U9 answered by telephone",
  "U9 closed it with a word",
  "Their colleague's pending draft",
  "Ursula Nine",
];
const others = ["What U1 wrote", "Name of U1"];

describe.each(engines)("on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
    await aWorkspace();
  });
  afterEach(() => database.remove());

  const change = (
    id: string,
    how: Parameters<typeof changeEscalation>[2],
    by: Parameters<typeof changeEscalation>[3],
  ) =>
    inTransaction(db, async (trx) => {
      const before = await findEscalation(trx, id);
      if (!before) throw new Error(`There is no ${id}.`);
      const changed = await changeEscalation(trx, before, how, by, after(1));
      if (changed) await oweAfterChange(trx, changed, after(1));
    });

  /** U9 has a case of their own, and a part in U1's: as a colleague, by a message, a question and an answer; and closed it. */
  async function aWorkspace(): Promise<void> {
    const person = { teamId: "T1", locale: null, zone: null, homeTeamId: "T1", guest: false, deleted: false };
    await rememberPerson(db, { ...person, userId: "U9", name: "Ursula Nine", refreshedAt: nine });
    await rememberPerson(db, { ...person, userId: "U1", name: "Name of U1", refreshedAt: nine });
    await inTransaction(db, async (trx) => {
      const own = { ...someAnswers, summary: "Only U9 wrote this summary" };
      await sendCase(trx, aNewEscalation({ id: "own", requesterId: "U9", answers: own }), nine);
      const hers = { ...someAnswers, summary: "What U1 wrote" };
      await sendCase(trx, aNewEscalation({ id: "hers", answers: hers }), nine);
      await sendCase(trx, aNewEscalation({ id: "gone", requesterId: "U9" }), nine);
      await sendCase(trx, aNewEscalation({ id: "elsewhere", teamId: "T2", requesterId: "U9" }), nine);
    });
    await inTransactionOn(db, "gone", async (trx) => {
      const gone = await findEscalation(trx, "gone");
      if (gone) await eraseCase(trx, gone, { by: "U9", now: nine });
    });
    const added = { kind: "co_owner_added", actorId: "U1", details: { who: "U9" } } as const;
    await change("hers", { coOwnerIds: ["U9", "U2"] }, added);
    const proof = {
      ...aProof(),
      authorId: "U9",
      author: "Ursula Nine",
      addedBy: "U9",
      text: "U9 said so in a message",
    };
    await change("hers", { proofs: [proof] }, { kind: "proof_added", actorId: "U9" });
    const note = "U9 closed it with a word";
    await change(
      "hers",
      { status: { state: "closed", as: "resolved", note, sent: true, by: "U9", at: after(1).toISOString() } },
      { kind: "resolved", actorId: "U9", details: { as: "resolved", note } },
    );
    await inTransaction(db, async (trx) => {
      for (const [number, askedBy, text] of [
        [1, "U9", "U9 asked which orders"],
        [2, "U7", "What U7 asked"],
      ] as const) {
        const question = { escalationId: "hers", number, viewId: `V${number}`, askedBy, askedAt: nine };
        await addQuestion(trx, { ...question, place: "thread", text });
      }
      const answer = { by: "U9", at: nine, text: "U9 answered by telephone", message: null };
      await answerQuestion(trx, { escalationId: "hers", number: 2 }, answer);
    });
    const answers = { ...someAnswers, summary: "Their colleague's pending draft" };
    await openDraft(db, { id: "d9", teamId: "T1", userId: "U9", escalationId: "hers", answers }, nine);
    await keepMessage(
      db,
      {
        id: "m1",
        teamId: "T1",
        personId: "U2",
        channelId: "C9",
        ts: "1.1",
        threadTs: null,
        authorId: "U9",
        author: "Ursula Nine",
        content: { text: "U9 said so in a message", files: [] },
      },
      nine,
    );
    for (let turn = 0; turn < 8; turn += 1) {
      for (const each of await claimDue(db, {
        now: after(2 + turn),
        owner: "one",
        leaseMs: 30_000,
        limit: 20,
      }))
        await recordPosted(db, each, { channelId: "C1", ts: each.key }, after(2 + turn));
      await db.deleteFrom("channel_paces").execute();
    }
  }

  const erase = () =>
    erasePerson(db, {
      teamId: "T1",
      userId: "U9",
      now: after(100),
      judge: () => ({ ...aVerdict, score: 12 }),
    });

  test("everything about them is told, and of others' cases no more than their part", async () => {
    const told = JSON.stringify(await dataOf(db, { teamId: "T1", userId: "U9" }));
    for (const each of theirs) expect(told).toContain(each);
    for (const each of [...others, "What U7 asked"]) expect(told).not.toContain(each);
    expect(await dataOf(db, { teamId: "T1", userId: "U9" })).toMatchObject({
      directory: { name: "Ursula Nine" },
      cases: [{ name: "ESC-1" }],
      inOthersCases: [{ name: "ESC-2", coOwner: true, asked: [{}], answered: [{}], proofs: [{}] }],
      drafts: [{ id: "d9" }],
      inErasedCases: [{ name: "ESC-3", opened: true, erased: true }],
    });
    expect(await dataOf(db, { teamId: "T1", userId: "U99" })).toBeNull();
    expect(await dataOf(db, { teamId: "T2", userId: "U9" })).toMatchObject({
      inOthersCases: [],
      directory: null,
    });
  });

  test("nothing of theirs is left once they are erased, and the case of somebody else goes on without them", async () => {
    for (const each of theirs) expect(await foundIn(db, [each])).not.toEqual([]);
    expect(await erase()).toEqual({ cases: ["ESC-1"], drafts: 1, inCases: ["ESC-2"] });
    expect(await foundIn(db, theirs)).toEqual([]);
    const removals = (await listDeliveries(db, "hers")).filter(({ subject }) => subject.kind === "removal");
    expect(removals.map(({ key }) => key)).toEqual(["receipt:hers:U9"]);
    for (const each of others) expect(await foundIn(db, [each])).not.toEqual([]);
    expect(await findEscalation(db, "hers")).toMatchObject({
      coOwnerIds: ["U2"],
      status: { state: "closed", as: "resolved", by: "–", note: "" },
      proofs: [{ state: "deleted", author: "–", text: "" }],
      verdict: { score: 12 },
    });
    const events = await listEvents(db, "hers");
    expect(events.map(({ kind, actorId }) => `${kind} ${actorId ?? ""}`)).toEqual([
      "sent U1",
      "co_owner_added U1",
      "proof_added –",
      "resolved –",
      "person_erased ",
    ]);
    expect(events[1]?.details).toEqual({ who: "–" });
    expect(await dataOf(db, { teamId: "T1", userId: "U9" })).toBeNull();
    // Of another workspace nothing was touched.
    expect(await dataOf(db, { teamId: "T2", userId: "U9" })).toMatchObject({ cases: [{ name: "ESC-1" }] });
    for (const table of ["escalations", "deliveries"] as const)
      await db.deleteFrom(table).where("team_id", "=", "T2").execute();
    for (const { key } of removals) await db.deleteFrom("deliveries").where("key", "=", key).execute();
    for (const { key } of await listDeliveries(db, "own"))
      await db.deleteFrom("deliveries").where("key", "=", key).execute();
    expect(await foundIn(db, [": U9", 'U9"', "@U9"])).toEqual([]);
  });

  test("what stands in Slack is drawn again, and a second time changes nothing", async () => {
    await erase();
    const deliveries = await listDeliveries(db, "hers");
    const card = deliveries.find(({ key }) => key === "card:hers");
    expect(card).toMatchObject({ state: "due" });
    const before = await findEscalation(db, "hers");
    await erasePerson(db, { teamId: "T1", userId: "U9", now: after(200), judge: () => aVerdict });
    expect(await findEscalation(db, "hers")).toEqual(before);
  });
});

describe("the commands", () => {
  let folder: string;
  let url: string;
  let database: ADatabase;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "person-test-"));
    const [engine] = engines;
    if (!engine) throw new Error("There is no engine.");
    database = await engine.createDatabase();
    url = database.url;
    const db = await database.open();
    await inTransaction(db, (trx) => sendCase(trx, aNewEscalation({ teamId: "T0HOME" }), nine));
    await openDraft(db, { id: "d1", teamId: "T0HOME", userId: "U1SENT", answers: someAnswers }, nine);
  });
  afterEach(async () => {
    await database.remove();
    await rm(folder, { recursive: true });
  });

  const say = async (command: "export" | "erase", args: readonly string[], at = url) => {
    const settings = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1", CSM_CHANNEL: "C0CSM0001" };
    const child = startChild({
      settings: { ...settings, DATABASE_URL: at },
      program: `src/${command}.ts`,
      args,
    });
    const code = await child.ended;
    return { code, said: code === 0 ? child.out() : child.errors() };
  };

  test("write what is kept, and erase it", async () => {
    const onScreen = await say("export", ["--user", "U1SENT"]);
    expect(onScreen.code).toBe(0);
    expect(JSON.parse(onScreen.said)).toMatchObject({ teamId: "T0HOME", drafts: [{ id: "d1" }] });
    const file = join(folder, "theirs.json");
    expect(await say("export", ["--user", "U1SENT", "--file", file])).toMatchObject({ code: 0 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(file, "utf8"))).toEqual(JSON.parse(onScreen.said));
    expect(await say("export", ["--user", "U1SENT", "--file", file])).toMatchObject({
      code: 1,
      said: expect.stringContaining("Name another file."),
    });
    const erased = await say("erase", ["--user", "U1SENT", "--team", "T0HOME"]);
    expect(erased).toMatchObject({ code: 0, said: expect.stringContaining("Drafts erased: 1.") });
    expect(await say("erase", ["--user", "U1SENT"])).toMatchObject({
      code: 1,
      said: expect.stringContaining("Nothing is kept about U1SENT."),
    });
  });

  test("refuse what cannot be done, with what to do", async () => {
    const refused = async (line: readonly string[], sentence: string, at = url) => {
      expect(await say("erase", line, at)).toEqual({ code: 1, said: expect.stringContaining(sentence) });
    };
    await refused([], "Say whose data it is: npm run erase -- --user");
    await refused(["--user", "Dana"], "Copy member ID");
    await refused(["--person", "U1SENT"], "Write it like this");
    await refused(["--user", "U1SENT", "--team", "T0OTHER"], "It holds: T0HOME.");
    const nowhere = join(folder, "no.db");
    await refused(["--user", "U1SENT"], `There is no database file at ${nowhere}`, `sqlite:${nowhere}`);
    await expect(stat(nowhere)).rejects.toThrow();
    const db = await database.open();
    await openDraft(db, { id: "d2", teamId: "T0OTHER", userId: "U1SENT" }, nine);
    await refused(["--user", "U1SENT"], "--team T0HOME, or --team T0OTHER");
  });
});
