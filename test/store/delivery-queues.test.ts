import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../src/store/database.ts";
import { want } from "../../src/store/deliveries.ts";
import { nextDue, nextKeys } from "../../src/store/delivery-queues.ts";
import { type ADatabase, engines } from "../support/a-database.ts";

/** The next deliveries are found where the indexes begin, however many are owed. */

const now = new Date("2026-03-16T09:00:00Z");

/** How each engine means to find it, in its own words. */
const explained = {
  SQLite: async (db: Db, query: RawBuilder<unknown>) => {
    const { rows } = await sql<{
      detail: string;
    }>`explain query plan select * from ${query} as found`.execute(db);
    return rows.map(({ detail }) => detail);
  },
  PostgreSQL: async (db: Db, query: RawBuilder<unknown>) => {
    const { rows } = await sql<Record<string, string>>`explain select * from ${query} as found`.execute(db);
    return rows.map((row) => Object.values(row).join());
  },
} satisfies Record<string, unknown>;

describe.each(engines)("on $name", ({ name, createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
    await db.transaction().execute(async (trx) => {
      for (let number = 0; number < 2_000; number += 1) {
        const subject = { kind: "card", escalationId: `case-${number}` } as const;
        const destination = number % 2 === 0 ? { channel: `C${number % 40}` } : { person: `U${number}` };
        await want(trx, { subject, teamId: "T1", destination, now });
      }
    });
    if (name === "PostgreSQL") await sql`analyze deliveries`.execute(db);
  });
  afterEach(() => database.remove());

  test.each([
    [
      "what is due",
      (): RawBuilder<unknown> => nextKeys(now, { othersLimit: 20, inHand: ["card:case-1"], opensBy: now }),
    ],
    ["when something is due", (): RawBuilder<unknown> => nextDue(db, { now, others: true })],
  ])("%s is asked of the queues alone", async (_, query) => {
    const plan = await (name === "SQLite" ? explained.SQLite : explained.PostgreSQL)(db, query());
    for (const queue of ["deliveries_new_in_channel", "deliveries_free_of_channel"])
      expect(plan.join("\n")).toContain(queue);
    // Neither looks through all deliveries, nor sorts them.
    expect(
      plan.filter((line) => /Seq Scan on deliveries|SCAN (d|ahead|first|next)$|B-TREE|Sort/u.test(line)),
    ).toEqual([]);
  });
});
