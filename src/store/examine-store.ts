import { type Kysely, sql } from "kysely";
import { type Db, openEngine, type Opened } from "./database.ts";
import { codeOf } from "./engine-errors.ts";
import { stepsToDo } from "./migrations.ts";
import type { Database } from "./schema.ts";
import { StoreError } from "./store-error.ts";
import { tryToWrite } from "./taken-writes.ts";

/** Whether the bot can work with what `DATABASE_URL` names. Looks and tries, and leaves it as it was. */

export type StoreFinding =
  /** Its tables are as this version wants them, and a row could be written. */
  | { readonly code: "store_works" }
  | { readonly code: "store_is_forgotten" }
  | { readonly code: "store_will_be_created" }
  /** By the next start. All steps are missing where there are no tables yet. */
  | { readonly code: "store_will_be_migrated"; readonly missing: number; readonly all: number }
  /** What is wrong and what to do, for the person who runs the bot. */
  | { readonly code: "store_fails"; readonly sentence: string }
  | { readonly code: "store_fails_oddly"; readonly error: string };

export interface ExaminedStore {
  readonly finding: StoreFinding;
  /** Null unless it can be read as it is. */
  readonly db: Db | null;
  readonly close: () => Promise<void>;
}

export async function examineStore(url: string): Promise<ExaminedStore> {
  let opened: Opened | null = null;
  const close = async () => opened?.db.destroy();
  const without = async (finding: StoreFinding) => {
    await close();
    return { finding, db: null, close };
  };
  try {
    const place = await placeOf(url);
    if (place === "memory") return await without({ code: "store_is_forgotten" });
    if (place === "nothing_yet") return await without({ code: "store_will_be_created" });
    opened = await openEngine(url);
    const { db } = opened;
    const { missing, all } = await stepsToDo(db);
    if (missing > 0) {
      await tryToMakeTable(db);
      return await without({ code: "store_will_be_migrated", missing, all });
    }
    await tryToWrite(db);
    return { finding: { code: "store_works" }, db, close };
  } catch (error) {
    return without(failing(opened ? opened.explained(error) : error));
  }
}

async function placeOf(url: string) {
  return url.startsWith("sqlite:") ? (await import("./sqlite.ts")).placeOf(url) : "server";
}

/** As a step of a migration would. */
async function tryToMakeTable(db: Kysely<Database>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`create table set_up_check (one integer)`.execute(trx);
    await sql`drop table set_up_check`.execute(trx);
  });
}

function failing(error: unknown): StoreFinding {
  if (error instanceof StoreError) return { code: "store_fails", sentence: error.message };
  return { code: "store_fails_oddly", error: codeOf(error) ?? "unknown" };
}
