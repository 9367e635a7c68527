import { type Person, personOn, type SeenMessage } from "../../playground/person.ts";
import { channels, people } from "../../playground/workspace.ts";
import { keysIn, kindsOf } from "./a-bot-in-trouble.ts";
import type { caseNotices } from "../../src/domain/delivery.ts";
import { clears, clicksAway, type Insisting, insists, submits, type Try } from "./a-person-who-insists.ts";
import { en, label, least } from "./a-requester.ts";
import { cardOf, numberOf, receiptOf, type Told, words } from "./a-troubled-case.ts";

/** What requesters do with a case while the bot dies over it, each thing until they are told, or see, that it is done. */

const { buttons, submit, titles } = en.controls;
const { answer, answered } = en.questions;
const { partnerWait, review, modal } = en;

/** *Resume*, *Send*, as often as it takes until a number was told. */
export async function sends(requester: Insisting, told: Told): Promise<void> {
  const { person } = requester;
  const number = await insists(requester, "send a case", async (trying) => {
    if (!(await standsInReview(requester, trying))) return numberIn(receiptOf(person));
    return sendsFromReview(person, trying);
  });
  told.cases.set(person.id, number);
  await clears(person);
}

/** False when there is no draft any more: then it was sent. */
async function standsInReview({ person, coin }: Insisting, { sees }: Try): Promise<boolean> {
  if (person.modal()?.title === titles.review && coin()) return true;
  await clears(person);
  await person.types("/escalate", { in: channels.project });
  const screen = await sees();
  if (!screen.text.includes(modal.resume.heading)) {
    await clears(person);
    return false;
  }
  await person.presses(buttons.resume);
  await sees(titles.review);
  return true;
}

async function sendsFromReview(person: Person, { sees }: Try): Promise<number> {
  const { submitLabel, fields } = await sees(titles.review);
  if (fields.some((field) => field.label === review.anyway.label))
    await person.fills({ [review.anyway.label]: words.why });
  await person.presses(submitLabel ?? submit.send);
  return numberNamed(await sees("ESC-"));
}

/** *Wait until …* in the review. */
export async function waits(requester: Insisting, told: Told): Promise<void> {
  const { person } = requester;
  const number = await insists(requester, "wait for the partner", async (trying) => {
    if (!(await standsInReview(requester, trying))) return numberIn(receiptOf(person));
    const until = person.modal()?.buttons.find((each) => each.startsWith(partnerWait.buttons.wait("")));
    await person.presses(until ?? "");
    await trying.sees(partnerWait.waiting.title);
    return numberNamed(await trying.sees("ESC-"));
  });
  told.cases.set(person.id, number);
  await clears(person);
}

/** *No reply*, and then *Send*. */
export async function endsTheWait(requester: Insisting, told: Told): Promise<void> {
  const { person, coin, bot } = requester;
  const { silent } = partnerWait.buttons;
  const number = numberOf(told, requester);
  await insists(requester, "send what had to wait", async (trying) => {
    if (cardOf(personOn(bot.slack, people.casey), number)) return true;
    if (person.modal()?.title !== titles.review || coin()) {
      await clears(person);
      const question = person.dms().findLast((message) => message.buttons.includes(silent));
      if (!question) return null;
      await person.clicks(silent, { on: question });
    }
    await sendsFromReview(person, trying);
    return true;
  });
  await clears(person);
}

/** The first step of a new draft, up to *Next*. */
export async function begins(requester: Insisting, told: Told): Promise<void> {
  const { person, coin } = requester;
  await insists(requester, "begin a draft", async ({ sees }) => {
    if (person.modal()?.title !== titles.situation || coin()) {
      await clears(person);
      await person.types("/escalate", { in: channels.project });
      const screen = await sees();
      if (screen.buttons.includes(buttons.resume)) await person.presses(buttons.resume);
    }
    const step = await sees(" of 5");
    if (step.title !== titles.situation) return true;
    await person.fills({ ...least.situation, [label("summary")]: words.summary });
    await person.presses(submit.next);
    await sees(titles.scope);
    return true;
  });
  told.drafts.add(person.id);
  await clears(person);
}

/** By the button below the question in the DM. */
export async function answersInWindow(requester: Insisting, name: string): Promise<void> {
  const asked = (text: string) =>
    requester.person.dms().find(({ screen }) => screen.includes(words.question) && screen.includes(text));
  await submits(requester, "answer the question", {
    title: answer.title,
    on: () => asked(`[${buttons.answer}]`) ?? null,
    by: buttons.answer,
    fill: [{ [answer.label]: words.answer }],
    submit: answer.submit,
    done: answer.done,
    isDone: () => asked(answered(name)) !== undefined,
  });
}

