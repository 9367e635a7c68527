import { describe, expect, test } from "@jest/globals";
import { s2 } from "../../playground/sample-cases.ts";
import { channels, people } from "../../playground/workspace.ts";
import {
  getsLetter,
  letterOf,
  letterSays,
  receiptOf,
  receiptSays,
  reviews,
  toldToday,
  waits,
} from "../support/a-partner-first-case.ts";
import { comesBack, en, errorAt, label, valueIn } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";
import { forge, valueOn } from "../support/forged-buttons.ts";
import { twoWindows } from "../support/two-windows.ts";

/** The message to the partner: kept while it is edited, carried by DM, and said to be sent. */

const stage = stagePerTest({ at: s2.now });
const harriet = () => stage().person(people.harriet);
const cards = () => stage().person(people.casey).sees(channels.csm);
const { submit, buttons, titles } = en.controls;
const { partnerMessage, partnerWait, review } = en;
const own = "Hello Olu, the category pages are slow. Can we talk?";

const text = () =>
  harriet()
    .modal()
    ?.fields.find((field) => field.label === partnerMessage.label)?.value;

async function opensMessage() {
  await harriet().presses(review.buttons.writeToPartner);
  return harriet().seesModal(partnerMessage.title);
}

async function saysSent(more: Readonly<Record<string, string | null>> = {}) {
  await harriet().clicks(partnerWait.buttons.sentIt, { on: letterOf(harriet()) });
  await harriet().seesModal(partnerWait.sentIt.title);
  await harriet().fills(more);
  await harriet().presses(submit.save);
}

describe("the text as edited", () => {
  test("is there again after Back, and after the window was closed", async () => {
    await reviews(harriet());
    await opensMessage();
    await harriet().fills({ [partnerMessage.label]: own });
    await harriet().presses(buttons.back);
    await harriet().seesModal(titles.review);
    await opensMessage();
    expect(text()).toBe(own);
    expect((await comesBack(harriet())).title).toBe(titles.review);
    await opensMessage();
    expect(text()).toBe(own);
  });

  test("is there again after it was sent to the DM", async () => {
    await reviews(harriet());
    await opensMessage();
    await harriet().fills({ [partnerMessage.label]: own });
    await harriet().presses(partnerMessage.submit);
    await harriet().seesModal(partnerMessage.done.heading);
    await harriet().presses(buttons.back);
    await harriet().seesModal(titles.review);
    await opensMessage();
    expect(text()).toBe(own);
  });

  test("is written from the facts again when it was left blank", async () => {
    await reviews(harriet());
    await opensMessage();
    const written = text();
    await harriet().fills({ [partnerMessage.label]: " " });
    await harriet().presses(buttons.back);
    await opensMessage();
    expect(text()).toBe(written);
  });

  test("follows the answers while nobody has touched it", async () => {
    await reviews(harriet());
    await opensMessage();
    await harriet().presses(buttons.back);
    await harriet().presses(buttons.back);
    for (const step of ["examples", "partner", "scope", "situation"] as const) {
      await harriet().presses(buttons.back);
      await harriet().seesModal(titles[step]);
    }
    await harriet().fills({ [label("summary")]: "The garden pages are slow" });
    for (const step of ["scope", "partner", "examples", "ask"] as const) {
      await harriet().presses(submit.next);
      await harriet().seesModal(titles[step]);
    }
    await harriet().presses(submit.review);
    await opensMessage();
    expect(text()).toContain("The garden pages are slow");
  });
});

