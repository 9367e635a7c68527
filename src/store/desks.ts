import { type Desk, deskSchema } from "../domain/escalation.ts";
import { fromJson } from "./columns.ts";
import type { Db } from "./database.ts";
import { unseated } from "./migrations/003-life-of-a-case.ts";
import { inTransaction } from "./transactions.ts";

/** Cases of a version that knew one channel only get the desk that the settings have for it. */
export async function seatOldCases(db: Db, teamId: string, desk: Desk): Promise<void> {
  await inTransaction(db, (trx) =>
    trx
      .updateTable("escalations")
      // They are taken elsewhere now: they are to be listed there.
      .set({ desk: fromJson(deskSchema, desk), listed_at: null })
      .where("team_id", "=", teamId)
      .where("desk", "=", unseated)
      .execute(),
  );
}
