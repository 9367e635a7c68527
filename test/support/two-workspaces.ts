import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { randomBytes } from "node:crypto";
import { text } from "node:stream/consumers";
import { frozenClock } from "../../playground/clock.ts";
import { type Person, personOn } from "../../playground/person.ts";
import type { AppSeed, WorkspaceSeed } from "../../playground/server/seed.ts";
import { type LocalSlack, startLocalSlack } from "../../playground/server/local-slack.ts";
import { requestUrl } from "../../playground/stage.ts";
import { app, channels, people, workspace } from "../../playground/workspace.ts";
import type { Bot } from "../../src/assemble.ts";
import { listens } from "./a-port.ts";
import { briskly } from "./a-stage.ts";
import type { Heard } from "./a-watched-log.ts";
import { unwatchSlack, watchSecrets, watchSlack } from "./a-watched-log.ts";
import { startWatchedSharedBot } from "./a-watched-stage.ts";

/**
 * Two workspaces on one Slack, and a bot that both may install. Each is a local Slack of its own; before them stands what
 * in Slack is one address for all: it hands a call on by its token, and knows who asks for one.
 */

const credentials = { clientId: "1234.5678", clientSecret: "client-secret-of-the-app" };
const stateSecret = "state-secret-of-the-bot";
export const key = (byte: number): string => Buffer.alloc(32, byte).toString("base64");

/** The same people and channels once more, under ids of their own. */
const elsewhere = (text: string) => text.replaceAll(/"([UCSBT])0(?!ADOBE|AGENCY)/gu, '"$12');
const again = <T>(of: T): T => JSON.parse(elsewhere(JSON.stringify(of))) as T;

export interface Place {
  readonly slack: LocalSlack;
  readonly teamId: string;
  readonly people: typeof people;
  readonly channels: typeof channels;
  readonly person: (userId: string) => Person;
}

export interface TwoWorkspaces {
  readonly acme: Place;
  readonly bean: Place;
  /** With which the bot was started. */
  readonly settings: Readonly<Record<string, string>>;
  readonly bot: () => Bot;
  /** As a person does in a browser: from the bot's page to Slack's, and back. Answers the page they end at. */
  readonly installs: (place: Place, how?: Way) => Promise<Page>;
  readonly get: (path: string, cookie?: string) => Promise<Page & { readonly cookie: string | null }>;
  /** Lets what is owed now arrive in both. */
  readonly settle: () => Promise<void>;
  readonly passes: (ms: number) => void;
  readonly restart: (changed?: Readonly<Record<string, string>>) => Promise<void>;
  readonly alsoStart: () => Promise<Bot>;
  readonly stop: () => Promise<void>;
}

interface Page {
  readonly status: number;
  readonly text: string;
}

interface Way {
  /** Another browser comes back than the one that was sent. */
  readonly withoutCookie?: boolean;
  readonly state?: (state: string) => string;
  readonly code?: (code: string) => string;
  readonly forOrganisation?: boolean;
}

const monday = new Date("2026-11-23T12:00:00Z");

export async function openTwoWorkspaces(
  databaseUrl: string,
  hear: (heard: Heard) => void = () => undefined,
): Promise<TwoWorkspaces> {
  const clock = frozenClock(monday);
  const apps: readonly AppSeed[] = [
    app,
    { ...app, botUserId: "U2BOT0001", botId: "B2READY01", botToken: "xoxb-of-the-second-workspace" },
  ];
  const seeds: readonly WorkspaceSeed[] = [
    workspace,
    { ...again(workspace), team: { id: "T2BEAN001", name: "Bean & Sons", domain: "bean" } },
  ];
  const slacks = await Promise.all(
    seeds.map((seed, index) =>
      startLocalSlack({ workspace: seed, app: apps[index] ?? app, clock, mode: "http", settleMs: 32 }),
    ),
  );
  for (const slack of slacks) watchSlack(slack);
  watchSecrets([credentials.clientSecret, stateSecret, key(1), key(2)]);
  const codes = new Map<string, { readonly slack: LocalSlack; readonly forOrganisation: boolean }>();
  const front = await startFront(slacks, codes);
  const settings = {
    // Each would hear of its week as soon as it has one.
    DIGEST_DAY: "off",
    SLACK_CLIENT_ID: credentials.clientId,
    SLACK_CLIENT_SECRET: credentials.clientSecret,
    SLACK_STATE_SECRET: stateSecret,
    TOKEN_ENCRYPTION_KEY: key(1),
    SLACK_SIGNING_SECRET: app.signingSecret,
    SLACK_API_URL: front.apiUrl,
    PORT: "0",
    HOST: "127.0.0.1",
    DATABASE_URL: databaseUrl,
  };
  const alsoStart = (changed: Readonly<Record<string, string>> = {}) =>
    startWatchedSharedBot({ ...settings, ...changed }, clock, hear);
  const start = async (changed?: Readonly<Record<string, string>>) => {
    const started = await alsoStart(changed);
    for (const slack of slacks) await slack.reachAt(requestUrl(started.port ?? 0));
    return started;
  };
  let bot = await start();
  const briskOn = (slack: LocalSlack): LocalSlack => ({
    ...slack,
    settled: (come) => briskly({ slack, listened: () => bot.listened() }, come),
  });
  const [acme, bean] = slacks.map((slack, index): Place => ({
    slack,
    teamId: slack.world.team.id,
    people: index === 0 ? people : again(people),
    channels: index === 0 ? channels : again(channels),
    person: (userId) => personOn(briskOn(slack), userId),
  }));
  if (!acme || !bean) throw new Error("There are two workspaces.");

  const get: TwoWorkspaces["get"] = async (path, cookie) => {
    const answer = await fetch(`http://127.0.0.1:${bot.port ?? 0}${path}`, {
      redirect: "manual",
      headers: cookie ? { cookie } : {},
    });
    const set = answer.headers.get("set-cookie");
    return { status: answer.status, text: await answer.text(), cookie: set?.split(";")[0] ?? null };
  };
  return {
    acme,
    bean,
    settings,
    bot: () => bot,
    get,
    installs: async (
      place,
      { withoutCookie, state = same, code: asCode = same, forOrganisation = false } = {},
    ) => {
      const first = await get("/slack/install");
      const [, address = ""] = /href="([^"]+)"/u.exec(first.text) ?? [];
      const asked = new URL(address.replaceAll("&amp;", "&")).searchParams;
      const code = randomBytes(8).toString("hex");
      codes.set(code, { slack: place.slack, forOrganisation });
      const back = new URLSearchParams({ code: asCode(code), state: state(asked.get("state") ?? "") });
      const path = `/slack/oauth_redirect?${back.toString()}`;
      return get(path, withoutCookie ? undefined : (first.cookie ?? undefined));
    },
    settle: async () => {
      // Messages to one channel are a second apart.
      for (let second = 0; second < 20; second += 1) {
        await Promise.all(slacks.map((slack) => slack.quiet()));
        await bot.listened();
        await bot.wake();
        clock.moveTo(new Date(clock.now().getTime() + 1000));
      }
    },
    passes: (ms) => {
      clock.moveTo(new Date(clock.now().getTime() + ms));
    },
    restart: async (changed) => {
      await bot.stop();
      bot = await start(changed);
    },
    alsoStart: () => alsoStart(),
    stop: async () => {
      await bot.stop();
      for (const slack of slacks) {
        await slack.stop();
        unwatchSlack(slack);
      }
      await front.stop();
    },
  };
}

