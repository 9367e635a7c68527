import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import type { Database } from "../schema.ts";

/** Cases are erased some time after they were closed, and what is left of one says that it was there. */
export const erasing: Migration = {
  async up(db: Kysely<Database>) {
    // Filled in by whoever looks for what is to be erased: an earlier version, beside this one, leaves it empty.
    await db.schema.alterTable("escalations").addColumn("closed_at", "text").execute();
    await db.schema
      .createIndex("escalations_closed")
      .on("escalations")
      .columns(["team_id", "closed_at"])
      .where(sql<boolean>`state = 'closed'`)
      .execute();
    await db.schema
      .createIndex("drafts_left")
      .on("drafts")
      .columns(["team_id", "updated_at"])
      .where(sql<boolean>`status in ('open', 'pending', 'set_aside')`)
      .execute();
    await db.schema.createIndex("drafts_of_case").on("drafts").column("escalation_id").execute();
    await db.schema.createIndex("drafts_of_person").on("drafts").columns(["team_id", "user_id"]).execute();
    await db.schema.createIndex("events_of_person").on("escalation_events").column("actor_id").execute();
    await db.schema
      .createIndex("people_by_age")
      .on("people")
      .columns(["team_id", "refreshed_at", "user_id"])
      .execute();
    await db.schema
      .createIndex("hints_by_age")
      .on("deliveries")
      .columns(["team_id", "updated_at"])
      .where(sql<boolean>`kind = 'hint'`)
      .execute();

    await db.schema
      .createTable("erased_cases")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("team_id", "text", (column) => column.notNull())
      .addColumn("number", "integer", (column) => column.notNull())
      .addColumn("requester_id", "text")
      .addColumn("co_owner_ids", "text", (column) => column.notNull())
      .addColumn("channel_id", "text", (column) => column.notNull())
      .addColumn("usergroup", "text")
      .addColumn("was_sent", "integer", (column) => column.notNull())
      .addColumn("trail", "text", (column) => column.notNull())
      .addColumn("erased_at", "text", (column) => column.notNull())
      .addColumn("erased_by", "text")
      .addUniqueConstraint("erased_cases_number", ["team_id", "number"])
      .execute();
  },
};
