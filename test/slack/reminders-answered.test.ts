import { describe, expect, test } from "@jest/globals";
import { fillsInCase } from "../../playground/fill-in.ts";
import type { Person, SeenMessage } from "../../playground/person.ts";
import { ordinary } from "../../playground/sample-cases.ts";
import { channels, people } from "../../playground/workspace.ts";
import { nudgeActions } from "../../src/slack/views/nudge-messages.ts";
import { cardActions } from "../../src/slack/views/case-buttons.ts";
import { en, label, sends } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";
import { forge, putBack, valueOn } from "../support/forged-buttons.ts";

/** What people answer to a reminder: *Remind me tomorrow*, *Stop reminders*, the evidence itself; and *Reopen*. */

/** No CSM need take it meanwhile. */
const stage = stagePerTest({ settings: { ACKNOWLEDGE_WITHIN_DAYS: "20" } });
const dana = () => stage().person(people.dana);
const casey = () => stage().person(people.casey);
const { submit, buttons } = en.controls;
const { answers, parked, was } = en.nudge;
const { refusals } = en.talk;

/** At ten in Chicago, where Dana is. She sends on Monday. */
const tuesday = new Date("2026-11-24T16:00:00Z");
const wednesday = new Date("2026-11-25T16:00:00Z");
/** Of the third reminder, the last one. */
const nextMonday = new Date("2026-11-30T16:00:00Z");
/** The day after the third reminder. */
const parkingDay = new Date("2026-12-01T16:00:00Z");
const reopenUntil = "15 Dec 2026";
const weeksLater = new Date("2026-12-18T16:00:00Z");

async function until(instant: Date): Promise<void> {
  await stage().settle(instant.getTime() - stage().clock.now().getTime());
  stage().clock.moveTo(instant);
  await stage().settle();
}

async function aCaseOn(instant: Date): Promise<void> {
  await sends(dana());
  await stage().settle();
  await until(instant);
}

function theCard(): SeenMessage {
  const [card] = casey().sees(channels.csm);
  if (!card) throw new Error("There is no card.");
  return card;
}
const inThread = (text: string) => theCard().thread.filter(({ screen }) => screen.includes(text));
const reminders = () =>
  theCard().thread.filter(({ live, screen }) => live.length > 0 || screen.includes("Reminder for"));
function theReminder(): SeenMessage {
  const newest = reminders().at(-1);
  if (!newest) throw new Error("Nobody was reminded.");
  return newest;
}
function theReceipt(): SeenMessage {
  const [receipt] = dana().dms();
  if (!receipt) throw new Error("There is no receipt.");
  return receipt;
}

async function isTold(person: Person, sentence: string, channel: string = channels.csm): Promise<void> {
  expect((await person.seesMessage(channel, sentence)).ephemeral).toBe(true);
}

describe("Remind me tomorrow", () => {
  test("brings the next reminder on the next business day, and tells which one that is", async () => {
    await aCaseOn(tuesday);
    await dana().clicks(buttons.snooze, { on: theReminder() });
    await isTold(dana(), answers.snoozed("ESC-1", "25 Nov 2026"));
    await until(new Date(wednesday.getTime() - 60_000));
    expect(reminders()).toHaveLength(1);
    await until(wednesday);
    expect(reminders()).toHaveLength(2);
    const [older, newer] = reminders();
    expect(older?.buttons).toEqual([]);
    expect(newer?.buttons).toEqual([buttons.add_missing, buttons.snooze, buttons.stop]);
  });

  test("pressed twice comes to the same", async () => {
    await aCaseOn(tuesday);
    await dana().clicks(buttons.snooze, { on: theReminder() });
    await stage().slack.redeliver("interactive");
    await stage().settle();
    expect(
      dana()
        .ephemerals(channels.csm)
        .map(({ text }) => text),
    ).toEqual(Array.from({ length: 2 }, () => answers.snoozed("ESC-1", "25 Nov 2026")));
    await until(wednesday);
    expect(reminders()).toHaveLength(2);
  });

  test("may be pressed by a CSM", async () => {
    await aCaseOn(tuesday);
    await casey().clicks(buttons.snooze, { on: theReminder() });
    await isTold(casey(), answers.snoozed("ESC-1", "25 Nov 2026"));
  });

  test("is not offered on the last reminder, and refused by it", async () => {
    await aCaseOn(nextMonday);
    expect(reminders()).toHaveLength(3);
    expect(theReminder().buttons).toEqual([buttons.add_missing, buttons.stop]);
    const { snooze, stop } = nudgeActions;
    const value = valueOn(stage(), people.dana, theReminder(), stop);
    forge(stage(), people.dana, theReminder(), stop, { value, action: snooze });
    await dana().clicks(buttons.stop, { on: theReminder() });
    await isTold(dana(), refusals.reminders_over);
  });

  test("is refused once there is nothing to put off", async () => {
    await aCaseOn(tuesday);
    const { slack } = stage();
    slack.fail("chat.update", { kind: "http_status", status: 503 }, { times: Infinity });
    await dana().clicks(buttons.stop, { on: theReminder() });
    await dana().clicks(buttons.snooze, { on: theReminder() });
    await isTold(dana(), refusals.reminders_over);
    slack.mend("chat.update");
    await stage().settle(60_000);
    stage().troubles.splice(0);
  });
});

