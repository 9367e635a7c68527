import { type Readable, readSettings } from "../config.ts";
import { localDate } from "../domain/working-time.ts";
import { askOfChannel } from "../slack/channels.ts";
import { type ChannelFinding, checkChannels, type TeamFinding } from "../slack/check-channels.ts";
import { checkClock, type ClockFinding } from "../slack/check-clock.ts";
import { checkPort, type HearingFinding } from "../slack/check-hearing.ts";
import {
  appOfBot,
  checkAppToken,
  checkBotToken,
  checkScopes,
  type TokenFinding,
  whyNotTold,
} from "../slack/check-token.ts";
import { checkUsergroups, type UsergroupFinding } from "../slack/check-usergroups.ts";
import { checkViews, type ViewsFinding } from "../slack/check-views.ts";
import { askingClient } from "../slack/clients.ts";
import { channelsInUse, outdatedSettings, type OutdatedSetting, usergroupsInUse } from "../slack/counters.ts";
import type { Log } from "../slack/deps.ts";
import { askWhoWeAre, type WhoWeAre } from "../slack/who-we-are.ts";
import type { Db } from "../store/database.ts";
import { examineStore, type StoreFinding } from "../store/examine-store.ts";
import { type AnnouncedFinding, checkCommand, checkMode } from "./check-announced.ts";
import { type CalendarFinding, checkCalendar } from "./check-calendar.ts";
import type { Announced } from "./manifest-file.ts";

/** Everything that a set-up can be asked, one after the other. What is wrong with one thing keeps no other from being looked at. */

export type Finding =
  | { readonly code: "settings_readable"; readonly mode: "socket" | "http" }
  | { readonly code: "setting_faulty"; readonly fault: string }
  | { readonly code: "manifest_missing" }
  | { readonly code: "not_checked"; readonly what: Unchecked; readonly because: Obstacle }
  | ({ readonly code: "setting_outdated" } & OutdatedSetting)
  | StoreFinding
  | CalendarFinding
  | AnnouncedFinding
  | TokenFinding
  | ClockFinding
  | HearingFinding
  | ChannelFinding
  | TeamFinding
  | UsergroupFinding
  | ViewsFinding
  | WorkspaceFinding;

/** Where one bot serves several workspaces. */
export type WorkspaceFinding =
  | { readonly code: "workspaces_none" }
  /** What follows is about it. */
  | { readonly code: "workspace_installed"; readonly name: string; readonly teamId: string }
  | { readonly code: "workspace_not_set_up"; readonly teamId: string }
  | { readonly code: "workspace_token_unreadable"; readonly teamId: string }
  | { readonly code: "workspace_token_refused"; readonly teamId: string; readonly error: string };

export type Unchecked =
  | "database"
  | "command"
  | "holidays"
  | "bot_token"
  | "scopes"
  | "hearing"
  | "default_channel"
  | "routes"
  | "old_channels"
  | "whatever_slack_knows";
/** What stands in the way of a look: a setting that has to be mended, or what was found before. */
export type Obstacle = "setting" | "database" | "slack" | "bot_token" | "manifest";

export interface Examining {
  readonly now: () => Date;
  readonly log: Log;
  /** Null when there is no manifest to compare with. */
  readonly announced: Announced | null;
}

export async function* examineSetUp(
  environment: Readonly<Record<string, string | undefined>>,
  examining: Examining,
): AsyncGenerator<Finding> {
  const { config, faults, readable } = readSettings(environment);
  for (const fault of faults) yield { code: "setting_faulty", fault };
  if (config) yield { code: "settings_readable", mode: config.slack.mode };
  yield* calendarOf(readable, examining);
  yield* manifestOf(readable, examining);
  const { databaseUrl } = readable;
  if (databaseUrl === null) {
    yield { code: "not_checked", what: "database", because: "setting" };
    yield* slackOf(readable, null, examining);
    return;
  }
  const { finding, db, close } = await examineStore(databaseUrl);
  try {
    yield finding;
    if (finding.code === "store_fails" || finding.code === "store_fails_oddly")
      yield { code: "not_checked", what: "old_channels", because: "database" };
    yield* slackOf(readable, db, examining);
  } finally {
    await close();
  }
}

