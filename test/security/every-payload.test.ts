import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { type Moment, type Recording, recordALife } from "../support/a-recording.ts";
import { app } from "../../playground/workspace.ts";
import { cardActions } from "../../src/slack/views/case-buttons.ts";
import { type BotAgain, differences, openAgain } from "../support/a-bot-again.ts";
import { inOneLine, isTrouble } from "../support/a-watched-stage.ts";
import { asToldElsewhere, withForgedIds, withJunk } from "../support/forged-payloads.ts";
import { damage, isDrawnAgain, whatIsNotTheirs } from "../support/what-damage-does.ts";
import { isNotTheirs, isTold } from "../support/what-is-not-theirs.ts";
import { whatIsBound } from "../support/bound-listeners.ts";

/** Some hundred bots are started here, one for everything that happened in a whole life. */
jest.setTimeout(900_000);

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
  // The cases in the Home have buttons that stand on messages too.
  for (const action of ["acknowledge", "sendAgain", "addMissing"] as const)
    for (const place of ["on a message", "in the Home"])
      expect(names).toContain(`block_actions ${cardActions[action]} ${place}`);
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

/** Choices, of which nothing is to be seen: the press that follows is told where things stand. */
const silentChoices = ["block_actions resolve_how in a window", "block_actions note in a window"];
/** A window that was left open still writes into its draft, as long as that is open too. */
const isOpenDraft = (line: string) => /^(?:missing|too much): drafts .*"status":"open"/u.test(line);
/** Messages are drawn again as they are stored; and where somebody looks at their Home, people are looked up. */
const isAfresh = (line: string) => /^(?:missing|too much): (?:message|people) /u.test(line);

test("what was left on screen changes nothing when all has moved on since, and whoever presses it is told", async () => {
  const [first] = life.moments;
  if (!first) throw new Error("Nothing was told in this life.");
  const bot = await openAgain({ ...first, ...life.end }, life.slackOrigin);
  const untold: string[] = [];
  const changes: string[] = [];
  const left = life.moments.filter(({ name }) => /^(?:block_actions|view_submission) /u.test(name));
  expect(left.length).toBeGreaterThan(50);
  for (const { name, payload, type } of left) {
    const before = await bot.outcome();
    const asked = bot.asked.length;
    const { status, text } = await bot.hears(payload, type);
    await bot.settles();
    const told = bot.asked.slice(asked).some(({ what }) => what === "response" || what.startsWith("views."));
    if (status !== 200 || (text === "" && !told)) untold.push(name);
    const changed = differences(before, await bot.outcome(), before);
    changes.push(
      ...changed.filter((line) => !isOpenDraft(line) && !isAfresh(line)).map((line) => `${name}: ${line}`),
    );
  }
  expect(bot.lines.filter(isTrouble).map(inOneLine)).toEqual([]);
  await bot.stop();
  expect(changes).toEqual([]);
  expect(untold).toEqual(silentChoices);
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

interface Faults {
  readonly elsewhere: string[];
  readonly forged: string[];
  readonly damaged: string[];
}

/** Everything that is tried with one payload is tried on one bot, for a start takes longer than all of it. */
async function examine(): Promise<Faults> {
  const faults: Faults = { elsewhere: [], forged: [], damaged: [] };
  await forEach(life.moments, async (moment) => {
    const bot = await openAgain(moment, life.slackOrigin);
    const note = (where: string[]) => (what: string) => where.push(`${moment.name}: ${what}`);
    await tellElsewhere(bot, moment, note(faults.elsewhere));
    await forge(bot, moment, note(faults.forged));
    await damage(bot, moment, note(faults.damaged));
    await bot.stop();
  });
  return faults;
}
let examined: Promise<Faults> | null = null;
const faults = () => (examined ??= examine());

test("a payload of another workspace, or for a whole organisation, changes nothing", async () => {
  expect((await faults()).elsewhere).toEqual([]);
});

test("a payload that carries somebody else's ids, or none, changes and shows nothing of theirs", async () => {
  expect((await faults()).forged).toEqual([]);
});

test("a payload with parts that are missing or are something else is answered in time, and leaves the bot as well as it was", async () => {
  expect((await faults()).damaged).toEqual([]);
});

type Note = (what: string) => void;

async function tellElsewhere(bot: BotAgain, moment: Moment, note: Note): Promise<void> {
  const stored = async () => (await bot.outcome()).filter((line) => !isDrawnAgain(line));
  const before = await stored();
  for (const foreign of asToldElsewhere(moment)) {
    const { status } = await bot.hears(foreign);
    if (status !== 200 && status !== 400) note(String(status));
  }
  await bot.settles();
  for (const each of bot.asked.filter(({ what }) => what === "views.open")) note(JSON.stringify(each));
  for (const line of differences(before, await stored(), before)) note(line);
}

async function forge(bot: BotAgain, moment: Moment, note: Note): Promise<void> {
  const before = await whatIsNotTheirs(bot);
  for (const forged of [...withForgedIds(moment, await idsIn(bot)), ...withJunk(moment)]) {
    const { status, text } = await bot.hears(forged);
    if (isTold(text)) note(`was answered ${text}`);
    if (status !== 200 && status !== 400) note(`${status} for ${JSON.stringify(forged)}`);
  }
  await bot.settles();
  for (const { args } of bot.asked) {
    const written = JSON.stringify(args);
    if (!String(args["channel"]).includes("STRANGE") && isTold(written)) note(written);
  }
  for (const line of differences(before, await whatIsNotTheirs(bot), before)) note(line);
  for (const heard of bot.lines.splice(0).filter(({ level }) => level === "error")) note(inOneLine(heard));
}

test("no token and no signing secret is in an answer", () => {
  const secrets = [app.botToken, app.appToken, app.signingSecret];
  expect(life.answers.length).toBeGreaterThan(100);
  expect(life.answers.filter((text) => secrets.some((secret) => text.includes(secret)))).toEqual([]);
});