describe("Stop reminders", () => {
  test.each([
    ["the requester", people.dana, "Dana Whitfield"],
    ["a CSM", people.casey, "Casey Lindqvist"],
  ])("pressed by %s ends them for good; the card says by whom", async (_, who, name) => {
    await aCaseOn(tuesday);
    const person = stage().person(who);
    await person.clicks(buttons.stop, { on: theReminder() });
    await isTold(person, answers.stopped("ESC-1"));
    await stage().settle();
    expect(theReminder().screen).toContain(was.stopped);
    expect(theReminder().buttons).toEqual([]);
    expect(theReminder().live).toEqual([]);
    expect(theCard().screen).toContain(en.nudge.stopped.by(name));
    expect(theCard().buttons).toEqual([
      buttons.have_it,
      buttons.ask,
      buttons.brief,
      buttons.add_missing,
      buttons.withdraw,
    ]);
    expect(theReceipt().screen).toContain(en.nudge.stopped.receipt);
    await until(weeksLater);
    expect(reminders()).toHaveLength(1);
    expect(dana().dms()).toHaveLength(1);
  });

  test("twice says that there is nothing to stop any more", async () => {
    await aCaseOn(tuesday);
    await dana().clicks(buttons.stop, { on: theReminder() });
    await stage().slack.redeliver("interactive");
    await isTold(dana(), refusals.reminders_over);
    await stage().settle();
    expect(theCard().screen).toContain(en.nudge.stopped.by("Dana Whitfield"));
  });
});

describe("who may not", () => {
  test.each([
    ["a guest", people.gus, refusals.only_owners_or_csm],
    ["somebody of another organisation", people.alex, refusals.outsider],
  ])("%s neither puts off nor stops the reminders of others", async (_, who, sentence) => {
    await aCaseOn(tuesday);
    const before = theCard();
    for (const button of [buttons.snooze, buttons.stop]) {
      await stage().person(who).clicks(button, { on: theReminder() });
      await isTold(stage().person(who), sentence);
    }
    expect(stage().person(who).ephemerals(channels.csm)).toHaveLength(2);
    await stage().settle();
    expect(theCard()).toEqual(before);
  });

  test("a case that is not there is nobody's", async () => {
    await aCaseOn(tuesday);
    forge(stage(), people.casey, theReminder(), nudgeActions.stop, { value: "no-such-case" });
    await casey().clicks(buttons.stop, { on: theReminder() });
    await isTold(casey(), refusals.outsider);
  });

  test("when Slack does not tell who is a CSM, a CSM is asked to try again, and the requester need not be", async () => {
    await aCaseOn(tuesday);
    stage().slack.fail("usergroups.users.list", { kind: "error", error: "internal_error" }, { times: 1 });
    await casey().clicks(buttons.stop, { on: theReminder() });
    await isTold(casey(), en.talk.cannotTell);
    expect(stage().troubles.splice(0)).toHaveLength(1);
    stage().slack.fail("usergroups.users.list", { kind: "error", error: "internal_error" }, { times: 1 });
    await dana().clicks(buttons.stop, { on: theReminder() });
    await isTold(dana(), answers.stopped("ESC-1"));
  });
});

