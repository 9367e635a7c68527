import { describe, expect, test } from "@jest/globals";
import type { SeenMessage } from "../../playground/person.ts";
import { s2 } from "../../playground/sample-cases.ts";
import { channels, people } from "../../playground/workspace.ts";
import { planned, receiptSays, waits } from "../support/a-partner-first-case.ts";
import { en, label } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** The day on which the partner's time is over: one question, once more, then silence. By Harriet's clock in London. */

const stage = stagePerTest({ at: s2.now });
const harriet = () => stage().person(people.harriet);
const cards = () => stage().person(people.casey).sees(channels.csm);
const { submit, buttons, titles } = en.controls;
const { partnerWait, review } = en;
const { replied, silent, notDone, fixed } = partnerWait.buttons;
const partner = "Harbour & Lane";
const asksReply = partnerWait.question.reply_window_open(partner, "26 Nov 2026");

async function itIs(moment: string) {
  stage().clock.moveTo(new Date(moment));
  await stage().settle();
}

const questions = () =>
  harriet()
    .dms()
    .filter(({ screen }) => !screen.includes(en.card.receipt.asSent) && screen.includes(partner));
const newest = () => {
  const question = questions().at(-1);
  if (!question) throw new Error("Nothing was asked.");
  return question;
};

/** Waits until the newest of so many questions, or what became of it, says this. */
const saysThis = (text: string, count = 1) =>
  harriet().until(`question ${count} with “${text}”`, () => {
    const question = questions().at(-1);
    return questions().length === count && question?.screen.includes(text) ? question : null;
  });

async function asked() {
  await waits(harriet(), stage());
  await itIs("2026-11-26T10:00:00Z");
  return saysThis(asksReply);
}

async function says(answer: string) {
  await harriet().clicks(answer, { on: newest() });
  return harriet().seesModal();
}

const isAnswered = ({ buttons: left }: SeenMessage) => !left.includes(replied);

describe("the question", () => {
  test("comes on the day at ten, not before, and to the requester alone", async () => {
    await waits(harriet(), stage());
    await itIs("2026-11-26T09:59:00Z");
    expect(questions()).toEqual([]);
    await itIs("2026-11-26T10:00:00Z");
    const question = await saysThis(asksReply);
    expect(question.buttons).toEqual([replied, silent, fixed]);
    expect(cards()).toEqual([]);
  });

  test("asks whether a promise was kept", async () => {
    await waits(harriet(), stage(), planned, "2026-12-01");
    await itIs("2026-12-01T10:00:00Z");
    const question = await saysThis(partnerWait.question.plan_not_due(partner, "30 Nov 2026"));
    expect(question.buttons).toEqual([replied, notDone, fixed]);
    const screen = await says(notDone);
    expect(screen.title).toBe(titles.review);
    expect(screen.text).not.toContain(en.verdict.levels.partner_first);
  });

  test("comes once more after two business days and says that it is the last; then the case is parked", async () => {
    await asked();
    await itIs("2026-11-30T10:00:00Z");
    const last = await saysThis(partnerWait.question.last("2 Dec 2026"), 2);
    expect(last.buttons).toEqual([replied, silent, fixed]);
    const first = await harriet().seesMessage(harriet().dm, partnerWait.question.askedAgain);
    expect(first.buttons).toEqual([]);
    await itIs("2026-12-02T10:00:00Z");
    const receipt = await receiptSays(harriet(), partnerWait.receipt.parked);
    expect(receipt.buttons[0]).toBe(buttons.reopen);
    await harriet().until("no question to be open", () => questions().every((each) => isAnswered(each)));
    await itIs("2026-12-14T10:00:00Z");
    expect(cards()).toEqual([]);
  });
});

describe("answered", () => {
  test("with no reply the case is judged again, goes to the CSM, and the question says so", async () => {
    await asked();
    const screen = await says(silent);
    expect(screen.title).toBe(titles.review);
    expect(screen.text).toContain(en.verdict.levels.ready);
    await harriet().presses(submit.send);
    await harriet().seesModal(en.modal.sent.heading("ESC-1"));
    await stage().settle();
    await harriet().until("the card", () => cards().length > 0);
    expect(cards()).toHaveLength(1);
    expect((await saysThis(partnerWait.question.wentOn("ESC-1"))).buttons).toEqual([]);
  });

  test("with a fix the case is closed, and the question says so", async () => {
    await asked();
    await says(fixed);
    await harriet().presses(partnerWait.worked.submit);
    await harriet().seesModal(review.avoided.heading("ESC-1"));
    await stage().settle();
    const ended = partnerWait.receipt.ended("ESC-1", en.card.status.closings.avoided);
    expect((await saysThis(ended)).buttons).toEqual([]);
    await itIs("2026-12-02T10:00:00Z");
    expect(questions()).toHaveLength(1);
  });

  test("with a new date the case waits on, the question says so, and it is asked anew when that is over", async () => {
    await asked();
    await says(replied);
    await harriet().fills({ [label("response_state")]: en.form.response_state.options.dated_plan });
    await harriet().fills({ [label("plan_due")]: "2026-12-03" });
    await harriet().presses(submit.next);
    await harriet().seesModal(titles.examples);
    await harriet().presses(submit.next);
    await harriet().presses(submit.review);
    await harriet().presses(partnerWait.buttons.wait("4 Dec 2026"));
    await harriet().seesModal("ESC-1");
    await stage().settle();
    expect((await saysThis(partnerWait.question.waitsOn("ESC-1"))).buttons).toEqual([]);
    await itIs("2026-12-03T18:00:00Z");
    expect(questions()).toHaveLength(1);
    await itIs("2026-12-04T10:00:00Z");
    await saysThis(partnerWait.question.plan_not_due(partner, "3 Dec 2026"), 2);
  });

  test("after it was parked, what is missing is added in the same walk", async () => {
    await asked();
    await itIs("2026-11-30T10:00:00Z");
    await saysThis(partnerWait.question.last("2 Dec 2026"), 2);
    await itIs("2026-12-02T10:00:00Z");
    const notice = await harriet().until("the notice", () =>
      harriet()
        .dms()
        .find((message) => message.buttons.includes(buttons.add_missing)),
    );
    await harriet().clicks(buttons.add_missing, { on: notice });
    const screen = await harriet().seesModal();
    expect([titles.partner, titles.examples]).toContain(screen.title);
    expect(screen.submitLabel).toBe(submit.next);
    expect(screen.buttons).toContain(buttons.back);
  });

  test("after it was parked it still goes on", async () => {
    await asked();
    await itIs("2026-11-30T10:00:00Z");
    await saysThis(partnerWait.question.last("2 Dec 2026"), 2);
    await itIs("2026-12-02T10:00:00Z");
    const receipt = await receiptSays(harriet(), partnerWait.receipt.parked);
    await harriet().clicks(silent, { on: receipt });
    await harriet().seesModal(en.verdict.levels.ready);
    await harriet().presses(submit.send);
    await harriet().seesModal(en.modal.sent.heading("ESC-1"));
    await stage().settle();
    const [card, ...more] = await harriet().until("the card", () => cards().length > 0 && cards());
    expect(more).toEqual([]);
    expect(card?.buttons).not.toContain(buttons.reopen);
  });
});