describe("“I sent it”", () => {
  test("makes a case that waits, and is said below the message instead of the button", async () => {
    await reviews(harriet());
    const letter = await getsLetter(harriet(), stage());
    expect(letter.buttons).toEqual([partnerWait.buttons.sentIt]);
    await saysSent({ [label("who_how")]: "Olu Bright, email" });
    const screen = await harriet().seesModal(
      partnerWait.waiting.heading("ESC-1", "Harbour & Lane", "26 Nov 2026"),
    );
    expect(screen.submitLabel).toBeNull();
    await stage().settle();
    await letterSays(harriet(), partnerMessage.dm.sent("23 Nov 2026", "in writing"));
    expect(letterOf(harriet()).buttons).toEqual([]);
    await receiptSays(harriet(), "Olu Bright, email");
    expect(cards()).toEqual([]);
  });

  test("below one of two messages says so of that one alone", async () => {
    await reviews(harriet());
    await getsLetter(harriet(), stage());
    await comesBack(harriet());
    await opensMessage();
    await harriet().fills({ [partnerMessage.label]: own });
    await harriet().presses(partnerMessage.submit);
    await harriet().seesModal(partnerMessage.done.heading);
    await harriet().closesModal();
    await stage().settle();
    const corrected = await harriet().seesMessage(harriet().dm, own);
    await harriet().clicks(partnerWait.buttons.sentIt, { on: corrected });
    await harriet().seesModal(partnerWait.sentIt.title);
    await harriet().presses(submit.save);
    await harriet().seesModal(partnerWait.waiting.title);
    await stage().settle();
    const sent = await harriet().seesMessage(
      harriet().dm,
      partnerMessage.dm.sent("23 Nov 2026", "in writing"),
    );
    expect(sent.ts).toBe(corrected.ts);
    expect((await letterSays(harriet(), partnerMessage.dm.over)).ts).not.toBe(corrected.ts);
  });

  test("offers today and in writing, and takes another day and way", async () => {
    await reviews(harriet());
    const letter = await getsLetter(harriet(), stage());
    await harriet().clicks(partnerWait.buttons.sentIt, { on: letter });
    await harriet().seesModal(partnerWait.sentIt.title);
    expect(valueIn(harriet(), "first_contact_date")).toBe("2026-11-23");
    expect(valueIn(harriet(), "contacted")).toBe(en.form.contacted.options.yes_written);
    await harriet().fills({
      [label("first_contact_date")]: "2026-11-20",
      [label("contacted")]: en.form.contacted.options.yes_verbal,
    });
    await harriet().presses(submit.save);
    await harriet().seesModal(partnerWait.waiting.heading("ESC-1", "Harbour & Lane", "25 Nov 2026"));
    await stage().settle();
    await letterSays(harriet(), partnerMessage.dm.sent("20 Nov 2026", "by voice"));
  });

  test("on a day still to come is refused at its field, and nothing typed is lost", async () => {
    await reviews(harriet());
    await getsLetter(harriet(), stage());
    await saysSent({ [label("first_contact_date")]: "2026-11-24", [label("who_how")]: "Olu Bright" });
    expect(errorAt(harriet(), "first_contact_date")).toBe(en.modal.errors.futureDate);
    await harriet().closesModal();
    await harriet().clicks(partnerWait.buttons.sentIt, { on: letterOf(harriet()) });
    await harriet().seesModal(partnerWait.sentIt.title);
    expect(valueIn(harriet(), "first_contact_date")).toBe("2026-11-23");
    expect(valueIn(harriet(), "who_how")).toBe("Olu Bright");
    expect(letterOf(harriet()).buttons).toEqual([partnerWait.buttons.sentIt]);
  });

  test.each([
    ["so long ago that they had their time", {}, { [label("first_contact_date")]: "2026-11-18" }],
    ["with a fixed date that is close", { urgency: "deadline", need_by: "2026-11-27" }, {}],
    ["of an edition that Adobe does not serve", { platform: "magento_open_source" }, {}],
  ] as const)("%s leads to the review, judged again", async (_, given, when) => {
    await reviews(harriet(), given);
    await getsLetter(harriet(), stage());
    await saysSent(when);
    const screen = await harriet().seesModal(titles.review);
    expect(screen.text).not.toContain(en.verdict.caps.tell_partner_now);
    expect(screen.text).not.toContain(en.verdict.levels.partner_first);
    await stage().settle();
    await harriet().until("the message without a button", () => letterOf(harriet()).buttons.length === 0);
    expect((await comesBack(harriet())).title).toBe(titles.review);
  });

  test("in two windows makes one case, and the second says where it stands", async () => {
    await reviews(harriet());
    const letter = await getsLetter(harriet(), stage());
    await harriet().clicks(partnerWait.buttons.sentIt, { on: letter });
    await harriet().seesModal(partnerWait.sentIt.title);
    const opensIt = () => harriet().clicks(partnerWait.buttons.sentIt, { on: letter });
    const { turnTo } = await twoWindows(stage(), harriet(), opensIt);
    await harriet().presses(submit.save);
    await harriet().seesModal("ESC-1");
    turnTo("first");
    await harriet().presses(submit.save);
    expect((await harriet().seesModal("ESC-1")).title).toBe(partnerWait.waiting.title);
    await stage().settle();
    expect(harriet().dms()).toHaveLength(2);
  });

  test("delivered twice makes one case", async () => {
    await reviews(harriet());
    await getsLetter(harriet(), stage());
    await saysSent();
    await harriet().seesModal("ESC-1");
    const again = await stage().slack.redeliver("interactive");
    expect(JSON.stringify(again)).toContain("ESC-1");
    await stage().settle();
    expect(harriet().dms()).toHaveLength(2);
  });

  test("pressed once more, on a message that was not drawn again yet, tells where the case stands", async () => {
    await reviews(harriet());
    const letter = await getsLetter(harriet(), stage());
    const value = valueOn(stage(), people.harriet, letter, "partner_message_sent");
    await saysSent();
    await harriet().seesModal("ESC-1");
    await harriet().closesModal();
    await stage().settle();
    const late = { action: "partner_message_sent", value };
    forge(stage(), people.harriet, receiptOf(harriet()), "partner_fixed", late);
    await harriet().clicks(partnerWait.buttons.fixed, { on: receiptOf(harriet()) });
    expect((await harriet().seesModal("ESC-1")).title).toBe(partnerWait.waiting.title);
  });

  test("after the case was sent anyway says so, and the message has no button any more", async () => {
    await reviews(harriet());
    const letter = await getsLetter(harriet(), stage());
    await comesBack(harriet());
    await harriet().fills({
      [review.anyway.overrideLabel]: review.reasons.contact_gone,
      [review.anyway.label]: "Olu has left.",
    });
    const opensIt = () => harriet().clicks(partnerWait.buttons.sentIt, { on: letter });
    const { turnTo } = await twoWindows(stage(), harriet(), opensIt);
    turnTo("first");
    await harriet().presses(submit.send_anyway);
    await harriet().seesModal(en.modal.sent.heading("ESC-1"));
    turnTo("second");
    await harriet().presses(submit.save);
    await harriet().seesModal(en.modal.sent.already("ESC-1"));
    await stage().settle();
    await letterSays(harriet(), partnerMessage.dm.over);
    expect(letterOf(harriet()).buttons).toEqual([]);
    await harriet().until("the card", () => cards().length > 0);
    expect(cards()).toHaveLength(1);
  });

  test("after the draft was set aside is answered by a sentence", async () => {
    await reviews(harriet());
    const letter = await getsLetter(harriet(), stage());
    await harriet().types("/escalate", { in: channels.project });
    await harriet().presses(buttons.start_over);
    await harriet().closesModal();
    await harriet().clicks(partnerWait.buttons.sentIt, { on: letter });
    await harriet().seesMessage(harriet().dm, en.modal.gone.draft);
    expect(harriet().modal()).toBeNull();
  });

  test("of a message written while the case waits counts from the new day, and it waits on", async () => {
    const receipt = await waits(
      harriet(),
      stage(),
      { ...toldToday, first_contact_date: "2026-11-20" },
      "2026-11-25",
    );
    await harriet().clicks(submit.send_anyway, { on: receipt });
    await harriet().seesModal(titles.review);
    await getsLetter(harriet(), stage());
    await saysSent({ [label("first_contact_date")]: "2026-11-23" });
    await harriet().seesModal(partnerWait.waiting.heading("ESC-1", "Harbour & Lane", "26 Nov 2026"));
    await stage().settle();
    await receiptSays(harriet(), "26 Nov 2026");
    expect(cards()).toEqual([]);
  });
});
