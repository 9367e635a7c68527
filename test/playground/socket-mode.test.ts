import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { WebSocket } from "ws";
import { once } from "node:events";
import { until } from "../../playground/patience.ts";
import { personOn } from "../../playground/person.ts";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import { ana, general, pat, smallApp, startSmallSlack } from "../support/local-slack.ts";
import {
  callApi,
  connectApp,
  type HandMadeApp,
  violationsOf,
  silence,
  textOf,
} from "../support/local-slack-app.ts";

let slack: LocalSlack;
let apps: HandMadeApp[];
beforeEach(async () => {
  slack = await startSmallSlack({ ackWithinMs: 40, settleMs: 20, eventRetryDelaysMs: [0, 10, 20] });
  apps = [];
});
afterEach(async () => {
  await Promise.all(apps.map((app) => app.close()));
  await slack.stop();
});

async function connect(
  ...args: Parameters<typeof connectApp> extends [unknown, ...infer Rest] ? Rest : never
) {
  const app = await connectApp(slack, ...args);
  apps.push(app);
  return app;
}

const told = () =>
  personOn(slack, ana)
    .ephemerals(general)
    .map(({ author, screen }) => `${author}: ${screen}`);

describe("connections", () => {
  test("the first thing on a connection is a greeting with the app's id", async () => {
    const app = await connect();
    expect(app.frames[0]?.type).toBe("hello");
    expect(slack.connections()).toBe(1);
  });

  test("an address is good for one connection", async () => {
    const { url } = await callApi(slack, "apps.connections.open", {}, smallApp.appToken);
    const first = new WebSocket(textOf(url));
    await once(first, "open");
    const second = new WebSocket(textOf(url));
    await expect(once(second, "open")).rejects.toThrow("408");
    first.terminate();
  });

  test("of several connections each envelope goes to one, under an id of its own", async () => {
    const [one, two] = [await connect(), await connect()];
    for (let time = 0; time < 4; time += 1) await slack.sendCommand(ana, general, "/help-me");
    expect(one.payloads("slash_commands")).toHaveLength(2);
    expect(two.payloads("slash_commands")).toHaveLength(2);
    const ids = [...one.frames, ...two.frames].map((frame) => frame.envelope_id).filter((id) => id !== "");
    expect(new Set(ids).size).toBe(4);
  });

  test("each connection is told at its greeting how many there are", async () => {
    const apps = [await connect(), await connect(), await connect()];
    expect(apps.map(({ frames }) => frames[0]?.num_connections)).toEqual([1, 2, 3]);
    await apps[0]?.close();
    await until("Slack to see it go", () => slack.connections() === 2);
    const { frames } = await connect();
    expect(frames[0]?.num_connections).toBe(3);
  });

  test("an eleventh connection is closed instead of greeted, until there is room again", async () => {
    for (let count = 0; count < 10; count += 1) await connect();
    const { url } = await callApi(slack, "apps.connections.open", {}, smallApp.appToken);
    const eleventh = new WebSocket(textOf(url));
    const said: string[] = [];
    eleventh.on("message", (data: Buffer) => said.push(data.toString("utf8")));
    await once(eleventh, "close");
    expect(said).toEqual([expect.stringMatching(/"type":"disconnect","reason":"too_many_websockets"/u)]);
    expect(slack.connections()).toBe(10);
    await apps[3]?.close();
    await until("Slack to see it go", () => slack.connections() === 9);
    await connect();
    expect(slack.connections()).toBe(10);
  });

  test("of several connections one can be renewed: warned first, it is still used; asked to go, it is not", async () => {
    const [one, two] = [await connect(), await connect()];
    slack.disconnect("warning", 1);
    await until("the warning", () => one.frames.at(-1)?.reason === "warning");
    for (let time = 0; time < 4; time += 1) await slack.sendCommand(ana, general, "/help-me");
    expect(one.payloads("slash_commands")).toHaveLength(2);
    slack.disconnect("refresh_requested", 1);
    expect(slack.connections()).toBe(1);
    for (let time = 0; time < 3; time += 1) await slack.sendCommand(ana, general, "/help-me");
    expect(one.frames.at(-1)?.reason).toBe("refresh_requested");
    expect(one.payloads("slash_commands")).toHaveLength(2);
    expect(two.payloads("slash_commands")).toHaveLength(5);
    expect(two.frames.map(({ type }) => type)).not.toContain("disconnect");
  });

  test("a connection that is to be renewed is told so and closed, after what is under way was acknowledged", async () => {
    const app = await connect(async () => {
      slack.disconnect();
      await new Promise((resolve) => setTimeout(resolve, 10));
      return null;
    });
    await slack.sendCommand(ana, general, "/help-me");
    expect(told()).toEqual([]);
    expect(app.frames.at(-1)?.type).toBe("disconnect");
    expect(slack.connections()).toBe(0);
  });
});

