import type { IncomingMessage, ServerResponse } from "node:http";
import { InstallProvider, type Installation as Told } from "@slack/oauth";
import type { WebClientOptions } from "@slack/web-api";
import type { Words } from "../text/catalog.ts";
import type { Log } from "./deps.ts";
import { describeError } from "./failures.ts";
import { libraryLogger } from "./library-logger.ts";

/**
 * The two pages by which a workspace installs the bot: one that leads to Slack, and the one that Slack sends people back
 * to. Slack's library keeps them from being sent there by somebody else (`state`, bound to the browser by a cookie).
 */

/** What Slack hands over when a workspace has installed the bot. */
export interface Granted {
  readonly teamId: string;
  readonly botToken: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly scopes: readonly string[];
  readonly installedBy: string;
}

interface InstallPages {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  /** Slack's own when absent. */
  readonly apiUrl?: string | undefined;
  readonly clientOptions: WebClientOptions;
  readonly scopes: readonly string[];
  /** Keeps what was granted, and begins to serve the workspace. */
  readonly take: (granted: Granted) => Promise<void>;
  readonly words: Words["install"];
  /** The slash command of the bot. */
  readonly command: string;
  readonly log: Log;
}

/** For a whole organisation at once, or without a bot: nothing that this bot can serve. */
class NotServed extends Error {
  override readonly name = "NotServed";
}

/** Answers false to what is none of its pages. */
export function installPages(pages: InstallPages) {
  const { clientId, clientSecret, stateSecret, apiUrl, clientOptions, take, words, command, log } = pages;
  const provider = new InstallProvider({
    clientId,
    clientSecret,
    stateSecret,
    authVersion: "v2",
    clientOptions,
    logger: libraryLogger(log),
    renderHtmlForInstallPath: (url) =>
      page(words.start, `<p><a class="go" href="${escaped(url)}">`, "</a></p>"),
    ...(apiUrl ? { authorizationUrl: new URL("/oauth/v2/authorize", apiUrl).href } : {}),
    installationStore: {
      storeInstallation: (told) => take(grantedIn(told)),
      // Tokens are found in the store, by who uses them.
      fetchInstallation: () => Promise.reject(new NotServed("nothing is fetched here")),
    },
  });
  const scopes = [...pages.scopes];
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const [path] = (request.url ?? "").split("?");
    switch (`${request.method ?? ""} ${path ?? ""}`) {
      case "GET /slack/install":
        guard(response);
        await provider.handleInstallPath(request, response, {}, { scopes });
        return true;
      case "GET /slack/oauth_redirect":
        guard(response);
        await provider.handleCallback(request, response, {
          success: () => {
            answer(response, 200, words.done(command));
          },
          failure: (error) => {
            log.warn(describeError(error), "a workspace could not be installed");
            answer(response, 400, isOfOrganisation(error) ? words.organisation : words.failed);
          },
        });
        return true;
      default:
        return false;
    }
  };
}

function grantedIn(told: Told): Granted {
  const { team, bot, user, isEnterpriseInstall } = told;
  if (isEnterpriseInstall || !team || !bot) throw new NotServed("installed for an organisation");
  return {
    teamId: team.id,
    botToken: bot.token,
    botId: bot.id,
    botUserId: bot.userId,
    scopes: bot.scopes,
    installedBy: user.id,
  };
}

/** The library may wrap what was thrown. */
function isOfOrganisation(error: unknown): boolean {
  return error instanceof NotServed || (error instanceof Error && error.cause instanceof NotServed);
}

/** Nobody shows the page within theirs, and it is asked for anew each time: it holds a secret of its own. */
function guard(response: ServerResponse): void {
  response.setHeader("cache-control", "no-store");
  response.setHeader(
    "content-security-policy",
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  );
  response.setHeader("referrer-policy", "no-referrer");
}

function answer(response: ServerResponse, status: number, said: Page): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" });
  response.end(page(said));
}

type Page = Words["install"]["start"];

function page({ headline, text, button }: Page, before = "", after = ""): string {
  const action = button === undefined ? "" : `${before}${escaped(button)}${after}`;
  return `<!doctype html>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(headline)}</title>
<style>body{font:18px/1.5 system-ui,sans-serif;max-width:36em;margin:4em auto;padding:0 1em}.go{display:inline-block;padding:.6em 1.2em;border-radius:6px;background:#1d3557;color:#fff}</style>
<h1>${escaped(headline)}</h1>
${text.map((each) => `<p>${escaped(each)}</p>`).join("\n")}
${action}`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
