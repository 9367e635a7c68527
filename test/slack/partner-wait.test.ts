import { describe, expect, test } from "@jest/globals";
import { s2 } from "../../playground/sample-cases.ts";
import { channels, people } from "../../playground/workspace.ts";
import {
  planned,
  receiptOf,
  receiptSays,
  reviews,
  toldToday,
  waits,
} from "../support/a-partner-first-case.ts";
import { en, label, valueIn, walksOn } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";
import { twoWindows } from "../support/two-windows.ts";

/** A case that waits for its partner, and each way in which the wait ends. */

const stage = stagePerTest({ at: s2.now });
const harriet = () => stage().person(people.harriet);
const cards = () => stage().person(people.casey).sees(channels.csm);
const { submit, buttons, titles } = en.controls;
const { partnerWait, review } = en;
const partner = "Harbour & Lane";

const override = {
  [review.anyway.overrideLabel]: review.reasons.contact_gone,
  [review.anyway.label]: "Olu has left, and nobody took over.",
};

async function says(answer: string) {
  await harriet().clicks(answer, { on: receiptOf(harriet()) });
  return harriet().seesModal();
}

async function listed() {
  await harriet().types("/escalate list", { in: channels.project });
  return (await harriet().seesMessage(channels.project, en.talk.list.mine)).screen;
}

describe("in the review", () => {
  test.each([
    ["nothing came back yet", toldToday, "26 Nov 2026", [review.buttons.writeToPartner]],
    ["they gave a date", planned, "1 Dec 2026", []],
  ] as const)("Wait is the first way out when %s", async (_, given, date, more) => {
    const screen = await reviews(harriet(), given);
    expect(screen.buttons).toEqual([partnerWait.buttons.wait(date), ...more, buttons.back]);
    expect(screen.submitLabel).toBe(submit.send_anyway);
    await harriet().presses(partnerWait.buttons.wait(date));
    const waiting = await harriet().seesModal(partnerWait.waiting.heading("ESC-1", partner, date));
    expect(waiting.text).toContain(partnerWait.waiting.then(date));
    await stage().settle();
    await receiptSays(harriet(), partnerWait.receipt.text(date));
    expect(cards()).toEqual([]);
  });

  test("an edition that Adobe does not serve has nothing to wait for", async () => {
    const screen = await reviews(harriet(), { ...toldToday, platform: "magento_open_source" });
    expect(screen.buttons).toEqual([review.buttons.writeToPartner, buttons.back]);
  });

  test("Wait pressed when the time is over shows the verdict of now", async () => {
    await reviews(harriet(), toldToday);
    stage().clock.moveTo(new Date("2026-11-26T09:00:00Z"));
    await harriet().presses(partnerWait.buttons.wait("26 Nov 2026"));
    const screen = await harriet().seesModal(review.changed);
    expect(screen.buttons).toEqual([buttons.back]);
    await stage().settle();
    expect(harriet().dms()).toEqual([]);
  });

  test("Wait delivered twice makes one case", async () => {
    await reviews(harriet(), toldToday);
    await harriet().presses(partnerWait.buttons.wait("26 Nov 2026"));
    await harriet().seesModal("ESC-1");
    await stage().slack.redeliver("interactive");
    await stage().settle();
    await harriet().seesModal("ESC-1");
    expect(harriet().dms()).toHaveLength(1);
  });
});

describe("while it waits", () => {
  test("the receipt offers every way on, and the list and the case in full say that it waits", async () => {
    const receipt = await waits(harriet(), stage());
    const { replied, fixed } = partnerWait.buttons;
    expect(receipt.buttons).toEqual([replied, fixed, submit.send_anyway, buttons.withdraw]);
    expect(await listed()).toContain(en.talk.list.state.waiting_partner);
    expect(await listed()).not.toContain(en.talk.list.notPosted);
    await harriet().types("/escalate ESC-1", { in: channels.project });
    const shown = await harriet().seesMessage(channels.project, en.card.status.waiting_partner);
    expect(shown.screen).toContain(partnerWait.waiting.shown("26 Nov 2026"));
  });

  test("a new case can be begun beside it", async () => {
    await waits(harriet(), stage());
    await harriet().types("/escalate", { in: channels.project });
    expect((await harriet().seesModal()).title).toBe(titles.situation);
    expect(valueIn(harriet(), "summary")).toBeNull();
  });

  test("Withdraw ends it, and nobody else hears of it", async () => {
    const receipt = await waits(harriet(), stage());
    await harriet().clicks(buttons.withdraw, { on: receipt });
    await stage().settle();
    const { closings } = en.card.status;
    await receiptSays(harriet(), partnerWait.receipt.ended("ESC-1", closings.withdrawn));
    expect(receiptOf(harriet()).buttons).toEqual([buttons.reopen]);
    expect(cards()).toEqual([]);
  });
});

