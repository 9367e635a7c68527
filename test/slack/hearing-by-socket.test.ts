import { setImmediate as turn, setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import bolt from "@slack/bolt";
import { until } from "../../playground/patience.ts";
import { personOn } from "../../playground/person.ts";
import { type LocalSlack, startLocalSlack } from "../../playground/server/local-slack.ts";
import type { Envelope } from "../../playground/server/traffic.ts";
import { app, channels, people, workspace } from "../../playground/workspace.ts";
import { never } from "../../src/patience.ts";
import { deaf } from "../../src/slack/app.ts";
import { interactiveClientOptions } from "../../src/slack/clients.ts";
import type { Hearing } from "../../src/slack/hearing.ts";
import { hearingBySocket } from "../../src/slack/hearing-by-socket.ts";
import { keepConnected } from "../../src/slack/keep-connected.ts";
import { callsOf } from "../support/a-bot-in-trouble.ts";
import { en, startsAt, walksOn } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";
import { watchedLog } from "../support/a-watched-log.ts";
import { inOneLine, isTrouble } from "../support/a-watched-stage.ts";
import { connectApp } from "../support/local-slack-app.ts";

/** What Socket Mode has that HTTP mode has not: connections that Slack renews, and that can be lost. */

const envelopes = ({ traffic }: LocalSlack) =>
  traffic.filter((entry): entry is Envelope => entry.kind === "envelope");
const numbers = (slack: LocalSlack) => new Set(envelopes(slack).map(({ connection }) => connection));

describe("a bot with two connections", () => {
  const stage = stagePerTest({ mode: "socket" });
  let slack: LocalSlack;
  beforeEach(async () => {
    ({ slack } = stage());
    await slack.untilConnected(2);
  });

  /** As often as it takes to come over each connection. */
  async function asksForHelp(times: number): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      await stage().person(people.dana).types("/escalate help", { in: channels.project });
    }
  }

  /** Dana was answered each time, once, and Slack never told her that a command failed. */
  function expectAnswered(times: number): void {
    const told = stage().person(people.dana).ephemerals(channels.project);
    expect(told).toHaveLength(times);
    for (const { screen } of told) expect(screen).toContain(en.talk.help("/escalate").commandsHeading);
    const sent = envelopes(slack).filter(({ payload }) => payload["text"] === "help");
    expect(sent).toHaveLength(times);
  }

  test("hears people over both, and each thing that they do once", async () => {
    await asksForHelp(4);
    expectAnswered(4);
    expect(numbers(slack)).toEqual(new Set([1, 2]));
  });

  test("opens another one as soon as Slack warns of one, and uses both until Slack closes it", async () => {
    slack.disconnect("warning", 1);
    await slack.untilConnected(3);
    await asksForHelp(6);
    expect(numbers(slack)).toEqual(new Set([1, 2, 3]));
    slack.disconnect("refresh_requested", 1);
    await asksForHelp(4);
    expectAnswered(10);
    expect(slack.connections()).toBe(2);
    expect(callsOf(slack, "apps.connections.open")).toBe(3);
  });

  test("goes through a whole form while one is closed and cannot be opened again for a while", async () => {
    const dana = stage().person(people.dana);
    await startsAt(dana, "scope");
    slack.fail("apps.connections.open", { kind: "error", error: "internal_error" }, { times: 2 });
    slack.disconnect("refresh_requested", 1);
    const before = envelopes(slack).length;
    await walksOn(dana, "scope", "review");
    const since = envelopes(slack).slice(before);
    expect(since.length).toBeGreaterThan(3);
    expect(new Set(since.map(({ connection }) => connection))).toEqual(new Set([2]));
    await slack.untilConnected(2);
    await asksForHelp(2);
    expectAnswered(2);
    expect(numbers(slack)).toEqual(new Set([1, 2, 3]));
    const missing = [
      expect.stringMatching(/^Failed to retrieve a new WSS URL/u),
      expect.stringMatching(/^a connection to Slack is missing; trying again/u),
    ];
    expect(stage().troubles.splice(0)).toEqual([...missing, ...missing]);
  });

  test("has both renewed at the same moment without a gap", async () => {
    slack.disconnect("warning");
    await asksForHelp(2);
    await slack.untilConnected(4);
    slack.disconnect("refresh_requested", 1);
    slack.disconnect("refresh_requested", 2);
    await asksForHelp(4);
    expectAnswered(6);
    expect(slack.connections()).toBe(2);
    expect(callsOf(slack, "apps.connections.open")).toBe(4);
  });

  test("keeps both when the process has stood still for some seconds", async () => {
    // The library as it comes would have asked once by then whether they are alive, and would ask again on waking.
    await pause(2_000);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5_500);
    await asksForHelp(4);
    expectAnswered(4);
    expect(numbers(slack)).toEqual(new Set([1, 2]));
  });

  test("opens both again when both break", async () => {
    slack.dropConnections();
    await slack.untilConnected(2);
    await asksForHelp(2);
    expectAnswered(2);
    expect(numbers(slack)).toEqual(new Set([3, 4]));
    const broken = expect.stringMatching(/^WebSocket error/u);
    expect(stage().troubles.splice(0)).toEqual([broken, broken, broken, broken]);
  });
});

