import { describe, expect, test } from "@jest/globals";
import type { Person, SeenMessage } from "../../playground/person.ts";
import { channels, people } from "../../playground/workspace.ts";
import { cardActions, menuAction } from "../../src/slack/views/case-buttons.ts";
import { aSentCase, cardOn, isToldInModal, returns } from "../support/a-case-in-hands.ts";
import { en, sends } from "../support/a-requester.ts";
import { type AStage, stagePerTest } from "../support/a-stage.ts";
import { forge, valueOn } from "../support/forged-buttons.ts";

/** Real clicks of everybody on everything: buttons are not hidden from anybody, and are refused with a sentence. */

const stage = stagePerTest();
const { buttons } = en.controls;
const { refusals } = en.talk;
const { handOver, giveBack, resolve, colleague } = en.csmSide;

/** Does it, and sees that the case stands as it stood. */
async function inVain(on: AStage, act: () => Promise<void>): Promise<void> {
  const before = cardOn(on);
  await act();
  await on.settle();
  expect(cardOn(on)).toEqual(before);
}

async function isToldAlone(person: Person, sentence: string): Promise<void> {
  expect((await person.seesMessage(channels.csm, sentence)).ephemeral).toBe(true);
}

const moves = [
  ["hand it over", buttons.hand_over],
  ["return it", buttons.return_case],
  ["resolve it", buttons.resolve],
] as const;

describe.each([
  ["somebody of another organisation", people.alex, refusals.outsider],
  ["the requester", people.dana, refusals.own_case],
])("%s", (_, who, sentence) => {
  test.each(moves)("may not %s, and is told at once", async (_move, button) => {
    await aSentCase(stage());
    const person = stage().person(who);
    await inVain(stage(), () => person.chooses(button, { on: cardOn(stage()) }));
    await isToldAlone(person, sentence);
    expect(person.modal()).toBeNull();
  });
});

const typed = "Words that took a while to find.";
/** What each window wants before it is submitted. */
const fills: readonly (readonly [string, string, string, readonly Record<string, string>[], string])[] = [
  ["hand it over", buttons.hand_over, handOver.submit, [{ [handOver.label]: "Robin Achterberg" }], ""],
  ["return it", buttons.return_case, giveBack.submit, [{ [giveBack.label]: typed }], typed],
  [
    "resolve it",
    buttons.resolve,
    resolve.submit,
    [{ [resolve.how]: resolve.endings.resolved }, { [resolve.note]: typed }],
    typed,
  ],
];

describe.each([
  ["a guest", people.gus],
  ["a member of the channel who is no CSM", people.iris],
])("%s", (_, who) => {
  test.each(fills)(
    "may not %s: the window says so when it is submitted, and gives the words back",
    async (_move, button, submit, values, kept) => {
      await aSentCase(stage());
      const person = stage().person(who);
      await inVain(stage(), async () => {
        await person.chooses(button, { on: cardOn(stage()) });
        for (const value of values) await person.fills(value);
        await person.presses(submit);
        await isToldInModal(person, refusals.only_csm);
      });
      expect(person.modal()?.text).toContain(kept);
    },
  );
});

test("a CSM on a case of their own may not decide it", async () => {
  await sends(stage().person(people.casey));
  await stage().settle();
  const casey = stage().person(people.casey);
  for (const [, button] of moves) {
    await inVain(stage(), () => casey.chooses(button, { on: cardOn(stage()) }));
    await isToldAlone(casey, refusals.own_case);
  }
});

