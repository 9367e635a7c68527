import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import type { Db } from "../../src/store/database.ts";
import { want } from "../../src/store/deliveries.ts";
import { claimDue } from "../../src/store/delivery-claims.ts";
import { park, recordPosted } from "../../src/store/delivery-outcomes.ts";
import { owedByState, readFigures } from "../../src/store/figures.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import type { CaseStatus } from "../../src/domain/escalation.ts";
import { createEscalation } from "../../src/store/escalations.ts";
import { aNewEscalation } from "../support/an-escalation.ts";

/** How much there is, read for those who watch over the bot. */

const monday = new Date("2026-03-16T09:00:00Z");
const later = (minutes: number) => new Date(monday.getTime() + minutes * 60_000);

describe.each(engines)("on $name", ({ name, createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
  });
  afterEach(() => database.remove());

  const wants = (escalationId: string, now: Date, destination = { channel: "C1" }) =>
    db
      .transaction()
      .execute((trx) =>
        want(trx, { subject: { kind: "card", escalationId }, teamId: "T1", destination, now }),
      );
  const claims = (now: Date) => claimDue(db, { now, owner: "runner", leaseMs: 30_000, limit: 20 });

  test("nothing is there in the beginning", async () => {
    expect(await readFigures(db)).toEqual({
      cases: { waiting_partner: 0, open: 0, acknowledged: 0, returned: 0, closed: 0 },
      owed: { due: { count: 0, oldest: null }, parked: { count: 0, oldest: null } },
    });
  });

  test("cases are told by state, and closed ones stay counted when they are erased", async () => {
    const act = { by: "U0CSM", at: monday.toISOString() };
    const put = (id: string, status: CaseStatus) =>
      db
        .transaction()
        .execute((trx) =>
          createEscalation(trx, aNewEscalation({ id, status }), { kind: "sent", actorId: "U1" }, monday),
        );
    await put("a", { state: "open" });
    await put("b", { state: "open" });
    await put("c", { state: "acknowledged", ...act });
    await put("d", { state: "closed", as: "withdrawn", note: "", sent: true, ...act });
    const counted = { waiting_partner: 0, open: 2, acknowledged: 1, returned: 0, closed: 1 };
    expect((await readFigures(db)).cases).toEqual(counted);
    await db.deleteFrom("escalations").where("id", "=", "d").execute();
    expect((await readFigures(db)).cases).toEqual(counted);
  });

  test("what is owed is told by whether it waits for somebody, with how long the oldest new message has been", async () => {
    await wants("a", monday);
    await wants("b", later(1), { channel: "C2" });
    await wants("c", later(2), { channel: "C3" });
    const claimed = await claims(later(3));
    const [first, second] = claimed;
    if (!first || !second) throw new Error("Nothing was claimed.");
    await recordPosted(db, first, { channelId: "C1", ts: "1.1" }, later(3));
    await db
      .transaction()
      .execute((trx) =>
        park(trx, second, { reason: "not_in_channel", error: "x", retryAt: later(13) }, later(3)),
      );
    // To be drawn again: owed, and no message that is missing.
    await wants("a", later(4));
    expect((await readFigures(db)).owed).toEqual({
      due: { count: 2, oldest: later(2) },
      parked: { count: 1, oldest: later(1) },
    });
  });

  test("neither is asked of what is over", async () => {
    for (let number = 0; number < 300; number += 1) await wants(`case-${number}`, monday);
    await db.updateTable("deliveries").set({ state: "settled" }).where("key", "!=", "card:case-7").execute();
    if (name === "PostgreSQL") await sql`analyze deliveries, escalations`.execute(db);
    // A table this small is read as a whole sooner than by an index.
    if (name === "PostgreSQL") await sql`set enable_seqscan = off`.execute(db);
    const words = name === "PostgreSQL" ? sql`explain` : sql`explain query plan`;
    const planOf = async (query: ReturnType<typeof sql>) => {
      const { rows } = await sql<Record<string, unknown>>`${words} ${query}`.execute(db);
      return rows.map((row) => Object.values(row).join(" ")).join("\n");
    };
    const owed = await planOf(sql`select * from ${owedByState()} as owed`);
    expect(owed).toContain("deliveries_new_in_channel");
    expect(owed).toContain("deliveries_free_of_channel");
    expect(
      await planOf(sql`select state, count(*) from escalations where state <> 'closed' group by state`),
    ).toContain("escalations_not_closed");
  });
});
