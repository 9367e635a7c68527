import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Moment, type Recording, recordALife } from "../support/a-recording.ts";
import { differences, openAgain } from "../support/a-bot-again.ts";
import { inOneLine, isTrouble } from "../support/a-watched-stage.ts";
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
