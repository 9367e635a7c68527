import { describe, expect, test } from "@jest/globals";
import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import Sqlite from "better-sqlite3";
import { sql } from "kysely";
import { type Db, openStore } from "../../src/store/database.ts";
import { findEscalationByNumber } from "../../src/store/escalations.ts";
import { findOpenDraft } from "../../src/store/drafts.ts";
import { listDeliveries } from "../../src/store/deliveries.ts";
import { claimDue } from "../../src/store/delivery-claims.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { rowsIn } from "../support/a-bot-again.ts";
import { allLeft, allSchemas, type Left, leaveAt, migrateTo, onBare, putRows } from "../support/left-by.ts";
import { people, team } from "../../playground/workspace.ts";

/**
 * A database of any earlier version is brought up to date with everything in it, and a step only adds: a bot of the
 * version before may go on beside the new one until it is stopped.
 */

const earlier = allSchemas.slice(0, -1);

test("something is known of what bots left, from the first schema on", () => {
  expect(allLeft[0]?.schema).toBe(allSchemas[0]);
  expect(allLeft.map(({ schema }) => allSchemas.includes(schema))).not.toContain(false);
  for (const { rows, statements } of allLeft) {
    expect(rows["escalations"]).toHaveLength(2);
    expect(statements.length).toBeGreaterThan(10);
  }
});

