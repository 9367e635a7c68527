import { describe, expect, test } from "@jest/globals";
import type { SeenMessage } from "../../playground/person.ts";
import { channels, people } from "../../playground/workspace.ts";
import { cardActions } from "../../src/slack/views/case-buttons.ts";
import {
  addsColleague,
  aSentCase,
  cardOn,
  handsOver,
  noticeOn,
  notesOn,
  receiptOn,
  resolves,
  takes,
} from "../support/a-case-in-hands.ts";
import { receiptOf, waits } from "../support/a-partner-first-case.ts";
import { en } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";
import { putBack, valueOn } from "../support/forged-buttons.ts";

/** *Reopen* of a closed case, by either side, for fourteen days. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const casey = () => stage().person(people.casey);
const { buttons } = en.controls;
const { resolve, notes, notices, status, reopenTooLate } = en.csmSide;
const { answers } = en.nudge;
const { closings } = en.card.status;

const lastDay = "7 Dec 2026";
/** In Chicago, where Dana is. */
const lastMinute = new Date("2026-12-08T05:59:00Z");
const dayAfter = new Date("2026-12-08T06:00:00Z");

async function aClosedCase(): Promise<void> {
  await aSentCase(stage());
  await takes(stage());
  await resolves(stage(), resolve.endings.resolved, "Settled in a call.");
}
const calledBy = (messages: readonly SeenMessage[]) =>
  messages.map(({ live }) => live.map(({ target }) => target));

async function until(instant: Date): Promise<void> {
  await stage().settle(instant.getTime() - stage().clock.now().getTime());
  stage().clock.moveTo(instant);
  await stage().settle();
}

test("by its requester: it is open, waits for a CSM again, and the one who had closed it is called", async () => {
  await aClosedCase();
  const notice = noticeOn(stage(), notices.reopen(lastDay));
  await dana().clicks(buttons.reopen, { on: notice });
  await dana().seesMessage(dana().dm, answers.reopened("ESC-1"));
  await stage().settle();
  expect(cardOn(stage()).buttons[0]).toBe(buttons.have_it);
  expect(cardOn(stage()).screen).not.toContain(en.card.status.closed(closings.resolved));
  expect(receiptOn(stage()).screen).toContain(en.card.receipt.next.open);
  expect(calledBy(notesOn(stage(), notes.reopened("Dana Whitfield", "ESC-1")))).toEqual([[people.casey]]);
  const over = noticeOn(stage(), notices.wasClosed("ESC-1"));
  expect(over.buttons).toEqual([]);
});

test("by another CSM: the one who had closed it is called", async () => {
  await aClosedCase();
  await stage()
    .person(people.robin)
    .clicks(buttons.reopen, { on: cardOn(stage()) });
  await stage().settle();
  expect(calledBy(notesOn(stage(), notes.reopened("Robin Achterberg", "ESC-1")))).toEqual([[people.casey]]);
});

test("by the CSM who had closed it: the requester is called", async () => {
  await aClosedCase();
  await casey().clicks(buttons.reopen, { on: cardOn(stage()) });
  await stage().settle();
  expect(calledBy(notesOn(stage(), notes.reopened("Casey Lindqvist", "ESC-1")))).toEqual([[people.dana]]);
});

test("of a case that was withdrawn: the CSM who had it then is called", async () => {
  await aSentCase(stage());
  await takes(stage());
  await handsOver(stage(), people.casey, "Robin Achterberg");
  await dana().clicks(buttons.withdraw, { on: receiptOn(stage()) });
  await stage().settle();
  expect(cardOn(stage()).screen).toContain(status.reopenable(lastDay));
  await dana().clicks(buttons.reopen, { on: receiptOn(stage()) });
  await stage().settle();
  expect(calledBy(notesOn(stage(), notes.reopened("Dana Whitfield", "ESC-1")))).toEqual([[people.robin]]);
});

