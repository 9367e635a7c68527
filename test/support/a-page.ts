import { type Bot, startBot } from "../../src/assemble.ts";
import { readConfig } from "../../src/config.ts";
import { changeFeed } from "../../playground/changes.ts";
import { type Clock, tickingClock } from "../../playground/clock.ts";
import { type FaultSwitches, faultSwitches } from "../../playground/fault-switches.ts";
import { pageServer } from "../../playground/page-server.ts";
import { playgroundOperations } from "../../playground/playground-operations.ts";
import { pathOf } from "../../playground/server/http-front.ts";
import { type LocalSlack, startLocalSlack } from "../../playground/server/local-slack.ts";
import { modeSettings } from "../../playground/stage.ts";
import { app, channels, csmUsergroup, workspace } from "../../playground/workspace.ts";

/** The playground on a day of the test's choice, with the bot in this process, so that a test sees both sides. */
export interface APage {
  readonly slack: LocalSlack;
  readonly clock: Clock;
  readonly url: string;
  /** Where one person stands in one conversation. */
  readonly at: (userId: string, channelId: string) => string;
  readonly stop: () => Promise<void>;
}

/** Monday ten in the morning in Chicago. */
const monday = new Date("2026-11-23T16:00:00Z");

export async function openAPage(start = monday): Promise<APage> {
  const clock = tickingClock(start);
  const changes = changeFeed();
  const page = pageServer();
  let bot: Bot | null = null;
  let switches: FaultSwitches | null = null;
  const slack: LocalSlack = await startLocalSlack({
    workspace,
    app,
    clock,
    settleMs: 40,
    beside: {
      onChange: changes.note,
      operations: playgroundOperations({
        bot: {
          state: () => (bot ? "running" : "starting"),
          pid: () => null,
          lines: () => [],
          restart: () => Promise.reject(new Error("Here the bot lives with the test.")),
          setClock: () => undefined,
          async work() {
            await bot?.wake();
            return (await bot?.nextDueAt()) ?? null;
          },
          nextDueAt: async () => (await bot?.nextDueAt()) ?? null,
          stop: () => Promise.resolve(),
        },
        faults: () => (switches ??= faultSwitches(slack, channels.csm)),
        command: "/escalate",
      }),
      async serve(request, response) {
        if (pathOf(request) !== "/control/changes") return page.serve(request, response);
        changes.follow(response);
        return true;
      },
    },
  });
  const silent = () => undefined;
  const running = await startBot(
    readConfig({
      SLACK_BOT_TOKEN: app.botToken,
      ...modeSettings("socket"),
      SLACK_API_URL: slack.apiUrl,
      CSM_CHANNEL: channels.csm,
      CSM_USERGROUP: csmUsergroup,
      DATABASE_URL: "sqlite::memory:",
    }),
    { now: () => clock.now(), log: { info: silent, warn: silent, error: silent } },
  );
  bot = running;
  await slack.untilConnected();
  return {
    slack,
    clock,
    url: `${slack.origin}/`,
    at: (userId, channelId) => `${slack.origin}/#${userId}/${channelId}`,
    async stop() {
      await running.stop();
      await slack.stop();
    },
  };
}
