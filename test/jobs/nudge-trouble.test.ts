import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { ordinary } from "../../playground/sample-cases.ts";
import { channels, people } from "../../playground/workspace.ts";
import { en, openTrouble, sends, type Trouble } from "../support/a-bot-in-trouble.ts";

/** What befalls people, channels and messages while a case waits to be reminded of: it goes on, or says why it does not. */

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

/** It was sent on Monday at ten in Chicago. */
const tuesday = new Date("2026-11-24T16:05:00Z");
const thursday = new Date("2026-11-26T16:05:00Z");
const nextTuesday = new Date("2026-12-01T16:05:00Z");

async function until(instant: Date): Promise<void> {
  await bot.settle(instant.getTime() - bot.clock.now().getTime());
  bot.clock.moveTo(instant);
  await bot.settle();
}

const card = () => bot.casey.sees(channels.csm)[0];
const inThread = () => card()?.thread.slice(1) ?? [];
const { nudge } = en;
const asks = (screen: string | undefined) => screen?.includes(ordinary.answers.partner_company) ?? false;

test("all being well, the requester alone is mentioned, in the thread, and nobody else", async () => {
  await until(tuesday);
  const [reminder, ...more] = inThread();
  expect(more).toEqual([]);
  expect(reminder?.live.map(({ kind, target }) => [kind, target])).toEqual([["user", people.dana]]);
  expect(reminder?.buttons).toEqual([
    en.controls.buttons.add_missing,
    en.controls.buttons.snooze,
    en.controls.buttons.stop,
  ]);
});

test("a requester who left the channel is reminded by DM, and the thread says so", async () => {
  bot.slack.removeMember(channels.csm, people.dana);
  await until(tuesday);
  expect(bot.dana.dms()).toHaveLength(2);
  expect(asks(bot.dana.dms().at(-1)?.screen)).toBe(true);
  expect(inThread().map(({ screen }) => screen)).toEqual([nudge.note("ESC-1", "Dana Whitfield")]);
});

test("a requester who is deactivated is left alone; the card says that the case is parked, and why", async () => {
  bot.slack.deactivate(people.dana);
  await until(thursday);
  expect(inThread()).toEqual([]);
  expect(card()?.screen).toContain(nudge.parked.why.person_gone);
  expect(card()?.buttons).toContain(en.controls.buttons.reopen);
});

test.each([
  ["the card, under which the thread goes on", 1],
  ["the card and all of its thread", 2],
])(
  "when somebody deleted %s, the requester is reminded once, below the card that comes back",
  async (_, messages) => {
    const [first] = card()?.thread ?? [];
    for (const message of [card(), first].slice(0, messages).reverse())
      bot.slack.removeMessage(channels.csm, message?.ts ?? "");
    await until(tuesday);
    expect(bot.dana.dms().filter(({ screen }) => asks(screen))).toHaveLength(1);
    const back = bot.casey.sees(channels.csm).at(-1);
    const mentions = back?.thread.filter(({ live }) => live.some(({ target }) => target === people.dana));
    expect(mentions).toHaveLength(1);
  },
);

test("when somebody deleted the card twice, the requester is reminded by DM", async () => {
  for (let time = 0; time < 2; time += 1) {
    const last = bot.casey.sees(channels.csm).at(-1);
    bot.slack.removeMessage(channels.csm, last?.ts ?? "");
    await bot.settle();
  }
  await until(tuesday);
  expect(bot.dana.dms().filter(({ screen }) => asks(screen))).toHaveLength(2);
});

test("in an archived channel the reminder goes by DM instead, once", async () => {
  bot.slack.archive(channels.csm);
  await until(tuesday);
  expect(bot.dana.dms().filter(({ screen }) => screen.includes(nudge.only(1)) || asks(screen))).toHaveLength(
    2,
  );
  expect(inThread()).toEqual([]);
});

