import { expect, test } from "@jest/globals";
import { fillsInCase } from "../../playground/fill-in.ts";
import { s1 } from "../../playground/sample-cases.ts";
import { channels, people } from "../../playground/workspace.ts";
import {
  aSentCase,
  begins,
  cardOn,
  isToldInModal,
  noticeOn,
  notesOn,
  receiptOn,
  returns,
  takes,
} from "../support/a-case-in-hands.ts";
import { en, label } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** *Return to requester*, with a reason, and *Send again*. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const casey = () => stage().person(people.casey);
const { buttons, submit } = en.controls;
const { giveBack, notices, notes, status } = en.csmSide;
const reason = "Which order numbers? <!channel> & a date, please.";
const byCasey = notices.returned("Casey Lindqvist", "ESC-1");
const sentAgain = notes.sent_again("Dana Whitfield", "ESC-1");

test("the card says that it is back, and why; the requester is told in a message of its own, with what to do", async () => {
  await aSentCase(stage());
  await takes(stage());
  await returns(stage(), reason);
  await isToldInModal(casey(), giveBack.done("ESC-1"));
  const said = status.said("Casey Lindqvist", reason);
  expect(cardOn(stage()).screen).toContain(en.card.status.returned);
  expect(cardOn(stage()).screen).toContain(said);
  expect(cardOn(stage()).buttons).not.toContain(buttons.have_it);
  const notice = noticeOn(stage(), byCasey);
  expect(notice.screen).toContain(said);
  expect(notice.screen).toContain(notices.untilThen);
  expect(notice.buttons).toEqual([buttons.send_again, buttons.add_missing]);
  expect(receiptOn(stage()).screen).toContain(said);
  expect(receiptOn(stage()).buttons[0]).toBe(buttons.send_again);
  // Nobody is called by what a person wrote.
  const called = [cardOn(stage()), notice, receiptOn(stage())].flatMap(({ live }) => live);
  expect(called.filter(({ kind }) => kind !== "link")).toEqual([]);
});

test("sent again it is open, whoever returned it is called in the thread, and the notice says that it has gone on", async () => {
  await aSentCase(stage());
  await takes(stage());
  await returns(stage(), reason);
  await dana().clicks(buttons.send_again, { on: noticeOn(stage(), byCasey) });
  expect((await dana().seesMessage(dana().dm, en.csmSide.sendAgain.done("ESC-1"))).ephemeral).toBe(true);
  await stage().settle();
  expect(cardOn(stage()).buttons[0]).toBe(buttons.have_it);
  expect(cardOn(stage()).screen).not.toContain(en.card.status.returned);
  expect(notesOn(stage(), sentAgain).map(({ live }) => live.map(({ target }) => target))).toEqual([
    [people.casey],
  ]);
  const notice = noticeOn(stage(), notices.wasReturned("ESC-1"));
  expect(notice.buttons).toEqual([]);
  expect(
    dana()
      .dms()
      .filter(({ screen }) => screen.includes(byCasey)),
  ).toEqual([]);
  await takes(stage(), people.robin);
  expect(cardOn(stage()).screen).toContain(en.card.status.acknowledged("Robin Achterberg"));
});

test("from the screen after saving it can be sent again at once, and the window says so", async () => {
  await aSentCase(stage());
  await takes(stage());
  await returns(stage(), reason);
  await dana().clicks(buttons.add_missing, { on: noticeOn(stage(), byCasey) });
  await dana().seesModal(buttons.add_missing);
  await dana().fills({ [label("ex_actual")]: "Orders 100 to 120 never arrived." });
  await dana().presses(submit.save);
  await dana().seesModal(en.modal.saved.title);
  await dana().presses(buttons.send_again);
  await isToldInModal(dana(), en.csmSide.sendAgain.done("ESC-1"));
  await stage().settle();
  expect(notesOn(stage(), sentAgain)).toHaveLength(1);
});

test("a case that was ready when it came back can be added to all the same", async () => {
  await fillsInCase(dana(), s1.answers, { locale: "en", channel: channels.project });
  await dana().presses(submit.send);
  await dana().seesModal(en.modal.sent.title);
  await dana().closesModal();
  await stage().settle();
  expect(cardOn(stage()).buttons).not.toContain(buttons.add_missing);
  await returns(stage(), reason);
  await dana().clicks(buttons.add_missing, { on: noticeOn(stage(), byCasey) });
  await dana().seesModal(buttons.add_missing);
});

