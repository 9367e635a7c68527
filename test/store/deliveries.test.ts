import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { fc } from "../support/drawn.ts";
import {
  caseNotices,
  deliveryKey,
  type DeliverySubject,
  deliverySubjectSchema,
  notedSteps,
  owedAfterChange,
  parkReasons,
} from "../../src/domain/delivery.ts";
import type { Db } from "../../src/store/database.ts";
import {
  countUnsettled,
  type Destination,
  findDelivery,
  listDeliveries,
  want,
} from "../../src/store/deliveries.ts";
import { claimDue, wakeParked } from "../../src/store/delivery-claims.ts";
import { nextDueAt } from "../../src/store/delivery-queues.ts";
import { drop, park, recordPosted, release } from "../../src/store/delivery-outcomes.ts";
import { takeTurn } from "../../src/store/channel-paces.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { endTurnOf } from "../support/a-turn.ts";
import { anyText } from "./any-answers.ts";

const nine = new Date("2026-03-16T09:00:00Z");
const after = (seconds: number) => new Date(nine.getTime() + seconds * 1000);
const leaseMs = 60_000;
const csm: Destination = { channel: "C1" };
const elsewhere = { channel: "C2" };
const ana: Destination = { person: "U1" };
const card = (escalationId: string): DeliverySubject => ({ kind: "card", escalationId });
const evidence = (escalationId: string, part = 1): DeliverySubject => ({
  kind: "evidence",
  escalationId,
  part,
});
const partnerMessage = (viewId: string, text = "Hello"): DeliverySubject => ({
  kind: "partner_message",
  draftId: "d1",
  viewId,
  partner: "Northwind Commerce",
  replyBy: "2026-03-19",
  text,
});
const receipt = (escalationId: string): DeliverySubject => ({ kind: "receipt", escalationId });

test("every message has a key of its own", () => {
  const monday = "2026-11-23T10:00:00.000Z";
  const subjects: DeliverySubject[] = [
    ...["e1", "e2"].flatMap((id) => [
      ...owedAfterChange({ id, coOwnerIds: ["U2", "U3"] }, true),
      evidence(id, 2),
    ]),
    ...[1, 2].flatMap((revision): DeliverySubject[] => [
      ...caseNotices.map(
        (notice) => ({ kind: "case_notice", escalationId: "e1", notice, revision }) as const,
      ),
      ...notedSteps.map(
        (step) => ({ kind: "step_note", escalationId: "e1", step, revision, by: "U1", to: null }) as const,
      ),
    ]),
    ...[1, 2].flatMap((revision): DeliverySubject[] => [
      { kind: "chase", escalationId: "e1", since: monday, from: 0, said: 1, revision },
      { kind: "unclaimed_notice", escalationId: "e1", since: monday, revision },
    ]),
    ...[1, 2].flatMap((number): DeliverySubject[] => [
      { kind: "nudge", escalationId: "e1", number },
      { kind: "nudge_note", escalationId: "e1", number },
      { kind: "question", escalationId: "e1", number, place: "dm" },
      { kind: "question_note", escalationId: "e1", number },
      { kind: "answer", escalationId: "e1", number },
      { kind: "parked_notice", escalationId: "e1", revision: number },
      { kind: "thanks", escalationId: "e1", episode: number },
      { kind: "ready_notice", escalationId: "e1", revision: number },
    ]),
    ...parkReasons.map((reason): DeliverySubject => ({
      kind: "stuck_notice",
      escalationId: "e1",
      about: "card:e1",
      reason,
    })),
    { kind: "stuck_notice", escalationId: "e1", about: "evidence:e1:1", reason: "is_archived" },
    ...[monday, "2026-11-23T10:00:00.001Z"].map((since): DeliverySubject => ({
      kind: "stuck_notice",
      escalationId: "e1",
      about: "card:e1",
      reason: "is_archived",
      since,
    })),
    partnerMessage("V1"),
    partnerMessage("V2"),
    ...["T1", "T2"].flatMap((teamId) =>
      ["C1", "C2"].flatMap((channelId) =>
        ["2026-11-16", "2026-11-23"].map((week): DeliverySubject => ({
          kind: "digest",
          teamId,
          channelId,
          week,
          locale: "en",
        })),
      ),
    ),
    { kind: "hint", occasion: "Ev1", hint: "too_late" },
    { kind: "hint", occasion: "Ev2", hint: "too_late" },
    { kind: "hint", occasion: "Ev3", hint: "failed" },
    { kind: "hint", occasion: "Ev4", hint: "not_asked" },
  ];
  expect(new Set(subjects.map(deliveryKey)).size).toBe(subjects.length);
});

