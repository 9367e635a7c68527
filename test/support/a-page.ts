import { type Bot, startBot } from "../../src/assemble.ts";
import { readConfig } from "../../src/config.ts";
import type { Clock } from "../../playground/clock.ts";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import { modeSettings } from "../../playground/stage.ts";
import { app, channels, csmUsergroup } from "../../playground/workspace.ts";
import { type APage, openAPageWith } from "./a-page-with.ts";

/** The playground with the bot in this process. */
export function openAPage(): Promise<APage> {
  return openAPageWith(theBot);
}

function theBot(slack: LocalSlack, clock: Clock): Promise<Bot> {
  const silent = () => undefined;
  const config = readConfig({
    SLACK_BOT_TOKEN: app.botToken,
    ...modeSettings("socket"),
    SLACK_API_URL: slack.apiUrl,
    CSM_CHANNEL: channels.csm,
    CSM_USERGROUP: csmUsergroup,
    DATABASE_URL: "sqlite::memory:",
  });
  return startBot(config, { now: () => clock.now(), log: { info: silent, warn: silent, error: silent } });
}
