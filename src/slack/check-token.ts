import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import { askingClient } from "./clients.ts";
import type { Log } from "./deps.ts";
import { classify } from "./failures.ts";
import type { TokenName } from "./sign-in.ts";
import type { WhoWeAre } from "./who-we-are.ts";

/** Whether the tokens are what the bot needs: accepted, of one app, and with the scopes that the manifest asks for. */

export type TokenFinding =
  | {
      readonly code: "bot_token_works";
      readonly workspaceName: string;
      readonly teamId: string;
      readonly botName: string;
    }
  | { readonly code: "bot_token_of_no_bot" }
  | { readonly code: "token_refused"; readonly token: TokenName; readonly error: string }
  | { readonly code: "slack_silent"; readonly error: string }
  /** `unused`: those that the bot has without needing them. */
  | { readonly code: "scopes_granted"; readonly count: number; readonly unused: readonly string[] }
  | { readonly code: "scopes_missing"; readonly missing: readonly string[] }
  | { readonly code: "scopes_untold" }
  | { readonly code: "app_token_works"; readonly sameApp: boolean }
  | { readonly code: "tokens_of_two_apps"; readonly botApp: string; readonly appTokenApp: string };

/** What is wrong when Slack did not say who we are. */
export function whyNotTold(token: TokenName, error: unknown): TokenFinding {
  const failure = classify(error);
  return failure.kind === "park"
    ? { code: "token_refused", token, error: failure.error }
    : { code: "slack_silent", error: failure.error };
}

export function checkBotToken({ botId, botName, workspaceName, workspace }: WhoWeAre): TokenFinding {
  return botId === null
    ? { code: "bot_token_of_no_bot" }
    : { code: "bot_token_works", workspaceName, teamId: workspace.teamId, botName };
}

export function checkScopes({ scopes }: WhoWeAre, wanted: readonly string[]): TokenFinding {
  if (scopes === null) return { code: "scopes_untold" };
  const missing = wanted.filter((scope) => !scopes.includes(scope));
  if (missing.length > 0) return { code: "scopes_missing", missing };
  const unused = scopes.filter((scope) => !wanted.includes(scope));
  return { code: "scopes_granted", count: wanted.length, unused };
}

/**
 * Asks Slack for a connection, and opens none: whoever holds one is told what people do. `botApp`: the app of the bot
 * token, null when Slack did not say.
 */
export async function checkAppToken(
  appToken: string,
  botApp: string | null,
  { apiUrl, log }: { readonly apiUrl: string | undefined; readonly log: Log },
): Promise<TokenFinding> {
  const client = askingClient(appToken, apiUrl, { log });
  try {
    await client.apps.connections.open();
  } catch (error) {
    return whyNotTold("SLACK_APP_TOKEN", error);
  }
  const appTokenApp = await appOfToken(client);
  return botApp !== null && appTokenApp !== null && botApp !== appTokenApp
    ? { code: "tokens_of_two_apps", botApp, appTokenApp }
    : { code: "app_token_works", sameApp: botApp !== null && botApp === appTokenApp };
}

const withApp = z.object({ app_id: z.string().regex(/^A[A-Z0-9]+$/u) });

/** Slack says it to an app-level token. Null when it does not. */
async function appOfToken(client: WebClient): Promise<string | null> {
  const told = await client.auth.test().catch(() => null);
  return withApp.safeParse(told).data?.app_id ?? null;
}

/** The app that a bot belongs to. Null when Slack does not say. */
export async function appOfBot(client: WebClient, botId: string): Promise<string | null> {
  const { bot } = await client.bots.info({ bot: botId }).catch(() => ({ bot: null }));
  return withApp.safeParse(bot).data?.app_id ?? null;
}
