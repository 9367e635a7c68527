import { channels } from "../../playground/workspace.ts";
import { keysIn } from "./a-bot-in-trouble.ts";
import { clicksAway, type Insisting, insists, submits } from "./a-person-who-insists.ts";
import { en } from "./a-requester.ts";
import { cardOf, digestKeyOf, numberOf, type Told, words } from "./a-troubled-case.ts";

/** What CSMs do with a case while the bot dies over it, each thing until they are told, or see, that it is done. */

const { buttons } = en.controls;
const { ask } = en.questions;
const { giveBack, resolve } = en.csmSide;
const { status } = en.card;

/** *I have it* on the card of the requester's case. */
export async function takes(csm: Insisting, requester: Insisting, told: Told): Promise<void> {
  const number = numberOf(told, requester);
  await clicksAway(csm, buttons.have_it, () => cardOf(csm.person, number));
}

export async function asks(csm: Insisting, requester: Insisting, told: Told): Promise<void> {
  const card = () => cardOf(csm.person, numberOf(told, requester));
  await submits(csm, "ask a question", {
    title: ask.title,
    on: card,
    by: buttons.ask,
    fill: [{ [ask.label]: words.question }],
    submit: ask.submit,
    done: ask.done,
    isDone: () => card()?.thread.some(({ screen }) => screen.includes(words.question)) ?? false,
    onSent: (viewId) => told.askedIn.add(viewId),
  });
}

/** *Return to requester*, with a reason. */
export async function returns(csm: Insisting, requester: Insisting, told: Told): Promise<void> {
  const number = numberOf(told, requester);
  const card = () => cardOf(csm.person, number);
  await submits(csm, "return a case", {
    title: giveBack.title,
    on: card,
    by: buttons.return_case,
    fill: [{ [giveBack.label]: words.reason }],
    submit: giveBack.submit,
    done: giveBack.done(`ESC-${number}`),
    isDone: () => card()?.screen.includes(status.returned) ?? false,
  });
}

/** *Resolve*, with a note. */
export async function resolves(csm: Insisting, requester: Insisting, told: Told): Promise<void> {
  const number = numberOf(told, requester);
  const card = () => cardOf(csm.person, number);
  await submits(csm, "resolve a case", {
    title: resolve.title,
    on: card,
    by: buttons.resolve,
    fill: [{ [resolve.how]: resolve.endings.resolved }, { [resolve.note]: words.note }],
    submit: resolve.submit,
    done: resolve.done(`ESC-${number}`, status.closings.resolved),
    isDone: () => card()?.screen.includes(words.note) ?? false,
  });
}

/** Once the digest of the week that begins on this day stands in the channel. */
export async function hearsOfTheWeek(csm: Insisting, week: string): Promise<void> {
  const { bot, person } = csm;
  const isThere = () => keysIn(bot.slack, person.id, channels.csm).includes(digestKeyOf(week));
  await insists(csm, "hear of the week", () =>
    Promise.resolve((isThere() && bot.isPastItsMoments()) || null),
  );
}
