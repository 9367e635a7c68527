import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { CompiledQuery, type Selectable, sql } from "kysely";
import { ordinary } from "../../playground/sample-cases.ts";
import { channels, people } from "../../playground/workspace.ts";
import type { Escalation } from "../../src/domain/escalation.ts";
import { keptSince } from "../../src/domain/erasing.ts";
import { erasing } from "../../src/jobs/erase-due.ts";
import { never } from "../../src/patience.ts";
import { endTurn, takeTurn } from "../../src/store/channel-paces.ts";
import type { Db } from "../../src/store/database.ts";
import { want } from "../../src/store/deliveries.ts";
import { claimDue } from "../../src/store/delivery-claims.ts";
import { recordPosted } from "../../src/store/delivery-outcomes.ts";
import { createPendingDraft, openDraft } from "../../src/store/drafts.ts";
import { findErased } from "../../src/store/erased-cases.ts";
import { changeEscalation, findEscalation } from "../../src/store/escalations.ts";
import { listLongClosed, listLongLeft } from "../../src/store/erasing.ts";
import { keepMessage } from "../../src/store/kept-messages.ts";
import { rememberPerson } from "../../src/store/people.ts";
import type { Database } from "../../src/store/schema.ts";
import { isNews } from "../../src/store/seen-events.ts";
import { inTransaction } from "../../src/store/transactions.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { en, openTrouble, sends } from "../support/a-bot-in-trouble.ts";
import { watchedLog } from "../support/a-watched-log.ts";
import { aNewEscalation, sendCase, someAnswers } from "../support/an-escalation.ts";
import { foundIn, textsOf } from "../support/what-is-left.ts";

/** What has been kept for all of its days goes, once, by itself. */

const noon = new Date("2026-03-16T12:00:00Z");
const days = (count: number, from = noon) => new Date(from.getTime() + count * 24 * 60 * 60_000);

test.each([
  ["UTC", "2026-03-17T00:00:00Z", 1, "2026-03-16T00:00:00.000Z"],
  ["UTC", "2026-03-16T23:59:59Z", 1, "2026-03-15T00:00:00.000Z"],
  ["America/Sao_Paulo", "2026-03-17T02:59:00Z", 1, "2026-03-15T03:00:00.000Z"],
  // Midnight was at another hour of UTC then.
  ["Europe/London", "2026-04-02T09:00:00Z", 10, "2026-03-23T00:00:00.000Z"],
  ["UTC", "2026-03-16T12:00:00Z", 365, "2025-03-16T00:00:00.000Z"],
])("in %s, at %s, what is kept for %d days is kept since %s", (zone, now, count, since) => {
  expect(keptSince(new Date(now), { days: count, zone }).toISOString()).toBe(since);
});

const throughAll = /Seq Scan|SCAN (?!.*USING INDEX)|B-TREE|Sort/u;

async function rowOf<Table extends "escalations" | "drafts">(db: Db, table: Table, id: string) {
  const { rows } = await sql<
    Selectable<Database[Table]>
  >`select * from ${sql.table(table)} where id = ${id}`.execute(db);
  const [row] = rows;
  if (!row) throw new Error(`There is no ${id}.`);
  return row;
}

/** How the engine means to find what is asked for there, in its own words. */
async function plansOf(db: Db, name: string, ask: (on: Db) => Promise<unknown>): Promise<string> {
  const asked: CompiledQuery[] = [];
  await ask(
    db.withPlugin({
      transformQuery: ({ node, queryId }) => {
        asked.push(db.getExecutor().compileQuery(node, queryId));
        return node;
      },
      transformResult: ({ result }) => Promise.resolve(result),
    }),
  );
  const explain = name === "SQLite" ? "explain query plan" : "explain";
  if (name === "PostgreSQL") await sql`analyze`.execute(db);
  const plans = await Promise.all(
    asked.map((query) =>
      db.executeQuery(CompiledQuery.raw(`${explain} ${query.sql}`, [...query.parameters])),
    ),
  );
  return JSON.stringify(plans.map(({ rows }) => rows));
}

