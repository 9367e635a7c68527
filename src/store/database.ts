import type { Kysely } from "kysely";
import { bringUpToDate } from "./migrations.ts";
import type { Database } from "./schema.ts";
import { StoreError } from "./store-error.ts";

export type Db = Kysely<Database>;

export interface Store {
  readonly db: Db;
  /** Rejects when what is to be kept cannot be kept at the moment, as far as is known. */
  readonly takesWrites: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What one of the two engines does in its own way. */
export interface Opened {
  readonly db: Db;
  /** The error as a sentence for the person who runs the bot, where there is one. */
  readonly explained: (error: unknown) => unknown;
  /** For bringing tables up to date, which may take as long as it takes. From then on people wait for it. */
  readonly atLeisure: (act: (db: Db) => Promise<void>) => Promise<void>;
  readonly takesWrites: () => Promise<void>;
}

/**
 * Opens what `DATABASE_URL` names, created and brought up to date as needed: a file (`sqlite.ts`) for one process, or a
 * database of a PostgreSQL server (`postgres.ts`) for any number of them.
 */
export async function openStore(url: string): Promise<Store> {
  const { db, explained, atLeisure, takesWrites } = await openEngine(url);
  try {
    await atLeisure(bringUpToDate);
    return { db, takesWrites, close: () => db.destroy() };
  } catch (error) {
    await db.destroy();
    throw explained(error);
  }
}

/** As `openStore`, and nothing is created where there is no database. */
export async function openExisting(url: string): Promise<Store> {
  if (url.startsWith("sqlite:")) {
    const { pathIn, placeOf } = await import("./sqlite.ts");
    if ((await placeOf(url)) !== "file")
      throw new StoreError(
        `There is no database file at ${pathIn(url)}. Start this in the bot's folder, with its DATABASE_URL.`,
      );
  }
  return openStore(url);
}

/** Only the engine that is wanted is loaded: the other one's driver would make every start longer. */
export async function openEngine(url: string): Promise<Opened> {
  if (/^sqlite:./.test(url)) return (await import("./sqlite.ts")).openSqlite(url);
  if (/^postgres(?:ql)?:\/\/./.test(url)) return (await import("./postgres.ts")).openPostgres(url);
  // The value is not repeated: it may hold a password.
  throw new StoreError(
    "DATABASE_URL must look like sqlite:./data/escalations.db or postgres://user:password@host/database",
  );
}