const same = (text: string) => text;

/** What Slack is to all workspaces. */
async function startFront(
  slacks: readonly LocalSlack[],
  codes: Map<string, { readonly slack: LocalSlack; readonly forOrganisation: boolean }>,
): Promise<{ readonly apiUrl: string; readonly stop: () => Promise<unknown> }> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    if (request.url === "/api/oauth.v2.access") {
      say(response, granted(new URLSearchParams(body), codes));
      return;
    }
    const token = /^Bearer (.+)$/u.exec(request.headers.authorization ?? "")?.[1];
    const slack = slacks.find(({ world }) => world.app.botToken === token);
    if (!slack) {
      say(response, { ok: false, error: "invalid_auth" });
      return;
    }
    const { "content-type": type = "", authorization = "" } = request.headers;
    const method = (request.url ?? "").replace("/api/", "");
    const told = await fetch(`${slack.apiUrl}${method}`, {
      method: "POST",
      headers: { "content-type": type, authorization },
      body,
    });
    const scopes = told.headers.get("x-oauth-scopes");
    if (scopes) response.setHeader("x-oauth-scopes", scopes);
    say(response, await told.json());
  };
  const server: Server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  const port = await listens(server);
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function say(response: ServerResponse, answer: unknown): void {
  response.writeHead(200, { "content-type": "application/json", date: new Date().toUTCString() });
  response.end(JSON.stringify(answer));
}

/** A code is good once. */
function granted(
  asked: URLSearchParams,
  codes: Map<string, { readonly slack: LocalSlack; readonly forOrganisation: boolean }>,
): object {
  const { clientId, clientSecret } = credentials;
  if (asked.get("client_id") !== clientId) return { ok: false, error: "invalid_client_id" };
  if (asked.get("client_secret") !== clientSecret) return { ok: false, error: "bad_client_secret" };
  const code = asked.get("code") ?? "";
  const place = codes.get(code);
  codes.delete(code);
  if (!place) return { ok: false, error: "invalid_code" };
  const { world } = place.slack;
  place.slack.installAgain();
  return {
    ok: true,
    access_token: world.app.botToken,
    token_type: "bot",
    scope: "chat:write,commands",
    bot_user_id: world.app.botUserId,
    app_id: world.app.appId,
    team: place.forOrganisation ? null : { id: world.team.id, name: world.team.name },
    enterprise: place.forOrganisation ? { id: "E0ACME001", name: "Acme Holding" } : null,
    is_enterprise_install: place.forOrganisation,
    authed_user: { id: [...world.users.values()].find(({ isAdmin }) => isAdmin)?.id ?? "" },
  };
}
