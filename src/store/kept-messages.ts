import type { Selectable } from "kysely";
import { z } from "zod";
import type { MessageContent } from "../domain/proof.ts";
import { fromJson, fromTime, toJson } from "./columns.ts";
import type { Db } from "./database.ts";
import type { KeptMessageTable } from "./schema.ts";

/** Messages that a person may add to a case: what they say is kept until the person has had time to say where to. */

const contentSchema = z.object({ text: z.string(), files: z.array(z.string()) });

/** Where a message stands in Slack. */
export interface MessagePlace {
  readonly teamId: string;
  readonly channelId: string;
  readonly ts: string;
}

export interface KeptMessage extends MessagePlace {
  readonly id: string;
  /** Who may add it. */
  readonly personId: string;
  readonly threadTs: string | null;
  /** Null for an app. */
  readonly authorId: string | null;
  readonly author: string;
  /** Null once the message was deleted. */
  readonly content: MessageContent | null;
}

const week = 7 * 24 * 60 * 60_000;

/** A message that is kept already for the same person stays under its id, and says from now on what it says now. */
export async function keepMessage(db: Db, message: KeptMessage, now: Date): Promise<KeptMessage> {
  await forgetOldMessages(db, now);
  const says = {
    author: fromJson(z.string(), message.author),
    content: message.content && fromJson(contentSchema, message.content),
    kept_at: fromTime(now),
  };
  const row = await db
    .insertInto("kept_messages")
    .values({
      id: message.id,
      team_id: message.teamId,
      person_id: message.personId,
      channel_id: message.channelId,
      ts: message.ts,
      thread_ts: message.threadTs,
      author_id: message.authorId,
      ...says,
    })
    .onConflict((conflict) =>
      conflict.columns(["team_id", "person_id", "channel_id", "ts"]).doUpdateSet(says),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  return rowToMessage(row);
}

export async function forgetOldMessages(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom("kept_messages")
    .where("kept_at", "<", fromTime(new Date(now.getTime() - week)))
    .execute();
}

export async function findKeptMessage(db: Db, id: string): Promise<KeptMessage | null> {
  const row = await db.selectFrom("kept_messages").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? rowToMessage(row) : null;
}

/** The message was edited in Slack, or deleted: then there is nothing left of it to add. */
export async function followKeptMessage(
  db: Db,
  { teamId, channelId, ts }: MessagePlace,
  content: MessageContent | null,
): Promise<void> {
  await db
    .updateTable("kept_messages")
    .set({ content: content && fromJson(contentSchema, content) })
    .where("team_id", "=", teamId)
    .where("channel_id", "=", channelId)
    .where("ts", "=", ts)
    .execute();
}

export function rowToMessage(row: Selectable<KeptMessageTable>): KeptMessage {
  return {
    id: row.id,
    teamId: row.team_id,
    personId: row.person_id,
    channelId: row.channel_id,
    ts: row.ts,
    threadTs: row.thread_ts,
    authorId: row.author_id,
    author: toJson(z.string(), row.author),
    content: row.content === null ? null : toJson(contentSchema, row.content),
  };
}
