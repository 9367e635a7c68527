import { type Desk, deskSchema } from "../domain/escalation.ts";
import { fromJson, toJson } from "./columns.ts";
import type { Db } from "./database.ts";
import { unseated } from "./migrations/003-life-of-a-case.ts";
import { inTransaction } from "./transactions.ts";

/** Where cases are taken, and by whom. It stays with the case when the settings change. */

export interface SeatedAt {
  readonly channelId: string;
  readonly desk: Desk;
}

/** Each desk once at which there are cases that are not closed. */
export async function listDesks(db: Db, teamId: string): Promise<SeatedAt[]> {
  const rows = await db
    .selectFrom("escalations")
    .select(["channel_id", "desk"])
    .distinct()
    .where("team_id", "=", teamId)
    .where("state", "!=", "closed")
    .execute();
  return rows.map((row) => ({ channelId: row.channel_id, desk: toJson(deskSchema, row.desk) }));
}

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