describe("“They replied”", () => {
  test("asks what, walks on like a new case, and sends the same case with one card", async () => {
    await waits(harriet(), stage());
    const screen = await says(partnerWait.buttons.replied);
    expect(screen.title).toBe(titles.partner);
    expect(screen.submitLabel).toBe(submit.next);
    expect(screen.buttons).toContain(buttons.back);
    expect(valueIn(harriet(), "first_contact_date")).toBe("2026-11-23");
    expect(valueIn(harriet(), "response_state")).toBeNull();
    await harriet().fills({ [label("response_state")]: en.form.response_state.options.refused });
    await harriet().fills({ [label("response_quote")]: "This is not in our scope, sorry." });
    await harriet().presses(submit.next);
    await harriet().seesModal(titles.examples);
    await harriet().presses(submit.next);
    await harriet().presses(submit.review);
    await harriet().seesModal(en.verdict.levels.ready);
    await harriet().presses(submit.send);
    await harriet().seesModal(en.modal.sent.heading("ESC-1"));
    await stage().settle();
    const [card, ...more] = await harriet().until("the card", () => cards().length > 0 && cards());
    expect(more).toEqual([]);
    expect(card?.screen).toContain("ESC-1");
    expect(card?.screen).toContain(en.form.response_state.options.refused);
    await receiptSays(harriet(), en.card.receipt.sent("ESC-1", "#csm-escalations"));
    expect(await listed()).not.toContain("ESC-2");
  });

  test("with a plan leads to waiting on, until the day after it", async () => {
    await waits(harriet(), stage());
    await says(partnerWait.buttons.replied);
    await harriet().fills({ [label("response_state")]: en.form.response_state.options.dated_plan });
    await harriet().fills({ [label("plan_due")]: "2026-11-30" });
    await harriet().presses(submit.next);
    await harriet().seesModal(titles.examples);
    await harriet().presses(submit.next);
    await harriet().presses(submit.review);
    await harriet().presses(partnerWait.buttons.wait("1 Dec 2026"));
    await harriet().seesModal(partnerWait.waiting.heading("ESC-1", partner, "1 Dec 2026"));
    await stage().settle();
    expect(harriet().dms()).toHaveLength(1);
    await receiptSays(harriet(), partnerWait.receipt.text("1 Dec 2026"));
    expect(cards()).toEqual([]);
  });

  test("and a closed window loses nothing that was chosen", async () => {
    await waits(harriet(), stage());
    await says(partnerWait.buttons.replied);
    await harriet().fills({ [label("response_state")]: en.form.response_state.options.unclear });
    await harriet().closesModal();
    await says(partnerWait.buttons.replied);
    expect(valueIn(harriet(), "response_state")).toBe(en.form.response_state.options.unclear);
    await harriet().presses(buttons.back);
    expect((await harriet().seesModal()).title).toBe(titles.scope);
  });
});

describe("“Send anyway”", () => {
  test("asks for the reason, which stands on the card", async () => {
    await waits(harriet(), stage());
    const screen = await says(submit.send_anyway);
    expect(screen.title).toBe(titles.review);
    expect(screen.text).toContain(en.verdict.levels.partner_first);
    await harriet().presses(submit.send_anyway);
    expect((await harriet().seesModal()).title).toBe(titles.review);
    await harriet().fills(override);
    await harriet().presses(submit.send_anyway);
    await harriet().seesModal(en.modal.sent.heading("ESC-1"));
    await stage().settle();
    await harriet().until("the card", () => cards().length > 0);
    expect(cards()).toHaveLength(1);
    expect(cards()[0]?.screen).toContain(en.card.level(en.card.overridden, partner));
  });

  test("in two windows sends one case", async () => {
    await waits(harriet(), stage());
    await says(submit.send_anyway);
    await harriet().fills(override);
    const { turnTo } = await twoWindows(stage(), harriet(), () => says(submit.send_anyway));
    await harriet().fills(override);
    await harriet().presses(submit.send_anyway);
    await harriet().seesModal(en.modal.sent.heading("ESC-1"));
    turnTo("first");
    await harriet().presses(submit.send_anyway);
    await harriet().seesModal(en.modal.sent.already("ESC-1"));
    await stage().settle();
    await harriet().until("the card", () => cards().length > 0);
    expect(cards()).toHaveLength(1);
  });
});