describe.each(engines)("on $name", ({ name, createEmpty }) => {
  async function onEmpty(act: (database: ADatabase) => Promise<void>): Promise<void> {
    const database = await createEmpty();
    try {
      await act(database);
    } finally {
      await database.remove();
    }
  }

  const uniqueIn = (url: string): Promise<readonly string[]> =>
    onBare(url, async (db) => {
      const { rows } =
        name === "PostgreSQL"
          ? await sql<{ of: string; made: string }>`select tablename as of, indexdef as made from pg_indexes
              where schemaname = 'public' and indexdef ilike 'create unique%'`.execute(db)
          : await sql<{ of: string; made: string }>`select tbl_name as of, sql as made from sqlite_master
              where type = 'index' and sql like 'create unique%'`.execute(db);
      const ours = rows.filter(({ of }) => !of.startsWith("kysely_"));
      return ours.map(({ of, made }) => `${of}: ${made}`).toSorted();
    });
  const tablesIn = (url: string) =>
    onBare(url, async (db) => (await db.introspection.getTables()).filter((table) => !table.isView));

  async function expectAllThere(url: string, { rows }: Left): Promise<void> {
    await onBare(url, async (db) => {
      for (const [table, each] of Object.entries(rows)) {
        const there = await db.selectFrom(table).selectAll().execute();
        expect(there).toHaveLength(each.length);
        for (const row of each) expect(there).toContainEqual(expect.objectContaining(row));
      }
    });
  }

  test.each(earlier)("a database of %s keeps all that is in it, and is understood", async (schema) => {
    await onEmpty(async (database) => {
      const left = await leaveAt(database.url, schema);
      const db = await database.open();
      await expectAllThere(database.url, left);
      const [one, two] = [
        await findEscalationByNumber(db, team.id, 1),
        await findEscalationByNumber(db, team.id, 2),
      ];
      expect([one?.requesterId, two?.requesterId]).toEqual([people.dana, people.harriet]);
      expect(one?.answers.summary).toBe("Orders do not reach the ERP");
      expect((await listDeliveries(db, one?.id ?? "")).map(({ posted }) => posted !== null)).not.toContain(
        false,
      );
      expect((await listDeliveries(db, two?.id ?? "")).map(({ posted }) => posted !== null)).not.toContain(
        true,
      );
      expect(await findOpenDraft(db, { teamId: team.id, userId: people.ravi })).not.toBeNull();
    });
  });

  /** Three processes open it; where several may share it, none gets ahead before all of them are there. */
  async function openedByThree(url: string): Promise<void> {
    const open = () =>
      fork(fileURLToPath(import.meta.resolve("./another-process.ts")), ["open at last", url]);
    const startThree = () => [open(), open(), open()].map((child): Promise<unknown[]> => once(child, "exit"));
    const exits = name === "PostgreSQL" ? await heldUp(url, startThree) : startThree();
    expect(await Promise.all(exits)).toEqual(exits.map(() => [0, null]));
  }

  test.each([earlier[0] ?? "", earlier.at(-1) ?? ""])(
    "a database of %s that three processes open at once is as when one did",
    async (schema) => {
      await onEmpty((byOne) =>
        onEmpty(async (byThree) => {
          for (const { url } of [byOne, byThree]) await leaveAt(url, schema);
          await openedByThree(byThree.url);
          const [one, three] = [await byOne.open(), await byThree.open()];
          expect(await madeOf(three)).toEqual(await madeOf(one));
          expect(new Set(await tablesIn(byThree.url))).toEqual(new Set(await tablesIn(byOne.url)));
          expect(await uniqueIn(byThree.url)).toEqual(await uniqueIn(byOne.url));
        }),
      );
    },
  );

  test.each(allLeft)("what a bot of $schema wrote is still taken as it wrote it", async (left) => {
    await onEmpty(async (database) => {
      const db = await database.open();
      // Without the columns that came later.
      await putRows(database.url, left);
      await expectAllThere(database.url, left);
      expect((await findEscalationByNumber(db, team.id, 1))?.requesterId).toBe(people.dana);
      // Each of its statements is still understood, with what it says must be there once.
      if (name === "PostgreSQL")
        for (const [place, statement] of left.statements.entries())
          await sql`${sql.raw(`prepare old_${place} as ${numbered(statement)}`)}`.execute(db);
      else {
        const beside = new Sqlite(database.url.slice("sqlite:".length));
        for (const statement of left.statements) beside.prepare(statement);
        beside.close();
      }
    });
  });

  test("a message of a kind that only a later bot knows is left to that bot, as it is", async () => {
    await onEmpty(async (database) => {
      const left = await leaveAt(database.url, allSchemas.at(-1) ?? "");
      const db = await database.open();
      const row = left.rows["deliveries"]?.find(({ state }) => state === "due");
      if (!row) throw new Error("Nothing is due.");
      const key = String(row["key"]);
      const subject = JSON.stringify({ kind: "from_the_future" });
      await db.updateTable("deliveries").set({ subject }).where("key", "=", key).execute();
      const then = new Date("2027-01-01T00:00:00Z");
      const claiming = { now: then, owner: "of the version before", leaseMs: 30_000, limit: 20 };
      await expect(claimDue(db, claiming)).rejects.toThrow(/kind/u);
      const now = await db.selectFrom("deliveries").selectAll().where("key", "=", key).executeTakeFirst();
      expect(now).toMatchObject({ ...row, subject });
    });
  });

  test("one that a later version made is refused with what to do, and keeps all that is in it", async () => {
    await onEmpty(async ({ url }) => {
      const left = await leaveAt(url, allSchemas.at(-1) ?? "");
      const later = { name: "999-later", timestamp: "2027-01-01T00:00:00.000Z" };
      await onBare(url, (db) => db.insertInto("kysely_migration").values(later).execute());
      await expect(openStore(url)).rejects.toThrow(
        /made by a newer version of the bot\. Start that version, or restore the backup/u,
      );
      await expectAllThere(url, left);
      const done = await onBare(url, (db) => db.selectFrom("kysely_migration").select("name").execute());
      expect(done.map((row) => row["name"]).toSorted()).toEqual([...allSchemas, later.name]);
    });
  });

  test.each(earlier.map((schema, place) => [schema, allSchemas[place + 1] ?? ""] as const))(
    "nothing that %s has is missing or stricter in %s, and what is new may be left out",
    async (before, after) => {
      await onEmpty(async ({ url }) => {
        await migrateTo(url, before);
        const [had, once] = [await tablesIn(url), await uniqueIn(url)];
        await migrateTo(url, after);
        const has = await tablesIn(url);
        for (const { name: table, columns } of had) {
          const now = has.find((each) => each.name === table)?.columns ?? [];
          for (const column of columns) expect(now).toContainEqual(column);
          const added = now.filter((each) => !columns.some((column) => column.name === each.name));
          for (const column of added) expect(column.isNullable || column.hasDefaultValue).toBe(true);
        }
        const old = new Set(had.map((table) => table.name));
        const ofOld = (await uniqueIn(url)).filter((made) => old.has(made.split(":", 1).join()));
        expect(ofOld).toEqual(once);
      });
    },
  );
});

/** All that is in it, but for when each step was taken. */
async function madeOf(db: Db): Promise<readonly string[]> {
  const rows = await rowsIn(db);
  return rows
    .map(({ table, row }) => `${table} ${JSON.stringify(table === "kysely_migration" ? row["name"] : row)}`)
    .toSorted();
}

/** None of those that are started gets to see which steps were taken until all of them have come to ask. */
async function heldUp(
  url: string,
  start: () => readonly Promise<unknown[]>[],
): Promise<readonly Promise<unknown[]>[]> {
  return onBare(url, (db) =>
    db.transaction().execute(async (trx) => {
      await sql`lock table kysely_migration in access exclusive mode`.execute(trx);
      const started = start();
      let over = 0;
      for (const each of started) void each.then(() => (over += 1));
      const waiting = sql<{ pid: number }>`select pid from pg_locks where not granted
        and database = (select oid from pg_database where datname = current_database())`;
      // One that has ended waits for nothing, and says below how it ended.
      while ((await waiting.execute(trx)).rows.length + over < started.length) await pause(20);
      return started;
    }),
  );
}

/** As PostgreSQL wants it: recorded on SQLite, the words are the same. */
function numbered(statement: string): string {
  let count = 0;
  return statement.replace(/\?/gu, () => `$${(count += 1)}`);
}
