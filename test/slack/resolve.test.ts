import { describe, expect, test } from "@jest/globals";
import { people } from "../../playground/workspace.ts";
import {
  aSentCase,
  begins,
  cardOn,
  isToldInModal,
  noticeOn,
  notesOn,
  receiptOn,
  resolves,
  returns,
  takes,
} from "../support/a-case-in-hands.ts";
import { en } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** *Resolve*: how a case ends, and what its requester is told of that. */

const stage = stagePerTest();
const casey = () => stage().person(people.casey);
const dana = () => stage().person(people.dana);
const { buttons } = en.controls;
const { resolve, notices, status, doors } = en.csmSide;
const { closings } = en.card.status;
const note = "A call on Friday settled it. <@U0DANA001> & *bold*";
const reopenUntil = "7 Dec 2026";

describe.each([
  ["resolved", resolve.endings.resolved, closings.resolved, {}, []],
  [
    "with a plan",
    resolve.endings.plan_agreed,
    closings.plan_agreed,
    { [resolve.planDue]: "2026-12-09" },
    [status.planDue("9 Dec 2026")],
  ],
  [
    "not ours",
    resolve.endings.not_ours,
    closings.not_ours,
    { [resolve.door]: doors.support },
    [status.belongs(doors.support)],
  ],
  ["declined", resolve.endings.declined, closings.declined, {}, []],
] as const)("a case that is %s", (_, ending, how, more, besides) => {
  test("is closed: card, receipt and a message of its own say how, in the CSM's words", async () => {
    await aSentCase(stage());
    await takes(stage());
    await resolves(stage(), ending, note, more);
    await isToldInModal(casey(), resolve.done("ESC-1", how));
    const said = status.said("Casey Lindqvist", note);
    const notice = noticeOn(stage(), notices.closed("Casey Lindqvist", "ESC-1", how));
    for (const text of [said, ...besides]) {
      expect(cardOn(stage()).screen).toContain(text);
      expect(receiptOn(stage()).screen).toContain(text);
      expect(notice.screen).toContain(text);
    }
    expect(cardOn(stage()).screen).toContain(en.card.status.closed(how));
    expect(receiptOn(stage()).screen).toContain(en.card.receipt.next.closed(how));
    expect(notice.screen).toContain(notices.reopen(reopenUntil));
    expect(cardOn(stage()).buttons).toEqual([buttons.brief, buttons.reopen]);
    for (const message of [receiptOn(stage()), notice]) expect(message.buttons).toEqual([buttons.reopen]);
    expect(cardOn(stage()).fields).toEqual([]);
    const called = [cardOn(stage()), receiptOn(stage()), notice].flatMap(({ live }) => live);
    expect(called.filter(({ kind }) => kind !== "link")).toEqual([]);
  });
});

test.each([
  ["Adobe Support", doors.support, en.door.doors.product_or_infrastructure.steps],
  ["the extension's vendor", doors.extension_vendor, en.door.doors.extension_fault.steps.slice(0, 1)],
  ["the Marketplace", doors.marketplace, en.door.doors.extension_fault.steps.slice(1, 2)],
  ["the partner", doors.partner, [notices.askPartner]],
])("who is sent to %s is told how to go there", async (_, door, steps) => {
  await aSentCase(stage());
  await resolves(stage(), resolve.endings.not_ours, note, { [resolve.door]: door });
  const notice = noticeOn(stage(), notices.howToGoThere);
  expect(steps.length).toBeGreaterThan(0);
  for (const step of steps) expect(notice.screen).toContain(step);
});

test("a matter that belongs somewhere else has no directions of ours", async () => {
  await aSentCase(stage());
  await resolves(stage(), resolve.endings.not_ours, note, { [resolve.door]: doors.other });
  const notice = noticeOn(stage(), status.belongs(doors.other));
  expect(notice.screen).not.toContain(notices.howToGoThere);
});

test("reminders end with the case", async () => {
  await aSentCase(stage());
  await resolves(stage(), resolve.endings.resolved, note);
  const thread = cardOn(stage()).thread.length;
  await stage().settle(13 * 24 * 60 * 60 * 1000);
  expect(cardOn(stage()).thread).toHaveLength(thread);
});

test("a case that came back to its requester can be closed too", async () => {
  await aSentCase(stage());
  await returns(stage(), "Which orders?");
  await resolves(stage(), resolve.endings.declined, note);
  expect(cardOn(stage()).screen).toContain(en.card.status.closed(closings.declined));
});

