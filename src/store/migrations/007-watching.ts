import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import type { Database } from "../schema.ts";

/** Cases that are not closed are counted without the others, and a message tells what caused it. */
export const watching: Migration = {
  async up(db: Kysely<Database>) {
    await db.schema
      .createIndex("escalations_not_closed")
      .on("escalations")
      .column("state")
      .where(sql<boolean>`state <> 'closed'`)
      .execute();
    await db.schema.alterTable("deliveries").addColumn("trace", "text").execute();
  },
};