/** A tiny app that hears by our connections, and does with a command what a test wants. */
describe("an app", () => {
  const lines: string[] = [];
  const log = watchedLog((heard) => {
    if (isTrouble(heard)) lines.push(inOneLine(heard));
  });
  let slack: LocalSlack;
  let hearing: Hearing;
  let tiny: bolt.App;
  let answers: (ack: () => Promise<void>) => Promise<void>;

  beforeEach(async () => {
    lines.length = 0;
    slack = await startLocalSlack({ workspace, app, settleMs: 20 });
    hearing = hearingBySocket(
      { mode: "socket", appToken: app.appToken },
      interactiveClientOptions(slack.apiUrl),
      { log, stopping: never },
    );
    const { botToken, botId, botUserId } = app;
    tiny = new bolt.App({
      receiver: deaf,
      authorize: () => Promise.resolve({ botToken, botId, botUserId }),
      convoStore: false,
    });
    tiny.command("/escalate", ({ ack }) => answers(ack));
  });
  afterEach(async () => {
    await hearing.end(AbortSignal.timeout(3_000));
    await slack.stop();
  });

  /** A listener that is at it, and acknowledges when it is told to. */
  function slowly() {
    const acknowledging = Promise.withResolvers<"now">();
    const heard = Promise.withResolvers<"heard">();
    const finished = Promise.withResolvers<"finished">();
    answers = async (ack) => {
      heard.resolve("heard");
      await acknowledging.promise;
      await ack();
      finished.resolve("finished");
    };
    const acknowledge = () => {
      acknowledging.resolve("now");
    };
    return { heard: heard.promise, acknowledge, finished: finished.promise };
  }
  const typed = () => personOn(slack, people.dana).types("/escalate", { in: channels.project });
  const failed = () => personOn(slack, people.dana).ephemerals(channels.project);

  test.each(["warning", "refresh_requested"] as const)(
    "acknowledges over the connection that something came in on, though Slack said “%s” of it before",
    async (reason) => {
      await hearing.begin(tiny);
      await slack.untilConnected(2);
      const { heard, acknowledge, finished } = slowly();
      const command = typed();
      await heard;
      slack.disconnect(reason);
      await until("two others", () => callsOf(slack, "apps.connections.open") === 4);
      acknowledge();
      await Promise.all([command, finished]);
      expect(failed()).toEqual([]);
      expect(slack.violations).toEqual([]);
    },
  );

  test("is heard out before its connections are closed, and hears nothing after that", async () => {
    await hearing.begin(tiny);
    await slack.untilConnected(2);
    const { heard, acknowledge, finished } = slowly();
    const command = typed();
    await heard;
    const ended = hearing.end(AbortSignal.timeout(3_000));
    // Time enough to close too early.
    await pause(60);
    acknowledge();
    await Promise.all([command, ended, finished]);
    expect(failed()).toEqual([]);
    await until("Slack to see them go", () => slack.connections() === 0);
    await typed();
    expect(failed()).toHaveLength(1);
    expect(callsOf(slack, "apps.connections.open")).toBe(2);
  });

  test("hears people over one when Slack takes no second, and asks for it now and then until there is room", async () => {
    const others = await Promise.all(
      Array.from({ length: 9 }, () => connectApp(slack, () => null, app.appToken)),
    );
    const began = performance.now();
    await hearing.begin(tiny);
    const refusals = () => lines.filter((line) => line.includes('"reason":"too_many_websockets"')).length;
    await until("the third refusal", () => refusals() === 3, 15_000);
    // It waited one second, and then two.
    expect(performance.now() - began).toBeGreaterThan(2_900);
    expect(slack.connections()).toBe(10);
    await Promise.all(others.map((other) => other.close()));
    await until("the second one", () => slack.connections() === 2, 15_000);
    const refused = [
      expect.stringMatching(/^Slack did not want the connection/u),
      expect.stringMatching(/^a connection to Slack is missing; trying again/u),
    ];
    expect(lines).toEqual([...refused, ...refused, ...refused]);
  });
});

test("connections that end as soon as they stand are opened again with growing waits, not in a frenzy", async () => {
  const began = performance.now();
  let opened = 0;
  const brief = async () => {
    opened += 1;
    await turn();
    const gone = turn();
    return { leaving: gone, gone, close: () => Promise.resolve() };
  };
  const connections = keepConnected(brief, { log: watchedLog(), stopping: never });
  await connections.open();
  await until("the third of each", () => opened === 6, 15_000);
  expect(performance.now() - began).toBeGreaterThan(2_900);
  await connections.close(AbortSignal.abort());
});
