import type { Person, SeenMessage } from "../../playground/person.ts";
import { channels, people } from "../../playground/workspace.ts";
import { en, sends } from "./a-requester.ts";
import type { AStage } from "./a-stage.ts";

/** A case in the hands of its two sides: Dana, who sent it, and the CSMs Casey and Robin. */

type OnStage = Pick<AStage, "person" | "settle">;

const { buttons } = en.controls;
const { csmSide } = en;

/** Dana's case, with its card in the CSM channel. */
export async function aSentCase(stage: OnStage): Promise<SeenMessage> {
  await sends(stage.person(people.dana));
  await stage.settle();
  return cardOn(stage);
}

export function cardOn(stage: OnStage): SeenMessage {
  const [card] = stage.person(people.casey).sees(channels.csm);
  if (!card) throw new Error("There is no card.");
  return card;
}

export function receiptOn(stage: OnStage, whose: string = people.dana): SeenMessage {
  const receipt = stage
    .person(whose)
    .dms()
    .find(({ screen }) => screen.includes(en.card.receipt.asSent));
  if (!receipt) throw new Error("There is no receipt.");
  return receipt;
}

/** What the person was told by DM in a message of its own, the newest that says this. */
export function noticeOn(stage: OnStage, text: string, whose: string = people.dana): SeenMessage {
  const notice = stage
    .person(whose)
    .dms()
    .findLast(({ screen }) => screen.includes(text));
  if (!notice) throw new Error(`Nobody was told “${text}”.`);
  return notice;
}

/** Lines in the thread that say this. */
export function notesOn(stage: OnStage, text: string): readonly SeenMessage[] {
  return cardOn(stage).thread.filter(({ screen }) => screen.includes(text));
}

/** Presses the button of a move, or chooses it from the menu where it stands. */
export async function begins(person: Person, move: string, on: SeenMessage): Promise<void> {
  await (on.buttons.includes(move) ? person.clicks(move, { on }) : person.chooses(move, { on }));
}

export async function takes(stage: OnStage, who: string = people.casey): Promise<void> {
  await stage.person(who).clicks(buttons.have_it, { on: cardOn(stage) });
  await stage.settle();
}

export async function handsOver(stage: OnStage, from: string, to: string): Promise<void> {
  const person = stage.person(from);
  await begins(person, buttons.hand_over, cardOn(stage));
  await person.seesModal(csmSide.handOver.title);
  await person.fills({ [csmSide.handOver.label]: to });
  await person.presses(csmSide.handOver.submit);
  await stage.settle();
}

export async function returns(stage: OnStage, reason: string, who: string = people.casey): Promise<void> {
  const person = stage.person(who);
  await begins(person, buttons.return_case, cardOn(stage));
  await person.seesModal(csmSide.giveBack.title);
  await person.fills({ [csmSide.giveBack.label]: reason });
  await person.presses(csmSide.giveBack.submit);
  await stage.settle();
}

/** Closes the case. `more`: what its ending asks for besides the line. */
export async function resolves(
  stage: OnStage,
  ending: string,
  note: string,
  more: Readonly<Record<string, string>> = {},
  who: string = people.casey,
): Promise<void> {
  const person = stage.person(who);
  await begins(person, buttons.resolve, cardOn(stage));
  await person.seesModal(csmSide.resolve.title);
  await person.fills({ [csmSide.resolve.how]: ending });
  await person.fills({ ...more, [csmSide.resolve.note]: note });
  await person.presses(csmSide.resolve.submit);
  await stage.settle();
}

export async function addsColleague(stage: OnStage, name: string, who: string = people.dana): Promise<void> {
  const person = stage.person(who);
  await person.clicks(buttons.add_colleague, { on: receiptOn(stage, who) });
  await person.seesModal(csmSide.colleague.title);
  await person.fills({ [csmSide.colleague.label]: name });
  await person.presses(csmSide.colleague.submit);
  await stage.settle();
}

/** What the modal says came of it. */
export async function isToldInModal(person: Person, sentence: string): Promise<void> {
  await person.seesModal(csmSide.outcome.title);
  await person.seesModal(sentence);
}
