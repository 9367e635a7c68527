import { type Bot, startBot } from "../src/assemble.ts";
import { readConfig } from "../src/config.ts";
import type { Log } from "../src/slack/deps.ts";
import type { Clock } from "./clock.ts";
import { type Person, personOn } from "./person.ts";
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
  /** Stops the bot as a deployment would, and starts it again on the same store. */
  readonly restartBot: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface StageOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly settings?: Readonly<Record<string, string>>;
  readonly seed?: WorkspaceSeed;
  readonly slack?: Pick<LocalSlackOptions, "ackWithinMs" | "settleMs" | "eventRetryDelaysMs">;
}

/** Waits between messages to one channel, and the first tries again. */
const shortWaitsMs = 20_000;

export async function openStage({
  clock,
  log,
  settings = {},
  seed = workspace,
  slack: tuning = {},
}: StageOptions): Promise<Stage> {
  const slack = await startLocalSlack({ workspace: seed, app, clock, ...tuning });
  const config = readConfig({
    SLACK_BOT_TOKEN: app.botToken,
    SLACK_APP_TOKEN: app.appToken,
    SLACK_API_URL: slack.apiUrl,
    CSM_CHANNEL: channels.csm,
    CSM_USERGROUP: csmUsergroup,
    DATABASE_URL: "sqlite::memory:",
    ...settings,
  });
  const start = async (): Promise<Bot> => {
    const started = await startBot(config, { now: () => clock.now(), log });
    await slack.untilConnected(1);
    return started;
  };
  let bot = await start();
  return {
    slack,
    clock,
    person: (userId) => personOn(slack, userId),
    settle: (withinMs = shortWaitsMs) => settle(slack, () => bot, clock, withinMs),
    restartBot: async () => {
      await bot.stop();
      bot = await start();
    },
    stop: async () => {
      await bot.stop();
      await slack.stop();
    },
  };
}

async function settle(slack: LocalSlack, bot: () => Bot, clock: Clock, withinMs: number): Promise<void> {
  const horizon = clock.now().getTime() + withinMs;
  for (;;) {
    bot().wake();
    await slack.quiet();
    const due = await bot().nextDueAt();
    if (due === null || due.getTime() > horizon) return;
    if (due > clock.now()) clock.moveTo(due);
  }
}
