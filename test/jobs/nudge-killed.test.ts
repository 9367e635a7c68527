import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Clock, tickingClock } from "../../playground/clock.ts";
import { until } from "../../playground/patience.ts";
import { type Person, personOn } from "../../playground/person.ts";
import { ordinary } from "../../playground/sample-cases.ts";
import type { Fault } from "../../playground/server/faults.ts";
import { type LocalSlack, startLocalSlack } from "../../playground/server/local-slack.ts";
import { app, channels, people, workspace } from "../../playground/workspace.ts";
import { callsOf, draftsOnDisk, keysIn, kindsOf, sends } from "../support/a-bot-in-trouble.ts";
import { type ChildBot, childSettings, endChildren, startReadyChild } from "../support/a-child-bot.ts";

/** Reminders of a bot that is killed over them, or runs twice: each comes once. */

const day = 24 * 60 * 60 * 1000;
const minute = 60_000;
/** Monday noon in Chicago, where Dana is. */
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
  disk = await draftsOnDisk({ answers: ordinary.answers });
  dana = personOn(slack, people.dana);
  child = await start();
});
afterEach(async () => {
  endChildren();
  await slack.stop();
  await disk.remove();
});

function start(): Promise<ChildBot> {
  return startReadyChild({ settings: childSettings(slack, disk.url), laterByMs });
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
const reminders = () => inThread().filter((kind) => kind === "nudge");

async function sendsCase(): Promise<void> {
  await sends(dana);
  await until("the card and its evidence", () => inThread().length === 2, 60_000);
  await until("the receipt", () => dana.dms()[0]?.screen.includes("ESC-1"));
}

/** Longer than the runners' look-out and a channel's turn: whatever were to come twice would come now. */
async function expectReminders(count: number): Promise<void> {
  await until(`${count} reminders`, () => reminders().length >= count, 60_000);
  await slack.quiet(2_500);
  expect(reminders()).toHaveLength(count);
  expect(slack.violations.filter(({ what }) => what !== "not_acknowledged")).toEqual([]);
}

const struck: readonly (readonly [string, Fault])[] = [
  ["while it is being posted", { kind: "delay", ms: 300 }],
  ["when it stands and the answer is lost", { kind: "lose_answer" }],
];

test.each(struck)(
  "a bot killed over a reminder, %s, sends it once, and the next one on its day",
  async (_, fault) => {
    await sendsCase();
    await kill();
    later(1 * day);
    const before = callsOf(slack, "chat.postMessage");
    slack.fail("chat.postMessage", fault, { channel: channels.csm });
    child = await start();
    await until("the reminder to be on its way", () => callsOf(slack, "chat.postMessage") > before, 60_000);
    await kill();
    await slack.quiet(400);
    slack.mend();

    later(1 * minute);
    child = await start();
    await expectReminders(1);
    await kill();
    later(2 * day);
    child = await start();
    await expectReminders(2);
  },
);

test("two bots on one store send each reminder once", async () => {
  await sendsCase();
  await kill();
  later(1 * day);
  const [one, other] = await Promise.all([start(), start()]);
  child = one;
  await expectReminders(1);
  other.process.kill("SIGKILL");
  await kill();
  later(2 * day);
  await Promise.all([start(), start()]);
  await expectReminders(2);
});
