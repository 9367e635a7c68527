import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import bolt from "@slack/bolt";
import { until } from "../../playground/patience.ts";
import { personOn } from "../../playground/person.ts";
import { parseJson } from "../../playground/server/json.ts";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import { hangUp, type Heard, type HttpAnswers, type HttpApp, startHttpApp } from "../support/an-http-app.ts";
import { ana, general, smallApp, startSmallSlack } from "../support/local-slack.ts";
import { callApi, violationsOf } from "../support/local-slack-app.ts";

let slack: LocalSlack;
let apps: HttpApp[];
beforeEach(async () => {
  slack = await startSmallSlack({
    mode: "http",
    ackWithinMs: 60,
    settleMs: 20,
    eventRetryDelaysMs: [0, 10, 20],
  });
  apps = [];
});
afterEach(async () => {
  await slack.stop();
  await Promise.all(apps.map((app) => app.close()));
});

async function reached(answers?: HttpAnswers): Promise<HttpApp> {
  const app = await startHttpApp(answers);
  apps.push(app);
  await slack.reachAt(app.url);
  return app;
}

const told = () =>
  personOn(slack, ana)
    .ephemerals(general)
    .map(({ author, screen }) => `${author}: ${screen}`);

const missed = () => until("Slack to give it up", () => violationsOf(slack, "not_acknowledged")[0]);

/** As an app's own library checks it. */
function isSigned({ headers, body }: Heard): boolean {
  return bolt.isValidSlackRequest({
    signingSecret: smallApp.signingSecret,
    body,
    headers: {
      "x-slack-signature": String(headers["x-slack-signature"]),
      "x-slack-request-timestamp": Number(headers["x-slack-request-timestamp"]),
    },
  });
}

const asForm = ({ body }: Heard) => Object.fromEntries(new URLSearchParams(body));

describe("the address of an app", () => {
  test("is taken once the app answers the challenge there", async () => {
    await reached();
    await slack.untilConnected();
    await slack.sendCommand(ana, general, "/help-me");
    expect(told()).toEqual([]);
  });

  test("is not taken when something else answers", async () => {
    await expect(slack.reachAt(`${slack.origin}/nowhere`)).rejects.toThrow("did not answer the challenge");
  });

  test("is none that a socket is opened for", async () => {
    await reached();
    expect(await callApi(slack, "apps.connections.open", {}, smallApp.appToken)).toMatchObject({ ok: false });
    expect(slack.connections()).toBe(0);
  });
});

