import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { until } from "../../playground/patience.ts";
import type { Fault } from "../../playground/server/faults.ts";
import { channels, people } from "../../playground/workspace.ts";
import { postTimeoutMs } from "../../src/slack/clients.ts";
import {
  callsOf,
  en,
  expectShownOnce,
  keysIn,
  kindsOf,
  minutes,
  openTrouble,
  sends,
  type Trouble,
} from "../support/a-bot-in-trouble.ts";

let bot: Trouble;
beforeEach(async () => {
  bot = await openTrouble();
});
afterEach(async () => {
  const { violations } = bot.slack;
  await bot.stop();
  expect(violations).toEqual([]);
});

/** Strikes the first post of the card, of the evidence and of the receipt. */
function strikeEach(fault: Fault): void {
  const { slack } = bot;
  slack.fail("chat.postMessage", fault, { channel: channels.csm });
  slack.fail("chat.postMessage", fault, { channel: channels.csm, after: 1 });
  slack.fail("chat.postMessage", fault, { channel: slack.dmOf(people.dana).id });
}

const posts = () => callsOf(bot.slack, "chat.postMessage");

describe("a case is shown once, though each post first meets", () => {
  const nothingDone: readonly (readonly [string, Fault])[] = [
    ["429 with Retry-After", { kind: "rate_limited", retryAfterSeconds: 15 }],
    ["ratelimited in a 200 answer", { kind: "error", error: "ratelimited" }],
    ["rate_limited in a 200 answer", { kind: "error", error: "rate_limited" }],
    ["message_limit_exceeded in a 200 answer", { kind: "error", error: "message_limit_exceeded" }],
    ["status 500", { kind: "http_status", status: 500 }],
    ["status 503", { kind: "http_status", status: 503 }],
    ["a connection closed before anything was done", { kind: "hang_up" }],
    ["internal_error", { kind: "error", error: "internal_error" }],
  ];
  test.each(nothingDone)("%s", async (_, fault) => {
    strikeEach(fault);
    await sends(bot.dana);
    await bot.settle(1 * minutes);
    expectShownOnce(bot.slack);
    // Three messages and a failure of each, without a try more: the client does not try by itself.
    expect(posts()).toBe(6);
    expect((await bot.trail()).map(({ kind }) => kind)).toEqual(["sent", "card_posted"]);
  });

  const done: readonly (readonly [string, Fault])[] = [
    ["an answer that is lost after the message was posted", { kind: "lose_answer" }],
    ["an answer that cannot be read after the message was posted", { kind: "malformed" }],
  ];
  test.each(done)("%s", async (_, fault) => {
    strikeEach(fault);
    await sends(bot.dana);
    await bot.settle(1 * minutes);
    expectShownOnce(bot.slack);
    // Found by its label each time, and not posted again.
    expect(posts()).toBe(3);
    expect((await bot.trail()).map(({ kind }) => kind)).toEqual(["sent", "card_posted"]);
  });
});

test.each<readonly [string, Fault]>([
  ["a server error", { kind: "http_status", status: 500 }],
  ["a closed connection", { kind: "hang_up" }],
  ["a lost answer", { kind: "lose_answer" }],
  ["a rate limit", { kind: "rate_limited", retryAfterSeconds: 1 }],
])(
  "after %s the client of our own posts does not try by itself: one request until the next is due",
  async (_, fault) => {
    const { slack } = bot;
    const toCsm = () => slack.calls.filter(({ args }) => args["channel"] === channels.csm).length;
    await slack.quiet();
    const before = toCsm();
    slack.fail("chat.postMessage", fault, { channel: channels.csm, times: Infinity });
    slack.fail("conversations.open", fault, { times: Infinity });
    await sends(bot.dana);
    // Longer than the client's own retries would take, in real time; the clock of the bot stands still.
    await slack.quiet(1_200);
    expect(toCsm() - before).toBe(1);
    expect(callsOf(slack, "conversations.open")).toBe(1);
  },
);

test("a rate limit is waited for as long as Slack asks, and nothing else is posted to the channel meanwhile", async () => {
  const { slack, clock } = bot;
  slack.fail("chat.postMessage", { kind: "rate_limited", retryAfterSeconds: 90 }, { channel: channels.csm });
  await sends(bot.dana);
  const asked = clock.now().getTime();
  await bot.settle(5 * minutes);
  const toChannel = slack.calls.filter(
    ({ method, args }) => method === "chat.postMessage" && args["channel"] === channels.csm,
  );
  const [first, second] = toChannel.map(({ at }) => at.getTime());
  expect(first).toBe(asked);
  expect(second).toBe(asked + 90_000);
  expectShownOnce(slack);
});

test("a post that Slack takes only after the client has given it up is found, and not posted again", async () => {
  const { slack, casey, lines } = bot;
  // In real time, as the limit of the client is.
  slack.fail("chat.postMessage", { kind: "delay", ms: postTimeoutMs + 500 }, { channel: channels.csm });
  await sends(bot.dana);
  await until("the client to give up", () => lines.some((line) => line.includes('"error":"no_answer"')));
  expect(keysIn(slack, people.casey, channels.csm)).toEqual([]);
  await until("Slack to take it", () => casey.sees(channels.csm).some(({ isNotice }) => !isNotice));
  await bot.settle(1 * minutes);
  expectShownOnce(slack);
  expect(posts()).toBe(3);
});