describe("Reopen", () => {
  /** The button as it stands on a screen that has not heard of what became of the case. */
  function remembersReopen(on: SeenMessage): () => Promise<void> {
    const value = valueOn(stage(), people.dana, on, cardActions.reopen);
    return async () => {
      putBack(stage(), people.dana, on, { action: cardActions.reopen, value, label: buttons.reopen });
      await dana().clicks(buttons.reopen, { on, nth: 1 });
    };
  }

  const parkedLine = parked.line(parked.why.no_answer);

  test("stands on the card, the receipt and the message that says that the case is parked", async () => {
    await aCaseOn(parkingDay);
    expect(theCard().screen).toContain(`${parkedLine} ${parked.until(reopenUntil)}`);
    expect(theCard().buttons).toEqual([
      buttons.have_it,
      buttons.ask,
      buttons.brief,
      buttons.reopen,
      buttons.add_missing,
      buttons.withdraw,
    ]);
    const [receipt, notice, ...more] = dana().dms();
    expect(receipt?.screen.startsWith(parkedLine)).toBe(true);
    expect(notice?.screen).toContain(parked.because.no_answer("ESC-1"));
    expect(notice?.buttons).toEqual([buttons.reopen, buttons.add_missing, buttons.withdraw]);
    expect(receipt?.buttons).toEqual([
      buttons.reopen,
      buttons.add_missing,
      buttons.add_colleague,
      buttons.withdraw,
    ]);
    expect(more).toEqual([]);
    expect(theReminder().screen).toContain(was.parked);
    expect(reminders()).toHaveLength(3);
  });

  test.each([
    ["the requester, from the receipt", people.dana, () => theReceipt()],
    ["a CSM, from the card", people.casey, () => theCard()],
  ])("by %s begins another episode of reminders", async (_, who, where) => {
    await aCaseOn(parkingDay);
    const person = stage().person(who);
    await person.clicks(buttons.reopen, { on: where() });
    await isTold(person, answers.reopened("ESC-1"), where().channelId);
    await stage().settle();
    expect(theCard().screen).not.toContain(parkedLine);
    expect(theReceipt().buttons).toEqual([buttons.add_missing, buttons.add_colleague, buttons.withdraw]);
    await until(new Date("2026-12-02T16:00:00Z"));
    expect(reminders()).toHaveLength(4);
    expect(theReminder().buttons).toContain(buttons.stop);
  });

  test("is possible once: the message that offered it refuses a second time, in each of its ways", async () => {
    await aCaseOn(parkingDay);
    const notice = await dana().seesMessage(dana().dm, parked.because.no_answer("ESC-1"));
    const pressesOldReopen = remembersReopen(notice);
    await dana().clicks(buttons.reopen, { on: notice });
    await isTold(dana(), answers.reopened("ESC-1"), dana().dm);
    await pressesOldReopen();
    await isTold(dana(), refusals.not_parked, dana().dm);
    await until(weeksLater);
    expect(theCard().screen).toContain(parkedLine);
    expect(theCard().buttons).not.toContain(buttons.reopen);
    await pressesOldReopen();
    await isTold(dana(), refusals.reopened_before, dana().dm);
  });

  test("comes too late after the last day", async () => {
    await aCaseOn(parkingDay);
    const notice = await dana().seesMessage(dana().dm, parked.because.no_answer("ESC-1"));
    const pressesOldReopen = remembersReopen(notice);
    // Midnight in Chicago.
    await until(new Date("2026-12-16T06:00:00Z"));
    expect(theCard().screen).not.toContain(parked.until(reopenUntil));
    expect(theCard().buttons).not.toContain(buttons.reopen);
    await pressesOldReopen();
    await isTold(dana(), refusals.reopen_too_late, dana().dm);
  });

  test("is not for others", async () => {
    await aCaseOn(parkingDay);
    await stage().person(people.gus).clicks(buttons.reopen, { on: theCard() });
    await isTold(stage().person(people.gus), refusals.only_owners_or_csm);
  });

  test("of a parked case that was withdrawn since takes it up again, and it is reminded of anew", async () => {
    await aCaseOn(parkingDay);
    const notice = await dana().seesMessage(dana().dm, parked.because.no_answer("ESC-1"));
    const pressesOldReopen = remembersReopen(notice);
    await dana().clicks(buttons.withdraw, { on: theCard() });
    await stage().settle();
    expect(theCard().screen).toContain(en.card.status.closed(en.card.status.closings.withdrawn));
    expect(theCard().screen).not.toContain(parkedLine);
    await pressesOldReopen();
    await isTold(dana(), answers.reopened("ESC-1"), dana().dm);
    await until(new Date("2026-12-02T16:00:00Z"));
    expect(theCard().screen).not.toContain(parkedLine);
    expect(theCard().buttons).toContain(buttons.have_it);
    expect(reminders()).toHaveLength(4);
  });
});

