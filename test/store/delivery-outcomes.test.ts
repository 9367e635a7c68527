import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Db } from "../../src/store/database.ts";
import { type Claim, findDelivery, want } from "../../src/store/deliveries.ts";
import { claimDue } from "../../src/store/delivery-claims.ts";
import {
  drop,
  park,
  recordFound,
  recordPosted,
  recordShown,
  release,
  retryLater,
  startPosting,
} from "../../src/store/delivery-outcomes.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { endTurnOf } from "../support/a-turn.ts";

const nine = new Date("2026-03-16T09:00:00Z");
const after = (seconds: number) => new Date(nine.getTime() + seconds * 1000);
const posted = { channelId: "C1", ts: "1773651600.000100" };

describe.each(engines)("what becomes of a delivery on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
    await ask(nine);
  });
  afterEach(() => database.remove());

  const ask = (now: Date) =>
    db.transaction().execute((trx) =>
      want(trx, {
        subject: { kind: "card", escalationId: "e1" },
        teamId: "T1",
        destination: { channel: "C1" },
        now,
      }),
    );
  const claim = async (now: Date, owner = "runner"): Promise<Claim> => {
    const [first] = await claimDue(db, { now, owner, leaseMs: 60_000, limit: 1 });
    if (!first) throw new Error("Nothing to claim");
    // The pace of the channel is no matter here.
    await endTurnOf(db, first, now);
    return first;
  };
  const stored = async () => {
    const delivery = await findDelivery(db, "card:e1");
    if (!delivery) throw new Error("It is gone");
    return delivery;
  };
  const parkIt = (claimed: Claim, now: Date, outcomeUnknown?: boolean) =>
    db.transaction().execute((trx) =>
      park(
        trx,
        claimed,
        {
          reason: "not_in_channel",
          error: "not_in_channel",
          retryAt: after(3600),
          ...(outcomeUnknown !== undefined && { outcomeUnknown }),
        },
        now,
      ),
    );
  const outcomes: Record<string, (claimed: Claim, now: Date) => Promise<boolean>> = {
    startPosting: (claimed, now) => startPosting(db, claimed, now),
    recordPosted: (claimed, now) => recordPosted(db, claimed, posted, now),
    recordFound: (claimed, now) => recordFound(db, claimed, posted, now),
    recordShown: (claimed, now) => recordShown(db, claimed, now),
    retryLater: (claimed, now) =>
      retryLater(db, claimed, { at: after(999), error: "timeout", outcomeUnknown: false }, now),
    park: (claimed, now) => parkIt(claimed, now),
    drop: (claimed, now) => db.transaction().execute((trx) => drop(trx, claimed, "gone", now)),
    release: (claimed, now) => release(db, claimed, after(999), now),
  };

  test("posted once, it is settled and stands where Slack put it", async () => {
    const claimed = await claim(nine);
    expect(await startPosting(db, claimed, after(1))).toBe(true);
    expect(await stored()).toMatchObject({ postingSince: after(1), posted: null, shown: 0, state: "due" });
    expect(await recordPosted(db, claimed, posted, after(2))).toBe(true);
    expect(await stored()).toMatchObject({
      state: "settled",
      shown: 1,
      postingSince: null,
      posted,
      lease: null,
      updatedAt: after(2),
    });
  });

  test("a message that stands is redrawn, and never posted again", async () => {
    await recordPosted(db, await claim(nine), posted, nine);
    await ask(after(10));
    const claimed = await claim(after(10));
    expect(claimed).toMatchObject({ posted, wanted: 2, shown: 1 });
    expect(await startPosting(db, claimed, after(10))).toBe(false);
    expect(await recordShown(db, claimed, after(11))).toBe(true);
    expect(await stored()).toMatchObject({ state: "settled", shown: 2, posted });
  });

  test("wanted again while it is drawn, it stays due and is drawn once more", async () => {
    const first = await claim(nine);
    await ask(after(1));
    await recordPosted(db, first, posted, after(2));
    expect(await stored()).toMatchObject({ state: "due", shown: 1, wanted: 2, lease: null });
    const second = await claim(after(2));
    await ask(after(3));
    await ask(after(3));
    await recordShown(db, second, after(4));
    expect(await stored()).toMatchObject({ state: "due", shown: 2, wanted: 4 });
    await recordShown(db, await claim(after(4)), after(5));
    expect(await stored()).toMatchObject({ state: "settled", shown: 4, wanted: 4 });
  });

  test("who takes over from a runner that died while posting learns since when it may stand", async () => {
    await startPosting(db, await claim(nine, "first"), after(1));
    const second = await claim(after(60), "second");
    expect(second.postingSince).toEqual(after(1));
    await startPosting(db, second, after(61));
    expect((await claim(after(120), "third")).postingSince).toEqual(after(1));
  });

  test("found again, it keeps its runner until it is redrawn", async () => {
    await startPosting(db, await claim(nine, "first"), nine);
    const second = await claim(after(60), "second");
    expect(await recordFound(db, second, posted, after(61))).toBe(true);
    expect(await stored()).toMatchObject({
      state: "due",
      shown: 0,
      posted,
      postingSince: null,
      lease: second.lease,
    });
    expect(await startPosting(db, second, after(61))).toBe(false);
    expect(await recordShown(db, second, after(62))).toBe(true);
    expect(await stored()).toMatchObject({ state: "settled", shown: 1, posted, lease: null });
  });

  test("a failure is tried again later and counted; success forgets the count", async () => {
    for (const attempts of [1, 2, 3]) {
      const claimed = await claim(after(attempts * 100));
      const failure = { at: after((attempts + 1) * 100), error: "ratelimited", outcomeUnknown: false };
      expect(await retryLater(db, claimed, failure, after(attempts * 100))).toBe(true);
      expect(await stored()).toMatchObject({
        state: "due",
        attempts,
        lastError: "ratelimited",
        dueAt: failure.at,
      });
    }
    await recordPosted(db, await claim(after(400)), posted, after(400));
    expect(await stored()).toMatchObject({ attempts: 0, lastError: null });
  });

  test.each([
    { outcomeUnknown: true, keeps: "since when it may stand" },
    { outcomeUnknown: false, keeps: "no doubt" },
  ])("a failed post leaves $keeps when outcomeUnknown is $outcomeUnknown", async ({ outcomeUnknown }) => {
    const claimed = await claim(nine);
    await startPosting(db, claimed, nine);
    await retryLater(db, claimed, { at: after(5), error: "timeout", outcomeUnknown }, after(1));
    expect((await stored()).postingSince).toEqual(outcomeUnknown ? nine : null);

    const again = await claim(after(5));
    await startPosting(db, again, after(5));
    await parkIt(again, after(6), outcomeUnknown);
    expect((await stored()).postingSince).toEqual(outcomeUnknown ? nine : null);
  });

  test("a doubt from an earlier attempt outlives a later refusal, and parking without a word on it", async () => {
    const claimed = await claim(nine);
    await startPosting(db, claimed, nine);
    await retryLater(db, claimed, { at: after(5), error: "timeout", outcomeUnknown: true }, after(1));
    const second = await claim(after(5));
    await startPosting(db, second, after(5));
    await retryLater(db, second, { at: after(10), error: "internal_error", outcomeUnknown: false }, after(6));
    expect((await stored()).postingSince).toEqual(nine);
    await parkIt(await claim(after(10)), after(10));
    expect((await stored()).postingSince).toEqual(nine);
  });

  test("a parked one that fails again stays parked; one that gets through is settled and clean", async () => {
    await parkIt(await claim(nine), nine);
    expect(await stored()).toMatchObject({
      state: "parked",
      parkedReason: "not_in_channel",
      lastError: "not_in_channel",
      attempts: 1,
      dueAt: after(3600),
      lease: null,
    });
    const failure = { at: after(3700), error: "timeout", outcomeUnknown: false };
    await retryLater(db, await claim(after(3600)), failure, after(3600));
    expect(await stored()).toMatchObject({ state: "parked", parkedReason: "not_in_channel", attempts: 2 });
    await recordPosted(db, await claim(after(3700)), posted, after(3700));
    expect(await stored()).toMatchObject({
      state: "settled",
      parkedReason: null,
      lastError: null,
      attempts: 0,
    });
  });

  test("given back untried, it counts as no attempt and waits until then", async () => {
    expect(await release(db, await claim(nine), after(30), nine)).toBe(true);
    expect(await stored()).toMatchObject({ state: "due", attempts: 0, dueAt: after(30), lease: null });
  });

  test("given back before its post left, it is in no doubt; a doubt from before outlives that", async () => {
    const claimed = await claim(nine);
    await startPosting(db, claimed, nine);
    await release(db, claimed, nine, nine);
    expect(await stored()).toMatchObject({ postingSince: null });

    const tried = await claim(nine);
    await startPosting(db, tried, nine);
    await retryLater(db, tried, { at: after(5), error: "timeout", outcomeUnknown: true }, after(1));
    const again = await claim(after(5));
    await startPosting(db, again, after(5));
    await release(db, again, after(6), after(6));
    expect(await stored()).toMatchObject({ postingSince: nine });
  });

  test.each(Object.keys(outcomes))(
    "%s changes nothing, and says so, once somebody else has it",
    async (name) => {
      const late = await claim(nine, "late");
      await claim(after(60), "quick");
      const before = await stored();
      expect(await outcomes[name]?.(late, after(61))).toBe(false);
      expect(await stored()).toEqual(before);
    },
  );

  test.each(Object.keys(outcomes))("%s changes nothing once it was given back", async (name) => {
    const claimed = await claim(nine, "first");
    await release(db, claimed, nine, nine);
    const free = await stored();
    expect(await outcomes[name]?.(claimed, after(1))).toBe(false);
    expect(await stored()).toEqual(free);

    await claim(nine, "another that took it at the same instant");
    const taken = await stored();
    expect(await outcomes[name]?.(claimed, after(1))).toBe(false);
    expect(await stored()).toEqual(taken);
  });

  test("after the end of the lease nothing is posted, but what was posted is still recorded while nobody took over", async () => {
    const claimed = await claim(nine);
    expect(await startPosting(db, claimed, after(60))).toBe(false);
    expect((await stored()).postingSince).toBeNull();
    expect(await startPosting(db, claimed, after(59))).toBe(true);
    expect(await recordPosted(db, claimed, posted, after(61))).toBe(true);
    expect(await stored()).toMatchObject({ state: "settled", posted });
  });

  test("an outcome is kept together with what is done about it, or neither is", async () => {
    const claimed = await claim(nine);
    await expect(
      db.transaction().execute(async (trx) => {
        await park(trx, claimed, { reason: "is_archived", error: "is_archived", retryAt: after(9) }, nine);
        throw new Error("power cut");
      }),
    ).rejects.toThrow("power cut");
    expect(await stored()).toMatchObject({ state: "due", lease: claimed.lease });
  });
});
