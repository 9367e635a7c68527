import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import type { Database } from "../schema.ts";

/** Only text and integer columns, so that both engines mean the same by them. */
export const start: Migration = {
  async up(db: Kysely<Database>) {
    await db.schema
      .createTable("people")
      .addColumn("team_id", "text", (column) => column.notNull())
      .addColumn("user_id", "text", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("locale", "text")
      .addColumn("zone", "text")
      .addColumn("home_team_id", "text", (column) => column.notNull())
      .addColumn("guest", "integer", (column) => column.notNull())
      .addColumn("deleted", "integer", (column) => column.notNull())
      .addColumn("refreshed_at", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("people_key", ["team_id", "user_id"])
      .execute();

    await db.schema
      .createTable("channels")
      .addColumn("team_id", "text", (column) => column.notNull())
      .addColumn("channel_id", "text", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("is_private", "integer", (column) => column.notNull())
      .addColumn("is_member", "integer", (column) => column.notNull())
      .addColumn("is_archived", "integer", (column) => column.notNull())
      .addColumn("shared_with", "text", (column) => column.notNull())
      .addColumn("refreshed_at", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("channels_key", ["team_id", "channel_id"])
      .execute();

    await db.schema
      .createTable("escalation_counters")
      .addColumn("team_id", "text", (column) => column.primaryKey())
      .addColumn("last_number", "integer", (column) => column.notNull())
      .execute();

    await db.schema
      .createTable("escalations")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("draft_id", "text", (column) => column.notNull().unique())
      .addColumn("team_id", "text", (column) => column.notNull())
      .addColumn("number", "integer", (column) => column.notNull())
      .addColumn("requester_id", "text", (column) => column.notNull())
      .addColumn("channel_id", "text", (column) => column.notNull())
      .addColumn("locale", "text", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("status", "text", (column) => column.notNull())
      .addColumn("answers", "text", (column) => column.notNull())
      .addColumn("verdict", "text", (column) => column.notNull())
      .addColumn("send_note", "text")
      .addColumn("revision", "integer", (column) => column.notNull())
      .addColumn("event_count", "integer", (column) => column.notNull())
      .addColumn("created_at", "text", (column) => column.notNull())
      .addColumn("updated_at", "text", (column) => column.notNull())
      .addUniqueConstraint("escalations_number", ["team_id", "number"])
      .execute();
    await db.schema
      .createIndex("escalations_of_requester")
      .on("escalations")
      .columns(["team_id", "requester_id", "number"])
      .execute();

    await db.schema
      .createTable("escalation_events")
      .addColumn("escalation_id", "text", (column) =>
        column.notNull().references("escalations.id").onDelete("cascade"),
      )
      .addColumn("seq", "integer", (column) => column.notNull())
      .addColumn("at", "text", (column) => column.notNull())
      .addColumn("actor_id", "text")
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("details", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("escalation_events_key", ["escalation_id", "seq"])
      .execute();

    await db.schema
      .createTable("drafts")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("team_id", "text", (column) => column.notNull())
      .addColumn("user_id", "text", (column) => column.notNull())
      .addColumn("status", "text", (column) => column.notNull())
      .addColumn("escalation_id", "text", (column) => column.references("escalations.id").onDelete("cascade"))
      .addColumn("answers", "text", (column) => column.notNull())
      .addColumn("place", "text", (column) => column.notNull())
      .addColumn("send_note", "text", (column) => column.notNull())
      .addColumn("next_example_key", "integer", (column) => column.notNull())
      .addColumn("revision", "integer", (column) => column.notNull())
      .addColumn("created_at", "text", (column) => column.notNull())
      .addColumn("updated_at", "text", (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex("one_open_draft_for_a_new_case")
      .unique()
      .on("drafts")
      .columns(["team_id", "user_id"])
      .where(sql<boolean>`status = 'open' and escalation_id is null`)
      .execute();
    await db.schema
      .createIndex("one_open_draft_for_each_case")
      .unique()
      .on("drafts")
      .columns(["team_id", "user_id", "escalation_id"])
      .where(sql<boolean>`status = 'open' and escalation_id is not null`)
      .execute();

    await db.schema
      .createTable("deliveries")
      .addColumn("key", "text", (column) => column.primaryKey())
      .addColumn("team_id", "text", (column) => column.notNull())
      .addColumn("owner_id", "text", (column) => column.notNull())
      .addColumn("lane", "text", (column) => column.notNull())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("subject", "text", (column) => column.notNull())
      .addColumn("destination_kind", "text", (column) => column.notNull())
      .addColumn("destination", "text", (column) => column.notNull())
      .addColumn("wanted", "integer", (column) => column.notNull())
      .addColumn("shown", "integer", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("seq", "integer", (column) => column.notNull())
      .addColumn("due_at", "text", (column) => column.notNull())
      .addColumn("lease_owner", "text")
      .addColumn("lease_until", "text")
      .addColumn("attempts", "integer", (column) => column.notNull())
      .addColumn("posting_since", "text")
      .addColumn("channel_id", "text")
      .addColumn("ts", "text")
      .addColumn("parked_reason", "text")
      .addColumn("last_error", "text")
      .addColumn("created_at", "text", (column) => column.notNull())
      .addColumn("updated_at", "text", (column) => column.notNull())
      .execute();
    await db.schema.createIndex("deliveries_due").on("deliveries").columns(["state", "due_at"]).execute();
    await db.schema.createIndex("deliveries_in_lane").on("deliveries").columns(["lane", "seq"]).execute();
    await db.schema.createIndex("deliveries_of_owner").on("deliveries").column("owner_id").execute();

    await db.schema
      .createTable("channel_paces")
      .addColumn("team_id", "text", (column) => column.notNull())
      .addColumn("channel_id", "text", (column) => column.notNull())
      .addColumn("free_at", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("channel_paces_key", ["team_id", "channel_id"])
      .execute();
  },
};
