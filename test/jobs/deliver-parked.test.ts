import { until } from "../../playground/patience.ts";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import { app, channels, people } from "../../playground/workspace.ts";
import type { ParkReason } from "../../src/domain/delivery.ts";
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
  bot = await openTrouble({ drafts: [people.dana, people.harriet] });
});
afterEach(async () => {
  const { violations } = bot.slack;
  await bot.stop();
  expect(violations).toEqual([]);
});

const csm = "#csm-escalations";
const dmKeys = (userId: string) => kindsOf(keysIn(bot.slack, userId, bot.slack.dmOf(userId).id));
const inChannel = () => kindsOf(keysIn(bot.slack, people.casey, channels.csm));
/** What happened to the messages of Dana's case. */
const troubles = async () =>
  (await bot.trail())
    .filter(({ kind }) => kind.startsWith("delivery_"))
    .map(({ kind, details }) =>
      typeof details["reason"] === "string" ? `${kind} ${details["reason"]}` : kind,
    );

/** Sends, and goes on through several tries, as long as what is wrong is not mended. */
async function sendsInVain(reason: ParkReason): Promise<void> {
  await sends(bot.dana);
  await bot.settle(45 * minutes);
  expect(inChannel()).toEqual([]);
  expect(await troubles()).toEqual([`delivery_parked ${reason}`]);
}

/** One DM says it, in words that name what to mend, and so does the command. */
async function expectTold(reason: ParkReason): Promise<void> {
  expect(dmKeys(people.dana)).toEqual(["receipt", "stuck_notice"]);
  const sentence = en.talk.parked[reason](csm);
  expect(bot.dana.dms().at(-1)?.screen).toContain(sentence);
  expect(bot.dana.dms().at(-1)?.screen).toContain("ESC-1");
  await bot.dana.types("/escalate ESC-1", { in: channels.project });
  await bot.dana.seesMessage(channels.project, sentence);
}

async function expectResumed(reason: ParkReason): Promise<void> {
  expect(inChannel()).toEqual(["card", "evidence 1"]);
  expect(await troubles()).toEqual([`delivery_parked ${reason}`, "delivery_resumed"]);
  expect((await bot.deliveries()).map(({ state }) => state)).not.toContain("parked");
}

/** The channel's turn after the last try is over, the next try is far. */
function aMomentLater(): Date {
  bot.clock.advance(5_000);
  return bot.clock.now();
}

interface Obstacle {
  readonly reason: ParkReason;
  readonly block: (slack: LocalSlack) => void;
  readonly mend: (slack: LocalSlack) => void;
}
const refusal = (error: string): Pick<Obstacle, "block" | "mend"> => ({
  block: (slack) => {
    slack.fail("chat.postMessage", { kind: "error", error }, { channel: channels.csm, times: Infinity });
  },
  mend: (slack) => {
    slack.mend();
  },
});

describe("a card that cannot be posted waits, its requester is told once, and it goes out by itself", () => {
  const byEvent: Record<string, Obstacle> = {
    "once the bot, removed from the channel, is invited again": {
      reason: "not_in_channel",
      block: (slack) => {
        slack.removeMember(channels.csm, app.botUserId);
      },
      mend: (slack) => {
        slack.invite(channels.csm, app.botUserId);
      },
    },
    "once the archived channel is restored": {
      reason: "is_archived",
      block: (slack) => {
        slack.archive(channels.csm);
      },
      mend: (slack) => {
        slack.unarchive(channels.csm);
      },
    },
  };
  test.each(Object.entries(byEvent))("%s", async (_, { reason, block, mend }) => {
    block(bot.slack);
    await sendsInVain(reason);
    await expectTold(reason);
    const before = aMomentLater();
    mend(bot.slack);
    // At once: the clock has not moved.
    await until("the card", () => inChannel().length > 0);
    expect(inChannel()).toEqual(["card"]);
    expect(bot.clock.now()).toEqual(before);
    await bot.settle();
    await expectResumed(reason);
  });

  const byTime: Record<string, Obstacle> = {
    "within ten minutes after the channel is found again": {
      reason: "channel_not_found",
      ...refusal("channel_not_found"),
    },
    "within ten minutes after posting there is allowed": {
      reason: "restricted",
      ...refusal("restricted_action"),
    },
    "within ten minutes after posting is allowed to threads only": {
      reason: "restricted",
      ...refusal("restricted_action_thread_only_channel"),
    },
    "within ten minutes after what Slack refused is mended": {
      reason: "defect",
      ...refusal("invalid_blocks"),
    },
  };
  test.each(Object.entries(byTime))("%s", async (_, { reason, block, mend }) => {
    block(bot.slack);
    await sendsInVain(reason);
    await expectTold(reason);
    mend(bot.slack);
    await bot.settle(11 * minutes);
    await expectResumed(reason);
  });

  test("at the next start of the bot", async () => {
    const { block, mend } = refusal("channel_not_found");
    block(bot.slack);
    await sendsInVain("channel_not_found");
    mend(bot.slack);
    const before = aMomentLater();
    await bot.restartBot();
    await bot.slack.quiet();
    expect(inChannel()).toEqual(["card"]);
    expect(bot.clock.now()).toEqual(before);
    await bot.settle();
    await expectResumed("channel_not_found");
  });
});

