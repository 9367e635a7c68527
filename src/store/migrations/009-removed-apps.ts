import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import type { Database } from "../schema.ts";

/** Workspaces that have removed the app, whose data goes some time later. */
export const removedApps: Migration = {
  async up(db: Kysely<Database>) {
    await db.schema
      .createTable("removed_apps")
      .addColumn("team_id", "text", (column) => column.primaryKey())
      .addColumn("removed_at", "text", (column) => column.notNull())
      .execute();
  },
};