test("word of it that was not out when it was sent again does not go out any more", async () => {
  await aSentCase(stage());
  stage().slack.fail("chat.postMessage", { kind: "http_status", status: 503 }, { times: Infinity });
  await returns(stage(), reason);
  await dana().clicks(buttons.send_again, { on: receiptOn(stage()) });
  await stage().settle();
  stage().slack.mend("chat.postMessage");
  await stage().settle(10 * 60_000);
  stage().troubles.splice(0);
  expect(notesOn(stage(), sentAgain)).toHaveLength(1);
  expect(dana().dms()).toHaveLength(1);
});

test("twice returned it is told twice, and only the newer message can be answered", async () => {
  await aSentCase(stage());
  await returns(stage(), "First this.");
  await dana().clicks(buttons.send_again, { on: receiptOn(stage()) });
  await stage().settle();
  await returns(stage(), "Then that.", people.robin);
  const [older, newer] = dana()
    .dms()
    .filter(({ screen }) => !screen.includes(en.card.receipt.asSent));
  expect(older?.screen).toContain(notices.wasReturned("ESC-1"));
  expect(older?.buttons).toEqual([]);
  expect(newer?.screen).toContain(status.said("Robin Achterberg", "Then that."));
  expect(newer?.buttons).toContain(buttons.send_again);
});

test("words that are only spaces are asked for again, and nothing is returned", async () => {
  await aSentCase(stage());
  await begins(casey(), buttons.return_case, cardOn(stage()));
  await casey().seesModal(giveBack.title);
  await casey().fills({ [giveBack.label]: "   " });
  await casey().presses(giveBack.submit);
  expect(casey().modal()?.fields[0]?.error).toBe(en.modal.errors.blank);
  await stage().settle();
  expect(cardOn(stage()).buttons).toContain(buttons.have_it);
});

test("of two CSMs who return it at once one is told who was first, and has their words back", async () => {
  await aSentCase(stage());
  const robin = stage().person(people.robin);
  for (const person of [casey(), robin]) {
    await begins(person, buttons.return_case, cardOn(stage()));
    await person.seesModal(giveBack.title);
    await person.fills({ [giveBack.label]: `Words of ${person.id}` });
  }
  await Promise.all([casey().presses(giveBack.submit), robin.presses(giveBack.submit)]);
  await stage().settle();
  const done = giveBack.done("ESC-1");
  const screens = [casey(), robin].map((person) => ({ person, text: person.modal()?.text ?? "" }));
  const [first] = screens.filter(({ text }) => text.includes(done));
  const [second] = screens.filter(({ text }) => !text.includes(done));
  if (!first || !second) throw new Error("Not one of them was first.");
  const name = first.person.id === people.casey ? "Casey Lindqvist" : "Robin Achterberg";
  expect(second.text).toContain(en.talk.wasFirst.returned(name));
  expect(second.text).toContain(`Words of ${second.person.id}`);
  expect(cardOn(stage()).screen).toContain(status.said(name, `Words of ${first.person.id}`));
});

test("a button that still stands where the case has gone on is answered with who has it back", async () => {
  await aSentCase(stage());
  stage().slack.fail("chat.update", { kind: "http_status", status: 503 }, { times: Infinity });
  await returns(stage(), reason);
  await stage()
    .person(people.robin)
    .clicks(buttons.have_it, { on: cardOn(stage()) });
  await stage().person(people.robin).seesMessage(channels.csm, en.talk.wasFirst.returned("Casey Lindqvist"));
  stage().slack.mend("chat.update");
  await stage().settle(60_000);
  stage().troubles.splice(0);
  expect(cardOn(stage()).buttons).not.toContain(buttons.have_it);
});

test("Send again twice says that it is with the CSMs already", async () => {
  await aSentCase(stage());
  await returns(stage(), reason);
  await dana().clicks(buttons.send_again, { on: receiptOn(stage()) });
  await stage().slack.redeliver("interactive");
  await dana().seesMessage(dana().dm, en.talk.refusals.not_returned);
  await stage().settle();
  expect(notesOn(stage(), sentAgain)).toHaveLength(1);
});