describe("evidence", () => {
  const anExample = {
    [label("ex_date")]: "2026-11-16",
    [label("ex_where")]: "NWD-398, order #000018233",
    [label("ex_expected")]: "The order appears in the ERP within 5 minutes.",
    [label("ex_actual")]: "The order never reached the ERP and nobody was warned.",
    [label("ex_impact")]: "41 orders typed again by hand",
  };
  const thanked = () => inThread(en.nudge.thanks("Dana Whitfield"));

  async function adds(values: Readonly<Record<string, string>>, on: SeenMessage): Promise<void> {
    await dana().clicks(buttons.add_missing, { on });
    await dana().seesModal(buttons.add_missing);
    await dana().fills(values);
    await dana().presses(submit.save);
    await dana().seesModal(en.modal.saved.title);
    await dana().closesModal();
    await stage().settle();
    stage().clock.advance(60_000);
  }

  test("after a reminder is thanked for once, and the reminder shows what is there now", async () => {
    await aCaseOn(tuesday);
    await adds(anExample, theReminder());
    expect(thanked()).toHaveLength(1);
    expect(thanked()[0]?.screen).toContain("Still missing: ");
    expect(thanked()[0]?.live).toEqual([]);
    expect(theReminder().screen).toContain(was.answered("a dated example"));
    expect(theReminder().buttons).toEqual([]);
    const unread = "re-reading the scope document";
    expect(thanked()[0]?.screen).toContain(unread);
    await adds({ [label("scope_status")]: en.form.scope_status.options.reread }, theReceipt());
    expect(thanked()).toHaveLength(1);
    expect(thanked()[0]?.screen).not.toContain(unread);
    await until(wednesday);
    expect(reminders()).toHaveLength(2);
    expect(theReminder().screen).toContain("You re-read the scope document.");
    await adds({ [label("who_how")]: "Priya Raman, NWD-398" }, theReminder());
    expect(thanked()).toHaveLength(2);
  });

  test("that makes the case Ready is announced, and ends the reminders although points are left", async () => {
    await fillsInCase(dana(), ordinary.answers, { locale: "en", channel: channels.project });
    await dana().fills({ [en.review.anyway.label]: "The sale starts next week." });
    await dana().presses(submit.send_anyway);
    await dana().seesModal(en.modal.sent.title);
    await dana().closesModal();
    await stage().settle();
    await until(tuesday);
    await adds(
      { [label("ask")]: en.form.ask.options.joint_call, [label("outcome")]: "A dated plan with an owner" },
      theReminder(),
    );
    const [ready, ...more] = inThread(en.nudge.ready("ESC-1", "Dana Whitfield"));
    expect(ready?.live).toEqual([]);
    expect(more).toEqual([]);
    expect(thanked()).toEqual([]);
    expect(theReminder().screen).toContain(was.done);
    await until(weeksLater);
    expect(reminders()).toHaveLength(1);
    expect(dana().dms()).toHaveLength(1);
  });

  test("before any reminder is not spoken of in the thread", async () => {
    await sends(dana());
    await stage().settle();
    await adds(anExample, theCard());
    expect(thanked()).toEqual([]);
  });

  test("for a parked case brings it back without Reopen", async () => {
    await aCaseOn(parkingDay);
    await adds(anExample, theReceipt());
    expect(thanked()).toHaveLength(1);
    expect(theCard().screen).not.toContain(parked.line(parked.why.no_answer));
    expect(theCard().buttons).not.toContain(buttons.reopen);
    await until(new Date("2026-12-02T16:00:00Z"));
    expect(reminders()).toHaveLength(4);
  });

  test("that is saved after Stop reminders goes on the card, and starts none", async () => {
    await aCaseOn(tuesday);
    await casey().clicks(buttons.stop, { on: theReminder() });
    await stage().settle();
    await adds(anExample, theCard());
    expect(theCard().screen).toContain("41 orders typed again by hand");
    await until(weeksLater);
    expect(reminders()).toHaveLength(1);
  });
});

test("a case that is withdrawn is not spoken of again", async () => {
  await aCaseOn(tuesday);
  await dana().clicks(buttons.withdraw, { on: theCard() });
  await stage().settle();
  expect(theReminder().screen).toContain(was.closed);
  expect(theReminder().buttons).toEqual([]);
  const before = theCard().thread.length;
  await until(weeksLater);
  expect(theCard().thread).toHaveLength(before);
  expect(dana().dms()).toHaveLength(1);
});

test("a forged Reopen of a case that was never parked is refused", async () => {
  await aCaseOn(tuesday);
  const { acknowledge, reopen } = cardActions;
  const value = valueOn(stage(), people.casey, theCard(), acknowledge);
  forge(stage(), people.casey, theCard(), acknowledge, { value, action: reopen });
  await casey().clicks(buttons.have_it, { on: theCard() });
  await isTold(casey(), refusals.not_parked);
});
