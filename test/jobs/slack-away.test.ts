import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { SeenMessage } from "../../playground/person.ts";
import { ordinary } from "../../playground/sample-cases.ts";
import { channels, people } from "../../playground/workspace.ts";
import { keysIn, kindsOf, openTrouble, sends, type Trouble } from "../support/a-bot-in-trouble.ts";

/**
 * Slack is away for three hours in which everything falls due at once: a reminder, word that nobody has taken a case,
 * and a new case of somebody else's. Afterwards it all stands there once, with nobody's help.
 */

const minutes = 60_000;
const hours = 60 * minutes;
/** Tuesday morning in Chicago: at ten the reminder is due, and at noon a business day has passed. */
const before = new Date("2026-11-24T15:30:00Z");

let bot: Trouble;
beforeEach(async () => {
  bot = await openTrouble({
    drafts: [people.dana, people.harriet],
    answers: ordinary.answers,
    settings: { DEFAULT_TIME_ZONE: "America/Chicago" },
  });
  await sends(bot.dana);
  await bot.settle();
  await bot.settle(before.getTime() - bot.clock.now().getTime());
  bot.clock.moveTo(before);
});
afterEach(async () => {
  const { violations } = bot.slack;
  await bot.stop();
  expect(violations).toEqual([]);
});

const everyMethod = [
  "auth.test",
  "chat.postMessage",
  "chat.update",
  "conversations.history",
  "conversations.info",
  "conversations.members",
  "conversations.open",
  "conversations.replies",
  "usergroups.users.list",
  "users.info",
];

const ways: Readonly<Record<string, { readonly leave: () => void; readonly comeBack: () => void }>> = {
  "Slack is down": {
    leave: () => {
      bot.slack.goDown();
    },
    comeBack: () => {
      bot.slack.comeUp();
    },
  },
  "the bot's token is revoked, and restored": {
    leave: () => {
      for (const method of everyMethod)
        bot.slack.fail(method, { kind: "error", error: "token_revoked" }, { times: Infinity });
    },
    comeBack: () => {
      bot.slack.mend();
    },
  },
};

const timesOf = (messages: readonly SeenMessage[]) => messages.map(({ ts }) => ts);
const inChannel = () => kindsOf(keysIn(bot.slack, people.casey, channels.csm));
const inDmOf = (userId: string) => kindsOf(keysIn(bot.slack, userId, bot.slack.dmOf(userId).id));

const isNoReminder = (kind: string) => kind !== "nudge";
/** In the thread, or by DM while the thread waits for somebody to mend it. */
const reminders = () => [...inChannel(), ...inDmOf(people.dana)].filter((kind) => !isNoReminder(kind)).length;

describe.each(Object.entries(ways))("%s", (_, { leave, comeBack }) => {
  test("what fell due meanwhile is there once, and nothing that stood is there twice", async () => {
    expect(inChannel()).toEqual(["card", "evidence 1"]);
    const stood = timesOf(bot.casey.sees(channels.csm));
    // Its first post is what finds out that Slack has gone.
    bot.slack.fail("chat.postMessage", { kind: "hang_up" }, { times: Infinity });
    await sends(bot.person(people.harriet));
    bot.slack.mend("chat.postMessage");
    leave();
    await bot.settle(3 * hours);
    expect(inChannel()).toEqual(["card", "evidence 1"]);

    comeBack();
    await bot.settle(15 * minutes);
    expect(inChannel().filter(isNoReminder).toSorted()).toEqual(
      ["card", "card", "chase", "evidence 1", "evidence 1"].toSorted(),
    );
    expect(reminders()).toBe(1);
    expect(timesOf(bot.casey.sees(channels.csm)).slice(0, stood.length)).toEqual(stood);
    expect(inDmOf(people.dana).filter(isNoReminder)).toEqual(["receipt"]);
    expect(inDmOf(people.harriet)).toEqual(["receipt"]);
    for (const number of [1, 2]) {
      const open = (await bot.deliveries(number)).filter(
        ({ state }) => state === "due" || state === "parked",
      );
      expect(open).toEqual([]);
    }
    // And it goes on from there: nobody is reminded a second time on the same day.
    await bot.settle(2 * hours);
    expect(reminders()).toBe(1);
  });
});
