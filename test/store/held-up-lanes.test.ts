import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { deliveryKey, type DeliverySubject } from "../../src/domain/delivery.ts";
import type { Db } from "../../src/store/database.ts";
import { findDelivery, want } from "../../src/store/deliveries.ts";
import { claimDue } from "../../src/store/delivery-claims.ts";
import { nextDueAt } from "../../src/store/delivery-queues.ts";
import {
  dropHeldUp,
  park,
  recordPosted,
  recordShown,
  retryLater,
  startPosting,
} from "../../src/store/delivery-outcomes.ts";
import { forgetRemoved, removeMessages } from "../../src/store/removals.ts";
import { takesMessages } from "../../src/store/threads.ts";
import { inTransaction } from "../../src/store/transactions.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { endTurnOf } from "../support/a-turn.ts";

/** What a message that waits for somebody to mend something holds up of its lane: what is new after it, and nothing that stands. */

const nine = new Date("2026-03-16T09:00:00Z");
const after = (seconds: number) => new Date(nine.getTime() + seconds * 1000);
const muchLater = after(3_600);
const escalationId = "e1";
const card: DeliverySubject = { kind: "card", escalationId };
const evidence: DeliverySubject = { kind: "evidence", escalationId, part: 1 };
const thanks: DeliverySubject = { kind: "thanks", escalationId, episode: 1 };
const nudge: DeliverySubject = { kind: "nudge", escalationId, number: 1 };
const answer = (number: number): DeliverySubject => ({ kind: "answer", escalationId, number });

describe.each(engines)("on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
    await posts(card, nine);
    await posts(evidence, nine);
  });
  afterEach(() => database.remove());

  const asks = (subject: DeliverySubject, now: Date) =>
    inTransaction(db, (trx) => want(trx, { subject, teamId: "T1", destination: { channel: "C1" }, now }));
  const claims = (now: Date) => claimDue(db, { now, owner: "runner", leaseMs: 60_000, limit: 10 });
  const claimsOne = async (now: Date) => {
    const [claim, ...others] = await claims(now);
    if (!claim || others.length > 0) throw new Error("It is not one that is next");
    await endTurnOf(db, claim, now);
    return claim;
  };
  const nextOnes = async (now: Date) => {
    const at = await nextDueAt(db);
    const keys = (await claims(now)).map(({ key }) => key);
    // What is said to be next is given out, and the other way round.
    expect(at !== null && at <= now).toBe(keys.length > 0);
    return keys.toSorted();
  };
  const keysOf = (...subjects: DeliverySubject[]) => subjects.map(deliveryKey).toSorted();
  async function posts(subject: DeliverySubject, now: Date) {
    await asks(subject, now);
    const claim = await claimsOne(now);
    await recordPosted(db, claim, { channelId: "C1", ts: `ts of ${claim.key}` }, now);
  }
  /** What is next is refused, until somebody mends something. */
  async function parks(subject: DeliverySubject, now: Date) {
    await asks(subject, now);
    const claim = await claimsOne(now);
    expect(claim.key).toBe(deliveryKey(subject));
    const why = { reason: "restricted", error: "edit_window_closed", retryAt: muchLater } as const;
    await inTransaction(db, (trx) => park(trx, claim, { ...why, outcomeUnknown: false }, now));
  }

  test("a message that cannot be posted holds up what is new after it, and no message that stands", async () => {
    await parks(thanks, after(1));
    await asks(answer(1), after(2));
    await asks(evidence, after(3));
    await asks(card, after(4));
    // One after the other, as they were asked for.
    for (const standing of [evidence, card]) {
      const claim = await claimsOne(after(5));
      expect(claim.key).toBe(deliveryKey(standing));
      await recordShown(db, claim, after(5));
    }
    expect(await nextOnes(after(6))).toEqual([]);
    expect(await findDelivery(db, deliveryKey(answer(1)))).toMatchObject({ state: "due", lease: null });
  });

  test("mended, it goes out before what waited for it", async () => {
    await parks(thanks, after(1));
    await asks(answer(1), after(2));
    await asks(answer(2), after(3));
    const keys: string[] = [];
    for (let second = 0; second < 3; second += 1) {
      const now = new Date(muchLater.getTime() + second * 1000);
      const claim = await claimsOne(now);
      await recordPosted(db, claim, { channelId: "C1", ts: `ts of ${claim.key}` }, now);
      keys.push(claim.key);
    }
    expect(keys).toEqual([thanks, answer(1), answer(2)].map(deliveryKey));
  });

  test("a message that stands and cannot be drawn again holds up nothing, and nobody goes another way for it", async () => {
    await parks(card, after(1));
    expect(await takesMessages(db, { id: escalationId, channelId: "C1" })).toBe(true);
    await asks(nudge, after(2));
    await asks(evidence, after(3));
    expect(await inTransaction(db, (trx) => dropHeldUp(trx, deliveryKey(nudge), after(4)))).toBe(false);
    expect(await nextOnes(after(5))).toEqual(keysOf(evidence, nudge));
  });

  test("a reminder behind what cannot be posted goes another way, also when something else stands between them", async () => {
    await parks(thanks, after(1));
    expect(await takesMessages(db, { id: escalationId, channelId: "C1" })).toBe(false);
    await asks(answer(1), after(2));
    await asks(nudge, after(3));
    expect(await inTransaction(db, (trx) => dropHeldUp(trx, deliveryKey(nudge), after(4)))).toBe(true);
  });

  test("an erased card stays as long as something of its thread cannot be removed", async () => {
    await inTransaction(db, (trx) => removeMessages(trx, escalationId, after(1)));
    const [removal] = await claims(after(2));
    if (!removal) throw new Error("There is nothing to remove");
    expect(removal.key).toBe(deliveryKey(evidence));
    const why = { reason: "restricted", error: "access_denied", retryAt: muchLater } as const;
    await inTransaction(db, (trx) => park(trx, removal, { ...why, outcomeUnknown: false }, after(2)));
    expect(await nextOnes(after(3))).toEqual([]);
    for (const subject of [evidence, card]) {
      const claim = await claimsOne(muchLater);
      expect(claim.key).toBe(deliveryKey(subject));
      await forgetRemoved(db, claim);
    }
  });

  test("an erased card leaves after what may just be coming into its thread", async () => {
    await asks(answer(1), after(1));
    const posting = await claimsOne(after(1));
    await startPosting(db, posting, after(1));
    await retryLater(db, posting, { at: after(1), error: "no_answer", outcomeUnknown: true }, after(1));
    await inTransaction(db, (trx) => removeMessages(trx, escalationId, after(2)));
    for (const subject of [evidence, answer(1), card]) {
      const claim = await claimsOne(after(3));
      expect(claim.key).toBe(deliveryKey(subject));
      await forgetRemoved(db, claim);
    }
  });
});