/** Once the receipt says that it came back. */
export async function sendsAgain(requester: Insisting): Promise<void> {
  const receipt = () => receiptOf(requester.person);
  await insists(requester, "hear of it", () =>
    Promise.resolve(receipt()?.buttons.includes(buttons.send_again) || null),
  );
  await clicksAway(requester, buttons.send_again, receipt);
}

export async function withdraws(requester: Insisting): Promise<void> {
  await clicksAway(requester, buttons.withdraw, () => receiptOf(requester.person));
}

/** Waits until a reminder stands where the person reads it. */
export async function isReminded(who: Insisting, channelId: string): Promise<void> {
  const { bot, person } = who;
  const isThere = () => kindsOf(keysIn(bot.slack, person.id, channelId)).includes("nudge");
  await insists(who, "be reminded", () => Promise.resolve(isThere() || null));
}

export async function addsWhatIsMissing(requester: Insisting, told: Told): Promise<void> {
  const { person } = requester;
  await submits(requester, "add what is missing", {
    title: buttons.add_missing,
    on: () => receiptOf(person),
    by: buttons.add_missing,
    fill: [{ [label("ask")]: en.form.ask.options.joint_call }, { [label("outcome")]: words.outcome }],
    submit: submit.save,
    done: modal.saved.title,
    isDone: () => false,
  });
  told.evidence.set(words.outcome, person.id);
}

/** A reply below the card, and then what it is evidence of. */
export async function repliesBelowCard(requester: Insisting, told: Told): Promise<void> {
  const { person } = requester;
  const alone = () => person.ephemerals(channels.csm);
  const questions = () => alone().filter(({ fields }) => fields.length > 0);
  const name = `ESC-${numberOf(told, requester)}`;
  const settled = [en.proof.added(name, "").slice(0, -1), en.proof.thereAlready(name)];
  const isSettled = () => alone().some(({ screen }) => settled.some((said) => screen.includes(said)));
  await insists(requester, "reply below the card", async ({ sooner }) => {
    if (isSettled()) return true;
    if (questions().length === 0) {
      const card = cardOf(person, numberOf(told, requester));
      if (!card) return null;
      told.replies += 1;
      await person.types(words.reply, { in: channels.csm, thread: card.ts });
    }
    const question = await sooner("the question what it is", () => questions().at(-1));
    await person.chooses(question.fields[0]?.options[0] ?? "", { on: question });
    return sooner("word of it", isSettled);
  });
  told.evidence.set(words.reply, person.id);
}

/** Waits until this notice stands in their DM. */
export async function hears(requester: Insisting, notice: (typeof caseNotices)[number]): Promise<void> {
  const { bot, person } = requester;
  const isThere = () => keysIn(bot.slack, person.id, person.dm).some((key) => key.includes(`:${notice}:`));
  await insists(requester, `hear that it is ${notice}`, () => Promise.resolve(isThere() || null));
}

/** Waits until nothing is shown of their case any more, in the channel and in the DM. */
export async function isForgotten(requester: Insisting, told: Told): Promise<void> {
  const { bot, person } = requester;
  const name = `ESC-${numberOf(told, requester)} ·`;
  const channel = () => personOn(bot.slack, people.casey).sees(channels.csm);
  const isThere = () => receiptOf(person) !== null || channel().some(({ screen }) => screen.includes(name));
  await insists(requester, "be forgotten", () =>
    Promise.resolve((!isThere() && bot.isPastItsMoments()) || null),
  );
}

/** Their case stands in the Home. */
export async function looksAtHome(requester: Insisting, told: Told): Promise<void> {
  const { person } = requester;
  const name = `ESC-${numberOf(told, requester)}`;
  await insists(requester, "see the Home", async ({ sooner }) => {
    await person.opensHome();
    return sooner("the Home", () => person.home()?.screen.includes(name));
  });
}

function numberIn(receipt: SeenMessage | null): number | null {
  const [, number] = /ESC-(\d+)/.exec(receipt?.screen ?? "") ?? [];
  return number === undefined ? null : Number(number);
}

function numberNamed({ text }: { readonly text: string }): number {
  return Number(/ESC-(\d+)/.exec(text)?.[1]);
}
