import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import type { Database } from "../schema.ts";

/** Cases get what the bot does about them by itself, drafts the message to the partner. */
export const nudges: Migration = {
  async up(db: Kysely<Database>) {
    await db.schema
      .alterTable("escalations")
      .addColumn("nudging", "text", (column) =>
        column.notNull().defaultTo('{"state":"unstarted","count":0,"sent":0,"episodes":0,"reopened":false}'),
      )
      .execute();
    await db.schema.alterTable("escalations").addColumn("next_nudge_at", "text").execute();
    await db.schema
      .createIndex("escalations_to_nudge")
      .on("escalations")
      .column("next_nudge_at")
      .where(sql<boolean>`next_nudge_at is not null`)
      .execute();
    await db.schema.alterTable("drafts").addColumn("partner_message", "text").execute();
    await db.schema.alterTable("drafts").addColumn("what_worked", "text").execute();

    await db.schema
      .createTable("nudges")
      .addColumn("escalation_id", "text", (column) =>
        column.notNull().references("escalations.id").onDelete("cascade"),
      )
      .addColumn("number", "integer", (column) => column.notNull())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("place", "text", (column) => column.notNull())
      .addColumn("episode", "integer", (column) => column.notNull())
      .addColumn("team_id", "text", (column) => column.notNull())
      .addColumn("person_id", "text", (column) => column.notNull())
      .addColumn("day", "text")
      .addColumn("said", "text")
      .addColumn("sent_at", "text")
      .addColumn("created_at", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("nudges_key", ["escalation_id", "number"])
      .execute();
    // One a day for a person, over all their cases, whoever sends it.
    await db.schema
      .createIndex("one_nudge_a_day")
      .unique()
      .on("nudges")
      .columns(["team_id", "person_id", "day"])
      .where(sql<boolean>`day is not null`)
      .execute();
  },
};
