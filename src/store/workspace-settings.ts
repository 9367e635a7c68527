import { type WorkspaceSettings, workspaceSettingsSchema } from "../domain/workspace-settings.ts";
import { fromJson, fromTime, toJson } from "./columns.ts";
import type { Db } from "./database.ts";

export async function findWorkspaceSettings(db: Db, teamId: string): Promise<WorkspaceSettings | null> {
  const row = await db
    .selectFrom("workspace_settings")
    .select("settings")
    .where("team_id", "=", teamId)
    .executeTakeFirst();
  return row ? toJson(workspaceSettingsSchema, row.settings) : null;
}

export async function keepWorkspaceSettings(
  db: Db,
  settings: WorkspaceSettings,
  {
    teamId,
    by,
    revision,
    now,
  }: {
    readonly teamId: string;
    readonly by: string;
    /** Another one for each change. */
    readonly revision: string;
    readonly now: Date;
  },
): Promise<void> {
  const row = {
    settings: fromJson(workspaceSettingsSchema, settings),
    revision,
    updated_by: by,
    updated_at: fromTime(now),
  };
  await db
    .insertInto("workspace_settings")
    .values({ team_id: teamId, ...row })
    .onConflict((conflict) => conflict.column("team_id").doUpdateSet(row))
    .execute();
}
