import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import type { Database } from "../schema.ts";

/** What is owed is found by channel and by time, without looking at everything else that is owed. */
export const queues: Migration = {
  async up(db: Kysely<Database>) {
    await db.schema
      .createIndex("deliveries_new_in_channel")
      .on("deliveries")
      .columns(["team_id", "destination", "due_at", "seq", "key"])
      .where(sql<boolean>`state in ('due', 'parked') and ts is null and destination_kind = 'channel'`)
      .execute();
    await db.schema
      .createIndex("deliveries_free_of_channel")
      .on("deliveries")
      .columns(["due_at", "seq", "key"])
      .where(sql<boolean>`state in ('due', 'parked') and (ts is not null or destination_kind = 'person')`)
      .execute();
    await db.schema
      .createIndex("deliveries_leased")
      .on("deliveries")
      .column("lease_until")
      .where(sql<boolean>`lease_until is not null`)
      .execute();
    await db.schema
      .createIndex("deliveries_parked")
      .on("deliveries")
      .columns(["team_id", "due_at"])
      .where(sql<boolean>`state = 'parked'`)
      .execute();
    // It leads to everything that is owed.
    await db.schema.dropIndex("deliveries_due").execute();
  },
};