test("an answer that was lost is looked for only after it had time to become visible", async () => {
  const { slack, clock } = bot;
  slack.fail("chat.postMessage", { kind: "lose_answer" }, { channel: channels.csm });
  await sends(bot.dana);
  const asked = clock.now().getTime();
  await bot.settle(1 * minutes);
  const looked = slack.calls.find(({ method }) => method === "conversations.history");
  expect(looked?.at.getTime()).toBe(asked + 10_000);
  expectShownOnce(slack);
});

test("a card whose answer was lost and that was found again is linked in the receipt that stood before it", async () => {
  const { slack, dana } = bot;
  slack.fail("chat.postMessage", { kind: "lose_answer" }, { channel: channels.csm });
  await sends(dana);
  // Not yet looked for.
  await bot.settle(5_000);
  const receipt = () => dana.dms()[0]?.screen;
  const linked = en.card.receipt.sent("ESC-1", "#csm-escalations");
  expect(receipt()).not.toContain(linked);
  await bot.settle(1 * minutes);
  expect(receipt()).toContain(linked);
});

test("an answer lost twice, first before and then after the post, still leaves one card", async () => {
  const { slack } = bot;
  slack.fail("chat.postMessage", { kind: "hang_up" }, { channel: channels.csm });
  slack.fail("chat.postMessage", { kind: "lose_answer" }, { channel: channels.csm });
  slack.fail("conversations.history", { kind: "http_status", status: 502 });
  slack.fail("conversations.history", { kind: "rate_limited", retryAfterSeconds: 30 }, { after: 1 });
  await sends(bot.dana);
  await bot.settle(5 * minutes);
  expectShownOnce(slack);
});

test("a card whose answer was lost is found among many messages that came after it", async () => {
  const { slack } = bot;
  slack.fail("chat.postMessage", { kind: "lose_answer" }, { channel: channels.csm });
  await sends(bot.dana);
  for (let count = 0; count < 40; count += 1) slack.say(people.casey, channels.csm, `Message ${count}`);
  await bot.settle(1 * minutes);
  expect(callsOf(slack, "conversations.history")).toBe(3);
  expect(kindsOf(keysIn(slack, people.casey, channels.csm))).toEqual(["card", "evidence 1"]);
});

test.each<readonly [string, Fault]>([
  ["stands", { kind: "lose_answer" }],
  ["never left", { kind: "hang_up" }],
])(
  "a card that %s is looked for where it may stand, and not in what was said for days since",
  async (_, fault) => {
    const { slack, clock } = bot;
    slack.fail("chat.postMessage", fault, { channel: channels.csm });
    await sends(bot.dana);
    // At once: the bot does not get in between.
    clock.advance(3 * 24 * 60 * minutes);
    for (let count = 0; count < 60; count += 1) slack.say(people.casey, channels.csm, `Message ${count}`);
    await bot.settle(1 * minutes);
    expect(callsOf(slack, "conversations.history")).toBe(1);
    const shown = kindsOf(keysIn(slack, people.casey, channels.csm));
    expect(shown.filter((kind) => kind === "card")).toHaveLength(1);
  },
);

test("after an hour without Slack the case is shown once, and the bot hears people again", async () => {
  const { slack } = bot;
  slack.fail("chat.postMessage", { kind: "hang_up" }, { times: Infinity });
  await sends(bot.dana);
  slack.goDown();
  await bot.settle(60 * minutes);
  expect(keysIn(slack, people.casey, channels.csm)).toEqual([]);
  slack.mend();
  slack.comeUp();
  await slack.untilConnected();
  await bot.settle(10 * minutes);
  expectShownOnce(slack);
  await bot.dana.types("/escalate ESC-1", { in: channels.project });
  await bot.dana.seesMessage(channels.project, "ESC-1");
});

test("a redraw whose answer is lost is drawn again in place", async () => {
  const { slack, dana, casey } = bot;
  await sends(dana);
  await bot.settle();
  slack.fail("chat.update", { kind: "lose_answer" }, { times: 3, channel: channels.csm });
  const [card] = casey.sees(channels.csm);
  if (!card) throw new Error("no card");
  await casey.clicks(en.controls.buttons.have_it, { on: card });
  await bot.settle(1 * minutes);
  const drawnAt = slack.calls
    .filter(({ method, args }) => method === "chat.update" && args["ts"] === card.ts)
    .map(({ at }) => at.getTime());
  // Slack may be at it for so long: nothing newer is drawn before that is over.
  expect(drawnAt.slice(1).map((at, place) => at - (drawnAt[place] ?? 0))).toEqual([10_000, 10_000, 10_000]);
  expect(casey.sees(channels.csm)).toHaveLength(1);
  expect(casey.sees(channels.csm)[0]?.screen).toContain("Casey Lindqvist");
});

test("word of who has taken a case, found again once its requester has ended it, still says who", async () => {
  const { slack, dana, casey } = bot;
  const { have_it, withdraw } = en.controls.buttons;
  await sends(dana);
  await bot.settle();
  const [card] = casey.sees(channels.csm);
  const [receipt] = dana.dms();
  if (!card || !receipt) throw new Error("no card, or no receipt");
  slack.fail("chat.postMessage", { kind: "lose_answer" }, { channel: slack.dmOf(people.dana).id });
  await casey.clicks(have_it, { on: card });
  await dana.until("the notice", () => dana.dms().length === 2);
  await dana.clicks(withdraw, { on: receipt });
  await bot.settle(1 * minutes);
  expect(casey.sees(channels.csm)[0]?.screen).toContain(en.card.status.closings.withdrawn);
  const said = en.card.acknowledgedNotice("Casey Lindqvist", "ESC-1");
  expect(dana.dms().map(({ screen }) => screen)).toEqual([expect.stringContaining("ESC-1"), said]);
});
