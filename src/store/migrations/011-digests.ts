import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import type { Database } from "../schema.ts";

/** What a digest counts is found by when it happened and where, without looking at everything else that is kept. */
export const digests: Migration = {
  async up(db: Kysely<Database>) {
    await db.schema
      .createIndex("events_by_kind")
      .on("escalation_events")
      .columns(["kind", "at", "escalation_id"])
      .execute();
    await db.schema
      .createIndex("escalations_in_channel")
      .on("escalations")
      .columns(["team_id", "channel_id", "state", "number"])
      .execute();
    await db.schema
      .createIndex("erased_cases_of_channel")
      .on("erased_cases")
      .columns(["team_id", "channel_id", "erased_at"])
      .execute();
    await db.schema
      .createIndex("digests_by_age")
      .on("deliveries")
      .columns(["team_id", "updated_at"])
      .where(sql<boolean>`kind = 'digest'`)
      .execute();
  },
};
