import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { until } from "../../playground/patience.ts";
import type { Fault } from "../../playground/server/faults.ts";
import { type Person, personOn } from "../../playground/person.ts";
import { type LocalSlack, startLocalSlack } from "../../playground/server/local-slack.ts";
import { app, channels, people, workspace } from "../../playground/workspace.ts";
import { openStore } from "../../src/store/database.ts";
import { findCard } from "../../src/store/deliveries.ts";
import {
  callsOf,
  caseId,
  draftsOnDisk,
  en,
  expectShownOnce,
  keysIn,
  kindsOf,
  opensReview,
  putSentCase,
} from "../support/a-bot-in-trouble.ts";
import {
  type ChildBot,
  childSettings,
  endChildren,
  saysIn,
  startHttpChild,
  startReadyChild,
} from "../support/a-child-bot.ts";
import { beginTo, sendTo, signed } from "../support/a-signed-request.ts";

/** What SIGTERM does to the bot as a process, and what a lost connection does not do to it. */

let slack: LocalSlack;
let disk: Awaited<ReturnType<typeof draftsOnDisk>>;
let child: ChildBot;
let dana: Person;

beforeEach(async () => {
  slack = await startLocalSlack({ workspace, app, settleMs: 40, ackWithinMs: 20_000 });
  disk = await draftsOnDisk();
  dana = personOn(slack, people.dana);
});
afterEach(async () => {
  endChildren();
  await slack.stop();
  await disk.remove();
});

async function starts({ isPatient = false } = {}): Promise<void> {
  child = await startReadyChild({ settings: childSettings(slack, disk.url), isPatient });
}

/** The bot itself ends with another code when it is not done after nine seconds. */
async function expectStops(): Promise<void> {
  const asked = performance.now();
  child.process.kill("SIGTERM");
  expect(await child.ended).toBe(0);
  expect(performance.now() - asked).toBeLessThan(10_000);
  expect(child.errors()).toBe("");
}

test("a post under way is finished and recorded, and the next start goes on from there at once", async () => {
  await starts({ isPatient: true });
  slack.fail("chat.postMessage", { kind: "delay", ms: 400 }, { channel: channels.csm });
  await opensReview(dana);
  void dana.presses(en.controls.submit.send).catch(() => undefined);
  await until("the card to be on its way", () =>
    slack.calls.some(({ method, args }) => method === "chat.postMessage" && args["channel"] === channels.csm),
  );
  await expectStops();
  expect(kindsOf(keysIn(slack, people.casey, channels.csm))).toEqual(["card"]);

  await starts();
  await until("the evidence", () => keysIn(slack, people.casey, channels.csm).length === 2);
  await until("the receipt", () => dana.dms()[0]?.screen.includes(en.card.receipt.link));
  await slack.quiet(1_200);
  expectShownOnce(slack);
  // Nothing was in doubt, so nothing had to be looked for.
  expect(callsOf(slack, "conversations.history")).toBe(0);
  expect(slack.violations).toEqual([]);
});

describe("a post that Slack does not answer", () => {
  /** Much longer than anybody waits for a stop. */
  const hang: Fault = { kind: "delay", ms: 60_000 };
  const ofTheCard = () =>
    slack.calls.filter(
      ({ method, args }) => method === "chat.postMessage" && args["channel"] === channels.csm,
    ).length;

  async function hangsWithACard(): Promise<void> {
    await starts();
    slack.fail("chat.postMessage", hang, { channel: channels.csm });
    await opensReview(dana);
    await dana.presses(en.controls.submit.send);
    await until("the card to be on its way", () => ofTheCard() > 0);
  }

  test("is cut off; nobody holds it any more, and whoever comes next looks for it before it is posted", async () => {
    await hangsWithACard();
    await expectStops();
    const store = await openStore(disk.url);
    const card = await findCard(store.db, await caseId(store.db, 1));
    await store.close();
    expect(card).toMatchObject({ lease: null, posted: null, state: "due" });
    expect(card?.postingSince).not.toBeNull();

    await starts();
    // The doubt about it takes its time, and no lease of thirty seconds does.
    await until("the evidence", () => keysIn(slack, people.casey, channels.csm).length === 2, 60_000);
    expect(callsOf(slack, "conversations.history")).toBe(1);
    expectShownOnce(slack);
  });

  test("and a person who is impatient, change nothing about how the bot stops", async () => {
    await hangsWithACard();
    const stopped = expectStops();
    for (const signal of ["SIGTERM", "SIGINT", "SIGTERM"] as const) {
      await pause(200);
      child.process.kill(signal);
    }
    await stopped;
    expect(child.out().split('"stopping"')).toHaveLength(2);
  });
});

