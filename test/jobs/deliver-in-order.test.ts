import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { ordinary } from "../../playground/sample-cases.ts";
import type { Call } from "../../playground/server/traffic.ts";
import type { Person } from "../../playground/person.ts";
import { channels, people } from "../../playground/workspace.ts";
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
  bot = await openTrouble({ drafts: [people.dana, people.harriet, people.ravi, people.gus] });
});
afterEach(async () => {
  const { violations } = bot.slack;
  await bot.stop();
  expect(violations).toEqual([]);
});

const callsTo = (method: string, channel: string): Call[] =>
  bot.slack.calls.filter((call) => call.method === method && call.args["channel"] === channel);
const cards = () => bot.casey.sees(channels.csm);

/** Adds to the case, from the receipt, what is asked of whom. */
async function adds(person: Person, wish: Readonly<Record<string, string>>): Promise<void> {
  const [receipt] = person.dms();
  if (!receipt) throw new Error("There is no receipt.");
  await person.clicks(en.controls.buttons.add_missing, { on: receipt });
  await person.seesModal(en.form.outcome.label);
  await person.fills(wish);
  await person.presses(en.controls.submit.save);
  await person.closesModal();
}

test("in one case the card comes first, then the evidence in its thread; the receipt links to what stands", async () => {
  await sends(bot.dana);
  await bot.settle();
  expectShownOnce(bot.slack);
  const posted = callsTo("chat.postMessage", channels.csm);
  expect(posted.map(({ args }) => "thread_ts" in args)).toEqual([false, true]);
  const [card] = cards();
  const [receipt] = bot.dana.dms();
  expect(receipt?.live.map((part) => ("target" in part ? part.target : ""))).toEqual([
    `https://acme-outdoor.slack.test/archives/${channels.csm}/p${card?.ts.replace(".", "") ?? ""}`,
  ]);
});

test("cases sent at the same moment share the channel: a message a second, none lost, each thread its own", async () => {
  const people4 = [people.dana, people.harriet, people.ravi, people.gus].map((id) => bot.person(id));
  for (const person of people4) await sends(person);
  await bot.settle(1 * minutes);
  const times = callsTo("chat.postMessage", channels.csm).map(({ at }) => at.getTime());
  expect(times).toHaveLength(8);
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
  expect(Math.max(...times) - Math.min(...times)).toBeLessThan(10_000);
  for (const card of cards()) expect(card.thread).toHaveLength(1);
  expect(cards()).toHaveLength(4);
});

test("the turns in a channel outlive the bot: started again, it does not post at once", async () => {
  await sends(bot.dana);
  await bot.slack.quiet();
  expect(kindsOf(keysIn(bot.slack, people.casey, channels.csm))).toEqual(["card"]);
  await bot.restartBot();
  await bot.slack.quiet();
  expect(kindsOf(keysIn(bot.slack, people.casey, channels.csm))).toEqual(["card"]);
  await bot.settle();
  expectShownOnce(bot.slack);
});

test("what is taken before its channel is free leaves when that is, and not while the clock stands still before", async () => {
  await sends(bot.dana);
  await bot.slack.quiet();
  const evidence = async () => (await bot.deliveries()).find(({ subject }) => subject.kind === "evidence");
  const posted = () => kindsOf(keysIn(bot.slack, people.casey, channels.csm));
  const freeAt = new Date(bot.clock.now().getTime() + 1_000);
  bot.clock.advance(850);
  // It is taken, and given back; nobody need wonder whether it was posted.
  while ((await evidence())?.dueAt.getTime() !== freeAt.getTime()) await pause(20);
  expect(await evidence()).toMatchObject({ lease: null, postingSince: null, posted: null });
  expect(posted()).toEqual(["card"]);
  await bot.settle();
  expect(posted()).toEqual(["card", "evidence 1"]);
  expectShownOnce(bot.slack);
  expect(callsOf(bot.slack, "conversations.replies")).toBe(0);
});

