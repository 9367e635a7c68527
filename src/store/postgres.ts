import { setTimeout as pause } from "node:timers/promises";
import { Kysely, PostgresDialect } from "kysely";
import { Pool, type PoolClient } from "pg";
import type { Opened } from "./database.ts";
import { codeOf } from "./engine-errors.ts";
import type { Database } from "./schema.ts";
import { StoreError } from "./store-error.ts";
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
/** A server that restarts takes about this long; who has asked meanwhile need not know. */
const restartsWithinMs = 2 * seconds;
const askAgainMs = 100;

export function openPostgres(url: string): Opened {
  const pool = new PatientPool({
    connectionString: url,
    max: mostConnections,
    connectionTimeoutMillis: connectWithinMs,
    idle_in_transaction_session_timeout: abandonedAfterMs,
    keepAlive: true,
    application_name: "escalation-readiness",
  });
  // A connection that breaks fails what runs on it, or the next thing that would; its own cry would end the process.
  const isTold = () => undefined;
  pool.on("error", isTold);
  pool.on("connect", (client) => client.on("error", isTold));
  const dialect = new PostgresDialect({ pool });
  return {
    db: new Kysely<Database>({ dialect }),
    explained: inWords,
    isUpToDate: () => undefined,
    // Whoever runs a server watches its disks.
    takesWrites: () => Promise.resolve(),
  };
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
