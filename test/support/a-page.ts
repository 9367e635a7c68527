import type { Bot } from "../../src/assemble.ts";
import type { Clock } from "../../playground/clock.ts";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import { botSettings } from "../../playground/stage.ts";
import { type APage, openAPageWith } from "./a-page-with.ts";
import { startWatchedBot } from "./a-watched-stage.ts";

/** The playground with the bot in this process. */
export function openAPage(): Promise<APage> {
  return openAPageWith(theBot);
}

function theBot(slack: LocalSlack, clock: Clock): Promise<Bot> {
  return startWatchedBot(slack, clock, botSettings("socket", "sqlite::memory:"));
}
