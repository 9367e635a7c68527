import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { ordinary } from "../../playground/sample-cases.ts";
import { channels, people } from "../../playground/workspace.ts";
import {
  callsOf,
  en,
  keysIn,
  kindsOf,
  minutes,
  openTrouble,
  sends,
  type Trouble,
} from "../support/a-bot-in-trouble.ts";

/** A card that somebody deletes by hand comes back once, with its evidence. */

let bot: Trouble;
beforeEach(async () => {
  // No CSM need take it meanwhile.
  bot = await openTrouble({ answers: ordinary.answers, settings: { ACKNOWLEDGE_WITHIN_DAYS: "20" } });
  await sends(bot.dana);
  await bot.settle();
});
afterEach(async () => {
  const { violations } = bot.slack;
  await bot.stop();
  expect(violations).toEqual([]);
});

const kinds = () => kindsOf(keysIn(bot.slack, people.casey, channels.csm));
/** Cards and evidence, in the order in which they stand. */
const shown = () => kinds().filter((kind) => kind === "card" || kind.startsWith("evidence"));
const posts = () => callsOf(bot.slack, "chat.postMessage");
const stored = () => bot.slack.messagesFor(people.casey, channels.csm);
const trail = async () => (await bot.trail()).map(({ kind }) => kind);

/** The card that can be seen. */
function card() {
  const standing = new Set(stored().flatMap(({ ts, tombstone }) => (tombstone ? [] : [ts])));
  const found = bot.casey.sees(channels.csm).find(({ ts }) => standing.has(ts));
  if (!found) throw new Error("There is no card.");
  return found;
}

async function deletes(ts: string | undefined): Promise<void> {
  bot.slack.removeMessage(channels.csm, ts ?? "");
  await bot.settle();
}

/** Five minutes past the first reminder. */
async function untilTuesday(): Promise<void> {
  const tuesday = new Date("2026-11-24T16:05:00Z");
  await bot.settle(tuesday.getTime() - bot.clock.now().getTime());
}

const receipt = () => {
  const [first] = bot.dana.dms();
  if (!first) throw new Error("There is no receipt.");
  return first;
};