describe("what is sent", () => {
  test("a command is a form, signed", async () => {
    const app = await reached();
    await slack.sendCommand(ana, general, "/help-me with déjà vu & more");
    const [heard] = app.heard;
    if (!heard) throw new Error("Nothing came.");
    expect(heard.headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(isSigned(heard)).toBe(true);
    expect(isSigned({ ...heard, body: `${heard.body}&x=1` })).toBe(false);
    expect(asForm(heard)).toMatchObject({
      command: "/help-me",
      text: "with déjà vu & more",
      user_id: ana,
      channel_id: general,
      is_enterprise_install: "false",
    });
  });

  test("an interaction is JSON in a form, signed", async () => {
    const app = await reached();
    await slack.useShortcut(ana, "help_global");
    const [heard] = app.heard;
    if (!heard) throw new Error("Nothing came.");
    expect(heard.headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(isSigned(heard)).toBe(true);
    const { payload = "" } = asForm(heard);
    expect(parseJson(payload)).toMatchObject({ type: "shortcut", callback_id: "help_global" });
  });

  test("an event is JSON, signed, without a word of retries", async () => {
    const app = await reached();
    slack.say(ana, general, "Hello");
    await until("the event", () => app.heard[0]);
    await slack.quiet();
    expect(app.heard).toHaveLength(1);
    const [heard] = app.heard;
    expect(heard?.headers["content-type"]).toBe("application/json");
    expect(heard && isSigned(heard)).toBe(true);
    expect(heard?.headers).not.toHaveProperty("x-slack-retry-num");
    expect(parseJson(heard?.body ?? "")).toMatchObject({ type: "event_callback", event: { text: "Hello" } });
  });
});

describe("acknowledgements", () => {
  test.each([
    ["text", { body: "Working on it" }],
    ["JSON", { body: '{"text":"Working on it"}', headers: { "content-type": "application/json" } }],
  ])("of a command may be %s, shown to the person alone", async (_, answer) => {
    await reached(() => answer);
    await slack.sendCommand(ana, general, "/help-me");
    expect(told()).toEqual(["Helper: Working on it"]);
    expect(slack.violations).toEqual([]);
  });

  test("that do not come in time are missed, and seen as late when they come", async () => {
    await reached(async () => {
      await missed();
      return {};
    });
    await slack.sendCommand(ana, general, "/help-me");
    expect(told()).toEqual(["Slackbot: /help-me failed with the error operation_timeout"]);
    await until("the late one", () => violationsOf(slack, "late_acknowledgement")[0]);
    expect(violationsOf(slack, "not_acknowledged")).toEqual(["slash_commands /help-me within 60 ms"]);
    expect(slack.traffic.at(-1)).toMatchObject({ kind: "ack", late: true });
  });

  test.each([
    [500, {}],
    [404, {}],
    [302, { location: "/elsewhere" }],
  ])("are none with a status of %d", async (status, headers) => {
    const app = await reached(() => ({ status, headers }));
    await slack.sendCommand(ana, general, "/help-me");
    expect(told()).toEqual(["Slackbot: /help-me failed with the error dispatch_failed"]);
    expect(violationsOf(slack, "invalid_acknowledgement")).toEqual([
      `slash_commands /help-me was answered ${status}`,
    ]);
    expect(app.heard).toHaveLength(1);
  });

  test("cannot come from an app that is not there", async () => {
    await slack.sendCommand(ana, general, "/help-me");
    const app = await reached();
    await app.close();
    await slack.sendCommand(ana, general, "/help-me");
    await reached();
    slack.goDown();
    await slack.sendCommand(ana, general, "/help-me");
    const failed = "Slackbot: /help-me failed with the error dispatch_failed";
    expect(told()).toEqual([failed, failed, failed]);
    expect(slack.violations).toEqual([]);
  });

  test("are lost with a connection that breaks", async () => {
    await reached(() => hangUp);
    await slack.sendCommand(ana, general, "/help-me");
    expect(told()).toEqual(["Slackbot: /help-me failed with the error operation_timeout"]);
    expect(slack.violations).toEqual([]);
  });
});

describe("events that are not acknowledged", () => {
  const attempts = ({ heard }: HttpApp) =>
    heard.map(({ headers }) => [headers["x-slack-retry-num"], headers["x-slack-retry-reason"]]);

  test("come again with the same id, the number of the try, and why", async () => {
    let seen = 0;
    const app = await reached(async () => {
      seen += 1;
      if (seen === 1) return { status: 503 };
      if (seen === 2) return hangUp;
      if (seen === 3) await missed();
      return {};
    });
    slack.say(ana, general, "Hello");
    await until("all tries", () => app.heard.length === 4);
    expect(attempts(app)).toEqual([
      [undefined, undefined],
      ["1", "http_error"],
      ["2", "connection_failed"],
      ["3", "http_timeout"],
    ]);
    const ids = app.heard.map(({ body }) => /"event_id":"(\w+)"/u.exec(body)?.[1]);
    expect(new Set(ids).size).toBe(1);
    expect(app.heard.every(isSigned)).toBe(true);
  });

  test("do not when the app wants no second try", async () => {
    const app = await reached(() => ({ status: 500, headers: { "x-slack-no-retry": "1" } }));
    slack.say(ana, general, "Hello");
    await slack.quiet(100);
    expect(attempts(app)).toEqual([[undefined, undefined]]);
  });
});
