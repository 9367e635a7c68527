import { statSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  SelectQueryNode,
  SqliteDriver,
} from "kysely";
import { codeOf } from "./engine-errors.ts";
import { waitingTogether } from "./waiting-together.ts";

/**
 * The driver of a file, as those need it who wait for the bot: another program that writes into the file is waited for
 * without holding up everything else, and whoever cannot be kept what they sent hears of it in time.
 */

/** From when the file was found held. */
const patienceMs = 2_000;
const askAgainMs = 20;

export class CarefulDriver extends SqliteDriver {
  readonly #database: Sqlite.Database;
  readonly #isInPlace: () => boolean;
  #connection: CarefulConnection | null = null;

  constructor(database: Sqlite.Database, isInPlace: () => boolean) {
    super({ database });
    this.#database = database;
    this.#isInPlace = isInPlace;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#connection ??= new CarefulConnection(await super.acquireConnection(), this.#isInPlace);
    return this.#connection;
  }

  /** Takes the write lock at the start: a transaction that reads first and then finds itself outdated cannot be saved by waiting. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }

  /** When the disk is full SQLite has undone it by itself, and its complaint about that would hide why. */
  override rollbackTransaction(): Promise<void> {
    if (this.#database.inTransaction) this.#database.exec("rollback");
    return Promise.resolve();
  }
}

class CarefulConnection implements DatabaseConnection {
  readonly #file: DatabaseConnection;
  readonly #isInPlace: () => boolean;
  /** For another program that holds the file. */
  readonly #waiting = waitingTogether(patienceMs);

  constructor(file: DatabaseConnection, isInPlace: () => boolean) {
    this.#file = file;
    this.#isInPlace = isInPlace;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const writes = !SelectQueryNode.is(query.query);
    for (;;) {
      try {
        // What is written into a file that nobody finds again is not kept.
        if (!this.#isInPlace()) throw new Sqlite.SqliteError("the file was moved", "SQLITE_READONLY_DBMOVED");
        const result = await this.#file.executeQuery<R>(query);
        if (writes) this.#waiting.isOver();
        return result;
      } catch (error) {
        if (isHeld(error) && this.#waiting.mayGoOn()) {
          await pause(askAgainMs);
          continue;
        }
        throw error;
      }
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#file.streamQuery(query, chunkSize);
  }
}

function isHeld(error: unknown): boolean {
  return codeOf(error)?.startsWith("SQLITE_BUSY") ?? false;
}

/** Whether the file that stands there now is the one that stood there at first. */
export function staysInPlace(path: string): () => boolean {
  const first = fileAt(path);
  return () => {
    const now = fileAt(path);
    return now !== null && now.dev === first?.dev && now.ino === first.ino;
  };
}

function fileAt(path: string): { readonly dev: number; readonly ino: number } | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}
