import { fromTime } from "./columns.ts";
import type { Db } from "./database.ts";

/** What Slack has told us, by the id of the event: it tells the same again when it does not hear that we heard. */

const day = 24 * 60 * 60_000;

/** True for exactly one caller. Slack repeats itself within minutes, so what is older than a day is forgotten. */
export async function isNews(
  db: Db,
  { teamId, eventId, now }: { readonly teamId: string; readonly eventId: string; readonly now: Date },
): Promise<boolean> {
  await forgetOldEvents(db, now);
  const row = await db
    .insertInto("seen_events")
    .values({ team_id: teamId, event_id: eventId, seen_at: fromTime(now) })
    .onConflict((conflict) => conflict.doNothing())
    .returning("event_id")
    .executeTakeFirst();
  return row !== undefined;
}

export async function forgetOldEvents(db: Db, now: Date): Promise<void> {
  const before = fromTime(new Date(now.getTime() - day));
  await db.deleteFrom("seen_events").where("seen_at", "<", before).execute();
}