test("while a person is still answered, nothing new is posted any more: another bot, or the next start, does that", async () => {
  await starts({ isPatient: true });
  // Longer than it takes for a case to be put there and looked for, and less than a stop waits.
  slack.fail("users.info", { kind: "delay", ms: 5_000 });
  const asked = dana.types("/escalate ESC-1", { in: channels.project });
  await until("the bot to be at it", () => callsOf(slack, "users.info") > 0);
  const stopped = expectStops();
  await saysIn(child, "stopping");
  await putSentCase(disk.url);
  await Promise.all([stopped, asked]);
  expect(dana.ephemerals(channels.project).at(-1)?.screen).toContain(en.talk.unknownCase("ESC-1"));
  expect(callsOf(slack, "chat.postMessage")).toBe(0);
  await starts();
  await until("the evidence", () => keysIn(slack, people.casey, channels.csm).length === 2);
});

test("a click that came in before is answered before the bot stops", async () => {
  await starts({ isPatient: true });
  slack.fail("users.info", { kind: "delay", ms: 300 });
  const asked = dana.types("/escalate ESC-1", { in: channels.project });
  await until("the bot to be at it", () => callsOf(slack, "users.info") > 0);
  await expectStops();
  await asked;
  expect(dana.ephemerals(channels.project).at(-1)?.screen).toContain(en.talk.unknownCase("ESC-1"));
});

test("a bot whose Slack goes away keeps asking for it, hears people again, and stops all the same without it", async () => {
  await starts();
  slack.goDown();
  await saysIn(child, "there is no connection to Slack");
  slack.comeUp();
  await slack.untilConnected(2);
  await dana.types("/escalate help", { in: channels.project });
  await dana.seesMessage(channels.project, en.talk.help("/escalate").commandsHeading);
  const losses = () => child.out().split("there is no connection to Slack").length - 1;
  const before = losses();
  slack.goDown();
  await until("the second loss", () => losses() > before);
  await expectStops();
});

describe("in HTTP mode", () => {
  let port: number;
  beforeEach(async () => {
    await slack.stop();
    slack = await startLocalSlack({ workspace, app, mode: "http", settleMs: 40, ackWithinMs: 20_000 });
    dana = personOn(slack, people.dana);
  });
  async function startsListening({ isPatient = false } = {}): Promise<void> {
    const started = await startHttpChild(slack, disk.url, { isPatient });
    child = started;
    port = started.port;
  }

  const health = () => sendTo(port, { body: "", headers: {}, method: "GET", path: "/healthz", isAnew: true });

  test("a bot that runs says that it is well, and one that was stopped says nothing", async () => {
    await startsListening();
    expect(await health()).toMatchObject({ status: 200, text: '{"status":"ok"}' });
    await expectStops();
    await expect(health()).rejects.toThrow("ECONNREFUSED");
  });

  test("neither a kept connection nor a silent one nor half a request holds the stop", async () => {
    await startsListening();
    const silent = connect({ host: "127.0.0.1", port });
    silent.on("error", () => undefined);
    await fetch(`http://127.0.0.1:${port}/healthz`);
    const half = beginTo(port, { body: "half a request" });
    half.write("half");
    await health();
    await expectStops();
    await expect(half.end(" a request")).rejects.toThrow();
  });

  test("whoever is still answered is not invited to ask once more over the same connection", async () => {
    await startsListening({ isPatient: true });
    const event = JSON.stringify({ type: "url_verification", challenge: "still there?" });
    const head = [
      "POST /slack/events HTTP/1.1",
      "host: bot",
      "content-type: application/json",
      `content-length: ${event.length}`,
      ...Object.entries(signed(event)).map(([name, value]) => `${name}: ${value}`),
    ].join("\r\n");
    const asking = connect({ host: "127.0.0.1", port });
    asking.write(`${head}\r\n\r\n${event.slice(0, 10)}`);
    await health();
    const stopped = expectStops();
    await saysIn(child, "stopping");
    asking.write(event.slice(10));
    const answer = await text(asking);
    await stopped;
    expect(answer).toMatch(/^HTTP\/1\.1 200 /u);
    expect(answer).toMatch(/^connection: close\r$/imu);
  });

  test("a click that came in before is answered, and one whose request was half here too", async () => {
    await startsListening({ isPatient: true });
    slack.fail("users.info", { kind: "delay", ms: 300 });
    const asked = dana.types("/escalate ESC-1", { in: channels.project });
    await until("the bot to be at it", () => callsOf(slack, "users.info") > 0);
    const event = JSON.stringify({ type: "url_verification", challenge: "still there?" });
    const slow = beginTo(port, { body: event, contentType: "application/json", headers: signed(event) });
    slow.write(event.slice(0, 10));
    await health();
    const stopped = expectStops();
    await saysIn(child, "stopping");
    expect(await slow.end(event.slice(10))).toMatchObject({ status: 200 });
    await Promise.all([stopped, asked]);
    expect(dana.ephemerals(channels.project).at(-1)?.screen).toContain(en.talk.unknownCase("ESC-1"));
  });
});