describe("“Fixed”", () => {
  test("asks what worked, keeps it, and closes the case as avoided", async () => {
    await waits(harriet(), stage());
    const screen = await says(partnerWait.buttons.fixed);
    expect(screen.title).toBe(partnerWait.worked.title);
    expect(screen.buttons).toEqual([]);
    await harriet().fills({ [partnerWait.worked.label]: "A call with <!here> Olu" });
    await harriet().presses(partnerWait.worked.submit);
    await harriet().seesModal(review.avoided.heading("ESC-1"));
    await stage().settle();
    const ended = partnerWait.receipt.ended("ESC-1", en.card.status.closings.avoided);
    const receipt = await receiptSays(harriet(), ended);
    expect(receipt.screen).toContain(partnerWait.receipt.worked("A call with <!here> Olu"));
    expect(receipt.screen).toContain(en.form.response_state.options.fixed);
    expect(receipt.live).toEqual([]);
    expect(receipt.buttons).toEqual([buttons.reopen]);
    expect(cards()).toEqual([]);
  });

  test("changes nothing when the window is closed", async () => {
    await waits(harriet(), stage());
    await says(partnerWait.buttons.fixed);
    await harriet().closesModal();
    await says(submit.send_anyway);
    expect((await harriet().seesModal()).text).toContain(en.verdict.levels.partner_first);
    expect(await listed()).toContain(en.talk.list.state.waiting_partner);
  });
});

describe("when the case was closed meanwhile", () => {
  test("Next says so, and what was typed is kept", async () => {
    const receipt = await waits(harriet(), stage());
    await says(partnerWait.buttons.replied);
    await harriet().clicks(buttons.withdraw, { on: receipt });
    await harriet().fills({ [label("who_how")]: "Olu Bright" });
    await harriet().presses(submit.next);
    await harriet().seesModal(en.modal.gone.case);
  });

  test.each([
    ["Send anyway", () => harriet().presses(submit.send_anyway)],
    ["Wait", () => harriet().presses(partnerWait.buttons.wait("26 Nov 2026"))],
  ])("%s says so, and nothing is posted", async (_, acts) => {
    const receipt = await waits(harriet(), stage());
    await says(submit.send_anyway);
    await harriet().fills(override);
    await harriet().clicks(buttons.withdraw, { on: receipt });
    await acts();
    await harriet().seesModal(en.modal.gone.case);
    await stage().settle();
    expect(cards()).toEqual([]);
    const { closings } = en.card.status;
    await receiptSays(harriet(), partnerWait.receipt.ended("ESC-1", closings.withdrawn));
  });

  test("closing it once more as avoided leaves it as it was", async () => {
    const receipt = await waits(harriet(), stage());
    await says(partnerWait.buttons.fixed);
    await harriet().clicks(buttons.withdraw, { on: receipt });
    await harriet().presses(partnerWait.worked.submit);
    await harriet().seesModal(en.modal.gone.case);
    expect(await listed()).toContain(en.card.status.closings.withdrawn);
  });
});

test("from the least of a case to its card: told, waited, gone on", async () => {
  await harriet().types("/escalate", { in: channels.project });
  await walksOn(harriet(), "situation", "partner");
  await harriet().fills({
    [label("contacted")]: en.form.contacted.options.yes_written,
    [label("first_contact_date")]: "2026-11-23",
    [label("response_state")]: en.form.response_state.options.no_reply,
  });
  await harriet().presses(submit.next);
  await walksOn(harriet(), "examples", "review");
  await harriet().presses(partnerWait.buttons.wait("26 Nov 2026"));
  await harriet().closesModal();
  stage().clock.moveTo(new Date("2026-11-26T09:00:00Z"));
  await stage().settle(0);
  const screen = await says(submit.send_anyway);
  expect(screen.text).toContain(en.verdict.levels.not_ready);
  expect(screen.fields.map((field) => field.label)).toEqual([review.anyway.label]);
});
