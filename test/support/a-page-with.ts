import { changeFeed } from "../../playground/changes.ts";
import { type Clock, tickingClock } from "../../playground/clock.ts";
import { type FaultSwitches, faultSwitches } from "../../playground/fault-switches.ts";
import { pageServer } from "../../playground/page-server.ts";
import { playgroundOperations } from "../../playground/playground-operations.ts";
import { pathOf } from "../../playground/server/http-front.ts";
import { type LocalSlack, startLocalSlack } from "../../playground/server/local-slack.ts";
import { app, channels, workspace } from "../../playground/workspace.ts";

/** The playground with whoever plays the app in this process, so that a test sees both sides. */
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

/** Hears what people do on the page, and does something by the clock. */
interface App {
  readonly wake: () => Promise<void>;
  readonly nextDueAt: () => Promise<Date | null>;
  readonly stop: () => Promise<void>;
}

export async function openAPageWith(join: (slack: LocalSlack, clock: Clock) => Promise<App>): Promise<APage> {
  const clock = tickingClock(monday);
  const changes = changeFeed();
  const page = pageServer();
  let bot: App | null = null;
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
  const running = await join(slack, clock);
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