describe.each(engines)("on $name", ({ name, createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
  });
  afterEach(() => database.remove());

  const sent = (id: string, teamId = "T1") =>
    inTransaction(db, async (trx): Promise<Escalation> => {
      await sendCase(trx, aNewEscalation({ id, teamId }), noon);
      const escalation = await findEscalation(trx, id);
      if (!escalation) throw new Error("It was not sent.");
      return escalation;
    });
  const change = async (id: string, status: Escalation["status"], at: Date) => {
    const before = await findEscalation(db, id);
    if (!before) throw new Error(`There is no ${id}.`);
    const kind = status.state === "closed" ? "withdrawn" : "closed_reopened";
    await inTransaction(db, (trx) => changeEscalation(trx, before, { status }, { kind, actorId: "U1" }, at));
  };
  const close = (id: string, at: Date) =>
    change(
      id,
      { state: "closed", as: "withdrawn", note: "", sent: true, by: "U1", at: at.toISOString() },
      at,
    );
  const jobOn = (on: Db, now: () => Date, teamId = "T1") => {
    const woken: Date[] = [];
    const retention = { days: 30, zone: "UTC" };
    const wake = () => void woken.push(now());
    const workspaces = () => [{ teamId, retention }];
    const eraseRemoved = () => Promise.resolve(false);
    const job = erasing({ db: on, now, workspaces, eraseRemoved, wake, log: watchedLog() });
    const run = async () => {
      for (;;) {
        const begun = await job.begin(never);
        if (begun.length === 0) return;
        await Promise.all(begun);
      }
    };
    return { ...job, run, woken };
  };
  const runAt = (at: Date) => jobOn(db, () => at).run();
  const caseIds = async () =>
    (await db.selectFrom("escalations").select("id").orderBy("id").execute()).map(({ id }) => id);

  test("a case goes on the day after its last one, and not before", async () => {
    await sent("case-1");
    await close("case-1", noon);
    await runAt(new Date(days(31).setUTCHours(0, 0, 0, -1)));
    expect(await caseIds()).toEqual(["case-1"]);
    await runAt(new Date(days(31).setUTCHours(0, 0, 0, 0)));
    expect(await caseIds()).toEqual([]);
    expect(await findErased(db, "T1", { number: 1 })).toMatchObject({ erasedBy: null, requesterId: "U1" });
    expect(await foundIn(db, [someAnswers.summary])).toEqual([]);
  });

  test("a case that is open, was reopened, or is another workspace's stays, however old", async () => {
    await sent("open");
    await sent("reopened");
    await close("reopened", noon);
    await change("reopened", { state: "open" }, days(1));
    await sent("theirs", "T2");
    await close("theirs", noon);
    await runAt(days(1000));
    expect(await caseIds()).toEqual(["open", "reopened", "theirs"]);
  });

  test("the days count from the last closing, also when an earlier version of the bot wrote that", async () => {
    for (const id of ["old", "new"]) await sent(id);
    await close("old", noon);
    await close("new", days(20));
    // That version knows no such column: it left what stood there.
    await db.updateTable("escalations").set({ closed_at: null }).where("id", "=", "old").execute();
    await db
      .updateTable("escalations")
      .set({ closed_at: noon.toISOString() })
      .where("id", "=", "new")
      .execute();
    await runAt(days(40));
    expect(await caseIds()).toEqual(["new"]);
    await runAt(days(51));
    expect(await caseIds()).toEqual([]);
  });

  test("of several bots one erases a case, and of many cases all go", async () => {
    const all = Array.from({ length: 45 }, (_, index) => `case-${index}`);
    for (const id of all) await sent(id);
    for (const id of all) await close(id, noon);
    const other = await database.open();
    const [one, two] = [jobOn(db, () => days(40)), jobOn(other, () => days(40))];
    await Promise.all([one.run(), two.run()]);
    expect(await caseIds()).toEqual([]);
    const { count } = await db
      .selectFrom("erased_cases")
      .select((eb) => eb.fn.countAll().as("count"))
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(all.length);
    expect(one.woken.length + two.woken.length).toBeGreaterThan(0);
  });

  test("it looks once an hour, and one that cannot be read keeps nobody from going", async () => {
    for (const id of ["broken", "case-2"]) await sent(id);
    await close("broken", noon);
    await close("case-2", days(1));
    await db.updateTable("escalations").set({ answers: "{}" }).where("id", "=", "broken").execute();
    let now = days(40);
    const job = jobOn(db, () => now);
    await job.run();
    expect(await caseIds()).toEqual(["broken"]);
    const hour = 60 * 60_000;
    expect(await job.nextAt()).toEqual(new Date(now.getTime() + hour));
    await db
      .updateTable("escalations")
      .set({ answers: JSON.stringify(someAnswers) })
      .where("id", "=", "broken")
      .execute();
    now = new Date(now.getTime() + hour - 1);
    await job.run();
    expect(await caseIds()).toEqual(["broken"]);
    now = new Date(now.getTime() + 1);
    await job.run();
    expect(await caseIds()).toEqual([]);
  });

  test("what is due is found in an index, however many cases there are", async () => {
    const { id } = await sent("case-0");
    await openDraft(db, { id: "d1", teamId: "T1", userId: "U1" }, noon);
    const like = { case: await rowOf(db, "escalations", id), draft: await rowOf(db, "drafts", "d1") };
    for (let batch = 0; batch < 8; batch += 1) {
      const numbers = Array.from({ length: 250 }, (_, index) => 2 + batch * 250 + index);
      const ended = (number: number) => (number % 10 === 0 ? "closed" : "open");
      await db
        .insertInto("escalations")
        .values(
          numbers.map((number) => ({
            ...like.case,
            id: `case-${number}`,
            draft_id: `of-${number}`,
            number,
            state: ended(number),
            closed_at: number % 10 === 0 ? days(number % 400).toISOString() : null,
          })),
        )
        .execute();
      await db
        .insertInto("drafts")
        .values(
          numbers.map((number) => ({
            ...like.draft,
            id: `of-${number}`,
            status: number % 10 === 0 ? ("set_aside" as const) : ("sent" as const),
            updated_at: days(number % 400).toISOString(),
          })),
        )
        .execute();
    }
    const due = { teamId: "T1", before: days(3), limit: 20 };
    const found = await plansOf(db, name, (on) => listLongClosed(on, due));
    expect(found).toContain("escalations_closed");
    expect(found).not.toMatch(throughAll);
    const left = await plansOf(db, name, (on) => listLongLeft(on, due));
    expect(left).toContain("drafts_left");
    expect(left).not.toMatch(throughAll);
  });

  test("a draft that nobody went on with goes, with its letter; others stay", async () => {
    const draft = (id: string, userId: string) => ({ id, teamId: "T1", userId, answers: someAnswers });
    await openDraft(db, draft("left", "U1"), noon);
    await createPendingDraft(db, draft("pending", "U1"), noon);
    await openDraft(db, draft("fresh", "U2"), days(20));
    await sent("case-1");
    const letter = {
      kind: "partner_message",
      draftId: "left",
      viewId: "V1",
      partner: "Northwind",
      replyBy: "2026-03-19",
      text: "A letter",
    } as const;
    await inTransaction(db, (trx) =>
      want(trx, { subject: letter, teamId: "T1", destination: { person: "U1" }, now: noon }),
    );
    const claims = await claimDue(db, { now: noon, owner: "one", leaseMs: 1000, limit: 10 });
    const posting = claims.find(({ subject }) => subject.kind === "partner_message");
    if (!posting) throw new Error("It is not due.");
    await recordPosted(db, posting, { channelId: "DU1", ts: "1.1" }, noon);
    await runAt(days(40));
    const drafts = await db.selectFrom("drafts").select("id").execute();
    expect(drafts.map(({ id }) => id)).toEqual(["fresh"]);
    expect(await foundIn(db, ["A letter"])).toEqual([]);
    const removals = await db.selectFrom("deliveries").select("key").where("kind", "=", "removal").execute();
    expect(removals).toEqual([{ key: "partner_message:left:V1" }]);
  });

  test("people without a part in anything that is kept are forgotten, and what else is left behind", async () => {
    const person = (userId: string, refreshedAt = noon) =>
      rememberPerson(db, {
        teamId: "T1",
        userId,
        name: `Name of ${userId}`,
        locale: null,
        zone: null,
        homeTeamId: "T1",
        guest: false,
        deleted: false,
        refreshedAt,
      });
    for (const id of ["U1", "U2", "U3", "U4", "U6"]) await person(id);
    await person("U5", days(20));
    await sent("case-1");
    const before = await findEscalation(db, "case-1");
    if (!before) throw new Error("There is no case.");
    await inTransaction(db, (trx) =>
      changeEscalation(trx, before, { coOwnerIds: ["U3"] }, { kind: "acknowledged", actorId: "U2" }, noon),
    );
    await openDraft(db, { id: "d1", teamId: "T1", userId: "U4" }, days(20));
    await isNews(db, { teamId: "T1", eventId: "Ev1", now: noon });
    await takeTurn(db, { teamId: "T1", channelId: "DU6", now: noon, heldUntil: noon });
    await endTurn(db, { teamId: "T1", channelId: "DU6", heldUntil: noon, freeAt: noon });
    const message = { id: "m1", teamId: "T1", personId: "U1", channelId: "C9", ts: "1.1", threadTs: null };
    await keepMessage(
      db,
      { ...message, authorId: "U1", author: "Dana", content: { text: "Kept", files: [] } },
      noon,
    );
    const subject = { kind: "hint", occasion: "o1", hint: "failed" } as const;
    await inTransaction(db, (trx) =>
      want(trx, { subject, teamId: "T1", destination: { person: "U6" }, now: noon }),
    );
    const claims = await claimDue(db, { now: noon, owner: "one", leaseMs: 1000, limit: 10 });
    const hint = claims.find(({ key }) => key === "hint:o1");
    if (!hint) throw new Error("It is not due.");
    await recordPosted(db, hint, { channelId: "DU6", ts: "1.1" }, noon);

    await runAt(days(40));
    const known = await db.selectFrom("people").select("user_id").orderBy("user_id").execute();
    expect(known.map((row) => row.user_id)).toEqual(["U1", "U2", "U3", "U4", "U5"]);
    expect(await foundIn(db, ["Ev1", "DU6", "Kept", "hint:o1", "Name of U6"])).toEqual([]);
  });
});

test("on a Slack, a case that was closed long ago is gone from the channel and the DM, and nothing typed is left", async () => {
  const bot = await openTrouble({ answers: ordinary.answers, settings: { RETENTION_DAYS: "30" } });
  try {
    await sends(bot.dana);
    await bot.settle();
    const [receipt] = bot.dana.dms();
    if (!receipt) throw new Error("There is no receipt.");
    await bot.dana.clicks(en.controls.buttons.withdraw, { on: receipt });
    await bot.settle();
    expect(bot.slack.messagesFor(people.casey, channels.csm)).toHaveLength(2);
    expect(await bot.find([ordinary.answers.summary])).not.toEqual([]);
    bot.clock.advance(32 * 24 * 60 * 60_000);
    await bot.settle();
    expect(bot.slack.messagesFor(people.casey, channels.csm)).toEqual([]);
    expect(bot.dana.dms()).toEqual([]);
    expect(await bot.find(textsOf(ordinary.answers))).toEqual([]);
    expect(bot.lines).toEqual([]);
  } finally {
    const { violations } = bot.slack;
    await bot.stop();
    expect(violations).toEqual([]);
  }
});
