import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { channels, people } from "../../playground/workspace.ts";
import {
  en,
  keysIn,
  kindsOf,
  minutes,
  openTrouble,
  sends,
  type Trouble,
} from "../support/a-bot-in-trouble.ts";
import { cardOn, handsOver, receiptOn, takes } from "../support/a-case-in-hands.ts";

/** One message that waits for somebody to mend something, and what of its case goes on all the same. */

let bot: Trouble;
beforeEach(async () => {
  bot = await openTrouble();
  await sends(bot.dana);
  await bot.settle();
  await takes(bot);
});
afterEach(async () => {
  const { violations } = bot.slack;
  await bot.stop();
  expect(violations).toEqual([]);
});

const { buttons } = en.controls;
const { withdrawn } = en.card.status.closings;
const inChannel = () => kindsOf(keysIn(bot.slack, people.casey, channels.csm));
const parked = async () =>
  (await bot.deliveries()).filter(({ state }) => state === "parked").map(({ subject }) => subject.kind);

test("a thread that takes no messages leaves the card as true as ever, and has its notes in order once it takes them", async () => {
  const error = "restricted_action_thread_locked";
  bot.slack.fail("chat.postMessage", { kind: "error", error }, { channel: channels.csm, times: Infinity });
  await handsOver(bot, people.casey, "Robin Achterberg");
  expect(await parked()).toEqual(["step_note"]);
  await bot.dana.clicks(buttons.withdraw, { on: receiptOn(bot) });
  await bot.settle();
  expect(cardOn(bot).screen).toContain(withdrawn);
  await bot.dana.clicks(buttons.reopen, { on: receiptOn(bot) });
  await bot.settle();
  expect(cardOn(bot).screen).not.toContain(withdrawn);
  expect(cardOn(bot).buttons).toContain(buttons.have_it);
  expect(inChannel()).toEqual(["card", "evidence 1"]);

  bot.slack.mend();
  await bot.settle(11 * minutes);
  const keys = keysIn(bot.slack, people.casey, channels.csm);
  const steps = keys.filter((key) => key.startsWith("step_note")).map((key) => key.split(":")[2]);
  expect(steps).toEqual(["handed_over", "withdrawn", "reopened"]);
});

test("a card that may not be changed any more keeps nothing from its thread", async () => {
  const error = "edit_window_closed";
  bot.slack.fail("chat.update", { kind: "error", error }, { channel: channels.csm, times: Infinity });
  await handsOver(bot, people.casey, "Robin Achterberg");
  expect(await parked()).toContain("card");
  expect(inChannel()).toEqual(["card", "evidence 1", "step_note"]);
});

test("each hold-up of a card is told its requester anew, also for the reason that was mended before", async () => {
  const toldOfIt = () =>
    kindsOf(keysIn(bot.slack, people.dana, bot.slack.dmOf(people.dana).id)).filter(
      (kind) => kind === "stuck_notice",
    );
  const blocks = () => {
    const error = "edit_window_closed";
    bot.slack.fail("chat.update", { kind: "error", error }, { channel: channels.csm, times: Infinity });
  };
  blocks();
  await handsOver(bot, people.casey, "Robin Achterberg");
  await bot.settle(25 * minutes);
  expect(toldOfIt()).toHaveLength(1);
  bot.slack.mend();
  await bot.settle(11 * minutes);
  expect(await parked()).toEqual([]);
  blocks();
  await bot.dana.clicks(buttons.withdraw, { on: receiptOn(bot) });
  await bot.settle(25 * minutes);
  expect(toldOfIt()).toHaveLength(2);
});