test("a case that the CSM channel knows of is drawn again there, any other only for its owners", () => {
  const keys = (hasCard: boolean) =>
    owedAfterChange({ id: "e1", coOwnerIds: ["U2"] }, hasCard).map(deliveryKey);
  expect(keys(true)).toEqual(["card:e1", "evidence:e1:1", "receipt:e1", "receipt:e1:U2"]);
  expect(keys(false)).toEqual(["receipt:e1", "receipt:e1:U2"]);
});

describe.each(engines)("deliveries on $name", ({ name, createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
  });
  afterEach(() => database.remove());

  const ask = (subject: DeliverySubject, destination: Destination = csm, now = nine) =>
    db.transaction().execute((trx) => want(trx, { subject, teamId: "T1", destination, now }));
  const claim = (now: Date, owner = "runner", limit = 10) => claimDue(db, { now, owner, leaseMs, limit });
  const claimKeys = async (now: Date, limit = 10) =>
    (await claim(now, "runner", limit)).map(({ key }) => key);
  const claimOne = async (now: Date, owner = "runner") => {
    const [first] = await claim(now, owner, 1);
    if (!first) throw new Error("Nothing to claim");
    return first;
  };
  const post = async (now: Date) => {
    const claimed = await claimOne(now);
    await recordPosted(db, claimed, { channelId: "C1", ts: `ts of ${claimed.key}` }, now);
    await endTurnOf(db, claimed, now);
    return claimed.key;
  };
  const parkNext = async (now: Date, retryAt: Date) => {
    const claimed = await claimOne(now);
    await db
      .transaction()
      .execute((trx) =>
        park(trx, claimed, { reason: "not_in_channel", error: "not_in_channel", retryAt }, now),
      );
    await endTurnOf(db, claimed, now);
    return claimed.key;
  };

  test("what is wanted is kept as it was asked, due at once", async () => {
    await ask(card("e1"));
    expect(await findDelivery(db, "card:e1")).toEqual({
      key: "card:e1",
      teamId: "T1",
      lane: "e1@C1",
      subject: card("e1"),
      destination: csm,
      wanted: 1,
      shown: 0,
      state: "due",
      seq: 1,
      dueAt: nine,
      lease: null,
      attempts: 0,
      postingSince: null,
      postingUntil: null,
      posted: null,
      parkedReason: null,
      lastError: null,
      trace: null,
      createdAt: nine,
      updatedAt: nine,
    });
    expect(await findDelivery(db, "card:e2")).toBeNull();
  });

  test("a change that is rolled back owes nothing", async () => {
    await expect(
      db.transaction().execute(async (trx) => {
        await want(trx, { subject: card("e1"), teamId: "T1", destination: csm, now: nine });
        throw new Error("power cut");
      }),
    ).rejects.toThrow("power cut");
    expect(await claim(nine)).toEqual([]);
  });

  test("ten redraws wanted before the runner comes are one", async () => {
    for (let n = 0; n < 10; n += 1) await ask(card("e1"), csm, after(n));
    expect(await claim(after(20))).toMatchObject([{ key: "card:e1", wanted: 10, seq: 1, dueAt: nine }]);
    expect(await claim(after(20))).toEqual([]);
  });

  test("a lane gives out its messages one after the other, in the order they were asked for", async () => {
    await ask(card("e1"), csm, after(2));
    await ask(evidence("e1"), csm, after(1));
    await ask(evidence("e1", 2), csm, nine);
    expect(await claimKeys(after(1))).toEqual([]);
    expect([await post(after(5)), await post(after(5)), await post(after(5))]).toEqual([
      "card:e1",
      "evidence:e1:1",
      "evidence:e1:2",
    ]);
  });

  test("asking again for what was not posted does not lose its turn; for what was, it goes to the end of the lane", async () => {
    await ask(card("e1"));
    await ask(evidence("e1"));
    await ask(card("e1"));
    expect(await claimKeys(nine)).toEqual(["card:e1"]);
    expect(await post(after(100))).toBe("card:e1");
    await ask(card("e1"), csm, after(200));
    expect([await post(after(300)), await post(after(300))]).toEqual(["evidence:e1:1", "card:e1"]);
    expect(await claim(after(300))).toEqual([]);
  });

  test("other cases and other conversations do not wait: each lane gives its head, the longest due first", async () => {
    await ask(card("e2"), elsewhere, after(2));
    await ask(card("e1"), csm, after(1));
    await ask(evidence("e1"), csm, nine);
    await ask(receipt("e1"), ana, nine);
    expect(await claimKeys(after(5))).toEqual(["receipt:e1", "card:e1", "card:e2"]);
  });

  test("no more than the limit is taken, and nothing before it is due", async () => {
    for (let n = 1; n <= 5; n += 1) await ask(card(`e${n}`), { channel: `C${n}` }, after(n));
    expect(await claimKeys(after(3), 2)).toEqual(["card:e1", "card:e2"]);
    expect(await claimKeys(after(3), 2)).toEqual(["card:e3"]);
    expect(await claimKeys(after(3), 2)).toEqual([]);
  });

  test("two connections that claim at once never hold the same delivery", async () => {
    // A file is opened once in a process; the next test has several of those.
    const other = name === "SQLite" ? db : await database.open();
    for (let n = 0; n < 40; n += 1) await ask(card(`e${n}`), { channel: `C${n}` });
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        claimDue(n % 2 ? db : other, { now: nine, owner: `runner ${n}`, leaseMs, limit: 3 }),
      ),
    );
    const keys = claims.flat().map(({ key }) => key);
    expect(keys).toHaveLength(40);
    expect(new Set(keys).size).toBe(40);
  });

  test("three processes on one database post each of many messages once", async () => {
    for (let n = 0; n < 30; n += 1) {
      await ask(card(`e${n}`), { channel: `C${n}` });
      await ask(evidence(`e${n}`), { channel: `C${n}` });
    }
    const script = fileURLToPath(import.meta.resolve("./another-process.ts"));
    const runners = ["A", "B", "C"].map((owner) => fork(script, ["deliver", database.url, owner]));
    await Promise.all(runners.map((runner) => once(runner, "message")));
    const posted = await Promise.all(
      runners.map(async (runner) => {
        let keys: unknown = null;
        runner.on("message", (message) => (keys = message));
        runner.send("go");
        // What it said last is heard before it is closed, and perhaps not before it has exited.
        expect(await once(runner, "close")).toEqual([0, null]);
        return z.array(z.string()).parse(keys);
      }),
    );
    const keys = posted.flat();
    expect(keys).toHaveLength(60);
    expect(new Set(keys).size).toBe(60);
    for (const ofOne of posted) expect(ofOne).not.toEqual([]);
    expect(await countUnsettled(db)).toEqual({ due: 0, parked: 0 });
  });

  test("of the new messages to one channel one is taken, and none as long as the channel has no turn", async () => {
    for (const id of ["e1", "e2", "e3"]) await ask(card(id), csm, after(Number(id.slice(1))));
    await ask(card("e4"), elsewhere, after(4));
    const [first, fourth] = await claim(after(5));
    expect([first?.key, fourth?.key]).toEqual(["card:e1", "card:e4"]);
    if (!first) throw new Error("Nothing to claim");
    await endTurnOf(db, first, after(5));
    await takeTurn(db, { teamId: "T1", channelId: csm.channel, now: after(5), heldUntil: after(15) });
    expect(await claim(after(14))).toEqual([]);
    expect(await nextDueAt(db)).toEqual(after(15));
    expect(await claimKeys(after(15))).toEqual(["card:e2"]);
  });

  test("the turn of a channel comes with the claim: the next message waits until it is given back, or the lease is over", async () => {
    for (const id of ["e1", "e2", "e3"]) await ask(card(id));
    const first = await claimOne(nine);
    expect(await claim(after(59), "second")).toEqual([]);
    await endTurnOf(db, first, after(5));
    expect(await claim(after(4), "second")).toEqual([]);
    expect(await nextDueAt(db)).toEqual(after(5));
    expect(await claimOne(after(5), "second")).toMatchObject({ key: "card:e2" });
    expect(await claim(after(59), "third")).toEqual([]);
    // Of the first nothing more is heard; its lease is over, and not that of the second.
    expect(await claim(after(60), "third")).toEqual([]);
    expect(await claimOne(after(65), "third")).toMatchObject({ key: "card:e1" });
  });

  test("a channel without its turn is redrawn in, and another workspace's channel of that name has its own", async () => {
    await ask(card("e1"));
    await post(nine);
    await ask(card("e1"), csm, after(1));
    await ask(card("e2"), csm, after(1));
    await takeTurn(db, { teamId: "T1", channelId: csm.channel, now: nine, heldUntil: after(10) });
    await db
      .transaction()
      .execute((trx) => want(trx, { subject: card("e3"), teamId: "T2", destination: csm, now: after(2) }));
    expect(await claimKeys(after(2))).toEqual(["card:e1", "card:e3"]);
  });

  test("a lease that ended may be taken over, one that lives may not", async () => {
    await ask(card("e1"));
    const first = await claimOne(nine, "first");
    expect(first.lease).toEqual({ owner: "first", until: after(60) });
    expect(await claim(after(59), "second")).toEqual([]);
    expect((await claimOne(after(60), "second")).lease).toEqual({ owner: "second", until: after(120) });
    expect(await claim(after(61), "third")).toEqual([]);
  });

  test("a parked head holds up its lane alone, and is tried again when its time comes", async () => {
    await ask(card("e1"));
    await ask(evidence("e1"));
    expect(await parkNext(nine, after(3600))).toBe("card:e1");
    await ask(card("e2"), elsewhere, after(1));
    expect(await claimKeys(after(10))).toEqual(["card:e2"]);
    expect(await claim(after(3600))).toMatchObject([
      { key: "card:e2" },
      { key: "card:e1", state: "parked", parkedReason: "not_in_channel", attempts: 1 },
    ]);
  });

  test("what is parked stays parked when it is wanted again, until its time or until somebody wakes it", async () => {
    await ask(card("e1"));
    await parkNext(nine, after(3600));
    await ask(card("e1"), csm, after(1));
    expect(await claim(after(2))).toEqual([]);
    expect(await wakeParked(db, { teamId: "T1", now: after(3) })).toBe(1);
    expect(await claim(after(3))).toMatchObject([{ key: "card:e1", wanted: 2, state: "parked" }]);
  });

  test("waking a channel wakes what is parked there, and in no other channel or workspace", async () => {
    for (const [escalationId, channel] of [
      ["e1", "C1"],
      ["e2", "C2"],
    ] as const) {
      await ask(card(escalationId), { channel });
      await parkNext(nine, after(3600));
    }
    await ask(receipt("e1"), ana);
    await recordPosted(db, await claimOne(nine), { channelId: "D1", ts: "1.0" }, nine);
    await ask(receipt("e1"), ana, after(1));
    await parkNext(after(1), after(3600));

    expect(await wakeParked(db, { teamId: "T2", now: after(2) })).toBe(0);
    expect(await wakeParked(db, { teamId: "T1", channelId: "C9", now: after(2) })).toBe(0);
    expect(await claim(after(2))).toEqual([]);
    expect(await wakeParked(db, { teamId: "T1", channelId: "C2", now: after(2) })).toBe(1);
    expect(await wakeParked(db, { teamId: "T1", channelId: "D1", now: after(2) })).toBe(1);
    expect((await claimKeys(after(2))).sort()).toEqual(["card:e2", "receipt:e1"]);
  });

  test("what is dropped stays dropped, and lets its lane go on", async () => {
    await ask(card("e1"));
    await ask(evidence("e1"));
    const claimed = await claimOne(nine);
    await db.transaction().execute((trx) => drop(trx, claimed, "person_gone", nine));
    await endTurnOf(db, claimed, nine);
    await ask(card("e1"), csm, after(1));
    expect(await findDelivery(db, "card:e1")).toMatchObject({ state: "dropped", wanted: 1, lease: null });
    expect(await claimKeys(after(1))).toEqual(["evidence:e1:1"]);
  });

  test("the runner can sleep until the first head is due, or a lease ends", async () => {
    expect(await nextDueAt(db)).toBeNull();
    await ask(card("e1"), csm, after(30));
    await ask(evidence("e1"), csm, nine);
    expect(await nextDueAt(db)).toEqual(after(30));
    await ask(card("e2"), elsewhere, after(40));
    const claimed = await claimOne(after(30));
    expect(await nextDueAt(db)).toEqual(after(40));
    await release(db, claimed, after(35), after(31));
    await endTurnOf(db, claimed, after(31));
    expect(await nextDueAt(db)).toEqual(after(35));
    await claim(after(50));
    expect(await nextDueAt(db)).toEqual(after(110));
    await recordPosted(db, await claimOne(after(110)), { channelId: "C1", ts: "1.0" }, after(110));
    expect(await countUnsettled(db)).toEqual({ due: 2, parked: 0 });
  });

  test("a case is read with all its messages, lane by lane in their order", async () => {
    await ask(receipt("e1"), ana);
    await ask(card("e1"));
    await ask(card("e2"));
    await ask(evidence("e1"));
    await ask(partnerMessage("V1"), ana);
    expect((await listDeliveries(db, "e1")).map(({ key }) => key)).toEqual([
      "card:e1",
      "evidence:e1:1",
      "receipt:e1",
    ]);
    expect((await listDeliveries(db, "d1")).map(({ lane }) => lane)).toEqual(["d1@U1"]);
  });

  test("what is owed and what is parked are counted", async () => {
    for (const id of ["e1", "e2", "e3", "e4"]) await ask(card(id));
    await parkNext(nine, after(3600));
    await post(nine);
    expect(await countUnsettled(db)).toEqual({ due: 2, parked: 1 });
  });

  test("whatever the message to the partner says comes back as it was", async () => {
    let view = 0;
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        view += 1;
        const subject = partnerMessage(`V${view}`, text);
        await ask(subject, ana);
        expect((await findDelivery(db, deliveryKey(subject)))?.subject).toEqual(subject);
        expect(deliverySubjectSchema.parse(subject)).toEqual(subject);
      }),
    );
  });
});