describe("the window", () => {
  async function opens(): Promise<void> {
    await aSentCase(stage());
    await begins(casey(), buttons.resolve, cardOn(stage()));
    await casey().seesModal(resolve.title);
  }
  const asked = () =>
    casey()
      .modal()
      ?.fields.map((field) => field.label) ?? [];
  const errors = () =>
    casey()
      .modal()
      ?.fields.flatMap(({ error }) => error ?? []) ?? [];

  test("asks for a date or a door when the ending needs one, and keeps the line that was typed", async () => {
    await opens();
    expect(asked()).toEqual([resolve.how, resolve.note]);
    await casey().fills({ [resolve.note]: note, [resolve.how]: resolve.endings.plan_agreed });
    expect(asked()).toEqual([resolve.how, resolve.planDue, resolve.note]);
    await casey().fills({ [resolve.how]: resolve.endings.not_ours });
    expect(asked()).toEqual([resolve.how, resolve.door, resolve.note]);
    expect(casey().modal()?.fields.at(-1)?.value).toBe(note);
    await casey().fills({ [resolve.how]: resolve.endings.declined });
    expect(asked()).toEqual([resolve.how, resolve.note]);
  });

  test("a plan for a day that is over is refused at its date; today is a day for a plan", async () => {
    await opens();
    await casey().fills({ [resolve.how]: resolve.endings.plan_agreed });
    await casey().fills({ [resolve.planDue]: "2026-11-22", [resolve.note]: note });
    await casey().presses(resolve.submit);
    expect(errors()).toEqual([resolve.pastPlan]);
    await casey().fills({ [resolve.planDue]: "2026-11-23" });
    await casey().presses(resolve.submit);
    await isToldInModal(casey(), resolve.done("ESC-1", closings.plan_agreed));
  });

  test("today is today where the CSM is", async () => {
    await aSentCase(stage());
    // Late on Monday evening in New York is Tuesday in London already.
    stage().clock.moveTo(new Date("2026-11-24T03:00:00Z"));
    await begins(casey(), buttons.resolve, cardOn(stage()));
    await casey().fills({ [resolve.how]: resolve.endings.plan_agreed });
    await casey().fills({ [resolve.planDue]: "2026-11-23", [resolve.note]: note });
    await casey().presses(resolve.submit);
    await isToldInModal(casey(), resolve.done("ESC-1", closings.plan_agreed));
  });

  test.each([
    ["resolved", resolve.endings.resolved, {}],
    ["not ours", resolve.endings.not_ours, { [resolve.door]: doors.partner }],
    ["a plan", resolve.endings.plan_agreed, { [resolve.planDue]: "2026-12-09" }],
  ])("a line of spaces is asked for again: %s", async (_, ending, more) => {
    await opens();
    await casey().fills({ [resolve.how]: ending });
    await casey().fills({ ...more, [resolve.note]: "  " });
    await casey().presses(resolve.submit);
    expect(errors()).toEqual([en.modal.errors.blank]);
    await stage().settle();
    expect(cardOn(stage()).buttons).toContain(buttons.have_it);
  });

  test("submitted before the date was on screen it asks for it, and nothing is closed or lost", async () => {
    await opens();
    stage().slack.fail("views.update", { kind: "error", error: "hash_conflict" }, { times: 1 });
    await casey().fills({ [resolve.how]: resolve.endings.plan_agreed });
    expect(asked()).toEqual([resolve.how, resolve.note]);
    await casey().fills({ [resolve.note]: note });
    await casey().presses(resolve.submit);
    expect(asked()).toEqual([resolve.how, resolve.planDue, resolve.note]);
    expect(casey().modal()?.fields.at(-1)?.value).toBe(note);
    await casey().fills({ [resolve.planDue]: "2026-12-09" });
    await casey().presses(resolve.submit);
    await isToldInModal(casey(), resolve.done("ESC-1", closings.plan_agreed));
  });
});

test("of a CSM who resolves and a requester who withdraws at once one is first, and the other is told who did what", async () => {
  await aSentCase(stage());
  await takes(stage());
  await begins(casey(), buttons.resolve, cardOn(stage()));
  await casey().fills({ [resolve.how]: resolve.endings.resolved, [resolve.note]: note });
  await Promise.all([
    casey().presses(resolve.submit),
    dana().clicks(buttons.withdraw, { on: receiptOn(stage()) }),
  ]);
  await stage().settle();
  const byDana = en.talk.wasFirst.closed("Dana Whitfield", closings.withdrawn);
  const byCasey = en.talk.wasFirst.closed("Casey Lindqvist", closings.resolved);
  const isWithdrawn = cardOn(stage()).screen.includes(en.card.status.closed(closings.withdrawn));
  if (isWithdrawn) {
    await casey().seesModal(byDana);
    expect(casey().modal()?.text).toContain(note);
  } else {
    await dana().seesMessage(dana().dm, byCasey);
    expect(cardOn(stage()).screen).toContain(en.card.status.closed(closings.resolved));
  }
});

describe("Withdraw", () => {
  const withdrawn = en.csmSide.notes.withdrawn("Dana Whitfield", "ESC-1");

  test("calls the CSM who has the case, in the thread", async () => {
    await aSentCase(stage());
    await takes(stage());
    await dana().clicks(buttons.withdraw, { on: receiptOn(stage()) });
    await stage().settle();
    expect(notesOn(stage(), withdrawn).map(({ live }) => live.map(({ target }) => target))).toEqual([
      [people.casey],
    ]);
  });

  test("calls nobody when nobody has it", async () => {
    await aSentCase(stage());
    await dana().clicks(buttons.withdraw, { on: receiptOn(stage()) });
    await stage().settle();
    expect(notesOn(stage(), withdrawn)).toEqual([]);
  });
});
