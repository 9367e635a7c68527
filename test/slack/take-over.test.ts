import { describe, expect, test } from "@jest/globals";
import type { SeenMessage } from "../../playground/person.ts";
import { channels, people } from "../../playground/workspace.ts";
import { cardActions } from "../../src/slack/views/case-buttons.ts";
import { addsColleague, aSentCase, cardOn, notesOn, receiptOn, takes } from "../support/a-case-in-hands.ts";
import { en } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";
import { forge, valueOn } from "../support/forged-buttons.ts";

/** *Take over*: somebody else speaks for the requester's side once the requester has left the workspace. */

const stage = stagePerTest();
const leo = () => stage().person(people.leo);
const casey = () => stage().person(people.casey);
const { buttons } = en.controls;
const { takeOver, notes } = en.csmSide;

async function danaIs(gone: boolean): Promise<void> {
  const { slack, listened } = stage();
  if (gone) slack.deactivate(people.dana);
  else slack.reactivate(people.dana);
  await slack.quiet();
  await listened();
  await stage().settle();
}
async function until(instant: Date): Promise<void> {
  await stage().settle(instant.getTime() - stage().clock.now().getTime());
  stage().clock.moveTo(instant);
  await stage().settle();
}
const calledBy = (messages: readonly SeenMessage[]) =>
  messages.map(({ live }) => live.map(({ target }) => target));

test("as long as the requester is here nobody is offered it; when they leave, card and colleague's receipt offer it", async () => {
  await aSentCase(stage());
  await addsColleague(stage(), "Leo Park");
  expect(cardOn(stage()).buttons).not.toContain(buttons.take_over);
  expect(receiptOn(stage(), people.leo).buttons).not.toContain(buttons.take_over);
  await danaIs(true);
  for (const message of [cardOn(stage()), receiptOn(stage(), people.leo)]) {
    expect(message.screen).toContain(takeOver.gone);
    expect(message.buttons).toContain(buttons.take_over);
  }
  await danaIs(false);
  expect(cardOn(stage()).buttons).not.toContain(buttons.take_over);
});

test("a colleague takes over: the case is theirs, who has it is called, and they are reminded from now on", async () => {
  await aSentCase(stage());
  await addsColleague(stage(), "Leo Park");
  await addsColleague(stage(), "Harriet Lowe");
  await takes(stage());
  await danaIs(true);
  await leo().clicks(buttons.take_over, { on: receiptOn(stage(), people.leo) });
  await leo().seesMessage(leo().dm, takeOver.done("ESC-1"));
  await stage().settle();
  expect(cardOn(stage()).screen).toContain(`Leo Park ${en.csmSide.status.shared("Harriet Lowe")}`);
  expect(cardOn(stage()).buttons).not.toContain(buttons.take_over);
  expect(calledBy(notesOn(stage(), notes.taken_over("Leo Park", "ESC-1")))).toEqual([[people.casey]]);
  // What was the receipt of a colleague is the requester's now.
  expect(leo().dms()).toHaveLength(1);
  expect(receiptOn(stage(), people.leo).screen).toContain(en.card.receipt.sent("ESC-1", "#csm-escalations"));
  expect(receiptOn(stage(), people.leo).buttons).toContain(buttons.withdraw);
  await until(new Date("2026-11-24T16:00:00Z"));
  const reminded = leo()
    .dms()
    .filter(({ screen }) => screen.includes(en.verdict.nextHeading));
  expect(reminded.length).toBeGreaterThan(1);
  await leo().clicks(buttons.withdraw, { on: receiptOn(stage(), people.leo) });
  await stage().settle();
  expect(cardOn(stage()).screen).toContain(en.card.status.closed(en.card.status.closings.withdrawn));
});