describe("buttons that were never on the card", () => {
  /** *Withdraw* does something else now, on the same case or on another one. */
  function withButton(action: string, value?: string): SeenMessage {
    const card = cardOn(stage());
    const own = valueOn(stage(), people.casey, card, cardActions.withdraw);
    forge(stage(), people.casey, card, cardActions.withdraw, { value: value ?? own, action });
    return card;
  }

  test.each([
    ["a CSM", people.casey, refusals.only_owners],
    ["a guest", people.gus, refusals.only_owners],
    ["somebody of another organisation", people.alex, refusals.outsider],
  ])("%s may not send a case again", async (_, who, sentence) => {
    await aSentCase(stage());
    await returns(stage(), "Which orders?");
    const card = withButton(cardActions.sendAgain);
    await stage().person(who).clicks(buttons.withdraw, { on: card });
    await isToldAlone(stage().person(who), sentence);
    await stage().settle();
    expect(cardOn(stage()).screen).toContain(en.card.status.returned);
  });

  test("whoever has it back is told when there is nothing to send again", async () => {
    await aSentCase(stage());
    const card = withButton(cardActions.sendAgain);
    await stage().person(people.dana).clicks(buttons.withdraw, { on: card });
    await isToldAlone(stage().person(people.dana), refusals.not_returned);
  });

  test.each([
    ["a CSM", people.casey, refusals.only_requester],
    ["a guest", people.gus, refusals.only_requester],
    ["somebody of another organisation", people.alex, refusals.outsider],
  ])("%s may not add a colleague", async (_, who, sentence) => {
    await aSentCase(stage());
    const card = withButton(cardActions.addColleague);
    const person = stage().person(who);
    await person.clicks(buttons.withdraw, { on: card });
    await isToldAlone(person, sentence);
    expect(person.modal()).toBeNull();
  });

  test.each([
    cardActions.sendAgain,
    cardActions.addColleague,
    cardActions.takeOver,
    cardActions.resolve,
    cardActions.reopen,
  ])("%s on a case that does not exist is refused", async (action) => {
    await aSentCase(stage());
    const card = withButton(action, "00000000-0000-0000-0000-000000000000");
    await stage().person(people.casey).clicks(buttons.withdraw, { on: card });
    await isToldAlone(stage().person(people.casey), refusals.outsider);
  });

  test("a choice that the menu never offered is refused", async () => {
    const card = await aSentCase(stage());
    const message = stage()
      .slack.messagesFor(people.casey, channels.csm)
      .find(({ ts }) => ts === card.ts);
    const forged = JSON.stringify(message?.blocks).replace('"resolve:', '"delete_everything:');
    if (!message || !forged.includes(menuAction)) throw new Error("There is no menu.");
    message.blocks = JSON.parse(forged) as typeof message.blocks;
    await stage().person(people.casey).chooses(buttons.resolve, { on: card });
    await isToldAlone(stage().person(people.casey), refusals.outsider);
  });
});

describe("windows that speak of another case", () => {
  /** The window on screen is about this case from now on. */
  function speaksOf(person: Person, escalation: string): void {
    const open = stage().slack.screenOf(person.id);
    if (!open) throw new Error("There is no window.");
    open.definition = { ...open.definition, private_metadata: JSON.stringify({ escalation }) };
  }

  test("are decided on that case: a colleague whom Dana adds to Harriet's is refused", async () => {
    await aSentCase(stage());
    await sends(stage().person(people.harriet));
    await stage().settle(60_000);
    const dana = stage().person(people.dana);
    const [, harriets] = stage().person(people.casey).sees(channels.csm);
    if (!harriets) throw new Error("There is no second card.");
    const [receipt] = dana.dms();
    if (!receipt) throw new Error("There is no receipt.");
    await dana.clicks(buttons.add_colleague, { on: receipt });
    await dana.fills({ [colleague.label]: "Leo Park" });
    speaksOf(dana, valueOn(stage(), people.casey, harriets, cardActions.withdraw));
    await dana.presses(colleague.submit);
    await isToldInModal(dana, refusals.only_requester);
    await stage().settle();
    expect(stage().person(people.leo).dms()).toEqual([]);
  });

  test("are refused when there is no such case", async () => {
    await aSentCase(stage());
    const casey = stage().person(people.casey);
    await casey.chooses(buttons.return_case, { on: cardOn(stage()) });
    await casey.fills({ [giveBack.label]: typed });
    speaksOf(casey, "00000000-0000-0000-0000-000000000000");
    await inVain(stage(), () => casey.presses(giveBack.submit));
    await casey.seesModal(refusals.outsider);
  });
});
