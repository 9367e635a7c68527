import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { deliveryKey } from "../../src/domain/delivery.ts";
import type { Escalation } from "../../src/domain/escalation.ts";
import type { Db } from "../../src/store/database.ts";
import { findDelivery, listDeliveries } from "../../src/store/deliveries.ts";
import { claimDue } from "../../src/store/delivery-claims.ts";
import { drop, recordPosted } from "../../src/store/delivery-outcomes.ts";
import { createEscalation } from "../../src/store/escalations.ts";
import { owe, oweAfterChange } from "../../src/store/owed.ts";
import { handOnReceipt } from "../../src/store/receipts.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { aNewEscalation } from "../support/an-escalation.ts";
import { endTurnOf } from "../support/a-turn.ts";

/** The receipt, when somebody else becomes the requester. */

const nine = new Date("2026-11-23T09:00:00Z");
const ten = new Date("2026-11-23T10:00:00Z");

describe.each(engines)("receipts on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  let escalation: Escalation;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
    escalation = await db
      .transaction()
      .execute((trx) => createEscalation(trx, aNewEscalation(), { kind: "sent", actorId: "U1" }, nine));
  });
  afterEach(() => database.remove());

  const owes = (given: Partial<Escalation>, now: Date) =>
    db.transaction().execute((trx) => oweAfterChange(trx, { ...escalation, ...given }, now));
  const handsOn = (requesterId: string) =>
    db.transaction().execute((trx) => handOnReceipt(trx, { id: escalation.id, requesterId }, ten));
  const claims = async (now: Date) => {
    const all = [];
    for (;;) {
      const some = await claimDue(db, { now, owner: "runner", leaseMs: 60_000, limit: 20 });
      all.push(...some);
      if (some.length === 0) return all;
      for (const claim of some) {
        await recordPosted(db, claim, { channelId: `D of ${claim.lane}`, ts: `ts of ${claim.key}` }, now);
        await endTurnOf(db, claim, now);
      }
    }
  };
  const receipt = () => findDelivery(db, "receipt:case-1");

  test("goes to them anew, and not to the one before", async () => {
    await owes({}, nine);
    await claims(nine);
    await handsOn("U7");
    await owes({ requesterId: "U7" }, ten);
    expect(await receipt()).toMatchObject({
      destination: { person: "U7" },
      lane: "case-1@U7",
      posted: null,
      state: "due",
    });
    const claimed = (await claims(ten)).filter(({ key }) => key.startsWith("receipt"));
    expect(claimed.map(({ key, lane }) => [key, lane])).toEqual([["receipt:case-1", "case-1@U7"]]);
  });

  test("takes the place of the one that a colleague has: one message, drawn again", async () => {
    const shared = { coOwnerIds: ["U2"] };
    await owes(shared, nine);
    await claims(nine);
    await handsOn("U2");
    await owes({ requesterId: "U2" }, ten);
    expect(await receipt()).toMatchObject({
      destination: { person: "U2" },
      posted: { channelId: "D of case-1@U2", ts: "ts of receipt:case-1:U2" },
      state: "due",
    });
    expect(await findDelivery(db, "receipt:case-1:U2")).toBeNull();
  });

  test("comes to them also when it was given up because the one before had left", async () => {
    await owes({}, nine);
    for (const claim of await claimDue(db, { now: nine, owner: "runner", leaseMs: 60_000, limit: 20 }))
      if (claim.key === "receipt:case-1")
        await db.transaction().execute((trx) => drop(trx, claim, "user_disabled", nine));
    await handsOn("U7");
    await owes({ requesterId: "U7" }, ten);
    expect(await receipt()).toMatchObject({ state: "due", destination: { person: "U7" } });
  });

  test("what the one before was told by DM is not drawn again for them", async () => {
    const notice = { kind: "case_notice", escalationId: "case-1", notice: "returned", revision: 2 } as const;
    await owes({}, nine);
    await db.transaction().execute((trx) => owe(trx, escalation, notice, nine));
    await claims(nine);
    await handsOn("U7");
    await owes({ requesterId: "U7" }, ten);
    expect(await findDelivery(db, deliveryKey(notice))).toMatchObject({ state: "settled" });
    await owes({}, ten);
    expect(await findDelivery(db, deliveryKey(notice))).toMatchObject({ state: "due" });
  });

  test("other messages stay as they are", async () => {
    await owes({}, nine);
    const others = async () =>
      (await listDeliveries(db, "case-1")).filter(({ key }) => key !== "receipt:case-1");
    const before = await others();
    await handsOn("U7");
    expect(before.length).toBeGreaterThan(0);
    expect(await others()).toEqual(before);
  });
});
