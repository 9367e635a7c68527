import type { Selectable } from "kysely";
import { z } from "zod";
import { fromJson, fromTime, toJson } from "./columns.ts";
import type { Db } from "./database.ts";
import type { InstallationTable } from "./workspace-tables.ts";
import type { Sealer } from "./sealing.ts";
import { inTransaction } from "./transactions.ts";

const scopesSchema = z.array(z.string()).readonly();

/** A workspace that has installed the bot. */
export interface Installation {
  readonly teamId: string;
  readonly botToken: string;
  readonly botId: string;
  readonly botUserId: string;
  /** Ends in a slash. */
  readonly url: string;
  readonly scopes: readonly string[];
  readonly installedBy: string;
}

interface Writing {
  readonly sealer: Sealer;
  /** Another one for each change. */
  readonly revision: string;
  readonly now: Date;
}

/** Installed again, a workspace has another token, and perhaps other scopes; and what it left behind stays. */
export async function keepInstallation(
  db: Db,
  installation: Installation,
  { sealer, revision, now }: Writing,
): Promise<void> {
  const { teamId, botToken } = installation;
  const row = {
    sealed_token: sealer.seal(botToken, teamId),
    bot_id: installation.botId,
    bot_user_id: installation.botUserId,
    url: installation.url,
    scopes: fromJson(scopesSchema, installation.scopes),
    installed_by: installation.installedBy,
    revision,
    updated_at: fromTime(now),
  };
  await inTransaction(db, async (trx) => {
    await trx
      .insertInto("installations")
      .values({ team_id: teamId, ...row })
      .onConflict((conflict) => conflict.column("team_id").doUpdateSet(row))
      .execute();
    await trx.deleteFrom("removed_apps").where("team_id", "=", teamId).execute();
  });
}

/** `unreadable`: its token was sealed with a key that is not there any more. */
export async function findInstallation(
  db: Db,
  teamId: string,
  sealer: Sealer,
): Promise<Installation | "unreadable" | null> {
  const row = await db
    .selectFrom("installations")
    .selectAll()
    .where("team_id", "=", teamId)
    .executeTakeFirst();
  return row ? rowToInstallation(row, sealer) : null;
}

/** The token is gone with it; what the bot keeps for the workspace is not. Whether there was one. */
export async function forgetInstallation(db: Db, teamId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("installations")
    .where("team_id", "=", teamId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Which workspaces there are, and a mark that is another one whenever something of theirs has changed. */
export async function listInstalled(
  db: Db,
): Promise<readonly { readonly teamId: string; readonly mark: string }[]> {
  const rows = await db
    .selectFrom("installations")
    .leftJoin("workspace_settings", "workspace_settings.team_id", "installations.team_id")
    .select(["installations.team_id", "installations.revision", "workspace_settings.revision as settings"])
    .orderBy("installations.team_id")
    .execute();
  return rows.map((row) => ({ teamId: row.team_id, mark: `${row.revision} ${row.settings ?? ""}` }));
}

/** Seals all tokens with the first key, so that the others can be taken away. Tells how many it sealed, and whose it cannot read. */
export async function sealAnew(
  db: Db,
  sealer: Sealer,
): Promise<{ readonly sealed: number; readonly unreadable: readonly string[] }> {
  const rows = await db.selectFrom("installations").select(["team_id", "sealed_token"]).execute();
  const unreadable: string[] = [];
  let sealed = 0;
  for (const { team_id: teamId, sealed_token: before } of rows) {
    const token = sealer.unseal(before, teamId);
    if (token === null) unreadable.push(teamId);
    if (token === null || sealer.isCurrent(before)) continue;
    await db
      .updateTable("installations")
      .set({ sealed_token: sealer.seal(token, teamId) })
      .where("team_id", "=", teamId)
      // Whoever installs it again at this moment is sealing the new one.
      .where("sealed_token", "=", before)
      .execute();
    sealed += 1;
  }
  return { sealed, unreadable };
}

function rowToInstallation(row: Selectable<InstallationTable>, sealer: Sealer): Installation | "unreadable" {
  const botToken = sealer.unseal(row.sealed_token, row.team_id);
  if (botToken === null) return "unreadable";
  return {
    teamId: row.team_id,
    botToken,
    botId: row.bot_id,
    botUserId: row.bot_user_id,
    url: row.url,
    scopes: toJson(scopesSchema, row.scopes),
    installedBy: row.installed_by,
  };
}
