import { access, constants, mkdir, open, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import Sqlite from "better-sqlite3";
import { Kysely, SqliteAdapter, SqliteDialect } from "kysely";
import type { Opened } from "./database.ts";
import { codeOf } from "./engine-errors.ts";
import { keepStatements } from "./kept-statements.ts";
import type { Database } from "./schema.ts";
import { CarefulDriver, staysInPlace } from "./sqlite-driver.ts";
import { StoreError } from "./store-error.ts";
import { takenWrites } from "./taken-writes.ts";

/** One file: `sqlite:./folder/file.db`, or `sqlite::memory:`, which is forgotten on closing. A process opens a file once. */

const address = /^sqlite:(?:\/\/)?(.+)$/;
export const inMemory = ":memory:";

/** Where the file is, or the name of what is none. */
export function pathIn(url: string): string {
  const [, name = inMemory] = address.exec(url) ?? [];
  return name === inMemory ? name : resolve(name);
}

export type Place = "memory" | "file" | "nothing_yet";

/** What is there now. Rejects with a sentence when nothing could be put there. */
export async function placeOf(url: string): Promise<Place> {
  const path = pathIn(url);
  if (path === inMemory) return "memory";
  try {
    if (await exists(path)) return "file";
    await takesFiles(dirname(path));
    return "nothing_yet";
  } catch (error) {
    throw inWords(error, path);
  }
}

export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

/** The folder, or the one above it in which it would be made. */
async function takesFiles(folder: string): Promise<void> {
  if (await exists(folder)) await access(folder, constants.W_OK | constants.X_OK);
  else await takesFiles(dirname(folder));
}

export async function openSqlite(url: string): Promise<Opened> {
  const path = pathIn(url);
  const explained = (error: unknown) => inWords(error, path);
  try {
    if (path !== inMemory) await createFile(path);
    const connection = keepStatements(connect(path));
    const driver = new CarefulDriver(connection, path === inMemory ? () => true : staysInPlace(path));
    const writes = takenWrites(isAboutContent);
    const dialect = new SafeSqliteDialect(connection, driver);
    const db = new Kysely<Database>({ dialect, log: writes.listen });
    return {
      db,
      explained,
      atLeisure: async (act) => {
        await act(db);
        connection.pragma("busy_timeout = 0");
      },
      takesWrites: () => writes.takesWrites(db),
    };
  } catch (error) {
    throw explained(error);
  }
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
    // Only until it is in use: whoever waits here has the whole process wait.
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
  readonly #driver: CarefulDriver;

  constructor(database: Sqlite.Database, driver: CarefulDriver) {
    super({ database });
    this.#driver = driver;
  }

  override createDriver() {
    return this.#driver;
  }

  override createAdapter() {
    return new TransactionalDdlAdapter();
  }
}

/** SQLite changes tables within transactions, which Kysely leaves off; with it, two starts cannot do a migration both. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** The file is well; what was to be written into it was not. */
function isAboutContent(error: unknown): boolean {
  return /^SQLITE_(CONSTRAINT|ERROR|MISMATCH|RANGE)/.test(codeOf(error) ?? "SQLITE_ERROR");
}

function inWords(error: unknown, path: string): unknown {
  const code = codeOf(error);
  const sentence = code === null ? null : sentenceFor(code, path);
  return sentence === null ? error : new StoreError(sentence, { cause: error });
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
