import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Clock, tickingClock } from "../../playground/clock.ts";
import { until } from "../../playground/patience.ts";
import { type Person, personOn } from "../../playground/person.ts";
import type { Fault, FaultReach } from "../../playground/server/faults.ts";
import { type LocalSlack, startLocalSlack } from "../../playground/server/local-slack.ts";
import { app, channels, people, workspace } from "../../playground/workspace.ts";
import {
  callsOf,
  draftsOnDisk,
  en,
  expectShownOnce,
  keysIn,
  kindsOf,
  opensReview,
} from "../support/a-bot-in-trouble.ts";
import {
  type ChildBot,
  childSettings,
  endChildren,
  saysIn,
  startChild,
  startReadyChild,
} from "../support/a-child-bot.ts";

/** `kill -9` at every step between *Send* and the last message; nothing may be missing and nothing may be twice. */

let slack: LocalSlack;
let clock: Clock;
let disk: Awaited<ReturnType<typeof draftsOnDisk>>;
let child: ChildBot;
let dana: Person;
/** How much later than now it is on the stage: each restart comes a minute after the kill. */
let laterByMs: number;

beforeEach(async () => {
  laterByMs = 0;
  clock = tickingClock();
  slack = await startLocalSlack({ workspace, app, clock, settleMs: 40, ackWithinMs: 20_000 });
  disk = await draftsOnDisk();
  dana = personOn(slack, people.dana);
  child = await startReadyChild({ settings: childSettings(slack, disk.url) });
});
afterEach(async () => {
  endChildren();
  await slack.stop();
  await disk.remove();
});

const aMinute = 60_000;
const inChannel = () => kindsOf(keysIn(slack, people.casey, channels.csm));
const inDm = () => kindsOf(keysIn(slack, people.dana, slack.dmOf(people.dana).id));

/** What a killed process held is free again by then: a deployment that restarts a crashed bot may be much quicker. */
function restart(): void {
  laterByMs += aMinute;
  clock.advance(aMinute);
  child = startChild({ settings: childSettings(slack, disk.url), laterByMs });
}

/** The moment at which nothing is owed any more: the receipt has the link to the card, which is its last change. */
async function expectAllArrives(): Promise<void> {
  await until("all of the case", () => inChannel().length >= 2 && inDm().length >= 1, 60_000);
  await until("the link in the receipt", () => {
    const [receipt] = personOn(slack, people.dana).dms();
    return receipt?.screen.includes(en.card.receipt.sent("ESC-1", "#csm-escalations"));
  });
  // Longer than the runner's look-out and a channel's turn: whatever were to come twice would come now.
  await slack.quiet(1_300);
  expectShownOnce(slack);
  expect(slack.violations.filter(({ what }) => what !== "not_acknowledged")).toEqual([]);
}

/** Presses *Send* without waiting for anything. */
function pressesSend(): void {
  void dana.presses(en.controls.submit.send).catch(() => undefined);
}

/** A step of the case, and what befalls the bot there: its process ends in the middle of it. */
interface Moment {
  readonly method: string;
  readonly fault: Fault;
  readonly reach: FaultReach;
}
const toCsm = { channel: channels.csm };
const toDm = () => ({ channel: slack.dmOf(people.dana).id });
/** Time enough to be caught in. */
const slowMs = 300;
const slow: Fault = { kind: "delay", ms: slowMs };
const lost: Fault = { kind: "lose_answer" };
const broken: Fault = { kind: "hang_up" };
const busy: Fault = { kind: "error", error: "ratelimited" };
const post = "chat.postMessage";

async function kill(): Promise<void> {
  child.process.kill("SIGKILL");
  // It was at work until now.
  expect(await child.ended).toBe("SIGKILL");
}

