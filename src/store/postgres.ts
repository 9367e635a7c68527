import { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { Kysely, PostgresDialect, sql } from "kysely";
import { Pool, type PoolClient, type PoolConfig } from "pg";
import type { Db, Opened } from "./database.ts";
import { codeOf } from "./engine-errors.ts";
import type { Database } from "./schema.ts";
import { StoreError } from "./store-error.ts";
import { takenWrites, tryToWrite } from "./taken-writes.ts";
import { waitingTogether } from "./waiting-together.ts";

/**
 * A database of a PostgreSQL server, for any number of processes: `postgres://user:password@host:port/database`, with
 * what else the driver understands, such as `?sslmode=verify-full`.
 */

const seconds = 1000;

/** A server takes 100 by default, and there may be several of us. */
const mostConnections = 16;
const connectWithinMs = 5 * seconds;
/** A process that is cut off in the middle of a transaction holds its rows for at most this long. */
const abandonedAfterMs = 30 * seconds;
/** For what somebody else holds: whoever presses hears within Slack's three seconds. A deadlock is found in one. */
const heldForMs = 2 * seconds;
/** Of a server that is gone without a word. Longer than the pool keeps what is idle, and than any statement of ours takes. */
const silentForMs = 15 * seconds;
/** What stands in for a server that was replaced is found by connections that are made anew. */
const connectAnewAfterSeconds = 60;
/** A server that restarts takes about this long; who has asked meanwhile need not know. */
const restartsWithinMs = 2 * seconds;
const askAgainMs = 100;

export function openPostgres(url: string): Opened {
  const writes = takenWrites(isAboutContent);
  const pool = poolAt(url, { lock_timeout: heldForMs, stream: givenUpWhenSilent });
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }), log: writes.listen });
  return {
    db,
    explained: inWords,
    atLeisure: async (act) => {
      const unhurried = new Kysely<Database>({ dialect: new PostgresDialect({ pool: poolAt(url) }) });
      try {
        await act(unhurried);
      } finally {
        await unhurried.destroy();
      }
    },
    takesWrites: async () => {
      // Perhaps nobody has tried since.
      if (await mayOnlyRead(db)) await tryToWrite(db);
      else await writes.takesWrites(db);
    },
  };
}

function poolAt(url: string, limits: Pick<PoolConfig, "lock_timeout" | "stream"> = {}): Pool {
  const pool = new PatientPool({
    connectionString: url,
    max: mostConnections,
    connectionTimeoutMillis: connectWithinMs,
    maxLifetimeSeconds: connectAnewAfterSeconds,
    idle_in_transaction_session_timeout: abandonedAfterMs,
    application_name: "escalation-readiness",
    ...limits,
  });
  // A connection that breaks fails what runs on it, or the next thing that would; its own cry would end the process.
  const isTold = () => undefined;
  pool.on("error", isTold);
  pool.on("connect", (client) => client.on("error", isTold));
  return pool;
}

/** It stands by for another one, or was told to. */
async function mayOnlyRead(db: Db): Promise<boolean> {
  const asked = sql<{ answer: string }>`select current_setting('transaction_read_only') as answer`;
  const { rows } = await asked.execute(db);
  return rows[0]?.answer === "on";
}

/** The server is well; what was to be written was not, or somebody else was first. Classes: appendix A of the PostgreSQL documentation. */
function isAboutContent(error: unknown): boolean {
  return /^(22|23|40|42)/.test(codeOf(error) ?? "");
}

function givenUpWhenSilent(): Socket {
  const socket = new Socket();
  socket.setTimeout(silentForMs, () => {
    socket.destroy(Object.assign(new Error("The server is silent"), { code: "ETIMEDOUT" }));
  });
  return socket;
}

/** Waits for a server that is being restarted: nothing has been asked of it yet, so asking again is safe. */
class PatientPool extends Pool {
  readonly #waiting = waitingTogether(restartsWithinMs);

  override connect(): Promise<PoolClient>;
  override connect(callback: Parameters<Pool["connect"]>[0]): void;
  override connect(callback?: Parameters<Pool["connect"]>[0]): Promise<PoolClient> | undefined {
    if (!callback) return this.#connectPatiently();
    super.connect(callback);
    return undefined;
  }

  async #connectPatiently(): Promise<PoolClient> {
    for (;;) {
      try {
        const client = await super.connect();
        this.#waiting.isOver();
        return client;
      } catch (error) {
        if (!isRestarting(error) || !this.#waiting.mayGoOn()) throw error;
        await pause(askAgainMs);
      }
    }
  }
}

/** Refused, cut off, or: shutting down, crashed, starting up. */
function isRestarting(error: unknown): boolean {
  const code = codeOf(error);
  return code !== null && /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|57P0[123])$/.test(code);
}

function inWords(error: unknown): unknown {
  const code = codeOf(error);
  const sentence = code === null ? null : sentenceFor(code);
  return sentence === null ? error : new StoreError(sentence, { cause: error });
}

/** The address is not repeated: it may hold a password. Codes: appendix A of the PostgreSQL documentation. */
function sentenceFor(code: string): string | null {
  if (
    /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|57P0[123])$/.test(code)
  ) {
    return `The PostgreSQL server that DATABASE_URL names does not answer (${code}). Start it, or mend host and port in DATABASE_URL.`;
  }
  if (/^28/.test(code)) {
    return `The PostgreSQL server does not accept the user or the password in DATABASE_URL (${code}).`;
  }
  if (code === "3D000") {
    return "The database that DATABASE_URL names does not exist on the PostgreSQL server. Create it (createdb), or name another one.";
  }
  if (code === "42501") {
    return "The user in DATABASE_URL may not create tables in the database. Make it the owner of the database, or grant it CREATE on the schema.";
  }
  if (code === "25006") {
    return "The database that DATABASE_URL names takes nothing that is written (25006). Name the primary server and not a standby, and a user whose transactions are not read only.";
  }
  if (/^53/.test(code)) {
    return `The PostgreSQL server has no room left (${code}): connections, memory or disk. Make room and start again.`;
  }
  return null;
}
