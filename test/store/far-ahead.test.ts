import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { delayChannel, takeTurn } from "../../src/store/channel-paces.ts";
import type { Db } from "../../src/store/database.ts";
import { type Claim, findDelivery, want } from "../../src/store/deliveries.ts";
import { claimDue } from "../../src/store/delivery-claims.ts";
import { park, retryLater, startPosting } from "../../src/store/delivery-outcomes.ts";
import { bringBack } from "../../src/store/far-ahead.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { endTurnOf } from "../support/a-turn.ts";

/** The clock was three hours ahead, and is set back to nine. */

const nine = new Date("2026-03-16T09:00:00Z");
const after = (seconds: number) => new Date(nine.getTime() + seconds * 1000);
const ahead = (seconds: number) => after(3 * 3600 + seconds);
const leaseMs = 30_000;

describe.each(engines)("on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
  });
  afterEach(() => database.remove());

  const ask = (escalationId: string, now: Date, destination: { channel: string } | { person: string }) =>
    db
      .transaction()
      .execute((trx) =>
        want(trx, { subject: { kind: "card", escalationId }, teamId: "T1", destination, now }),
      );
  const claim = (now: Date) => claimDue(db, { now, owner: "runner", leaseMs, limit: 10 });
  const keysOf = (claims: readonly Claim[]) => claims.map(({ key }) => key).toSorted();
  const back = (now = nine) => bringBack(db, { now, leaseMs });

  test("a channel that was posted to is free again, also for what is made after that", async () => {
    await ask("e1", ahead(0), { channel: "C1" });
    for (const claimed of await claim(ahead(0))) {
      await retryLater(db, claimed, { at: ahead(2), error: "x", outcomeUnknown: false }, ahead(0));
      await endTurnOf(db, claimed, ahead(1));
    }
    await delayChannel(db, { teamId: "T1", channelId: "C2", until: ahead(60) });
    await ask("e2", nine, { channel: "C1" });
    await ask("e3", nine, { channel: "C2" });
    await ask("e4", ahead(0), { person: "U1" });
    expect(await claim(nine)).toEqual([]);
    expect(await back()).toEqual({ messages: 2, channels: 2 });
    // Of each channel the first, and what goes to a person.
    const claims = await claim(nine);
    expect(claims).toHaveLength(3);
    expect(keysOf(claims)).toEqual(expect.arrayContaining(["card:e3", "card:e4"]));
  });

  test("what somebody has in hand, and the turn with it, is free when a lease is over, and is looked for since long ago", async () => {
    await ask("e1", ahead(0), { channel: "C1" });
    const [held] = await claim(ahead(0));
    if (!held) throw new Error("Nothing to claim");
    await startPosting(db, held, ahead(1));
    await back();
    expect(await claim(after(29))).toEqual([]);
    expect(
      await takeTurn(db, { teamId: "T1", channelId: "C1", now: after(29), heldUntil: after(40) }),
    ).toEqual(after(30));
    const [taken] = await claim(after(30));
    expect(taken).toMatchObject({ key: "card:e1", postingSince: after(-24 * 3600), dueAt: nine });
  });

  test("what is held up is looked at again", async () => {
    await ask("e1", ahead(0), { channel: "C1" });
    const [held] = await claim(ahead(0));
    if (!held) throw new Error("Nothing to claim");
    const why = { reason: "not_in_channel", error: "not_in_channel", retryAt: ahead(600) } as const;
    await db.transaction().execute((trx) => park(trx, held, why, ahead(0)));
    await endTurnOf(db, held, ahead(1));
    await back();
    expect(await findDelivery(db, "card:e1")).toMatchObject({ state: "parked", dueAt: nine });
  });

  test("nothing that may lie ahead is touched", async () => {
    await ask("e1", nine, { channel: "C1" });
    await ask("e2", nine, { person: "U1" });
    await ask("e3", nine, { channel: "C3" });
    await ask("e4", nine, { channel: "C4" });
    await delayChannel(db, { teamId: "T1", channelId: "C2", until: after(15 * 60) });
    const claims = await claim(nine);
    const [one, two, three] = claims;
    if (!one || !two || !three) throw new Error("Nothing to claim");
    await startPosting(db, one, nine);
    await retryLater(db, two, { at: after(15 * 60), error: "x", outcomeUnknown: true }, nine);
    const why = { reason: "token_revoked", error: "not_served", retryAt: after(3600) } as const;
    await db.transaction().execute((trx) => park(trx, three, why, nine));
    const stored = () => Promise.all(claims.map(({ key }) => findDelivery(db, key)));
    const before = await stored();
    // Nor by a bot whose clock is some seconds behind.
    for (const seconds of [0, -5]) expect(await back(after(seconds))).toEqual({ messages: 0, channels: 0 });
    expect(await stored()).toEqual(before);
  });
});