test("changes that come while Slack is slow become one redraw, of the last state", async () => {
  // This case says neither what is asked for nor what would be fixed, so that both can be added.
  const mine = await openTrouble({ answers: ordinary.answers });
  const before = bot;
  bot = mine;
  await before.stop();
  const { slack, dana } = mine;
  await sends(dana);
  await mine.settle();
  const [card] = cards();
  slack.fail("chat.update", { kind: "error", error: "ratelimited" }, { times: Infinity });
  const { ask, outcome } = en.form;
  await adds(dana, { [outcome.label]: "A dated plan" });
  await adds(dana, {
    [outcome.label]: "A dated plan with a test",
    [ask.label]: ask.options.joint_call,
  });
  const [taken] = cards();
  if (!taken) throw new Error("no card");
  await mine.casey.clicks(en.controls.buttons.have_it, { on: taken });
  const redrawnInVain = callsTo("chat.update", channels.csm).length;
  slack.mend();
  await mine.settle(10 * minutes);

  const updates = callsTo("chat.update", channels.csm).slice(redrawnInVain);
  // One of the card and one of the evidence, whatever happened in between.
  expect(updates.map(({ args }) => args["ts"])).toEqual([card?.ts, card?.thread[0]?.ts]);
  expect(cards()).toHaveLength(1);
  expect(cards()[0]?.screen).toContain("Casey Lindqvist");
  expect(cards()[0]?.thread[0]?.screen).toContain("A dated plan with a test");
  // The receipt, and word that Casey has it.
  expect(dana.dms()).toHaveLength(2);
});

test("a change that comes while the card is being posted is drawn after it, in place", async () => {
  const { slack, dana, casey } = bot;
  await opensSlowly(dana, 400);
  slack.mend();
  const [receipt] = await dana.until("the receipt", () => (dana.dms().length > 0 ? dana.dms() : null));
  if (!receipt) throw new Error("no receipt");
  await dana.clicks(en.controls.buttons.withdraw, { on: receipt });
  await bot.settle(1 * minutes);
  await casey.until("the withdrawn card", () =>
    cards()[0]?.screen.includes(en.card.status.closings.withdrawn),
  );
  expect(cards()).toHaveLength(1);
  expect(callsTo("chat.postMessage", channels.csm)).toHaveLength(2);
});

test("as long as a post is under way, and a second longer, nothing else goes to its channel", async () => {
  const { slack, dana } = bot;
  slack.fail("chat.postMessage", { kind: "delay", ms: 1_500 }, { channel: channels.csm });
  await sends(dana);
  await dana.until("a post", () => callsTo("chat.postMessage", channels.csm).length > 0);
  const harriet = bot.person(people.harriet);
  bot.clock.advance(1_100);
  await sends(harriet);
  await harriet.until("her receipt", () => harriet.dms().length > 0);
  await dana.until("the first card", () => cards().length > 0);
  await bot.settle(1 * minutes);
  // Slack counts from when a message stands, and would complain (afterEach).
  expect(callsTo("chat.postMessage", channels.csm)).toHaveLength(4);
});

async function opensSlowly(person: Person, ms: number): Promise<void> {
  bot.slack.fail("chat.postMessage", { kind: "delay", ms }, { channel: channels.csm });
  await sends(person);
}

test("what somebody did to a message is drawn over from the store, and nothing is read back from it", async () => {
  const { slack, dana, casey } = bot;
  await sends(dana);
  await bot.settle();
  const [card] = cards();
  if (!card) throw new Error("no card");
  const [stored] = slack.messagesFor(people.casey, channels.csm);
  if (!stored) throw new Error("no card");
  stored.text = "Tampered with";
  stored.blocks = (stored.blocks ?? []).filter((block) => block["type"] === "actions");
  expect(cards()[0]?.screen).not.toContain("Northwind Digital");
  await casey.clicks(en.controls.buttons.have_it, { on: card });
  await bot.settle();
  expect(cards()[0]?.screen).toContain("Northwind Digital");
  expect(cards()[0]?.text).not.toContain("Tampered");
  expect(callsOf(slack, "conversations.history") + callsOf(slack, "conversations.replies")).toBe(0);
});
