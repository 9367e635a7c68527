import { expect } from "@jest/globals";
import type { Clock } from "../../playground/clock.ts";
import { openStage, type Stage, type StageOptions } from "../../playground/stage.ts";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import { type Bot, startBot } from "../../src/assemble.ts";
import { readBotConfig, readConfig } from "../../src/config.ts";
import { type Heard, leaks, unwatchSlack, watchedLog, watchSlack } from "./a-watched-log.ts";

/** The ways in which a test gets a bot into its own process: ESLint allows no others, so that each log is watched. */

/** `hear` is called with each line of the log. */
export async function openWatchedStage(
  options: Omit<StageOptions, "log">,
  hear?: (heard: Heard) => void,
): Promise<Stage> {
  const stage = await openStage({ ...options, log: watchedLog(hear) });
  watchSlack(stage.slack);
  return {
    ...stage,
    stop: async () => {
      await stage.stop();
      // What it wrote as it stopped, too.
      unwatchSlack(stage.slack);
      expect(leaks()).toEqual([]);
    },
  };
}

export function startWatchedBot(
  slack: LocalSlack,
  clock: Clock,
  settings: Readonly<Record<string, string>>,
): Promise<Bot> {
  watchSlack(slack);
  return startWatchedBotAt(slack.apiUrl, clock, settings);
}

/** On something that is no local Slack. */
export function startWatchedBotAt(
  apiUrl: string,
  clock: Clock,
  settings: Readonly<Record<string, string>>,
  hear?: (heard: Heard) => void,
): Promise<Bot> {
  return startBot(readConfig({ ...settings, SLACK_API_URL: apiUrl }), {
    now: () => clock.now(),
    realNow: () => new Date(),
    log: watchedLog(hear),
  });
}

/** For all workspaces that install it. */
export function startWatchedSharedBot(
  settings: Readonly<Record<string, string>>,
  clock: Clock,
  hear?: (heard: Heard) => void,
): Promise<Bot> {
  return startBot(readBotConfig(settings), {
    now: () => clock.now(),
    realNow: () => new Date(),
    log: watchedLog(hear),
  });
}

/** A healthy day has none of these. */
export function isTrouble({ level }: Heard): boolean {
  return level === "warn" || level === "error";
}

export function inOneLine({ sentence, facts }: Heard): string {
  return `${sentence} ${JSON.stringify(facts)}`;
}
