import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Moment, type Recording, recordALife } from "../support/a-recording.ts";
import { app } from "../../playground/workspace.ts";
import { openStore } from "../../src/store/database.ts";
import { type BotAgain, differences, openAgain, rowsIn } from "../support/a-bot-again.ts";
import { inOneLine, isTrouble } from "../support/a-watched-stage.ts";
import { asToldElsewhere, withForgedIds, withJunk } from "../support/forged-payloads.ts";
import { isNotTheirs, isTold } from "../support/what-is-not-theirs.ts";
import { whatIsBound } from "../support/bound-listeners.ts";

let life: Recording;
beforeAll(async () => {
  life = await recordALife();
});
afterAll(() => life.remove());

test("the life has a payload for everything that the bot listens to", () => {
  const { commands, shortcuts, events, actions, views } = whatIsBound();
  const names = life.moments.map(({ name }) => name);
  const heard = (start: string) => names.some((name) => `${name} `.startsWith(`${start} `));
  const missing = [
    ...commands,
    ...shortcuts.map(({ type, callback_id: id }) => `${type} ${id}`),
    ...events.map((event) => `event_callback ${event}`),
    ...actions.map((action) => `block_actions ${action}`),
    ...views.map((view) => `view_submission ${view}`),
  ].filter((start) => !heard(start));
  expect(missing).toEqual([]);
});

/** At the same time, but no more than a few. */
async function forEach(moments: readonly Moment[], act: (moment: Moment) => Promise<void>): Promise<void> {
  const rest = [...moments];
  const takesOneAfterTheOther = async () => {
    for (let next = rest.shift(); next; next = rest.shift()) await act(next);
  };
  await Promise.all(Array.from({ length: 4 }, takesOneAfterTheOther));
}

/**
 * What Slack cannot tell twice: a person who chooses a shortcut has a window for it, and a draft in that window, which
 * is theirs alone and joins nothing until they say so.
 */
const oneWindowEach = ["message_action escalate_from_message"];

test("a payload that comes again, after a restart or at the same moment, changes nothing more", async () => {
  const doubled: string[] = [];
  await forEach(life.moments, async (moment) => {
    const inTurn = await openAgain(moment, life.slackOrigin);
    const atOnce = await openAgain(moment, life.slackOrigin);
    const before = await inTurn.outcome();
    await inTurn.hears();
    await inTurn.settles();
    const once = await inTurn.outcome();
    await inTurn.restarts();
    await inTurn.hears();
    await inTurn.settles();
    await Promise.all([atOnce.hears(), atOnce.hears()]);
    await atOnce.settles();
    for (const twice of [inTurn, atOnce])
      doubled.push(
        ...differences(once, await twice.outcome(), before).map((line) => `${moment.name}: ${line}`),
        ...twice.lines.filter(isTrouble).map((heard) => `${moment.name}: ${inOneLine(heard)}`),
      );
    await inTurn.stop();
    await atOnce.stop();
  });
  expect(doubled.filter((line) => !oneWindowEach.some((name) => line.startsWith(name)))).toEqual([]);
});

/** Ids that the bot has given: of drafts, cases and messages. */
async function idsIn({ db }: BotAgain): Promise<readonly string[]> {
  const tables = ["drafts", "escalations", "kept_messages"] as const;
  const found = await Promise.all(tables.map((table) => db.selectFrom(table).select("id").execute()));
  return found
    .flat()
    .map(({ id }) => id)
    .filter((id) => !isNotTheirs(id));
}

/** What was looked up of people, and messages that are drawn once more as they are stored. */
const isDrawnAgain = (line: string) => /^(people|deliveries|message) /u.test(line);

test("a payload that carries somebody else's ids, or none, changes and shows nothing of theirs", async () => {
  const faults: string[] = [];
  await forEach(life.moments, async (moment) => {
    const bot = await openAgain(moment, life.slackOrigin);
    const notTheirs = async () =>
      (await bot.outcome()).filter((line) => isNotTheirs(line) && !isDrawnAgain(line)).sort();
    const before = await notTheirs();
    for (const forged of [...withForgedIds(moment, await idsIn(bot)), ...withJunk(moment)]) {
      const { status, text } = await bot.hears(forged);
      if (isTold(text)) faults.push(`${moment.name}: was answered ${text}`);
      if (status !== 200 && status !== 400)
        faults.push(`${moment.name}: ${status} for ${JSON.stringify(forged)}`);
    }
    await bot.settles();
    const shown = bot.asked.filter(({ args }) => !String(args["channel"]).includes("STRANGE"));
    faults.push(
      ...shown
        .map((each) => JSON.stringify(each))
        .filter(isTold)
        .map((line) => `${moment.name}: ${line}`),
      ...differences(before, await notTheirs(), before).map((line) => `${moment.name}: ${line}`),
      ...bot.lines
        .filter(({ level }) => level === "error")
        .map((heard) => `${moment.name}: ${inOneLine(heard)}`),
    );
    await bot.stop();
  });
  expect(faults).toEqual([]);
});

test("a payload of another workspace, or for a whole organisation, changes nothing", async () => {
  const faults: string[] = [];
  await forEach(life.moments, async (moment) => {
    const bot = await openAgain(moment, life.slackOrigin);
    const stored = async () => (await bot.outcome()).filter((line) => !isDrawnAgain(line));
    const before = await stored();
    for (const foreign of asToldElsewhere(moment)) {
      const { status } = await bot.hears(foreign);
      if (status !== 200 && status !== 400) faults.push(`${moment.name}: ${status}`);
    }
    await bot.settles();
    const opened = bot.asked.filter(({ what }) => what === "views.open");
    faults.push(
      ...opened.map((each) => `${moment.name}: ${JSON.stringify(each)}`),
      ...differences(before, await stored(), before).map((line) => `${moment.name}: ${line}`),
    );
    await bot.stop();
  });
  expect(faults).toEqual([]);
});

test("no token and no signing secret is in the store or in an answer", async () => {
  const { db, close } = await openStore(`sqlite:${life.after}`);
  const rows = (await rowsIn(db)).map((row) => JSON.stringify(row));
  await close();
  expect(rows.length).toBeGreaterThan(100);
  const tells = [...rows, ...life.answers].filter((text) =>
    [app.botToken, app.appToken, app.signingSecret].some((secret) => text.includes(secret)),
  );
  expect(tells).toEqual([]);
});