test("a CSM who takes over gets a receipt, and cannot decide the case as its CSM any more", async () => {
  await aSentCase(stage());
  await danaIs(true);
  await casey().clicks(buttons.take_over, { on: cardOn(stage()) });
  await stage().settle();
  expect(receiptOn(stage(), people.casey).screen).toContain(
    en.card.receipt.sent("ESC-1", "#csm-escalations"),
  );
  await casey().clicks(buttons.have_it, { on: cardOn(stage()) });
  await casey().seesMessage(channels.csm, en.talk.refusals.own_case);
});

test("it asks first", async () => {
  await aSentCase(stage());
  await danaIs(true);
  const before = cardOn(stage());
  await casey().clicks(buttons.take_over, { on: before, confirm: false });
  await stage().settle();
  expect(cardOn(stage())).toEqual(before);
});

test("a case that was parked because the requester left goes on: whoever took over is reminded", async () => {
  await aSentCase(stage());
  await addsColleague(stage(), "Leo Park");
  await takes(stage());
  await danaIs(true);
  await until(new Date("2026-11-24T16:00:00Z"));
  expect(cardOn(stage()).screen).toContain(en.nudge.parked.line(en.nudge.parked.why.person_gone));
  await leo().clicks(buttons.take_over, { on: receiptOn(stage(), people.leo) });
  await stage().settle();
  expect(cardOn(stage()).screen).not.toContain(en.nudge.parked.line(en.nudge.parked.why.person_gone));
  const before = leo().dms().length;
  await until(new Date("2026-11-25T16:00:00Z"));
  expect(leo().dms()).toHaveLength(before + 1);
  stage().troubles.splice(0);
});

describe("who may not", () => {
  /** The card with a button that it does not offer. */
  async function withButton(): Promise<SeenMessage> {
    const card = await aSentCase(stage());
    const { withdraw, takeOver: action } = cardActions;
    const value = valueOn(stage(), people.casey, card, withdraw);
    forge(stage(), people.casey, card, withdraw, { value, action });
    return card;
  }

  test("anybody, as long as the requester is here", async () => {
    const card = await withButton();
    await casey().clicks(buttons.withdraw, { on: card });
    await casey().seesMessage(channels.csm, en.talk.refusals.requester_is_here);
    await stage().settle();
    expect(cardOn(stage()).screen).toContain("Dana Whitfield");
  });

  test.each([
    ["a guest", people.gus, en.talk.refusals.only_co_owners_or_csm],
    ["a member of the channel", people.iris, en.talk.refusals.only_co_owners_or_csm],
    ["somebody of another organisation", people.alex, en.talk.refusals.outsider],
    ["the requester", people.dana, en.talk.refusals.only_co_owners_or_csm],
  ])("%s", async (_, who, sentence) => {
    const card = await withButton();
    const person = stage().person(who);
    await person.clicks(buttons.withdraw, { on: card });
    expect((await person.seesMessage(channels.csm, sentence)).ephemeral).toBe(true);
  });

  test("a second one, when two take over at once", async () => {
    await aSentCase(stage());
    await addsColleague(stage(), "Leo Park");
    await danaIs(true);
    await Promise.all([
      leo().clicks(buttons.take_over, { on: receiptOn(stage(), people.leo) }),
      casey().clicks(buttons.take_over, { on: cardOn(stage()) }),
    ]);
    await stage().settle();
    const told = [...leo().ephemerals(leo().dm), ...casey().ephemerals(channels.csm)].map(({ text }) => text);
    expect(told.toSorted()).toEqual([takeOver.done("ESC-1"), en.talk.refusals.requester_is_here].toSorted());
  });

  test("nobody, when Slack does not tell whether the requester is here", async () => {
    const card = await aSentCase(stage());
    await danaIs(true);
    stage().slack.fail("users.info", { kind: "error", error: "internal_error" }, { times: Infinity });
    await casey().clicks(buttons.take_over, { on: cardOn(stage()) });
    await casey().seesMessage(channels.csm, en.talk.cannotTell);
    stage().slack.mend("users.info");
    expect(stage().troubles.splice(0).length).toBeGreaterThan(0);
    expect(card.screen).toContain("Dana Whitfield");
  });
});
