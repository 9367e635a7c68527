import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Act, fill, requestsOf, screensOf } from "./acts.ts";
import type { Bench } from "./bench.ts";
import { type ChildApp, startBareChild, startBotChild } from "./child-app.ts";
import { type Line, lineTo, type Request } from "./closed-loop.ts";
import type { Engine } from "./engines.ts";
import type { LightSlack } from "./light-slack.ts";
import type { RecordedCase } from "./record-a-case.ts";

/** The bot, a bare Bolt app, and one that also inserts a row by hand: each in a process of its own, before one Slack. */

export const apps = ["bare", "by hand", "bot"] as const;
export type AppName = (typeof apps)[number];

export interface Apps {
  readonly lines: Readonly<Record<AppName, Line>>;
  readonly children: Readonly<Record<AppName, ChildApp>>;
  readonly next: (act: Act) => () => Request;
  readonly close: () => Promise<void>;
}

/** What the cases of a round owe is posted before the next one begins, as it is where people have to write their cases first. */
export const quietMs = 100;

interface AppsOptions {
  readonly slack: LightSlack;
  readonly recorded: RecordedCase;
  /** How many cases can be sent. */
  readonly senders: number;
  /** A folder for each app's CPU profile, if any is wanted. */
  readonly profileIn?: (app: AppName) => string;
}

export async function openApps(
  bench: Bench,
  engine: Engine,
  { slack, recorded, senders, profileIn }: AppsOptions,
): Promise<Apps> {
  const database = await engine.createDatabase();
  const byHand = await engine.createDatabase();
  await fill(database.url, recorded, senders);
  const screens = join(bench.folder, "screens.json");
  await writeFile(screens, JSON.stringify(screensOf(recorded)));
  const options = (app: AppName) => ({ slack, ...(profileIn && { profileIn: profileIn(app) }) });
  const settings = { BENCH_SCREENS: screens };
  const children: Record<AppName, ChildApp> = {
    bare: await startBareChild({ ...options("bare"), settings }),
    "by hand": await startBareChild({ ...options("by hand"), settings, databaseUrl: byHand.url }),
    bot: await startBotChild({ ...options("bot"), databaseUrl: database.url }),
  };
  const lines: Apps["lines"] = {
    bare: lineTo(children.bare.port),
    "by hand": lineTo(children["by hand"].port),
    bot: lineTo(children.bot.port),
  };
  return {
    lines,
    children,
    next: (act) => requestsOf(act, slack, recorded),
    close: async () => {
      for (const app of apps) {
        await lines[app].close();
        await children[app].stop();
      }
      await database.remove();
      await byHand.remove();
    },
  };
}