describe("commands", () => {
  test("a command brings what Slack says about it, with a trigger and an address to answer", async () => {
    const app = await connect();
    await slack.sendCommand(ana, general, "/help-me  with this");
    expect(app.frames.at(-1)).toMatchObject({ type: "slash_commands", accepts_response_payload: true });
    expect(app.payloads("slash_commands")[0]).toMatchObject({
      command: "/help-me",
      text: "with this",
      user_id: ana,
      channel_id: general,
      channel_name: "general",
      is_enterprise_install: "false",
      response_url: expect.stringContaining(`${slack.origin}/response/`),
    });
  });

  test("an acknowledgement with text is shown to the person alone", async () => {
    await connect(() => ({ text: "Working on it" }));
    await slack.sendCommand(ana, general, "/help-me");
    expect(told()).toEqual(["Helper: Working on it"]);
  });

  test("a command that nobody acknowledges in time has failed, and that is a violation", async () => {
    await connect(() => silence);
    await slack.sendCommand(ana, general, "/help-me");
    expect(told()).toEqual(["Slackbot: /help-me failed with the error operation_timeout"]);
    expect(violationsOf(slack, "not_acknowledged")).toEqual(["slash_commands /help-me within 40 ms"]);
  });

  test("a late acknowledgement is seen as such", async () => {
    const app = await connect(async () => {
      await until("Slack to give it up", () => violationsOf(slack, "not_acknowledged")[0]);
      return null;
    });
    await slack.sendCommand(ana, general, "/help-me");
    await personOn(slack, ana).until(
      "the late acknowledgement",
      () => violationsOf(slack, "late_acknowledgement")[0],
    );
    expect(slack.traffic.at(-1)).toMatchObject({ kind: "ack", late: true });
    await app.close();
  });

  test("without a connection a command cannot be dispatched", async () => {
    await slack.sendCommand(ana, general, "/help-me");
    expect(told()).toEqual(["Slackbot: /help-me failed with the error dispatch_failed"]);
    expect(slack.violations).toEqual([]);
  });

  test("a connection that breaks before the acknowledgement is no violation", async () => {
    await connect(() => {
      slack.dropConnections();
      return silence;
    });
    await slack.sendCommand(ana, general, "/help-me");
    expect(told()).toEqual(["Slackbot: /help-me failed with the error operation_timeout"]);
    expect(slack.violations).toEqual([]);
  });

  test("commands do not work in threads, for people of other teams, or when the manifest has none such", async () => {
    const app = await connect();
    const ts = slack.say(ana, general, "A thread");
    await slack.sendCommand(ana, general, "/help-me", ts);
    await slack.sendCommand(ana, general, "/dance");
    expect(told()).toEqual([
      "Slackbot: /help-me is not supported in threads. Sorry!",
      "Slackbot: /dance is not a valid command.",
    ]);
    await slack.sendCommand(pat, general, "/help-me");
    expect(personOn(slack, pat).ephemerals(general)[0]?.text).toBe("/help-me is not a valid command.");
    expect(app.payloads("slash_commands")).toEqual([]);
  });
});

describe("deliveries", () => {
  test("an event is sent again until it is acknowledged, with its attempt and the same id", async () => {
    let seen = 0;
    const app = await connect((frame) => {
      seen += frame.type === "events_api" ? 1 : 0;
      return seen < 3 ? silence : null;
    });
    slack.say(ana, general, "Hello");
    await personOn(slack, ana).until("three attempts", () => seen === 3);
    const events = app.frames.filter(({ type }) => type === "events_api");
    expect(events.map((frame) => frame.retry_attempt)).toEqual([0, 1, 2]);
    expect(new Set(events.map(({ payload }) => payload["event_id"])).size).toBe(1);
    expect(new Set(events.map((frame) => frame.envelope_id)).size).toBe(3);
  });

  test("an event that was not acknowledged over one connection is tried over another", async () => {
    const deaf = await connect(() => silence);
    const hears = await connect();
    // The third one is between the second one, which nobody acknowledges, and its second try.
    for (let count = 0; count < 3; count += 1) slack.say(ana, general, `Message ${count}`);
    await until("all three", () => hears.payloads("events_api").length >= 3);
    const missed = deaf.payloads("events_api")[0]?.["event_id"];
    const again = hears.frames.find(({ payload }) => payload["event_id"] === missed);
    expect(again?.retry_attempt).toBe(1);
  });

  test("an interaction can be delivered a second time under a new envelope id", async () => {
    const app = await connect();
    await slack.useShortcut(ana, "help_global");
    expect(await slack.redeliver("interactive")).toEqual({ status: "acked", payload: null });
    const [first, second] = app.frames.filter(({ type }) => type === "interactive");
    expect(second?.payload).toEqual(first?.payload);
    expect(second?.envelope_id).not.toBe(first?.envelope_id);
  });

  test("a global shortcut has no channel, a message shortcut has its message", async () => {
    const app = await connect();
    const person = personOn(slack, ana);
    await person.usesShortcut("Help me");
    expect(app.payloads("interactive")[0]).toMatchObject({ type: "shortcut", callback_id: "help_global" });
    expect(app.payloads("interactive")[0]).not.toHaveProperty("channel");
    const ts = slack.say(ana, general, "This & that");
    await person.usesShortcut("Help with this", { on: await person.seesMessage(general, "This & that") });
    expect(app.payloads("interactive")[1]).toMatchObject({
      type: "message_action",
      callback_id: "help_message",
      channel: { id: general },
      message_ts: ts,
      message: { text: "This &amp; that", user: ana },
    });
    await expect(person.usesShortcut("Dance")).rejects.toThrow("no global shortcut “Dance”");
  });
});