export function* calendarOf(
  { holidays, defaultZone }: Pick<Readable, "holidays" | "defaultZone">,
  { now }: Examining,
): Generator<Finding> {
  if (holidays === null || defaultZone === null)
    yield { code: "not_checked", what: "holidays", because: "setting" };
  else yield checkCalendar(holidays, localDate(now(), defaultZone));
}

export function* manifestOf(
  { slashCommand, hearing }: Pick<Readable, "slashCommand" | "hearing">,
  { announced }: Examining,
): Generator<Finding> {
  if (announced === null) {
    yield { code: "manifest_missing" };
    return;
  }
  if (slashCommand === null) yield { code: "not_checked", what: "command", because: "setting" };
  else yield checkCommand(slashCommand, announced);
  const mode = hearing && checkMode(hearing.mode, announced);
  if (mode) yield mode;
}

async function* slackOf(readable: Readable, db: Db | null, examining: Examining): AsyncGenerator<Finding> {
  const { botToken, apiUrl, slackIsKnown } = readable;
  if (botToken === null || !slackIsKnown) {
    yield { code: "not_checked", what: "bot_token", because: "setting" };
    yield* hearingOf(readable, null, examining);
    yield { code: "not_checked", what: "whatever_slack_knows", because: "bot_token" };
    return;
  }
  const { now, log } = examining;
  const asked = await askWhoWeAre({ botToken, apiUrl }, { realNow: now, log }).then(
    (told) => ({ told }),
    (error: unknown) => ({ why: whyNotTold("SLACK_BOT_TOKEN", error) }),
  );
  if ("why" in asked) {
    yield asked.why;
    const because = asked.why.code === "slack_silent" ? "slack" : "bot_token";
    if (because === "slack" && readable.hearing?.mode === "socket")
      yield { code: "not_checked", what: "hearing", because };
    else yield* hearingOf(readable, null, examining);
    yield { code: "not_checked", what: "whatever_slack_knows", because };
    return;
  }
  const { told } = asked;
  yield checkBotToken(told);
  if (examining.announced) yield checkScopes(told, examining.announced.scopes);
  else yield { code: "not_checked", what: "scopes", because: "manifest" };
  yield checkClock(told.aheadMs, readable.hearing?.mode ?? null);
  const client = askingClient(botToken, apiUrl, { log });
  const botApp = told.botId === null ? null : await appOfBot(client, told.botId);
  yield* hearingOf(readable, botApp, examining);
  yield* placesOf(readable, { db, told, client }, examining);
  yield await checkViews(client, readable.channelLocale);
}

async function* hearingOf(
  { hearing, apiUrl, slackIsKnown }: Readable,
  botApp: string | null,
  { log }: Examining,
): AsyncGenerator<Finding> {
  if (hearing === null || (hearing.mode === "socket" && !slackIsKnown))
    yield { code: "not_checked", what: "hearing", because: "setting" };
  else if (hearing.mode === "http") yield await checkPort(hearing);
  else yield await checkAppToken(hearing.appToken, botApp, { apiUrl, log });
}

interface Inside {
  readonly db: Db | null;
  readonly told: WhoWeAre;
  readonly client: ReturnType<typeof askingClient>;
}

/** Where cards go, and who takes them there. */
export async function* placesOf(
  settings: Pick<Readable, "csm" | "routes" | "routesAreKnown">,
  { db, told: { workspace }, client }: Inside,
  { now, log }: Examining,
): AsyncGenerator<Finding> {
  if (settings.csm.channel === null)
    yield { code: "not_checked", what: "default_channel", because: "setting" };
  if (!settings.routesAreKnown) yield { code: "not_checked", what: "routes", because: "setting" };
  if (db) {
    for (const outdated of await outdatedSettings({ db, workspace, settings }))
      yield { code: "setting_outdated", ...outdated };
  }
  const channels = await channelsInUse({ db, workspace, settings });
  yield* await checkChannels(channels, settings.csm.teamIds, (channelId) =>
    askOfChannel({ workspace, now, log }, client, channelId),
  );
  yield* await checkUsergroups(usergroupsInUse(settings), client);
}
