import { type Bot, startBot } from "../src/assemble.ts";
import { readConfig } from "../src/config.ts";
import type { Log } from "../src/slack/deps.ts";
import { connectionsAtOnce } from "../src/slack/keep-connected.ts";
import type { Clock } from "./clock.ts";
import { type Person, personOn } from "./person.ts";
import type { Mode } from "./server/app-link.ts";
import { type LocalSlack, startLocalSlack } from "./server/local-slack.ts";
import type { LocalSlackOptions, WorkspaceSeed } from "./server/seed.ts";
import { app, channels, csmUsergroup, workspace } from "./workspace.ts";

/** A local Slack with the bot connected to it, on one clock. */
export interface Stage {
  readonly slack: LocalSlack;
  readonly clock: Clock;
  readonly person: (userId: string) => Person;
  /** Lets everything that is owed now, or within `withinMs`, arrive; a frozen clock is moved along. */
  readonly settle: (withinMs?: number) => Promise<void>;
  /** Resolves when the bot's listeners are done with what people did before. */
  readonly listened: () => Promise<void>;
  /** Stops the bot as a deployment would, and starts it again on the same store, with some settings changed. */
  readonly restartBot: (changed?: Readonly<Record<string, string>>) => Promise<void>;
  /** Where the bot hears Slack, in HTTP mode. */
  readonly port: () => number | null;
  /** Where those who watch over the bot may ask, when `METRICS_PORT` is set. */
  readonly watchPort: () => number | null;
  readonly stop: () => Promise<void>;
}

export interface StageOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly settings?: Readonly<Record<string, string>>;
  readonly seed?: WorkspaceSeed;
  /** How Slack reaches the bot; Socket Mode when absent. */
  readonly mode?: Mode;
  readonly slack?: Pick<LocalSlackOptions, "ackWithinMs" | "settleMs" | "eventRetryDelaysMs">;
}

/** Waits between messages to one channel, and the first tries again. */
const shortWaitsMs = 20_000;

export async function openStage({
  clock,
  log,
  settings = {},
  seed = workspace,
  mode = "socket",
  slack: tuning = {},
}: StageOptions): Promise<Stage> {
  const slack = await startLocalSlack({ workspace: seed, app, clock, mode, ...tuning });
  const environment = {
    ...botSettings(mode, "sqlite::memory:"),
    SLACK_API_URL: slack.apiUrl,
    ...settings,
  };
  const start = async (changed: Readonly<Record<string, string>> = {}): Promise<Bot> => {
    const config = readConfig({ ...environment, ...changed });
    const started = await startBot(config, { now: () => clock.now(), realNow: () => new Date(), log });
    if (started.port !== null) await slack.reachAt(requestUrl(started.port));
    await slack.untilConnected(mode === "socket" ? connectionsAtOnce : 1);
    return started;
  };
  let bot = await start();
  return {
    slack,
    clock,
    person: (userId) => personOn(slack, userId),
    settle: (withinMs = shortWaitsMs) => settle(slack, () => bot, clock, withinMs),
    listened: () => bot.listened(),
    restartBot: async (changed) => {
      await bot.stop();
      bot = await start(changed);
    },
    port: () => bot.port,
    watchPort: () => bot.watchPort,
    stop: async () => {
      await bot.stop();
      await slack.stop();
    },
  };
}

/** With these, and the address of the Slack, the bot serves the sample workspace. */
export function botSettings(mode: Mode, databaseUrl: string): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: app.botToken,
    ...modeSettings(mode),
    CSM_CHANNEL: channels.csm,
    CSM_USERGROUP: csmUsergroup,
    // Days pass quickly on a stage: who wants to hear of weeks says so.
    DIGEST_DAY: "off",
    DATABASE_URL: databaseUrl,
  };
}

/** With these the bot is reached in this way, at a port of its own choice if by HTTP. */
export function modeSettings(mode: Mode): Record<string, string> {
  return mode === "socket"
    ? { SLACK_APP_TOKEN: app.appToken }
    : { SLACK_SIGNING_SECRET: app.signingSecret, PORT: "0", HOST: "127.0.0.1" };
}

/** What the app's settings in Slack would name, for a bot on this machine. */
export function requestUrl(port: number): string {
  return `http://127.0.0.1:${port}/slack/events`;
}

async function settle(slack: LocalSlack, bot: () => Bot, clock: Clock, withinMs: number): Promise<void> {
  const horizon = clock.now().getTime() + withinMs;
  for (;;) {
    await bot().wake();
    await slack.quiet();
    // What Slack told meanwhile may be why something is due, or on its way.
    await bot().listened();
    await bot().wake();
    const due = await bot().nextDueAt();
    if (due === null || due.getTime() > horizon) return;
    if (due > clock.now()) clock.moveTo(due);
  }
}
