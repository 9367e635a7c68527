import { type Kysely, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { start } from "./migrations/001-start.ts";
import { nudges } from "./migrations/002-nudges.ts";
import { lifeOfACase } from "./migrations/003-life-of-a-case.ts";
import { heldTurns } from "./migrations/004-held-turns.ts";
import { queues } from "./migrations/005-queues.ts";
import { erasing } from "./migrations/006-erasing.ts";
import { watching } from "./migrations/007-watching.ts";
import { severalWorkspaces } from "./migrations/008-several-workspaces.ts";
import { removedApps } from "./migrations/009-removed-apps.ts";
import { listing } from "./migrations/010-listing.ts";
import { digests } from "./migrations/011-digests.ts";
import { doubts } from "./migrations/012-doubts.ts";
import type { Database } from "./schema.ts";
import { StoreError } from "./store-error.ts";

/** In the order of their names. One that was ever released is never changed. */
export const migrations = {
  "001-start": start,
  "002-nudges": nudges,
  "003-life-of-a-case": lifeOfACase,
  "004-held-turns": heldTurns,
  "005-queues": queues,
  "006-erasing": erasing,
  "007-watching": watching,
  "008-several-workspaces": severalWorkspaces,
  "009-removed-apps": removedApps,
  "010-listing": listing,
  "011-digests": digests,
  "012-doubts": doubts,
};

const newerVersion =
  "The database was made by a newer version of the bot. Start that version, or restore the backup made before it was first started.";

const migratorOf = (db: Kysely<Database>) =>
  new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });

/** Safe when several processes do it at once: each step is done once, in a transaction. */
export async function bringUpToDate(db: Kysely<Database>): Promise<void> {
  const { error } = await migratorOf(db).migrateToLatest();
  if (error === undefined) return;
  if (await isNewer(db)) throw new StoreError(newerVersion);
  throw new Error("The database cannot be brought up to date", { cause: error });
}

/** How many steps are still to be done, of how many; nothing is done. */
export async function stepsToDo(
  db: Kysely<Database>,
): Promise<{ readonly missing: number; readonly all: number }> {
  const steps = await migratorOf(db).getMigrations();
  if (await isNewer(db)) throw new StoreError(newerVersion);
  return { missing: steps.filter(({ executedAt }) => executedAt === undefined).length, all: steps.length };
}

async function isNewer(db: Kysely<Database>): Promise<boolean> {
  const done = await sql<{ name: string }>`select name from kysely_migration`.execute(db).catch(() => null);
  return done?.rows.some(({ name }) => !Object.hasOwn(migrations, name)) ?? false;
}
