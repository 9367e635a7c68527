import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { DeliverySubject } from "../../src/domain/delivery.ts";
import type { CaseStatus, Escalation } from "../../src/domain/escalation.ts";
import { neverNudged, type Said } from "../../src/domain/nudging.ts";
import type { Db } from "../../src/store/database.ts";
import { findDelivery, listDeliveries } from "../../src/store/deliveries.ts";
import {
  changeEscalation,
  createEscalation,
  findEscalation,
  type NewEscalation,
} from "../../src/store/escalations.ts";
import { lookAtNudges, nextNudgeAt, planNudge, takeNudgeDue } from "../../src/store/nudge-times.ts";
import {
  findNudge,
  freeDay,
  keepSaid,
  listSentNudges,
  type NewNudge,
  recordNudgeSent,
  setOutNudge,
} from "../../src/store/nudges.ts";
import { owe, oweAfterChange } from "../../src/store/owed.ts";
import { rememberPerson } from "../../src/store/people.ts";
import { planContextOf } from "../../src/store/plan-contexts.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { closedAs } from "../../src/slack/gallery/closed-as.ts";
import { aNewEscalation } from "../support/an-escalation.ts";
import { anEpisode, aPlanContext } from "../support/a-nudging.ts";

const nine = new Date("2026-11-23T09:00:00Z");
const ten = new Date("2026-11-23T10:00:00Z");
const eleven = new Date("2026-11-23T11:00:00Z");
const noon = new Date("2026-11-23T12:00:00Z");
const monday = "2026-11-23";

