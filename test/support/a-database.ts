import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Db, openStore, type Store } from "../../src/store/database.ts";
import { hasPostgres, onServer } from "./a-postgres.ts";

export interface Engine {
  readonly name: string;
  /** A new database of its own, with nothing in it. */
  readonly createDatabase: () => Promise<ADatabase>;
  /** One without even tables, as on the first start. */
  readonly createEmpty: () => Promise<ADatabase>;
}

export interface ADatabase {
  readonly url: string;
  /** One more connection, as another process would have it. */
  open(): Promise<Db>;
  /** Closes every connection and leaves nothing behind. */
  remove(): Promise<void>;
}

const sqlite: Engine = {
  name: "SQLite",
  createDatabase: createSqliteFile,
  createEmpty: createSqliteFile,
};
/** The one that new ones are copied from: its tables are there already. */
export const migrated = "migrated";
export const postgres: Engine = {
  name: "PostgreSQL",
  createDatabase: () => createPostgresDatabase(migrated),
  createEmpty: () => createPostgresDatabase("template1"),
};
/** The engines that the store keeps the same promises on. */
export const engines: readonly Engine[] = hasPostgres ? [sqlite, postgres] : [sqlite];

async function createSqliteFile(): Promise<ADatabase> {
  const folder = await mkdtemp(join(tmpdir(), "store-test-"));
  return aDatabase(`sqlite:${join(folder, "escalations.db")}`, () => rm(folder, { recursive: true }));
}

async function createPostgresDatabase(like: string): Promise<ADatabase> {
  const admin = process.env["TEST_POSTGRES"] ?? "";
  const name = `test_${randomBytes(8).toString("hex")}`;
  await onServer(admin, `create database ${name} template ${like}`);
  const url = new URL(name, admin).href;
  return aDatabase(url, () => onServer(admin, `drop database ${name} with (force)`));
}

function aDatabase(url: string, drop: () => Promise<void>): ADatabase {
  const stores: Store[] = [];
  return {
    url,
    async open() {
      const store = await openStore(url);
      stores.push(store);
      return store.db;
    },
    async remove() {
      await Promise.all(stores.map((store) => store.close()));
      await drop();
    },
  };
}
