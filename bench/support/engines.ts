import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../src/store/database.ts";
import { adminDatabase, type APostgres, onServer } from "../../test/support/a-postgres.ts";

/** What the bot can keep everything in. */
export interface Engine {
  readonly name: "SQLite" | "PostgreSQL";
  /** A new and empty one. */
  readonly createDatabase: () => Promise<ADatabase>;
  /** Of the engine, as it tells itself. */
  readonly version: (db: Db) => Promise<string>;
  /** Bytes that the database takes on the disk, once what was written is in its place. */
  readonly sizeOf: (db: Db) => Promise<number>;
}

interface ADatabase {
  readonly url: string;
  readonly remove: () => Promise<void>;
}

/** Each database a file of its own in the folder. */
export function sqliteIn(folder: string): Engine {
  let made = 0;
  return {
    name: "SQLite",
    createDatabase: () => {
      made += 1;
      const path = join(folder, `escalations-${made}.db`);
      const remove = async () => {
        for (const file of [path, `${path}-wal`, `${path}-shm`]) await rm(file, { force: true });
      };
      return Promise.resolve({ url: `sqlite:${path}`, remove });
    },
    version: (db) => answerTo(db, sql`select sqlite_version() as answer`),
    sizeOf: async (db) => {
      await sql`pragma wal_checkpoint(truncate)`.execute(db);
      return Number(
        await answerTo(
          db,
          sql`select page_count * page_size as answer from pragma_page_count, pragma_page_size`,
        ),
      );
    },
  };
}

export function postgresOn(server: APostgres): Engine {
  const admin = server.url(adminDatabase);
  let made = 0;
  return {
    name: "PostgreSQL",
    createDatabase: async () => {
      made += 1;
      const name = `bench_${made}`;
      await onServer(admin, `create database ${name}`);
      const remove = () => onServer(admin, `drop database ${name} with (force)`);
      return { url: server.url(name), remove };
    },
    version: (db) => answerTo(db, sql`select current_setting('server_version') as answer`),
    sizeOf: async (db) =>
      Number(await answerTo(db, sql`select pg_database_size(current_database()) as answer`)),
  };
}

async function answerTo(db: Db, question: RawBuilder<unknown>): Promise<string> {
  const { rows } = await sql<{ answer: string | number }>`${question}`.execute(db);
  return String(rows[0]?.answer ?? "unknown");
}
