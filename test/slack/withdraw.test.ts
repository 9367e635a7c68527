import { expect, test } from "@jest/globals";
import type { SeenMessage } from "../../playground/person.ts";
import { channels, people } from "../../playground/workspace.ts";
import { en, sends } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** *Withdraw*: the requester alone ends the case; the card stays and says so. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const { buttons } = en.controls;
const { closings } = en.card.status;

async function aCard(): Promise<SeenMessage> {
  await sends(dana());
  await stage().settle();
  return theCard();
}
function theCard(): SeenMessage {
  const [card] = stage().person(people.casey).sees(channels.csm);
  if (!card) throw new Error("There is no card.");
  return card;
}

test("the card says that the requester withdrew it, and can only be reopened from then on; so does the receipt", async () => {
  const card = await aCard();
  await dana().clicks(buttons.withdraw, { on: card });
  await stage().settle();
  expect(theCard().screen).toContain(en.card.status.closed(closings.withdrawn));
  expect(theCard().buttons).toEqual([buttons.brief, buttons.reopen]);
  const [receipt, ...more] = dana().dms();
  expect(receipt?.screen).toContain(en.card.receipt.next.closed(closings.withdrawn));
  expect(receipt?.buttons).toEqual([buttons.reopen]);
  expect(more).toEqual([]);
});

test("it asks first", async () => {
  const card = await aCard();
  await dana().clicks(buttons.withdraw, { on: card, confirm: false });
  await stage().settle();
  expect(theCard()).toEqual(card);
});

test("a case that a CSM has taken can be withdrawn too", async () => {
  const card = await aCard();
  await stage().person(people.casey).clicks(buttons.have_it, { on: card });
  await stage().settle();
  await dana().clicks(buttons.withdraw, { on: theCard() });
  await stage().settle();
  expect(theCard().screen).toContain(en.card.status.closed(closings.withdrawn));
});

test("twice says that it is closed", async () => {
  const card = await aCard();
  await dana().clicks(buttons.withdraw, { on: card });
  await stage().slack.redeliver("interactive");
  await dana().seesMessage(
    channels.csm,
    en.talk.wasFirst.closed("Dana Whitfield", en.card.status.closings.withdrawn),
  );
  await stage().settle();
});

test("a CSM who clicks I have it in the same moment is told, whoever was first", async () => {
  const card = await aCard();
  const casey = stage().person(people.casey);
  await Promise.all([
    dana().clicks(buttons.withdraw, { on: card }),
    casey.clicks(buttons.have_it, { on: card }),
  ]);
  await stage().settle();
  expect(theCard().screen).toContain(en.card.status.closed(closings.withdrawn));
});

test.each([
  ["a CSM", people.casey, en.talk.refusals.only_requester],
  ["a guest", people.gus, en.talk.refusals.only_requester],
  ["somebody of another organisation", people.alex, en.talk.refusals.outsider],
])("%s cannot withdraw it", async (_, who, sentence) => {
  const card = await aCard();
  const person = stage().person(who);
  await person.clicks(buttons.withdraw, { on: card });
  expect((await person.seesMessage(channels.csm, sentence)).ephemeral).toBe(true);
  await stage().settle();
  expect(theCard()).toEqual(card);
});
