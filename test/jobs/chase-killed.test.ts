import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Clock, tickingClock } from "../../playground/clock.ts";
import { until } from "../../playground/patience.ts";
import { type Person, personOn } from "../../playground/person.ts";
import type { Fault } from "../../playground/server/faults.ts";
import { type LocalSlack, startLocalSlack } from "../../playground/server/local-slack.ts";
import { app, channels, people, workspace } from "../../playground/workspace.ts";
import { callsOf, draftsOnDisk, keysIn, kindsOf, sends } from "../support/a-bot-in-trouble.ts";
import { type ChildBot, childSettings, endChildren, startReadyChild } from "../support/a-child-bot.ts";

/** A bot that is killed over the word that nobody has taken a case, or runs twice: each word of it comes once. */

const hour = 60 * 60 * 1000;
const day = 24 * hour;
/** Monday noon in Chicago, where Dana and the CSMs are. */
const noon = new Date("2026-11-23T18:00:00Z");

let slack: LocalSlack;
let clock: Clock;
let disk: Awaited<ReturnType<typeof draftsOnDisk>>;
let child: ChildBot;
let dana: Person;
let laterByMs: number;

beforeEach(async () => {
  laterByMs = noon.getTime() - Date.now();
  clock = tickingClock(noon);
  slack = await startLocalSlack({ workspace, app, clock, settleMs: 40, ackWithinMs: 20_000 });
  // Ready: nobody is reminded of anything else.
  disk = await draftsOnDisk();
  dana = personOn(slack, people.dana);
  child = await start();
});
afterEach(async () => {
  endChildren();
  await slack.stop();
  await disk.remove();
});

function start(): Promise<ChildBot> {
  const settings = {
    ...childSettings(slack, disk.url),
    CSM_BACKUP_USERGROUP: "S0BACKUP1",
    DEFAULT_TIME_ZONE: "America/Chicago",
  };
  return startReadyChild({ settings, laterByMs });
}

async function kill(): Promise<void> {
  child.process.kill("SIGKILL");
  expect(await child.ended).toBe("SIGKILL");
}

/** Time passes while the bot is down. */
function later(ms: number): void {
  laterByMs += ms;
  clock.advance(ms);
}

const inThread = () => kindsOf(keysIn(slack, people.casey, channels.csm));
const calls = () => inThread().filter((kind) => kind === "chase");
const notices = () =>
  kindsOf(keysIn(slack, people.dana, slack.dmOf(people.dana).id)).filter(
    (kind) => kind === "unclaimed_notice",
  );

async function sendsCase(): Promise<void> {
  await sends(dana);
  await until("the card and its evidence", () => inThread().length >= 2, 60_000);
  await until("the receipt", () => dana.dms()[0]?.screen.includes("ESC-1"));
}

/** Longer than the runners' look-out and a channel's turn: whatever were to come twice would come now. */
async function expectSaid(expected: { readonly calls: number; readonly notices: number }): Promise<void> {
  await until(
    "what is to be said",
    () => calls().length >= expected.calls && notices().length >= expected.notices,
    60_000,
  );
  await slack.quiet(2_500);
  expect({ calls: calls().length, notices: notices().length }).toEqual(expected);
  expect(slack.violations.filter(({ what }) => what !== "not_acknowledged")).toEqual([]);
}

const struck: readonly (readonly [string, Fault])[] = [
  ["while it is being posted", { kind: "delay", ms: 300 }],
  ["when it stands and the answer is lost", { kind: "lose_answer" }],
];

test.each(struck)("a bot killed over it, %s, says it once, and the rest on its day", async (_, fault) => {
  await sendsCase();
  await kill();
  later(1 * day + 1 * hour);
  const before = callsOf(slack, "chat.postMessage");
  slack.fail("chat.postMessage", fault, { channel: channels.csm });
  child = await start();
  await until("it to be on its way", () => callsOf(slack, "chat.postMessage") > before, 60_000);
  await kill();
  await slack.quiet(400);
  slack.mend();

  later(60_000);
  child = await start();
  await expectSaid({ calls: 1, notices: 0 });
  await kill();
  later(1 * day);
  child = await start();
  await expectSaid({ calls: 2, notices: 1 });
});

test("two bots on one store say it once", async () => {
  await sendsCase();
  await kill();
  later(1 * day + 1 * hour);
  const [one, other] = await Promise.all([start(), start()]);
  child = one;
  await expectSaid({ calls: 1, notices: 0 });
  other.process.kill("SIGKILL");
  await kill();
  later(1 * day);
  await Promise.all([start(), start()]);
  await expectSaid({ calls: 2, notices: 1 });
});
