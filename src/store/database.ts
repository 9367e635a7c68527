import { mkdir, open } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import Sqlite from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
} from "kysely";
import { bringUpToDate } from "./migrations.ts";
import type { Database } from "./schema.ts";
import { StoreError } from "./store-error.ts";

export type Db = Kysely<Database>;

export interface Store {
  readonly db: Db;
  readonly close: () => Promise<void>;
}

/**
 * Opens what `DATABASE_URL` names, created and brought up to date as needed: `sqlite:./folder/file.db`, or
 * `sqlite::memory:`, which is forgotten on closing. A process opens a file once: the transactions of a second
 * connection would block the thread that has to end those of the first.
 */
export async function openStore(url: string): Promise<Store> {
  const path = sqlitePath(url);
  try {
    if (path !== inMemory) await createFile(path);
    const connection = connect(path);
    try {
      const dialect = new SafeSqliteDialect({ database: connection });
      const db = new Kysely<Database>({ dialect });
      await bringUpToDate(db);
      return { db, close: () => db.destroy() };
    } catch (error) {
      connection.close();
      throw error;
    }
  } catch (error) {
    throw explained(error, path);
  }
}

const inMemory = ":memory:";

function sqlitePath(url: string): string {
  const [, path] = /^sqlite:(?:\/\/)?(.+)$/.exec(url) ?? [];
  // The value is not repeated: it may hold a password.
  if (!path) throw new StoreError("DATABASE_URL must look like sqlite:./data/escalations.db");
  return path === inMemory ? path : resolve(path);
}

/** Only the user who runs the bot may read what people wrote; SQLite gives its other files the same mode. */
async function createFile(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, "a", 0o600);
  await file.close();
}

function connect(path: string): Sqlite.Database {
  const connection = new Sqlite(path);
  try {
    connection.pragma("busy_timeout = 5000");
    connection.pragma("journal_mode = WAL");
    connection.pragma("synchronous = FULL");
    connection.pragma("foreign_keys = ON");
    const health = connection.pragma("quick_check(1)", { simple: true });
    if (health !== "ok") throw new Sqlite.SqliteError("quick_check failed", "SQLITE_CORRUPT");
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

class SafeSqliteDialect extends SqliteDialect {
  readonly #config;

  constructor(config: { readonly database: Sqlite.Database }) {
    super(config);
    this.#config = config;
  }

  override createDriver() {
    return new ImmediateDriver(this.#config);
  }

  override createAdapter() {
    return new TransactionalDdlAdapter();
  }
}

/** Takes the write lock at the start: a transaction that reads first and then finds itself outdated cannot be saved by waiting. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
}

/** SQLite changes tables within transactions, which Kysely leaves off; with it, two starts cannot do a migration both. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function explained(error: unknown, path: string): unknown {
  const code = codeOf(error);
  const sentence = code === null ? null : sentenceFor(code, path);
  return sentence === null ? error : new StoreError(sentence, { cause: error });
}

/** The code of the error, or of what caused it. */
function codeOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null) return null;
  if ("code" in error && typeof error.code === "string") return error.code;
  return "cause" in error ? codeOf(error.cause) : null;
}

function sentenceFor(code: string, path: string): string | null {
  if (
    /^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|EISDIR|ENOENT|SQLITE_CANTOPEN|SQLITE_READONLY|SQLITE_PERM)/.test(
      code,
    )
  ) {
    return `The database file ${path} cannot be created or written (${code}). Let DATABASE_URL name a file in a folder that the user who runs the bot may write to.`;
  }
  if (code === "SQLITE_NOTADB") {
    return `The file ${path} is not a database. Let DATABASE_URL name another file, or move this one away to start with an empty database.`;
  }
  if (code.startsWith("SQLITE_CORRUPT")) {
    return `The database file ${path} is damaged. Restore it from a backup, or move it away to start with an empty database.`;
  }
  if (/^(ENOSPC|EDQUOT|SQLITE_FULL)/.test(code)) {
    return `The disk that holds the database file ${path} is full. Make room and start again.`;
  }
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return `The database file ${path} is held by another program. End that program and start again.`;
  }
  return null;
}
