import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import type { Database } from "../schema.ts";

/** A post whose outcome was not heard of is looked for where it may stand, and not in all that was said since. */
export const doubts: Migration = {
  async up(db: Kysely<Database>) {
    await db.schema.alterTable("deliveries").addColumn("posting_until", "text").execute();
  },
};
