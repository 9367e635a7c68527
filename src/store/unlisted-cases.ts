import { sql } from "kysely";
import type { Db } from "./database.ts";
import { findEscalation } from "./escalations.ts";
import { listAgain } from "./listing.ts";
import { inTransactionOn } from "./transactions.ts";

/** Cases that an earlier version stored, or changed beside this one: it did not list them. */

/** Some of them, found in an index. */
export async function unlistedCases(
  db: Db,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("escalations")
    .select("id")
    .where(sql<boolean>`listed_at is distinct from updated_at`)
    .where("id", ">", after)
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

export async function listCase(db: Db, id: string): Promise<void> {
  await inTransactionOn(db, id, async (trx) => {
    const escalation = await findEscalation(trx, id);
    if (!escalation) return;
    await listAgain(trx, escalation);
    await trx
      .updateTable("escalations")
      .set((eb) => ({ listed_at: eb.ref("updated_at") }))
      .where("id", "=", id)
      .execute();
  });
}
