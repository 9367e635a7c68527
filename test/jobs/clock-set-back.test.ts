import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { never } from "../../src/patience.ts";
import { untilOpen } from "../../src/jobs/deliver-in-turn.ts";
import type { Bot } from "../../src/assemble.ts";
import { type Clock, tickingClock } from "../../playground/clock.ts";
import { until } from "../../playground/patience.ts";
import { personOn } from "../../playground/person.ts";
import { type LocalSlack, startLocalSlack } from "../../playground/server/local-slack.ts";
import { app, channels, people, workspace } from "../../playground/workspace.ts";
import { draftsOnDisk, keysIn, kindsOf, sends } from "../support/a-bot-in-trouble.ts";
import { childSettings } from "../support/a-child-bot.ts";
import { inOneLine, isTrouble, startWatchedBotAt } from "../support/a-watched-stage.ts";

/** The bot's clock was three hours ahead, and is set right: Slack's was right all the time. */

const threeHours = 3 * 60 * 60_000;

let slack: LocalSlack;
let disk: Awaited<ReturnType<typeof draftsOnDisk>>;
let clock: Clock;
let bot: Bot;
let lines: string[];

const start = () =>
  startWatchedBotAt(slack.apiUrl, clock, childSettings(slack, disk.url), (heard) => {
    if (isTrouble(heard)) lines.push(inOneLine(heard));
  });

beforeEach(async () => {
  lines = [];
  slack = await startLocalSlack({ workspace, app, clock: tickingClock(), settleMs: 40 });
  disk = await draftsOnDisk({ drafts: [people.dana, people.harriet] });
  clock = tickingClock(new Date(Date.now() + threeHours));
  bot = await start();
});
afterEach(async () => {
  await bot.stop();
  await slack.stop();
  await disk.remove();
});

const cards = () => kindsOf(keysIn(slack, people.casey, channels.csm)).filter((kind) => kind === "card");

test("a case sent while the clock was ahead is finished, and one sent after that is shown, without a restart", async () => {
  await sends(personOn(slack, people.dana));
  await until("the first card", () => cards().length === 1);
  clock.advance(-threeHours);
  await bot.wake();
  expect(lines.filter((line) => line.startsWith("the clock was set back"))).toHaveLength(1);
  await sends(personOn(slack, people.harriet));
  await until("both cases", () => keysIn(slack, people.casey, channels.csm).length === 4, 15_000);
  expect(cards()).toHaveLength(2);
});

test("and so after a restart", async () => {
  await sends(personOn(slack, people.dana));
  await until("the first card", () => cards().length === 1);
  await bot.stop();
  clock.advance(-threeHours);
  bot = await start();
  await sends(personOn(slack, people.harriet));
  await until("both cases", () => keysIn(slack, people.casey, channels.csm).length === 4, 15_000);
  expect(cards()).toHaveLength(2);
});

test("nobody waits for a channel for hours because the clock was set back meanwhile", async () => {
  const now = () => new Date();
  const opensAt = new Date(Date.now() + threeHours);
  const turn = { teamId: "T1", channelId: channels.csm, opensAt };
  const claim = { turn } as const;
  expect(await untilOpen(claim, now, never)).toEqual(opensAt);
});