/** Begins something, and kills the bot as soon as it is in the middle of it. */
async function killedAt({ method, fault, reach }: Moment, begin: () => void): Promise<void> {
  const calls = () =>
    slack.calls.filter(
      ({ method: called, args }) =>
        called === method && (reach.channel === undefined || args["channel"] === reach.channel),
    ).length;
  const before = calls();
  slack.fail(method, fault, reach);
  begin();
  await until(`${method} to be called`, () => calls() > before, 60_000);
  await kill();
  // What Slack had begun, it ends.
  await slack.quiet(fault === slow ? slowMs + 50 : 50);
  slack.mend(method);
}

/** Keeps the receipt waiting, so that the bot can be killed over it later. */
function holdDms(): void {
  slack.fail("conversations.open", busy, { times: Infinity });
}
function letDmsGo(): void {
  slack.mend("conversations.open");
}

describe("a bot that is killed shows the case once after its restarts", () => {
  test("right after Send was acknowledged, and then in the middle of every step that follows", async () => {
    await opensReview(dana);
    holdDms();
    const acks = () => slack.traffic.filter(({ kind }) => kind === "ack").length;
    const before = acks();
    pressesSend();
    await until("the acknowledgement", () => acks() > before);
    await kill();
    await slack.quiet(50);
    // On a busy machine the bot may have been quicker than the kill.
    if (inChannel().length === 0) await killedAt({ method: post, fault: slow, reach: toCsm }, restart);
    expect(inChannel()).toEqual(["card"]);
    await killedAt({ method: post, fault: slow, reach: toCsm }, restart);
    expect(inChannel()).toEqual(["card", "evidence 1"]);
    letDmsGo();
    await killedAt({ method: "conversations.open", fault: slow, reach: {} }, restart);
    await killedAt({ method: post, fault: slow, reach: toDm() }, restart);
    expect(inDm()).toEqual(["receipt"]);
    // While it is drawn again.
    await killedAt({ method: "chat.update", fault: slow, reach: toDm() }, restart);
    restart();
    await expectAllArrives();
    expect(callsOf(slack, post)).toBe(3);
  });

  test("each time that a message was posted and the answer was lost", async () => {
    await opensReview(dana);
    holdDms();
    await killedAt({ method: post, fault: lost, reach: toCsm }, pressesSend);
    expect(inChannel()).toEqual(["card"]);
    await killedAt({ method: post, fault: lost, reach: toCsm }, restart);
    expect(inChannel()).toEqual(["card", "evidence 1"]);
    letDmsGo();
    await killedAt({ method: post, fault: lost, reach: toDm() }, restart);
    expect(inDm()).toEqual(["receipt"]);
    restart();
    await expectAllArrives();
    expect(callsOf(slack, post)).toBe(3);
  });

  test("each time that a message was refused, or its connection broke before it was posted", async () => {
    await opensReview(dana);
    holdDms();
    await killedAt({ method: post, fault: busy, reach: toCsm }, pressesSend);
    await killedAt({ method: post, fault: broken, reach: toCsm }, restart);
    expect(inChannel()).toEqual([]);
    letDmsGo();
    await killedAt({ method: post, fault: broken, reach: toDm() }, restart);
    expect(inDm()).toEqual([]);
    restart();
    await expectAllArrives();
  });

  test("before Send was acknowledged: the case is there, or the draft is", async () => {
    await opensReview(dana);
    const envelopes = () => slack.traffic.filter(({ kind }) => kind === "envelope").length;
    const before = envelopes();
    pressesSend();
    await until("Send to leave", () => envelopes() > before);
    await kill();
    await slack.quiet();
    restart();
    await saysIn(child, "the bot is ready");
    await dana.closesModal();
    await dana.types("/escalate", { in: channels.project });
    const screen = await dana.seesModal();
    if (screen.text.includes(en.modal.resume.heading)) {
      await dana.presses(en.controls.buttons.resume);
      await dana.seesModal(en.controls.titles.review);
      await dana.presses(en.controls.submit.send);
      await dana.seesModal("ESC-1");
    }
    await expectAllArrives();
  });
});