describe.each(engines)("on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
  });
  afterEach(() => database.remove());

  const create = (overrides: Partial<NewEscalation> = {}, now = nine) =>
    db
      .transaction()
      .execute((trx) =>
        createEscalation(trx, aNewEscalation(overrides), { kind: "sent", actorId: "U1" }, now),
      );
  const change = (
    before: Pick<Escalation, "id" | "revision">,
    changed: Parameters<typeof changeEscalation>[2],
    now = ten,
  ) =>
    db
      .transaction()
      .execute((trx) => changeEscalation(trx, before, changed, { kind: "nudged", actorId: null }, now));
  const take = async (now: Date, until: Date, limit = 10) =>
    (await takeNudgeDue(db, { now, until, limit })).map(({ id }) => id);
  const lookedAtNext = async (id: string) => (await findEscalation(db, id))?.nextNudgeAt ?? null;

  describe("when the bot looks at a case", () => {
    test("a new case is looked at at once, and so is one that changed, whatever did", async () => {
      const made = await create();
      expect(made).toMatchObject({ nudging: neverNudged, nextNudgeAt: nine });
      await planNudge(db, made, null);
      const nudging = anEpisode();
      const begun = await change(made, { nudging });
      expect(begun).toMatchObject({ nudging, nextNudgeAt: ten });
      if (!begun) throw new Error("It had changed");
      await planNudge(db, begun, eleven);
      const status: CaseStatus = { state: "acknowledged", by: "U7", at: eleven.toISOString() };
      expect(await change(begun, { status }, eleven)).toMatchObject({ nudging, nextNudgeAt: eleven });
    });

    test("a change whose transaction fails leaves the case to be looked at when it was", async () => {
      const made = await create();
      await planNudge(db, made, eleven);
      await expect(
        db.transaction().execute(async (trx) => {
          await changeEscalation(trx, made, { nudging: anEpisode() }, { kind: "nudged", actorId: null }, ten);
          throw new Error("power cut");
        }),
      ).rejects.toThrow("power cut");
      expect(await findEscalation(db, made.id)).toEqual({ ...made, nextNudgeAt: eleven });
    });

    test("is planned without counting as a change", async () => {
      const made = await create();
      await planNudge(db, made, eleven);
      expect(await findEscalation(db, made.id)).toEqual({ ...made, nextNudgeAt: eleven });
      expect(await change(made, { nudging: anEpisode() })).not.toBeNull();
    });

    test("is not planned by who read the case before it changed", async () => {
      // Even in the same millisecond.
      for (const [id, now] of [
        ["case-1", ten],
        ["case-2", nine],
      ] as const) {
        const made = await create({ id });
        await change(made, { nudging: anEpisode() }, now);
        await planNudge(db, made, eleven);
        expect(await lookedAtNext(id)).toEqual(now);
      }
    });

    test("is not planned by who did not see that it is to be looked at anew", async () => {
      const made = await create();
      await lookAtNudges(db, { teamId: "T1", now: ten });
      await planNudge(db, made, new Date("2026-11-30T10:00:00Z"));
      expect(await lookedAtNext(made.id)).toEqual(ten);
    });

    test("cases that are due come longest due first, no more than asked for, and no others", async () => {
      const due = new Map([
        ["case-1", ten],
        ["case-2", nine],
        ["case-3", eleven],
        ["case-4", null],
      ]);
      for (const [id, at] of due) await planNudge(db, await create({ id }), at);
      expect(await nextNudgeAt(db)).toEqual(nine);
      expect(await take(new Date(ten.getTime() - 1), ten)).toEqual(["case-2"]);
      expect(await take(eleven, noon, 2)).toEqual(["case-1", "case-2"]);
      expect(await take(eleven, noon)).toEqual(["case-3"]);
    });

    test("who takes a case has it for a while, after which it is due again", async () => {
      const made = await create();
      await planNudge(db, made, nine);
      const [taken] = await takeNudgeDue(db, { now: nine, until: ten, limit: 1 });
      expect(taken).toEqual({ ...made, nextNudgeAt: ten });
      expect(await take(nine, ten)).toEqual([]);
      expect(await nextNudgeAt(db)).toEqual(ten);
      expect(await take(ten, eleven)).toEqual([made.id]);
    });

    test("of several who take at once each has others, and none is left out", async () => {
      const all = Array.from({ length: 30 }, (_, n) => `case-${n + 1}`);
      for (const id of all) await planNudge(db, await create({ id }), nine);
      const taken = await Promise.all(
        Array.from({ length: 10 }, () => takeNudgeDue(db, { now: nine, until: ten, limit: 5 })),
      );
      const ids = taken.flat().map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const left = await takeNudgeDue(db, { now: nine, until: ten, limit: 30 });
      expect(ids.length + left.length).toBe(30);
    });

    test("nothing is due when nothing is planned", async () => {
      expect(await nextNudgeAt(db)).toBeNull();
      await planNudge(db, await create(), null);
      expect(await nextNudgeAt(db)).toBeNull();
      expect(await takeNudgeDue(db, { now: eleven, until: eleven, limit: 10 })).toEqual([]);
    });

    test("a changed zone has the cases of that person looked at, a changed setting all but the closed ones", async () => {
      const closed = closedAs("withdrawn");
      const cases: Partial<NewEscalation>[] = [
        { id: "hers" },
        { id: "hers-closed", status: closed },
        { id: "his", requesterId: "U2" },
        { id: "elsewhere", teamId: "T2" },
      ];
      for (const each of cases) await planNudge(db, await create(each), null);
      const looked = () => Promise.all(cases.map(({ id }) => lookedAtNext(id ?? "")));
      await lookAtNudges(db, { teamId: "T1", requesterId: "U1", now: ten });
      expect(await looked()).toEqual([ten, null, null, null]);
      await lookAtNudges(db, { teamId: "T1", now: eleven });
      expect(await looked()).toEqual([eleven, null, eleven, null]);
    });
  });

  const aNudge = (overrides: Partial<NewNudge> = {}): NewNudge => ({
    escalationId: "case-1",
    number: 1,
    kind: "reminder",
    place: "thread",
    episode: 1,
    teamId: "T1",
    personId: "U1",
    day: monday,
    ...overrides,
  });
  const setOut = (overrides: Partial<NewNudge> = {}) =>
    db.transaction().execute((trx) => setOutNudge(trx, aNudge(overrides), ten));
  const sent = (number: number, at = ten, escalationId = "case-1") =>
    db.transaction().execute((trx) => recordNudgeSent(trx, { escalationId, number }, at));
  const free = (number: number) =>
    db.transaction().execute((trx) => freeDay(trx, { escalationId: "case-1", number }));
  const said: Said = {
    gaps: [{ code: "example_where", example: 2, points: 4.5, minutes: 2 }],
    examples: 2,
    ending: { parkedOn: "2026-12-01", reopenUntil: null },
    datePassed: true,
  };

  describe("reminders", () => {
    beforeEach(async () => {
      await create({ id: "case-1" });
      await create({ id: "case-2" });
    });

    test("one is found as it was set out, with what it said and when it stood", async () => {
      expect(await setOut()).toBe(true);
      expect(await findNudge(db, "case-1", 1)).toEqual({
        ...aNudge(),
        said: null,
        sentAt: null,
        createdAt: ten,
      });
      await keepSaid(db, { escalationId: "case-1", number: 1 }, said);
      await sent(1, eleven);
      expect(await findNudge(db, "case-1", 1)).toMatchObject({ said, sentAt: eleven, day: monday });
      expect(await findNudge(db, "case-1", 2)).toBeNull();
    });

    test.each<[string, Partial<NewNudge>, boolean]>([
      ["another case on the same day", { escalationId: "case-2" }, false],
      ["a question on the same day", { escalationId: "case-2", kind: "question", place: "dm" }, false],
      ["the next number on the same day", { number: 2 }, false],
      ["the same number on another day", { day: "2026-11-24" }, false],
      ["the next number on another day", { number: 2, day: "2026-11-24" }, true],
      ["another person", { escalationId: "case-2", personId: "U2" }, true],
      ["somebody of that name in another workspace", { escalationId: "case-2", teamId: "T2" }, true],
    ])("after the first of a person's day, %s (%j): set out %p", async (_name, second, expected) => {
      await setOut();
      expect(await setOut(second)).toBe(expected);
    });

    test("of ten that are set out at once for one person, one is", async () => {
      const ids = Array.from({ length: 10 }, (_, n) => `many-${n}`);
      for (const id of ids) await create({ id });
      const out = await Promise.all(ids.map((escalationId) => setOut({ escalationId })));
      expect(out.filter(Boolean)).toHaveLength(1);
    });

    test("one whose transaction fails has taken nobody's day", async () => {
      await expect(
        db.transaction().execute(async (trx) => {
          await setOutNudge(trx, aNudge(), ten);
          throw new Error("power cut");
        }),
      ).rejects.toThrow("power cut");
      expect(await setOut({ escalationId: "case-2" })).toBe(true);
    });

    test("one that never got there leaves the day to another, and its number to nobody", async () => {
      await setOut();
      await free(1);
      expect(await findNudge(db, "case-1", 1)).toMatchObject({ day: null, sentAt: null });
      expect(await setOut()).toBe(false);
      expect(await setOut({ escalationId: "case-2" })).toBe(true);
    });

    test("one that stands keeps its day and its words", async () => {
      await setOut();
      await keepSaid(db, { escalationId: "case-1", number: 1 }, said);
      await sent(1);
      await free(1);
      await keepSaid(db, { escalationId: "case-1", number: 1 }, { ...said, datePassed: false });
      expect(await findNudge(db, "case-1", 1)).toMatchObject({ said, day: monday });
      expect(await setOut({ escalationId: "case-2" })).toBe(false);
    });

    test("a CSM's question takes the day of its person, and is none of them", async () => {
      expect(await setOut({ number: 4, kind: "csm_question" })).toBe(true);
      expect(await setOut({ number: 5 })).toBe(false);
      expect(await setOut({ escalationId: "case-2" })).toBe(false);
      await sent(4);
      expect(await findNudge(db, "case-1", 4)).toBeNull();
      expect(await listSentNudges(db, "case-1")).toEqual([]);
    });

    test("those that stand are listed oldest first, and no others", async () => {
      for (const [number, day] of [
        [1, "2026-11-23"],
        [2, "2026-11-24"],
        [3, "2026-11-25"],
        [10, "2026-11-26"],
      ] as const)
        await setOut({ number, day });
      await setOut({ escalationId: "case-2", day: "2026-11-27" });
      for (const number of [10, 3, 1]) await sent(number);
      await sent(1, ten, "case-2");
      expect((await listSentNudges(db, "case-1")).map(({ number }) => number)).toEqual([1, 3, 10]);
    });
  });

  test("a person is reminded by their own clock, an unknown one by that of the settings", async () => {
    const { calendar, hours, policy } = aPlanContext();
    const settings = { calendar, hours, nudges: policy, defaultZone: "Europe/London" };
    const ana = { teamId: "T1", requesterId: "U1" };
    expect(await planContextOf(db, ana, settings)).toEqual({
      zone: "Europe/London",
      calendar,
      hours,
      policy,
    });
    const known = {
      teamId: "T1",
      userId: "U1",
      name: "Ana",
      locale: null,
      homeTeamId: "T1",
      guest: false,
      deleted: false,
    };
    await rememberPerson(db, { ...known, zone: "America/Sao_Paulo", refreshedAt: nine });
    expect((await planContextOf(db, ana, settings)).zone).toBe("America/Sao_Paulo");
    await rememberPerson(db, { ...known, zone: null, refreshedAt: ten });
    expect((await planContextOf(db, ana, settings)).zone).toBe("Europe/London");
  });

  describe("what a change owes", () => {
    const oweFor = (escalation: Escalation, subject?: DeliverySubject, byDm?: boolean) =>
      db
        .transaction()
        .execute((trx) =>
          subject ? owe(trx, escalation, subject, nine, byDm) : oweAfterChange(trx, escalation, nine),
        );
    const kinds = async () =>
      (await listDeliveries(db, "case-1")).map(({ key }) => key.split(":", 1)[0]).sort();
    test.each<[string, CaseStatus, readonly string[]]>([
      ["waits for its partner", { state: "waiting_partner" }, ["receipt"]],
      ["is open", { state: "open" }, ["card", "evidence", "receipt"]],
      ["never reached the CSM and is closed", closedAs("avoided"), ["receipt"]],
      ["was withdrawn before it did", closedAs("withdrawn", { sent: false }), ["receipt"]],
    ])("of a case that %s", async (_name, status, expected) => {
      await oweFor(await create({ status }));
      expect(await kinds()).toEqual(expected);
    });

    test("each co-owner has a receipt of their own, in a DM with them", async () => {
      const shared = await change(await create(), { coOwnerIds: ["U2", "U3"] });
      if (!shared) throw new Error("It had changed");
      await oweFor(shared);
      const receipts = (await listDeliveries(db, "case-1")).filter(({ key }) => key.startsWith("receipt:"));
      expect(Object.fromEntries(receipts.map(({ key, destination }) => [key, destination]))).toEqual({
        "receipt:case-1": { person: "U1" },
        "receipt:case-1:U2": { person: "U2" },
        "receipt:case-1:U3": { person: "U3" },
      });
    });

    test("the card of a closed case is drawn again when there is one", async () => {
      const open = await create();
      await oweFor(open);
      const closed = await change(open, { status: closedAs("withdrawn") });
      if (!closed) throw new Error("It had changed");
      await oweFor(closed);
      expect(await kinds()).toEqual(["card", "evidence", "receipt"]);
      expect((await findDelivery(db, "card:case-1"))?.wanted).toBe(2);
    });

    test("each reminder that stands is drawn again where it is, and no other", async () => {
      const open = await create();
      for (const [number, place, day] of [
        [1, "thread", "2026-11-23"],
        [2, "dm", "2026-11-24"],
        [3, "thread", "2026-11-25"],
      ] as const)
        await setOut({ number, place, day });
      await oweFor(open, { kind: "nudge", escalationId: "case-1", number: 1 }, false);
      await oweFor(open, { kind: "nudge", escalationId: "case-1", number: 2 }, true);
      await sent(1);
      await sent(2);
      await db.updateTable("deliveries").set({ channel_id: "C1", ts: "1.000001" }).execute();
      await oweFor(open);
      const nudge = (number: number) => findDelivery(db, `nudge:case-1:${number}`);
      expect(await nudge(1)).toMatchObject({ wanted: 2, destination: { channel: "C1" } });
      expect(await nudge(2)).toMatchObject({ wanted: 2, destination: { person: "U1" } });
      expect(await nudge(3)).toBeNull();
    });

    test.each<[DeliverySubject, "channel" | "person"]>([
      [{ kind: "nudge", escalationId: "case-1", number: 1 }, "channel"],
      [{ kind: "nudge_note", escalationId: "case-1", number: 1 }, "channel"],
      [{ kind: "thanks", escalationId: "case-1", episode: 1 }, "channel"],
      [{ kind: "ready_notice", escalationId: "case-1", revision: 2 }, "channel"],
      [{ kind: "parked_notice", escalationId: "case-1", revision: 3 }, "person"],
      [{ kind: "case_notice", escalationId: "case-1", notice: "acknowledged", revision: 2 }, "person"],
    ])("goes where its kind wants: %j to the %s", async (subject, where) => {
      await oweFor(await create(), subject);
      const [delivery] = await listDeliveries(db, "case-1");
      expect(Object.keys(delivery?.destination ?? {})).toEqual([where]);
    });
  });
});
