import type { Selectable } from "kysely";
import { z } from "zod";
import { fromFlag, fromJson, fromTime, toFlag, toJson, toTime } from "./columns.ts";
import type { Db } from "./database.ts";
import type { ChannelTable } from "./schema.ts";

const nameSchema = z.string();
const sharedWithSchema = z.array(z.object({ teamId: z.string(), name: z.string() }).readonly()).readonly();

/** What Slack last said of a channel. */
export interface KnownChannel {
  readonly teamId: string;
  readonly channelId: string;
  readonly name: string;
  readonly isPrivate: boolean;
  /** Whether the bot is in it. */
  readonly isMember: boolean;
  readonly isArchived: boolean;
  /** The other organisations that read along. */
  readonly sharedWith: z.infer<typeof sharedWithSchema>;
  readonly refreshedAt: Date;
}

export async function findChannel(db: Db, teamId: string, channelId: string): Promise<KnownChannel | null> {
  const row = await db
    .selectFrom("channels")
    .selectAll()
    .where("team_id", "=", teamId)
    .where("channel_id", "=", channelId)
    .executeTakeFirst();
  return row ? rowToChannel(row) : null;
}

/** Keeps the newer of what is known and what is told. */
export async function rememberChannel(db: Db, channel: KnownChannel): Promise<void> {
  const known = {
    name: fromJson(nameSchema, channel.name),
    is_private: fromFlag(channel.isPrivate),
    is_member: fromFlag(channel.isMember),
    is_archived: fromFlag(channel.isArchived),
    shared_with: fromJson(sharedWithSchema, channel.sharedWith),
    refreshed_at: fromTime(channel.refreshedAt),
  };
  await db
    .insertInto("channels")
    .values({ team_id: channel.teamId, channel_id: channel.channelId, ...known })
    .onConflict((conflict) =>
      conflict
        .columns(["team_id", "channel_id"])
        .doUpdateSet(known)
        .where("channels.refreshed_at", "<=", known.refreshed_at),
    )
    .execute();
}

function rowToChannel(row: Selectable<ChannelTable>): KnownChannel {
  return {
    teamId: row.team_id,
    channelId: row.channel_id,
    name: toJson(nameSchema, row.name),
    isPrivate: toFlag(row.is_private),
    isMember: toFlag(row.is_member),
    isArchived: toFlag(row.is_archived),
    sharedWith: toJson(sharedWithSchema, row.shared_with),
    refreshedAt: toTime(row.refreshed_at),
  };
}
