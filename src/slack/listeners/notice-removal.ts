import type { SlackEventMiddlewareArgs } from "@slack/bolt";
import { z } from "zod";
import { noteRemoval } from "../../store/removed-apps.ts";
import type { SlackDeps } from "../deps.ts";
import { toldUserId } from "../told-ids.ts";

/**
 * The workspace has removed the app. Slack tells it by two events, in either order, and may tell each of them twice; no
 * token is left to answer with.
 */

export type RemovalDeps = Pick<SlackDeps, "db" | "now" | "workspace" | "ownSettings" | "log">;

export const noticeUninstalled =
  (deps: RemovalDeps) =>
  ({ body }: SlackEventMiddlewareArgs<"app_uninstalled">): Promise<void> =>
    leave(deps, body.event_id);

/** Only the bot's own token counts: a person who takes theirs back changes nothing. */
export const noticeRevoked =
  (deps: RemovalDeps) =>
  async ({ event, body }: SlackEventMiddlewareArgs<"tokens_revoked">): Promise<void> => {
    const bots = revokedSchema.safeParse(event).data?.tokens.bot ?? [];
    if (bots.includes(deps.workspace.botUserId)) await leave(deps, body.event_id);
  };

/** They are the ids of whose tokens these were, and no tokens. */
const revokedSchema = z.object({ tokens: z.object({ bot: z.array(toldUserId).nullish() }) });

async function leave({ db, now, workspace, ownSettings, log }: RemovalDeps, eventId: string): Promise<void> {
  const { teamId } = workspace;
  if (!(await noteRemoval(db, { teamId, eventId, now: now() }))) return;
  log.info({ team: teamId }, "a workspace has removed the bot");
  await ownSettings?.changed();
}
