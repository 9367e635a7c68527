import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import Sqlite from "better-sqlite3";
import { Kysely, PostgresDialect, SqliteDialect } from "kysely";
import { Migrator } from "kysely/migration";
import { Pool } from "pg";
import { z } from "zod";
import { jsonObject } from "../../playground/server/json.ts";
import { migrations } from "../../src/store/migrations.ts";

/**
 * What the last bot of each schema left behind, recorded from that bot on the local Slack, on SQLite: Dana's ESC-1 with
 * its card, evidence and receipt; Harriet's ESC-2, of which Slack took nothing yet; Ravi's draft at Scope. `statements`
 * are those with which it wrote.
 */

/** When it was stopped. */
export const leftAt = new Date("2026-11-23T12:05:00Z");

const leftSchema = z.object({
  schema: z.string(),
  rows: z.record(z.string(), z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])))),
  statements: z.array(z.string()),
  messages: z.array(
    z.object({
      channel: z.string(),
      ts: z.string(),
      threadTs: z.string().nullable(),
      text: z.string(),
      blocks: z.array(jsonObject).nullable(),
      metadata: jsonObject.nullable(),
    }),
  ),
});
export type Left = z.infer<typeof leftSchema>;

export const allLeft: readonly Left[] = globSync("test/support/left-by/*.json")
  .toSorted((a, b) => basename(a).localeCompare(basename(b)))
  .map((file) => leftSchema.parse(JSON.parse(readFileSync(file, "utf8"))));

export const allSchemas: readonly string[] = Object.keys(migrations);

/** What the newest bot that knew no later schema left. */
function newestUpTo(schema: string): Left {
  const left = allLeft.findLast((each) => each.schema <= schema);
  if (!left) throw new Error("Nothing is known of so old a bot.");
  return left;
}

type Tables = Record<string, Record<string, string | number | null>>;

/** Tables without their types: they are as they were. */
export async function onBare<T>(url: string, act: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  const db = new Kysely<Tables>({
    dialect: url.startsWith("sqlite:")
      ? new SqliteDialect({ database: new Sqlite(url.slice("sqlite:".length)) })
      : new PostgresDialect({ pool: new Pool({ connectionString: url }) }),
  });
  try {
    return await act(db);
  } finally {
    await db.destroy();
  }
}

/** Steps up to this one, and no later one. */
export async function migrateTo(url: string, schema: string): Promise<void> {
  await onBare(url, async (db) => {
    const known = Object.entries(migrations).filter(([name]) => name <= schema);
    const provider = { getMigrations: () => Promise.resolve(Object.fromEntries(known)) };
    const { error } = await new Migrator({ db, provider }).migrateToLatest();
    if (error !== undefined) throw new Error(`The schema ${schema} cannot be made.`, { cause: error });
  });
}

export async function putRows(url: string, { rows }: Left): Promise<void> {
  await onBare(url, async (db) => {
    for (const [table, each] of Object.entries(rows))
      if (each.length > 0) await db.insertInto(table).values(each).execute();
  });
}

/** A database with this schema, and what bots of it or before it left there. */
export async function leaveAt(url: string, schema: string): Promise<Left> {
  const left = newestUpTo(schema);
  await migrateTo(url, left.schema);
  await putRows(url, left);
  await migrateTo(url, schema);
  return left;
}