describe("a card deleted by hand", () => {
  test("is posted again at once, with its evidence in the new thread and the receipt pointing to it", async () => {
    const { ts } = card();
    await deletes(ts);
    // What stood below the first one stays there.
    expect(shown()).toEqual(["evidence 1", "card", "evidence 1"]);
    const again = card();
    expect(again.ts).not.toBe(ts);
    expect(again.thread).toHaveLength(1);
    expect(again.buttons).toContain(en.controls.buttons.have_it);
    const [link] = receipt().live;
    expect(link?.target).toContain(again.ts.replace(".", ""));
    expect(await trail()).toEqual(["sent", "card_posted", "card_reposted"]);
    expect(bot.lines).toEqual([]);
  });

  test("shows how the case stands, and goes on being redrawn", async () => {
    await bot.casey.clicks(en.controls.buttons.have_it, { on: card() });
    await bot.settle();
    await deletes(card().ts);
    expect(card().screen).toContain(en.card.status.acknowledged("Casey Lindqvist"));
    await bot.dana.clicks(en.controls.buttons.withdraw, { on: receipt() });
    await bot.settle();
    expect(card().screen).toContain(en.card.status.closings.withdrawn);
    expect(shown()).toEqual(["evidence 1", "card", "evidence 1"]);
  });

  test("comes back once: who deletes it again means it", async () => {
    await deletes(card().ts);
    await deletes(card().ts);
    const before = posts();
    await bot.dana.clicks(en.controls.buttons.withdraw, { on: receipt() });
    await bot.settle(60 * minutes);
    expect(shown()).toEqual(["evidence 1", "evidence 1"]);
    expect(posts()).toBe(before);
    expect(await trail()).toEqual(["sent", "card_posted", "card_reposted", "delivery_parked", "withdrawn"]);
    expect((await bot.trail()).at(3)?.details).toMatchObject({ reason: "message_deleted" });
  });

  test("comes back once, however often Slack tells that it is gone", async () => {
    bot.slack.repeatEvents(true);
    await deletes(card().ts);
    expect(shown()).toEqual(["evidence 1", "card", "evidence 1"]);
    expect(await trail()).toEqual(["sent", "card_posted", "card_reposted"]);
  });

  test("is not begun anew: the days until a reminder count from the first one", async () => {
    bot.clock.advance(60 * minutes);
    await deletes(card().ts);
    await untilTuesday();
    expect(kinds().at(-1)).toBe("nudge");
    expect(card().thread.at(-1)?.when).toContain("Tue 24 Nov, 11:00");
  });

  test("goes out before what waits for its thread, so that this goes there", async () => {
    bot.slack.fail("chat.postMessage", { kind: "http_status", status: 503 }, { times: Infinity });
    await untilTuesday();
    expect(kinds()).toEqual(["card", "evidence 1"]);
    // Behind the reminder that cannot be sent, the card is to be drawn anew.
    await bot.casey.clicks(en.controls.buttons.have_it, { on: card() });
    bot.slack.removeMessage(channels.csm, card().ts);
    await bot.slack.quiet();
    await bot.listened();
    bot.slack.mend();
    await bot.settle(5 * minutes);
    expect(kinds()).toEqual(["evidence 1", "card", "evidence 1", "nudge"]);
    expect(card().thread).toHaveLength(2);
    expect(card().screen).toContain(en.card.status.acknowledged("Casey Lindqvist"));
  });

  test("takes no part of the evidence along that somebody had deleted before", async () => {
    await deletes(card().thread[0]?.ts);
    expect(shown()).toEqual(["card"]);
    await deletes(card().ts);
    expect(shown()).toEqual(["card"]);
    expect(await trail()).toContain("card_reposted");
    expect(bot.lines).toEqual([]);
  });
});

describe("a card whose deletion nobody told of", () => {
  /** Slack sends no messages to who may not read them. */
  async function deletesUnheard(...all: readonly (string | undefined)[]): Promise<void> {
    bot.slack.withdrawScope("channels:history");
    for (const ts of all) await deletes(ts);
    bot.slack.restoreScope("channels:history");
  }

  test("is posted again as soon as it cannot be redrawn, as the case stands then", async () => {
    await deletesUnheard(card().ts);
    expect(shown()).toEqual(["evidence 1"]);
    await bot.dana.clicks(en.controls.buttons.withdraw, { on: receipt() });
    await bot.settle();
    expect(shown()).toEqual(["evidence 1", "card", "evidence 1"]);
    expect(card().screen).toContain(en.card.status.closings.withdrawn);
    expect(await trail()).toEqual(["sent", "card_posted", "withdrawn", "card_reposted"]);
    expect(bot.lines).toEqual([expect.stringContaining("a card was deleted: it is posted again")]);
  });

  test("the second time is let go, and not tried again and again", async () => {
    await deletes(card().ts);
    await deletesUnheard(card().ts);
    await bot.dana.clicks(en.controls.buttons.withdraw, { on: receipt() });
    await bot.settle(60 * minutes);
    expect(shown()).toEqual(["evidence 1", "evidence 1"]);
    expect(await trail()).toEqual(["sent", "card_posted", "card_reposted", "withdrawn", "delivery_parked"]);
    const tries = callsOf(bot.slack, "chat.update");
    await bot.settle(60 * minutes);
    expect(callsOf(bot.slack, "chat.update")).toBe(tries);
  });

  test("is posted again before the first message that belongs below it", async () => {
    // The card last, so that not even a stone marks its place.
    await deletesUnheard(card().thread[0]?.ts, card().ts);
    expect(shown()).toEqual([]);
    await untilTuesday();
    expect(kinds()).toEqual(["card", "evidence 1", "nudge"]);
    expect(card().thread).toHaveLength(2);
    expect(await trail()).toContain("card_reposted");
  });
});
