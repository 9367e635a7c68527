import { botProcess } from "./bot-process.ts";
import { changeFeed } from "./changes.ts";
import { type FaultSwitches, faultSwitches } from "./fault-switches.ts";
import { pageServer } from "./page-server.ts";
import { passTimeUntil } from "./passing-time.ts";
import { playgroundOperations } from "./playground-operations.ts";
import { playgroundWorkspace, sendSeededCase, stageDays } from "./seeded-case.ts";
import { isFromHere } from "./server/from-here.ts";
import { pathOf } from "./server/http-front.ts";
import { type LocalSlack, startLocalSlack } from "./server/local-slack.ts";
import type { Beside } from "./server/seed.ts";
import { sharedClock } from "./shared-clock.ts";
import { botSettings } from "./stage.ts";
import { app, backupUsergroup, channels } from "./workspace.ts";

export interface Playground {
  /** Where the page is. */
  readonly url: string;
  readonly port: number;
}

export interface PlaygroundOptions {
  /** The first one that is free, from here on. */
  readonly port: number;
  readonly databaseUrl: string;
  /** Given what ends a part of it, as soon as that part runs: the last one given is to be ended first. */
  readonly onOpen: (close: () => Promise<void>) => void;
}

const command = "/escalate";
const startsWithinMs = 60_000;

/** A local Slack with its page, the bot on it in a process of its own, and a case already under way. */
export async function openPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { sent, opens } = stageDays(new Date());
  const changes = changeFeed();
  const clock = sharedClock(sent, (offsetMs) => {
    bot.setClock(offsetMs);
    changes.note();
  });
  const settings: Record<string, string> = {};
  const bot = botProcess({ settings, clockOffsetMs: clock.offsetMs, onChange: changes.note });
  const page = pageServer();
  let switches: FaultSwitches | null = null;
  const faults = () => (switches ??= faultSwitches(slack, channels.csm));
  const beside: Beside = {
    operations: playgroundOperations({ bot, faults, command }),
    onChange: changes.note,
    async serve(request, response) {
      if (!isFromHere(request)) {
        response.writeHead(403, {
          "content-type": "application/json; charset=utf-8",
          "x-content-type-options": "nosniff",
        });
        response.end(JSON.stringify({ error: "Only this machine may use the playground." }));
        return true;
      }
      if (pathOf(request) === "/control/changes" && request.method === "GET") {
        changes.follow(response);
        return true;
      }
      return page.serve(request, response);
    },
  };

  const { slack, port } = await onFreePort(options.port, (free) =>
    startLocalSlack({ workspace: playgroundWorkspace, app, clock, port: free, beside }),
  );
  options.onOpen(() => slack.stop());
  Object.assign(settings, {
    ...botSettings("socket", options.databaseUrl),
    SLACK_API_URL: slack.apiUrl,
    SLASH_COMMAND: command,
    CSM_BACKUP_USERGROUP: backupUsergroup,
  });
  options.onOpen(() => bot.stop());
  await bot.restart(startsWithinMs);
  if (bot.state() !== "running") throw new Error(`The bot did not start:\n${bot.lines().join("\n")}`);
  await slack.untilConnected();
  await sendSeededCase(slack);
  await passTimeUntil(opens, { clock, bot, quiet: () => slack.quiet() });
  return { url: `${slack.origin}/`, port };
}

const portsToTry = 20;

async function onFreePort(
  wanted: number,
  start: (port: number) => Promise<LocalSlack>,
): Promise<{ readonly slack: LocalSlack; readonly port: number }> {
  const last = wanted === 0 ? 0 : Math.min(wanted + portsToTry - 1, 65_535);
  for (let port = wanted; port <= last; port += 1) {
    try {
      const slack = await start(port);
      return { slack, port: Number(new URL(slack.origin).port) };
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    }
  }
  throw new Error(`The ports ${wanted} to ${last} are all in use. Give another one with --port.`);
}
