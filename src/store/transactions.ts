import { PostgresAdapter, type Transaction } from "kysely";
import type { Db } from "./database.ts";
import { codeOf } from "./engine-errors.ts";
import type { Database } from "./schema.ts";

/**
 * The one way to a transaction. On SQLite there is one at a time. On PostgreSQL they run side by side, each statement
 * sees what was committed before it, and what keeps them apart is: every change of a case or a draft names the revision
 * it was decided on, what may be there once only has a unique index, and who changes a message before its case holds
 * the case first.
 */

type Trx = Transaction<Database>;

/** Somebody else changed the case in between: the transaction is undone. */
export class Overtaken extends Error {
  override readonly name = "Overtaken";
}

const mostTries = 10;

/**
 * All of it or nothing. Whatever the engine undid in favour of another transaction is done again: so a statement that
 * changes many rows is run by it as well, for it holds some of them while it waits for the others.
 */
export async function inTransaction<T>(db: Db, act: (trx: Trx) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction().execute(act);
    } catch (error) {
      if (tries === mostTries || !isInFavourOfAnother(error)) throw error;
    }
  }
}

/** A deadlock, a serialization failure, or a row that somebody else has meanwhile made. */
function isInFavourOfAnother(error: unknown): boolean {
  const code = codeOf(error);
  return code === "40P01" || code === "40001" || code === "23505";
}

/**
 * As `inTransaction`, holding the case from the start: others who would change it wait in line. For whoever changes a
 * message before its case: everybody else does it the other way round, and two would wait for each other.
 */
export async function inTransactionOn<T>(
  db: Db,
  /** Of a case; a draft is nothing that needs holding. */
  ownerId: string,
  act: (trx: Trx) => Promise<T>,
): Promise<T> {
  return inTransaction(db, async (trx) => {
    await holdCase(trx, ownerId);
    return act(trx);
  });
}

export async function holdCase(trx: Trx, id: string): Promise<void> {
  if (!hasRowLocks(trx)) return;
  await trx.selectFrom("escalations").select("id").where("id", "=", id).forUpdate().execute();
}

/** Decides in a transaction, reading within it, and as often again as somebody else was there first. */
export async function decideInTurn<T>(db: Db, decide: (trx: Trx) => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await inTransaction(db, decide);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
    }
  }
}

/** Whether rows can be held one by one; otherwise whoever writes holds the whole file. */
export function hasRowLocks(db: Db): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}
