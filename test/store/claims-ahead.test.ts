import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { delayChannel } from "../../src/store/channel-paces.ts";
import type { Db } from "../../src/store/database.ts";
import { type Claim, want } from "../../src/store/deliveries.ts";
import { claimDue } from "../../src/store/delivery-claims.ts";
import { recordPosted } from "../../src/store/delivery-outcomes.ts";
import { nextClaimAt, nextDueAt } from "../../src/store/delivery-queues.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { endTurnOf } from "../support/a-turn.ts";

/** What is new in a channel is taken a little before the channel is free, so that it is ready by then. */

const nine = new Date("2026-03-16T09:00:00Z");
const after = (seconds: number) => new Date(nine.getTime() + seconds * 1000);
const aheadMs = 250;
const leaseMs = 60_000;

describe.each(engines)("on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
  });
  afterEach(() => database.remove());

  const ask = (escalationId: string, now: Date, channel = "C1") =>
    db.transaction().execute((trx) => {
      const subject = { kind: "card", escalationId } as const;
      return want(trx, { subject, teamId: "T1", destination: { channel }, now });
    });
  const claim = (now: Date) => claimDue(db, { now, owner: "runner", leaseMs, limit: 10, aheadMs });
  const nextAt = (now: Date) => nextClaimAt(db, { now, aheadMs, others: true });
  const keysOf = (claims: readonly Claim[]) => claims.map(({ key }) => key);
  /** The channel is free a second later. */
  async function postAt(now: Date): Promise<void> {
    const [claimed] = await claim(now);
    if (!claimed) throw new Error("Nothing to claim");
    await recordPosted(db, claimed, { channelId: "C1", ts: `ts of ${claimed.key}` }, now);
    await endTurnOf(db, claimed, new Date(now.getTime() + 1000));
  }

  test("the next message is taken when the channel is about to be free, and told when that is", async () => {
    await ask("e1", nine);
    await ask("e2", nine);
    await ask("e3", nine, "C2");
    expect(await nextAt(nine)).toEqual(nine);
    const claims = await claim(nine);
    expect(claims.map(({ turn }) => turn)).toEqual([
      { teamId: "T1", channelId: "C1", opensAt: nine },
      { teamId: "T1", channelId: "C2", opensAt: nine },
    ]);
    // Of a turn that is held nobody knows when it will be given back.
    expect(await nextAt(after(1))).toEqual(after(60));
    for (const claimed of claims) {
      await recordPosted(db, claimed, { channelId: "C1", ts: `ts of ${claimed.key}` }, nine);
      await endTurnOf(db, claimed, after(1));
    }
    expect(await nextDueAt(db)).toEqual(after(1));
    expect(await nextAt(nine)).toEqual(after(0.75));
    expect(await claim(after(0.749))).toEqual([]);
    const [early] = await claim(after(0.75));
    expect(early).toMatchObject({ key: "card:e2", turn: { opensAt: after(1) } });
    // It holds the turn as every other one does.
    await ask("e4", after(0.8));
    expect(await claim(after(2))).toEqual([]);
  });

  test("a silence that Slack has asked for is waited for in the same way", async () => {
    await ask("e1", nine);
    await delayChannel(db, { teamId: "T1", channelId: "C1", until: after(30) });
    expect(await nextAt(nine)).toEqual(after(29.75));
    expect(await claim(after(29.7))).toEqual([]);
    expect(keysOf(await claim(after(29.8)))).toEqual(["card:e1"]);
  });

  test("nothing is taken before its own time, nor counted on before", async () => {
    await ask("e1", nine);
    await postAt(nine);
    await ask("e2", after(0.9));
    expect(await nextAt(after(0.5))).toEqual(after(1));
    expect(await claim(after(0.8))).toEqual([]);
    expect(await nextAt(after(0.9))).toEqual(after(0.75));
    expect(keysOf(await claim(after(0.9)))).toEqual(["card:e2"]);
  });

  test("where there is no room for what waits for no channel, only what waits for one is counted on and taken", async () => {
    await ask("e1", nine);
    await postAt(nine);
    await ask("e1", after(0.1));
    await ask("e2", after(0.1), "C2");
    const none = { now: after(0.2), owner: "runner", leaseMs, limit: 10, aheadMs, othersLimit: 0 };
    expect(await nextClaimAt(db, { now: nine, aheadMs, others: true })).toEqual(after(0.1));
    expect(keysOf(await claimDue(db, none))).toEqual(["card:e2"]);
    await ask("e3", after(0.3));
    expect(await nextClaimAt(db, { now: after(0.4), aheadMs, others: true })).toEqual(after(0.1));
    expect(await nextClaimAt(db, { now: after(0.4), aheadMs, others: false })).toEqual(after(0.75));
  });

  test("what is drawn anew waits for no channel, and is not taken ahead", async () => {
    await ask("e1", nine);
    await postAt(nine);
    await ask("e1", after(0.1));
    expect(await nextAt(nine)).toEqual(after(0.1));
    expect(await claim(after(0.1))).toMatchObject([{ key: "card:e1", turn: null }]);
  });
});
