import type { FetchFunction } from "@slack/web-api";
import { z } from "zod";
import { askingClient, type Credentials } from "./clients.ts";
import type { Log, Workspace } from "./deps.ts";

/** What Slack says of the bot token, in one answer: whose it is, what it may do, and what time it is there. */
export interface WhoWeAre {
  readonly workspace: Workspace;
  /** As people know them. */
  readonly workspaceName: string;
  readonly botName: string;
  /** Null: it is no token of a bot. */
  readonly botId: string | null;
  /** Null: Slack does not say. */
  readonly scopes: readonly string[] | null;
  /** How much later it is by this machine's clock than by Slack's; negative when it is earlier. Null: Slack does not say. */
  readonly aheadMs: number | null;
}

interface Asking {
  /** By this machine's clock. */
  readonly realNow: () => Date;
  readonly log: Log;
  readonly cut?: AbortSignal;
}

export async function askWhoWeAre(
  { botToken, apiUrl }: Pick<Credentials, "botToken" | "apiUrl">,
  { realNow, log, cut }: Asking,
): Promise<WhoWeAre> {
  let aheadMs: number | null = null;
  const through = (plain: FetchFunction): FetchFunction => {
    return async (address, init) => {
      const asked = realNow().getTime();
      const answer = await plain(address, init);
      aheadMs = aheadOf(answer.headers.get("date"), asked, realNow().getTime());
      return answer;
    };
  };
  const client = askingClient(botToken, apiUrl, { log, cut, through });
  const told = await client.auth.test();
  const { team_id: teamId, user_id: botUserId, url, team, user, bot_id: botId } = answerSchema.parse(told);
  return {
    workspace: { teamId, botUserId, url },
    workspaceName: team,
    botName: user,
    botId,
    scopes: told.response_metadata?.scopes ?? null,
    aheadMs,
  };
}

const answerSchema = z.object({
  team_id: z.string(),
  user_id: z.string(),
  url: z.url(),
  team: z.string().default(""),
  user: z.string().default(""),
  bot_id: z.string().nullable().default(null),
});

/** Slack tells whole seconds, cut off, at a moment between the question and its answer. */
function aheadOf(date: string | null, askedMs: number, answeredMs: number): number | null {
  const told = Date.parse(date ?? "");
  if (Number.isNaN(told)) return null;
  if (told > answeredMs) return answeredMs - told;
  return Math.max(0, askedMs - (told + 1000));
}