test("a bot that is restarted between two reminders sends the second on its day", async () => {
  await until(tuesday);
  await bot.restartBot();
  await bot.settle();
  expect(inThread()).toHaveLength(1);
  await until(thursday);
  expect(inThread().map(({ when }) => when)).toEqual([
    "Tue 24 Nov, 11:00 (America/New_York)",
    "Thu 26 Nov, 11:00 (America/New_York)",
  ]);
});

test("hours and holidays changed while the case waits count from the restart on; its card keeps its language", async () => {
  await bot.restartBot({
    HOLIDAYS: "2026-11-24",
    WORKING_HOURS: "13:00-16:00",
    NUDGE_TIME: "13:30",
    CHANNEL_LOCALE: "pt-BR",
  });
  await until(new Date("2026-11-25T19:20:00Z"));
  expect(inThread()).toEqual([]);
  await until(new Date("2026-11-25T19:35:00Z"));
  const [reminder] = inThread();
  expect(reminder?.when).toBe("Wed 25 Nov, 14:30 (America/New_York)");
  expect(reminder?.buttons).toContain(en.controls.buttons.snooze);
  expect(card()?.buttons).toContain(en.controls.buttons.add_missing);
});

test("a requester whose zone nobody knows is reminded by the clock that is set for such people", async () => {
  bot.slack.changeUser(people.dana, { tz: "Mars/Olympus_Mons" });
  await bot.slack.quiet();
  await bot.restartBot({ DEFAULT_TIME_ZONE: "Europe/London" });
  // It was sent there at four in the afternoon, which counts from the next day.
  await until(new Date("2026-11-25T10:05:00Z"));
  expect(inThread().map(({ when }) => when)).toEqual(["Wed 25 Nov, 05:00 (America/New_York)"]);
});

test("a requester who travels is reminded at ten where they are", async () => {
  bot.slack.changeUser(people.dana, { tz: "Europe/Lisbon" });
  await bot.slack.quiet();
  // It was sent there at four in the afternoon, which counts from the next day.
  await until(new Date("2026-11-25T10:05:00Z"));
  expect(inThread().map(({ when }) => when)).toEqual(["Wed 25 Nov, 05:00 (America/New_York)"]);
});

test("a Slack that does not answer look-ups costs a minute, not the reminder", async () => {
  bot.slack.fail("users.info", { kind: "error", error: "internal_error" }, { times: 4 });
  await until(tuesday);
  expect(inThread()).toHaveLength(1);
  expect(bot.lines.join("\n")).toContain("a case could not be looked at");
});

test("evidence that arrives while the reminder is on its way leaves no reminder that asks for it", async () => {
  bot.slack.fail(
    "chat.postMessage",
    { kind: "error", error: "ratelimited" },
    { channel: channels.csm, times: 3 },
  );
  const ten = new Date("2026-11-24T16:00:00Z");
  await bot.settle(ten.getTime() - bot.clock.now().getTime() - 1);
  bot.clock.moveTo(ten);
  await bot.settle(0);
  await bot.dana.clicks(en.controls.buttons.add_missing, { on: bot.dana.dms()[0] ?? failing() });
  await bot.dana.fills({
    [en.form.ask.label]: en.form.ask.options.joint_call,
    [en.form.outcome.label]: "Three carriers quoted at checkout, checked by both sides with 20 postcodes.",
  });
  await bot.dana.presses(en.controls.submit.save);
  await bot.dana.seesModal(en.modal.saved.title);
  await bot.dana.closesModal();
  await bot.settle();
  await until(nextTuesday);
  expect(card()?.screen.startsWith(en.verdict.levels.ready)).toBe(true);
  expect(
    inThread().filter(({ screen }) => screen.includes(nudge.was.heading("ESC-1", "Dana Whitfield"))),
  ).toEqual([]);
  expect(inThread().at(-1)?.screen).toBe(nudge.ready("ESC-1", "Dana Whitfield"));
});

function failing(): never {
  throw new Error("There is no receipt.");
}
