import { sql } from "kysely";
import { fromTime } from "./columns.ts";
import type { Db } from "./database.ts";
import { forgetOldHomes } from "./homes.ts";
import { forgetOldMessages } from "./kept-messages.ts";
import { forgetOldEvents } from "./seen-events.ts";
import { inTransaction } from "./transactions.ts";

/** What is left behind by the day's work, and belongs to no case. */

const day = 24 * 60 * 60_000;
/** People of one look; the rest is there at the next. */
const mostPeople = 50;
/** As long as its row is there, a digest is not sent again: its week must be over by far. */
const digestDays = 15;

interface Kept {
  readonly teamId: string;
  /** What has stood since before that has stood for all the days that things are kept. */
  readonly before: Date;
}

export async function tidyUp(db: Db, workspaces: readonly Kept[], now: Date): Promise<void> {
  await forgetOldEvents(db, now);
  await forgetOldMessages(db, now);
  for (const { teamId, before } of workspaces) {
    await forgetOld(db, "hint", teamId, before);
    await forgetOld(db, "digest", teamId, earlierOf(before, new Date(now.getTime() - digestDays * day)));
    await forgetOldPaces(db, teamId, now);
    await forgetOldHomes(db, teamId, before);
    await forgetPeople(db, teamId, before);
  }
}

/** Sentences of the bot's own in a DM, figures and numbers of cases in a channel: they may stay there. */
async function forgetOld(db: Db, kind: "hint" | "digest", teamId: string, before: Date): Promise<void> {
  await inTransaction(db, (trx) =>
    trx
      .deleteFrom("deliveries")
      .where("team_id", "=", teamId)
      .where("kind", "=", sql.lit(kind))
      .where("state", "in", ["settled", "dropped"])
      .where("updated_at", "<", fromTime(before))
      .execute(),
  );
}

function earlierOf(one: Date, other: Date): Date {
  return one < other ? one : other;
}

/** A channel that has been free for a day is as good as one that was never posted to. */
async function forgetOldPaces(db: Db, teamId: string, now: Date): Promise<void> {
  const yesterday = fromTime(new Date(now.getTime() - day));
  await inTransaction(db, (trx) =>
    trx
      .deleteFrom("channel_paces")
      .where("team_id", "=", teamId)
      .where("free_at", "<", yesterday)
      .where((eb) => eb.or([eb("held_until", "is", null), eb("held_until", "<", yesterday)]))
      .execute(),
  );
}

/** Of whom Slack has said nothing for so long, and who has no part in a case or a draft that is kept. */
async function forgetPeople(db: Db, teamId: string, before: Date): Promise<void> {
  const rows = await db
    .selectFrom("people")
    .select("user_id")
    .where("team_id", "=", teamId)
    .where("refreshed_at", "<", fromTime(before))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("escalations")
            .select("escalations.id")
            .whereRef("escalations.team_id", "=", "people.team_id")
            .whereRef("escalations.requester_id", "=", "people.user_id"),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("drafts")
            .select("drafts.id")
            .whereRef("drafts.team_id", "=", "people.team_id")
            .whereRef("drafts.user_id", "=", "people.user_id"),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("escalation_events")
            .select("escalation_events.seq")
            .whereRef("escalation_events.actor_id", "=", "people.user_id"),
        ),
      ),
    )
    .limit(mostPeople)
    .execute();
  for (const { user_id: userId } of rows) {
    if (await isCoOwner(db, teamId, userId)) continue;
    await db
      .deleteFrom("people")
      .where("team_id", "=", teamId)
      .where("user_id", "=", userId)
      .where("refreshed_at", "<", fromTime(before))
      .execute();
  }
}

async function isCoOwner(db: Db, teamId: string, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom("escalations")
    .select("id")
    .where("team_id", "=", teamId)
    // Ids have no characters that mean something in a pattern.
    .where("co_owner_ids", "like", `%"${userId}"%`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
