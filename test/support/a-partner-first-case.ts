import { fillsInCase } from "../../playground/fill-in.ts";
import type { ModalScreen, Person, SeenMessage } from "../../playground/person.ts";
import { s2 } from "../../playground/sample-cases.ts";
import { channels } from "../../playground/workspace.ts";
import type { Answers } from "../../src/domain/answers.ts";
import { dayInWords } from "../../src/text/catalog.ts";
import { en } from "./a-requester.ts";
import type { AStage } from "./a-stage.ts";

/** A case of which the partner comes first, in the hands of a requester: sample S2, on Monday 23 November 2026. */

/** Fills in S2, or S2 with other answers, as far as the review. */
export async function reviews(person: Person, given: Partial<Answers> = {}): Promise<ModalScreen> {
  return fillsInCase(person, { ...s2.answers, ...given }, { locale: "en", channel: channels.project });
}

/** Told today in writing, nothing back yet: may go to the CSM on Thursday. */
export const toldToday = {
  contacted: "yes_written",
  first_contact_date: "2026-11-23",
  response_state: "no_reply",
} as const;

/** A plan with a date, Monday the 30th: missed from Tuesday on. */
export const planned = {
  contacted: "yes_written",
  first_contact_date: "2026-11-09",
  response_state: "dated_plan",
  plan_due: "2026-11-30",
} as const;

/** Has the message to the partner sent to themselves, closes the modal and looks at it. */
export async function getsLetter(person: Person, stage: AStage): Promise<SeenMessage> {
  await person.presses(en.review.buttons.writeToPartner);
  await person.seesModal(en.partnerMessage.title);
  await person.presses(en.partnerMessage.submit);
  await person.seesModal(en.partnerMessage.done.heading);
  await person.closesModal();
  await stage.settle();
  return letterSays(person, "");
}

/** The newest message to the partner. */
export function letterOf(person: Person): SeenMessage {
  return found(newestLetter(person), "message to the partner");
}

/** Waits until the newest message to the partner says this. */
export function letterSays(person: Person, text: string): Promise<SeenMessage> {
  return person.until(`a message to the partner with “${text}”`, () => saying(newestLetter(person), text));
}

function newestLetter(person: Person): SeenMessage | undefined {
  return person.dms().findLast(({ screen }) => screen.includes("Subject:"));
}

/** From the form to a case that waits: its receipt. `date` is the day until which it does. */
export async function waits(
  person: Person,
  stage: AStage,
  given: Partial<Answers> = toldToday,
  date = "2026-11-26",
): Promise<SeenMessage> {
  await reviews(person, given);
  await person.presses(en.partnerWait.buttons.wait(dayInWords(date, "en")));
  await person.seesModal(en.partnerWait.waiting.title);
  await person.closesModal();
  await stage.settle();
  return receiptSays(person, "");
}

export function receiptOf(person: Person, name = "ESC-"): SeenMessage {
  return found(receiptIn(person, name), "receipt");
}

/** Waits until the receipt says this. */
export function receiptSays(person: Person, text: string): Promise<SeenMessage> {
  return person.until(`a receipt with “${text}”`, () => saying(receiptIn(person, "ESC-"), text));
}

function receiptIn(person: Person, name: string): SeenMessage | undefined {
  const { asSent } = en.card.receipt;
  return person.dms().find(({ screen }) => screen.includes(name) && screen.includes(asSent));
}

function saying(message: SeenMessage | undefined, text: string): SeenMessage | null {
  return message?.screen.includes(text) ? message : null;
}

function found(message: SeenMessage | undefined, what: string): SeenMessage {
  if (!message) throw new Error(`There is no ${what}.`);
  return message;
}
