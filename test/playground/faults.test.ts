import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import { ana, ben, general, secret, startSmallSlack } from "../support/local-slack.ts";
import { callApi, callRaw, connectApp } from "../support/local-slack-app.ts";

let slack: LocalSlack;
beforeEach(async () => {
  slack = await startSmallSlack();
});
afterEach(async () => {
  expect(slack.violations).toEqual([]);
  await slack.stop();
});

const say = (channel = general) => callApi(slack, "chat.postMessage", { channel, text: "Hi" });
const said = () => slack.messagesFor(ana, general).length;

describe("a planned fault", () => {
  test("an error in a 200 answer strikes once, and nothing is done", async () => {
    slack.fail("chat.postMessage", { kind: "error", error: "message_limit_exceeded" });
    expect(await say()).toEqual({ ok: false, error: "message_limit_exceeded" });
    expect(said()).toBe(0);
    expect(await say()).toMatchObject({ ok: true });
  });

  test("a server error comes as its status", async () => {
    slack.fail("chat.postMessage", { kind: "http_status", status: 503 });
    expect(await callRaw(slack, "chat.postMessage", { channel: general, text: "Hi" })).toMatchObject({
      status: 503,
    });
    expect(said()).toBe(0);
  });

  test("a rate limit comes as 429 and says how long to wait", async () => {
    slack.fail("chat.postMessage", { kind: "rate_limited", retryAfterSeconds: 7 });
    const { status, headers } = await callRaw(slack, "chat.postMessage", { channel: general, text: "Hi" });
    expect([status, headers.get("retry-after")]).toEqual([429, "7"]);
    expect(said()).toBe(0);
  });

  test("a connection that is hung up did nothing; one whose answer is lost did", async () => {
    slack.fail("chat.postMessage", { kind: "hang_up" });
    await expect(say()).rejects.toThrow();
    expect(said()).toBe(0);
    slack.fail("chat.postMessage", { kind: "lose_answer" });
    await expect(say()).rejects.toThrow();
    expect(said()).toBe(1);
    expect(slack.traffic.at(-1)).toMatchObject({ kind: "answer", method: "chat.postMessage", body: null });
  });

  test("a garbled answer is no JSON, though it was done", async () => {
    slack.fail("chat.postMessage", { kind: "malformed" });
    await expect(say()).rejects.toThrow("no JSON");
    expect(said()).toBe(1);
  });

  test("a delayed call is done after its delay", async () => {
    slack.fail("chat.postMessage", { kind: "delay", ms: 40 });
    const from = performance.now();
    expect(await say()).toMatchObject({ ok: true });
    expect(performance.now() - from).toBeGreaterThanOrEqual(39);
  });

  test("it can wait for a later call, strike several times, and keep to one channel", async () => {
    const fault = { kind: "error", error: "fatal_error" } as const;
    slack.fail("chat.postMessage", fault, { after: 1, times: 2, channel: secret });
    const outcomes = [];
    for (let time = 0; time < 4; time += 1) {
      expect(await say(general)).toMatchObject({ ok: true });
      outcomes.push((await say(secret))["ok"]);
      slack.clock.advance(1_000);
    }
    expect(outcomes).toEqual([true, false, false, true]);
  });

  test("it can keep to one person, who is asked about or written to", async () => {
    const fault = { kind: "error", error: "user_not_found" } as const;
    for (const method of ["users.info", "conversations.open"]) slack.fail(method, fault, { user: ana });
    const ofBoth = async (method: string, name: string) =>
      Promise.all([ben, ana].map(async (id) => (await callApi(slack, method, { [name]: id }))["ok"]));
    expect(await ofBoth("users.info", "user")).toEqual([true, false]);
    expect(await ofBoth("conversations.open", "users")).toEqual([true, false]);
  });

  test("it lasts until mended when it has no end", async () => {
    slack.fail("chat.postMessage", { kind: "error", error: "fatal_error" }, { times: Infinity });
    expect([await say(), await say()]).toMatchObject([{ ok: false }, { ok: false }]);
    slack.mend("chat.postMessage");
    expect(await say()).toMatchObject({ ok: true });
  });
});

test("while Slack is down nothing is reached and connections are gone; up again, all is as before", async () => {
  const app = await connectApp(slack);
  slack.goDown();
  await expect(say()).rejects.toThrow();
  await app.close();
  expect(slack.connections()).toBe(0);
  expect(slack.calls.map(({ method }) => method)).toEqual(["apps.connections.open"]);
  slack.comeUp();
  expect(await say()).toMatchObject({ ok: true });
});

test("every call and every answer is in the traffic, in the order they happened", async () => {
  await say();
  expect(slack.traffic).toMatchObject([
    {
      order: 1,
      kind: "call",
      method: "chat.postMessage",
      args: { channel: general, text: "Hi" },
      token: "xoxb-helper",
    },
    { order: 2, kind: "answer", to: 1, status: 200, body: { ok: true } },
  ]);
  expect(slack.calls).toHaveLength(1);
});
