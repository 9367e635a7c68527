/** The tables of the workspaces that have the bot, and of what is left of them; written as in `schema.ts`. */

/** A workspace that has installed the bot by itself. */
export interface InstallationTable {
  team_id: string;
  /** Sealed (`sealing.ts`). */
  sealed_token: string;
  bot_id: string;
  bot_user_id: string;
  url: string;
  /** JSON */
  scopes: string;
  installed_by: string;
  /** Another one for each change, for those who have read it before. */
  revision: string;
  updated_at: string;
}

export interface WorkspaceSettingsTable {
  team_id: string;
  /** JSON */
  settings: string;
  revision: string;
  updated_by: string;
  updated_at: string;
}

/** That there was a case: ids, kinds and times, and nothing that anybody wrote. */
export interface ErasedCaseTable {
  /** As the case had it. */
  id: string;
  team_id: string;
  number: number;
  /** Null: a person who was erased. */
  requester_id: string | null;
  /** JSON */
  co_owner_ids: string;
  channel_id: string;
  usergroup: string | null;
  /** Whether the CSM channel ever heard of it. */
  was_sent: number;
  /** JSON */
  trail: string;
  erased_at: string;
  /** Null: the bot itself. */
  erased_by: string | null;
}

/** A workspace that has removed the app, until its data is erased or it installs the app again. */
export interface RemovedAppTable {
  team_id: string;
  removed_at: string;
}
