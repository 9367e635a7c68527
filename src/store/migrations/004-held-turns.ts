import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import type { Database } from "../schema.ts";

/** The turn of a channel is held while a message to it is under way. */
export const heldTurns: Migration = {
  async up(db: Kysely<Database>) {
    await db.schema.alterTable("channel_paces").addColumn("held_until", "text").execute();
  },
};