test("by a colleague who shares it", async () => {
  await aSentCase(stage());
  await addsColleague(stage(), "Leo Park");
  await takes(stage());
  await resolves(stage(), resolve.endings.resolved, "Settled in a call.");
  const leo = stage().person(people.leo);
  await leo.clicks(buttons.reopen, { on: receiptOn(stage(), people.leo) });
  await leo.seesMessage(leo.dm, answers.reopened("ESC-1"));
  await stage().settle();
  expect(cardOn(stage()).buttons[0]).toBe(buttons.have_it);
});

test("it can be closed and reopened again", async () => {
  await aClosedCase();
  await dana().clicks(buttons.reopen, { on: receiptOn(stage()) });
  await stage().settle();
  await resolves(stage(), resolve.endings.declined, "Not this one.");
  expect(noticeOn(stage(), notices.closed("Casey Lindqvist", "ESC-1", closings.declined)).buttons).toEqual([
    buttons.reopen,
  ]);
  await dana().clicks(buttons.reopen, { on: receiptOn(stage()) });
  await stage().settle();
  expect(cardOn(stage()).buttons[0]).toBe(buttons.have_it);
});

/** The brief of a case may be read for as long as there is the case. */
const movesOn = (message: SeenMessage) => message.buttons.filter((label) => label !== buttons.brief);

test("until the end of the last day; then the button is gone everywhere, and one that still stands says so", async () => {
  await aClosedCase();
  const value = valueOn(stage(), people.dana, receiptOn(stage()), cardActions.reopen);
  await until(lastMinute);
  for (const message of [cardOn(stage()), receiptOn(stage()), noticeOn(stage(), notices.reopen(lastDay))])
    expect(movesOn(message)).toEqual([buttons.reopen]);
  await until(dayAfter);
  const notice = noticeOn(stage(), notices.closed("Casey Lindqvist", "ESC-1", closings.resolved));
  for (const message of [cardOn(stage()), receiptOn(stage()), notice]) {
    expect(movesOn(message)).toEqual([]);
    expect(message.screen).not.toContain(lastDay);
  }
  putBack(stage(), people.dana, receiptOn(stage()), {
    action: cardActions.reopen,
    value,
    label: buttons.reopen,
  });
  await dana().clicks(buttons.reopen, { on: receiptOn(stage()) });
  await dana().seesMessage(dana().dm, reopenTooLate);
  await stage().settle();
  expect(cardOn(stage()).screen).toContain(en.card.status.closed(closings.resolved));
});

test("pressed twice it is reopened once", async () => {
  await aClosedCase();
  await dana().clicks(buttons.reopen, { on: receiptOn(stage()) });
  await stage().slack.redeliver("interactive");
  await dana().seesMessage(dana().dm, en.talk.refusals.not_parked);
  await stage().settle();
  expect(notesOn(stage(), notes.reopened("Dana Whitfield", "ESC-1"))).toHaveLength(1);
});

describe("of a case that the CSM never heard of", () => {
  test("it waits for its partner again, with the buttons it had, and nothing is posted", async () => {
    const receipt = await waits(dana(), stage());
    await dana().clicks(buttons.withdraw, { on: receipt });
    await stage().settle();
    expect(receiptOf(dana()).buttons).toEqual([buttons.reopen]);
    await dana().clicks(buttons.reopen, { on: receiptOf(dana()) });
    await dana().seesMessage(dana().dm, answers.reopenedWaiting("ESC-1"));
    await stage().settle();
    const labels = en.partnerWait.buttons;
    expect(receiptOf(dana()).buttons).toEqual([
      labels.replied,
      labels.fixed,
      en.controls.submit.send_anyway,
      buttons.withdraw,
    ]);
    expect(casey().sees(channels.csm)).toEqual([]);
  });

  test("the requester goes on from there as before", async () => {
    const receipt = await waits(dana(), stage());
    await dana().clicks(buttons.withdraw, { on: receipt });
    await stage().settle();
    await dana().clicks(buttons.reopen, { on: receiptOf(dana()) });
    await stage().settle();
    await dana().clicks(en.controls.submit.send_anyway, { on: receiptOf(dana()) });
    await dana().seesModal(en.controls.titles.review);
  });
});
