import { afterEach, describe, expect, test } from "@jest/globals";
import { type Clock, frozenClock } from "../../playground/clock.ts";
import { personOn } from "../../playground/person.ts";
import { type LocalSlack, startLocalSlack } from "../../playground/server/local-slack.ts";
import { botSettings } from "../../playground/stage.ts";
import { app, channels, people, workspace } from "../../playground/workspace.ts";
import type { Bot } from "../../src/assemble.ts";
import { en, keysIn, kindsOf } from "../support/a-bot-in-trouble.ts";
import { engines } from "../support/a-database.ts";
import { startWatchedBot } from "../support/a-watched-stage.ts";
import { allLeft, type Left, leaveAt, leftAt } from "../support/left-by.ts";

/** The present bot goes on with the cases that a bot of any earlier schema left, as if it had been there all the time. */

const minutes = 60_000;
const tuesdayEvening = new Date("2026-11-24T18:00:00Z");

let slack: LocalSlack;
let bot: Bot | null = null;
let clock: Clock;
afterEach(async () => {
  await bot?.stop();
  bot = null;
  await slack.stop();
});

/** What stood there when it was stopped. */
function show({ messages }: Left): void {
  // Her DM with the bot has the same id whenever it is opened.
  slack.dmOf(people.dana);
  for (const { channel, ...message } of messages) {
    const place = slack.world.channels.get(channel);
    if (!place) throw new Error(`There is no channel ${channel}.`);
    place.messages.push({
      ...message,
      userId: app.botUserId,
      fromApp: true,
      notice: null,
      username: null,
      broadcast: false,
      files: [],
      reading: { parse: "none", linkNames: false },
      editedTs: null,
      previews: [],
      tombstone: false,
    });
  }
}

async function settle(withinMs = 1 * minutes): Promise<void> {
  const horizon = clock.now().getTime() + withinMs;
  for (;;) {
    await bot?.wake();
    await slack.quiet(100);
    await bot?.listened();
    await bot?.wake();
    const due = (await bot?.nextDueAt()) ?? null;
    if (due === null || due.getTime() > horizon) return;
    if (due > clock.now()) clock.moveTo(due);
  }
}

const inChannel = () => kindsOf(keysIn(slack, people.casey, channels.csm));
const count = (kind: string) => inChannel().filter((each) => each === kind).length;

describe.each(engines)("on $name", ({ createEmpty }) => {
  test.each(allLeft)("after a bot of $schema", async ({ schema }) => {
    const database = await createEmpty();
    const left = await leaveAt(database.url, schema);
    clock = frozenClock(leftAt);
    slack = await startLocalSlack({ workspace, app, clock, settleMs: 40 });
    show(left);
    bot = await startWatchedBot(slack, clock, botSettings("socket", database.url));
    await slack.untilConnected(1);
    const [casey, harriet, ravi] = [people.casey, people.harriet, people.ravi].map((id) =>
      personOn(slack, id),
    );
    if (!casey || !harriet || !ravi) throw new Error("Nobody is there.");

    // What was owed is delivered, once; what stood is not posted again.
    await settle();
    expect(count("card")).toBe(2);
    expect(count("evidence 1")).toBe(2);
    expect(kindsOf(keysIn(slack, people.harriet, slack.dmOf(people.harriet).id))).toEqual(["receipt"]);

    // A button of the old card works, and that card is drawn again where it stands.
    const old = casey.sees(channels.csm).find(({ screen }) => screen.includes("ESC-1 ·"));
    if (!old) throw new Error("The old card is gone.");
    await casey.clicks(en.controls.buttons.have_it, { on: old });
    await settle();
    const now = casey.sees(channels.csm).find(({ ts }) => ts === old.ts);
    expect(now?.screen).not.toBe(old.screen);
    expect(now?.screen).toContain(en.controls.buttons.hand_over);
    expect(count("card")).toBe(2);

    // Ravi goes on where he was.
    await ravi.types("/escalate", { in: channels.project });
    await ravi.seesModal(en.modal.resume.heading);
    await ravi.presses(en.controls.buttons.resume);
    await ravi.seesModal(en.controls.titles.scope);

    // Who was to be reminded is.
    clock.moveTo(tuesdayEvening);
    await settle();
    const reminders = [people.dana, people.harriet].flatMap((id) => keysIn(slack, id, slack.dmOf(id).id));
    expect([...inChannel(), ...kindsOf(reminders)]).toContain("nudge");
    expect(slack.violations).toEqual([]);
    await bot.stop();
    bot = null;
    await database.remove();
  });
});
