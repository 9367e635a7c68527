import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import type { Database } from "../schema.ts";

/** Workspaces that have installed the bot themselves, and what each of them set up. */
export const severalWorkspaces: Migration = {
  async up(db: Kysely<Database>) {
    await db.schema
      .createTable("installations")
      .addColumn("team_id", "text", (column) => column.primaryKey())
      .addColumn("sealed_token", "text", (column) => column.notNull())
      .addColumn("bot_id", "text", (column) => column.notNull())
      .addColumn("bot_user_id", "text", (column) => column.notNull())
      .addColumn("url", "text", (column) => column.notNull())
      .addColumn("scopes", "text", (column) => column.notNull())
      .addColumn("installed_by", "text", (column) => column.notNull())
      .addColumn("revision", "text", (column) => column.notNull())
      .addColumn("updated_at", "text", (column) => column.notNull())
      .execute();

    // They outlive the installation: whoever installs again finds them.
    await db.schema
      .createTable("workspace_settings")
      .addColumn("team_id", "text", (column) => column.primaryKey())
      .addColumn("settings", "text", (column) => column.notNull())
      .addColumn("revision", "text", (column) => column.notNull())
      .addColumn("updated_by", "text", (column) => column.notNull())
      .addColumn("updated_at", "text", (column) => column.notNull())
      .execute();
  },
};
