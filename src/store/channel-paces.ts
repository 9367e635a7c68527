import { fromTime, toTime } from "./columns.ts";
import type { Db } from "./database.ts";

/** Slack takes about one message a second per channel. Runners share the turns, and turns survive a restart. */

interface Channel {
  readonly teamId: string;
  readonly channelId: string;
}

/** Takes the channel's turn for `gapMs`: null when it is this caller's now, else when it will be free to try for again. */
export async function takeTurn(
  db: Db,
  { teamId, channelId, now, gapMs }: Channel & { readonly now: Date; readonly gapMs: number },
): Promise<Date | null> {
  const taken = fromTime(new Date(now.getTime() + gapMs));
  const { numInsertedOrUpdatedRows: turns } = await db
    .insertInto("channel_paces")
    .values({ team_id: teamId, channel_id: channelId, free_at: taken })
    .onConflict((conflict) =>
      conflict
        .columns(["team_id", "channel_id"])
        .doUpdateSet({ free_at: taken })
        .where("channel_paces.free_at", "<=", fromTime(now)),
    )
    .executeTakeFirstOrThrow();
  if (turns === 1n) return null;
  const row = await db
    .selectFrom("channel_paces")
    .select("free_at")
    .where("team_id", "=", teamId)
    .where("channel_id", "=", channelId)
    .executeTakeFirst();
  return row ? toTime(row.free_at) : now;
}

/** Slack asked for silence in the channel until then. */
export async function delayChannel(
  db: Db,
  { teamId, channelId, until }: Channel & { readonly until: Date },
): Promise<void> {
  await db
    .insertInto("channel_paces")
    .values({ team_id: teamId, channel_id: channelId, free_at: fromTime(until) })
    .onConflict((conflict) =>
      conflict
        .columns(["team_id", "channel_id"])
        .doUpdateSet((eb) => ({ free_at: eb.ref("excluded.free_at") }))
        .whereRef("channel_paces.free_at", "<", "excluded.free_at"),
    )
    .execute();
}