describe("when not even a DM can be sent, the case waits whole and arrives whole", () => {
  const everything = (error: string): Pick<Obstacle, "block" | "mend"> => ({
    block: (slack) => {
      for (const method of ["chat.postMessage", "chat.update", "conversations.open"])
        slack.fail(method, { kind: "error", error }, { times: Infinity });
    },
    mend: (slack) => {
      slack.mend();
    },
  });
  const obstacles: Record<string, Obstacle> = {
    "the permission to write was withdrawn": {
      reason: "missing_scope",
      block: (slack) => {
        slack.withdrawScope("chat:write");
      },
      mend: (slack) => {
        slack.restoreScope("chat:write");
      },
    },
    "the token was revoked": { reason: "token_revoked", ...everything("token_revoked") },
    "the token is not valid any more": { reason: "token_revoked", ...everything("invalid_auth") },
    "the app was switched off": { reason: "token_revoked", ...everything("account_inactive") },
  };
  test.each(Object.entries(obstacles))("%s", async (_, { reason, block, mend }) => {
    block(bot.slack);
    await sends(bot.dana);
    await bot.settle(45 * minutes);
    expect([...inChannel(), ...dmKeys(people.dana)]).toEqual([]);
    expect(await troubles()).toEqual([`delivery_parked ${reason}`, `delivery_parked ${reason}`]);
    await bot.dana.types("/escalate ESC-1", { in: channels.project });
    await bot.dana.seesMessage(channels.project, en.talk.parked[reason](csm));

    mend(bot.slack);
    await bot.settle(11 * minutes);
    // The word of trouble that could not be sent either is not sent now, when it would be wrong.
    expectShownOnce(bot.slack);
    expect(await troubles()).toEqual([
      `delivery_parked ${reason}`,
      `delivery_parked ${reason}`,
      "delivery_resumed",
      "delivery_resumed",
    ]);
  });

  test("a receipt that may not be sent does not hold up the card", async () => {
    bot.slack.withdrawScope("im:write");
    await sends(bot.dana);
    await bot.settle();
    expect(inChannel()).toEqual(["card", "evidence 1"]);
    bot.slack.restoreScope("im:write");
    await bot.settle(11 * minutes);
    expectShownOnce(bot.slack);
  });
});

test("a card that waits holds up neither its requester's receipt nor anything of another case", async () => {
  const { slack, dana, casey } = bot;
  const harriet = bot.person(people.harriet);
  slack.fail("chat.postMessage", { kind: "error", error: "channel_not_found" }, { channel: channels.csm });
  await sends(dana);
  await bot.settle();
  expect(inChannel()).toEqual([]);
  expect(dmKeys(people.dana)).toEqual(["receipt", "stuck_notice"]);

  await sends(harriet);
  await bot.settle();
  expect(inChannel()).toEqual(["card", "evidence 1"]);
  expect(casey.sees(channels.csm)[0]?.screen).toContain("ESC-2");
  expect(dmKeys(people.harriet)).toEqual(["receipt"]);
  expect((await bot.trail(2)).map(({ kind }) => kind)).toEqual(["sent", "card_posted"]);
});

test("the receipt says that the card is on its way while it waits, and links to it once it stands", async () => {
  const { slack, dana } = bot;
  slack.removeMember(channels.csm, app.botUserId);
  await sends(dana);
  await bot.settle();
  expect(dana.dms()[0]?.screen).toContain(en.card.receipt.posting("ESC-1", csm));
  slack.invite(channels.csm, app.botUserId);
  await bot.settle();
  expect(dana.dms()[0]?.screen).toContain(en.card.receipt.sent("ESC-1", csm));
  expect(dana.dms()[0]?.live).toHaveLength(1);
});

test("a case withdrawn while its card waits arrives as withdrawn, once", async () => {
  const { slack, dana, casey } = bot;
  slack.archive(channels.csm);
  await sends(dana);
  await bot.settle();
  const [receipt] = dana.dms();
  if (!receipt) throw new Error("no receipt");
  await dana.clicks(en.controls.buttons.withdraw, { on: receipt });
  await bot.settle();
  slack.unarchive(channels.csm);
  await bot.settle();
  expect(inChannel()).toEqual(["card", "evidence 1"]);
  expect(casey.sees(channels.csm)[0]?.screen).toContain(en.card.status.closings.withdrawn);
  expect(callsOf(slack, "chat.postMessage")).toBe(5);
});

test("a hold-up whose reason changes is told again, with the new reason", async () => {
  const { slack, dana } = bot;
  slack.removeMember(channels.csm, app.botUserId);
  await sends(dana);
  await bot.settle();
  slack.archive(channels.csm);
  await bot.settle(11 * minutes);
  expect(dmKeys(people.dana)).toEqual(["receipt", "stuck_notice", "stuck_notice"]);
  expect(dana.dms().at(-1)?.screen).toContain(en.talk.parked.is_archived(csm));
  expect(await troubles()).toEqual(["delivery_parked not_in_channel", "delivery_parked is_archived"]);
});

test("a requester who left the workspace keeps nothing from the CSMs, and nobody tries for ever", async () => {
  const { slack, dana } = bot;
  slack.fail("conversations.open", { kind: "error", error: "user_disabled" }, { times: Infinity });
  await sends(dana);
  await bot.settle(45 * minutes);
  expect(inChannel()).toEqual(["card", "evidence 1"]);
  expect(callsOf(slack, "conversations.open")).toBe(1);
});
