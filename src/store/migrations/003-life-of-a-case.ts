import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import type { Database } from "../schema.ts";

/** Of a case that was sent before there were desks: the start of the bot gives it the one of the settings (`desks.ts`). */
export const unseated = '{"usergroup":null,"backup":null,"locale":"en","route":""}';

/** Two sides work on a case until it ends: messages as evidence, colleagues, questions, and a desk for each channel. */
export const lifeOfACase: Migration = {
  async up(db: Kysely<Database>) {
    const escalations = (column: string, fallback: string) =>
      db.schema
        .alterTable("escalations")
        .addColumn(column, "text", (made) => made.notNull().defaultTo(fallback))
        .execute();
    await escalations("co_owner_ids", "[]");
    await escalations("desk", unseated);
    await escalations("proofs", "[]");
    await db.schema.alterTable("escalations").addColumn("chase", "text").execute();
    await db.schema
      .alterTable("drafts")
      .addColumn("other_than", "text", (column) => column.notNull().defaultTo("[]"))
      .execute();
    await db.schema
      .alterTable("deliveries")
      .addColumn("reposts", "integer", (column) => column.notNull().defaultTo(0))
      .execute();

    await db.schema
      .createTable("proof_messages")
      .addColumn("team_id", "text", (column) => column.notNull())
      .addColumn("channel_id", "text", (column) => column.notNull())
      .addColumn("ts", "text", (column) => column.notNull())
      .addColumn("escalation_id", "text", (column) =>
        column.notNull().references("escalations.id").onDelete("cascade"),
      )
      .addPrimaryKeyConstraint("proof_messages_key", ["team_id", "channel_id", "ts", "escalation_id"])
      .execute();
    await db.schema
      .createTable("kept_messages")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("team_id", "text", (column) => column.notNull())
      .addColumn("person_id", "text", (column) => column.notNull())
      .addColumn("channel_id", "text", (column) => column.notNull())
      .addColumn("ts", "text", (column) => column.notNull())
      .addColumn("thread_ts", "text")
      .addColumn("author_id", "text")
      .addColumn("author", "text", (column) => column.notNull())
      .addColumn("content", "text")
      .addColumn("kept_at", "text", (column) => column.notNull())
      .addUniqueConstraint("kept_once", ["team_id", "person_id", "channel_id", "ts"])
      .execute();
    await db.schema.createIndex("kept_messages_by_age").on("kept_messages").column("kept_at").execute();
    await db.schema
      .createTable("questions")
      .addColumn("escalation_id", "text", (column) =>
        column.notNull().references("escalations.id").onDelete("cascade"),
      )
      .addColumn("number", "integer", (column) => column.notNull())
      .addColumn("view_id", "text", (column) => column.notNull())
      .addColumn("asked_by", "text", (column) => column.notNull())
      .addColumn("asked_at", "text", (column) => column.notNull())
      .addColumn("place", "text", (column) => column.notNull())
      .addColumn("question", "text", (column) => column.notNull())
      .addColumn("answered_by", "text")
      .addColumn("answered_at", "text")
      .addColumn("answer", "text")
      .addColumn("answer_at", "text")
      .addPrimaryKeyConstraint("questions_key", ["escalation_id", "number"])
      .addUniqueConstraint("one_question_a_modal", ["escalation_id", "view_id"])
      .execute();
    await db.schema
      .createTable("seen_events")
      .addColumn("team_id", "text", (column) => column.notNull())
      .addColumn("event_id", "text", (column) => column.notNull())
      .addColumn("seen_at", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("seen_events_key", ["team_id", "event_id"])
      .execute();
    await db.schema.createIndex("seen_events_by_age").on("seen_events").column("seen_at").execute();
    await db.schema
      .createTable("moved_channels")
      .addColumn("team_id", "text", (column) => column.notNull())
      .addColumn("old_id", "text", (column) => column.notNull())
      .addColumn("new_id", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("moved_channels_key", ["team_id", "old_id"])
      .execute();
    // To find the case a thread belongs to.
    await db.schema
      .createIndex("deliveries_by_message")
      .on("deliveries")
      .columns(["channel_id", "ts"])
      .execute();
  },
};
