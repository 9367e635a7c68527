import { sql } from "kysely";
import type { Db } from "./database.ts";
import { hasRowLocks } from "./transactions.ts";

/**
 * By how much this machine's clock is ahead of the database server's, which all bots on it share; null for a file, which
 * is one bot's. Right to half the time that the question takes.
 */
export async function aheadOfServerMs(db: Db, now: () => Date): Promise<number | null> {
  if (!hasRowLocks(db)) return null;
  const asked = now().getTime();
  const { rows } = await sql<{
    ms: number;
  }>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`.execute(db);
  const halfWay = (asked + now().getTime()) / 2;
  const [server] = rows;
  return server ? Math.round(halfWay - server.ms) : null;
}
