import { describe, expect, test } from "@jest/globals";
import { people } from "../../playground/workspace.ts";
import {
  asked,
  comesBack,
  en,
  errorAt,
  label,
  least,
  starts,
  startsAt,
  valueIn,
  walksOn,
} from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** What was on screen at the last Next, Back, choice, date or button is there again after the modal was closed. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const { titles, submit, buttons } = en.controls;
const { options: scopeStatus } = en.form.scope_status;

describe("each control keeps what is on screen", () => {
  test("Next keeps the step that was left, and the draft opens at the next one", async () => {
    await startsAt(dana(), "scope");
    await dana().fills({
      [label("scope_status")]: scopeStatus.reread,
      [label("scope_clause")]: "4.2: order sync within 5 minutes",
    });
    await dana().presses(submit.next);
    const back = await comesBack(dana());
    expect(back.title).toBe(titles.partner);
    await dana().presses(buttons.back);
    await dana().seesModal(titles.scope);
    expect(valueIn(dana(), "scope_clause")).toBe("4.2: order sync within 5 minutes");
    expect(valueIn(dana(), "scope_status")).toBe(scopeStatus.reread);
  });

  test("Back keeps what was typed on the step that was left", async () => {
    await startsAt(dana(), "ask");
    await dana().fills({ [label("outcome")]: "Every order in the ERP within 5 minutes" });
    await dana().presses(buttons.back);
    expect((await comesBack(dana())).title).toBe(titles.examples);
    await dana().presses(submit.next);
    await dana().seesModal(titles.ask);
    expect(valueIn(dana(), "outcome")).toBe("Every order in the ERP within 5 minutes");
  });

  test("a choice keeps itself and the texts typed before it", async () => {
    await starts(dana());
    await dana().fills({
      [label("summary")]: "Orders vanish",
      [label("partner_company")]: "Northwind",
      [label("concern_type")]: en.form.concern_type.options.quality,
    });
    expect((await comesBack(dana())).title).toBe(titles.situation);
    expect(valueIn(dana(), "summary")).toBe("Orders vanish");
    expect(valueIn(dana(), "partner_company")).toBe("Northwind");
    expect(valueIn(dana(), "concern_type")).toBe(en.form.concern_type.options.quality);
  });

  test("a date keeps itself and the texts typed before it, and clearing it is kept too", async () => {
    await starts(dana());
    await dana().fills({ [label("summary")]: "Orders vanish", [label("need_by")]: "2026-12-18" });
    await comesBack(dana());
    expect(valueIn(dana(), "summary")).toBe("Orders vanish");
    expect(valueIn(dana(), "need_by")).toBe("2026-12-18");
    await dana().fills({ [label("need_by")]: null });
    await comesBack(dana());
    expect(valueIn(dana(), "need_by")).toBeNull();
  });

  test("Add another example keeps the one on screen", async () => {
    await startsAt(dana(), "examples");
    await dana().fills({ [label("ex_actual")]: "The queue stopped" });
    await dana().presses(buttons.add_example);
    const back = await comesBack(dana());
    expect(back.text).toContain(en.modal.examples.heading(2, 2));
    await dana().presses(buttons.edit, { nth: 1 });
    await dana().seesModal(en.modal.examples.heading(1, 1));
    expect(valueIn(dana(), "ex_actual")).toBe("The queue stopped");
  });

  test("Edit and Remove keep the example on screen", async () => {
    await startsAt(dana(), "examples");
    for (const actual of ["The first", "The second"]) {
      await dana().fills({ [label("ex_actual")]: actual });
      await dana().presses(buttons.add_example);
    }
    await dana().fills({ [label("ex_actual")]: "The third" });
    await dana().presses(buttons.edit, { nth: 2 });
    await comesBack(dana());
    expect(valueIn(dana(), "ex_actual")).toBe("The second");
    await dana().fills({ [label("ex_impact")]: "3 orders" });
    await dana().presses(buttons.remove, { nth: 1 });
    await comesBack(dana());
    expect(valueIn(dana(), "ex_impact")).toBe("3 orders");
    expect(dana().modal()?.text).toContain(en.modal.examples.heading(1, 2));
    await dana().presses(buttons.edit);
    await dana().seesModal(en.modal.examples.heading(2, 2));
    expect(valueIn(dana(), "ex_actual")).toBe("The third");
  });

  test("a refused Next keeps everything that was typed, the refused field included", async () => {
    await startsAt(dana(), "partner");
    await dana().fills({
      ...least.partner,
      [label("first_contact_date")]: "2026-12-24",
      [label("who_how")]: "Priya Raman, NWD-398",
    });
    await dana().presses(submit.next);
    expect(errorAt(dana(), "first_contact_date")).toBe(en.modal.errors.futureDate);
    expect((await comesBack(dana())).title).toBe(titles.partner);
    expect(valueIn(dana(), "first_contact_date")).toBe("2026-12-24");
    expect(valueIn(dana(), "who_how")).toBe("Priya Raman, NWD-398");
  });
});

describe("the review", () => {
  const sentence = { [en.review.anyway.label]: "The sale starts next week." };
  const sentenceOnScreen = () =>
    dana()
      .modal()
      ?.fields.find((field) => field.label === en.review.anyway.label)?.value;

  test("is where the draft opens again", async () => {
    await startsAt(dana(), "review");
    expect((await comesBack(dana())).title).toBe(titles.review);
  });

  test("Back keeps the sentence typed there", async () => {
    await startsAt(dana(), "review");
    await dana().fills(sentence);
    await dana().presses(buttons.back);
    expect((await comesBack(dana())).title).toBe(titles.ask);
    await dana().presses(submit.review);
    await dana().seesModal(titles.review);
    expect(sentenceOnScreen()).toBe("The sale starts next week.");
  });

  test("Write to the partner keeps it too", async () => {
    await startsAt(dana(), "partner");
    await dana().fills({ [label("contacted")]: en.form.contacted.options.no_chance });
    await dana().presses(submit.next);
    await walksOn(dana(), "examples", "review");
    await dana().fills(sentence);
    await dana().presses(en.review.buttons.writeToPartner);
    await dana().seesModal(en.partnerMessage.title);
    await dana().presses(buttons.back);
    await dana().seesModal(titles.review);
    expect(sentenceOnScreen()).toBe("The sale starts next week.");
  });

  test("a reason chosen in the review keeps itself and the sentence typed before it", async () => {
    await startsAt(dana(), "partner");
    await dana().fills({ [label("contacted")]: en.form.contacted.options.no_chance });
    for (const [title, press] of [
      [titles.partner, submit.next],
      [titles.examples, submit.next],
      [titles.ask, submit.review],
    ] as const) {
      await dana().seesModal(title);
      await dana().presses(press);
    }
    await dana().seesModal(titles.review);
    await dana().fills({
      [en.review.anyway.label]: "Nobody is left to write to",
      [en.review.anyway.overrideLabel]: en.review.reasons.contact_gone,
    });
    const back = await comesBack(dana());
    const valueOf = (name: string) => back.fields.find((field) => field.label === name)?.value;
    expect(valueOf(en.review.anyway.overrideLabel)).toBe(en.review.reasons.contact_gone);
    expect(valueOf(en.review.anyway.label)).toBe("Nobody is left to write to");
  });

  test("a refused Send keeps the reason that was chosen", async () => {
    await startsAt(dana(), "partner");
    await dana().fills({ [label("contacted")]: en.form.contacted.options.no_chance });
    await dana().presses(submit.next);
    await walksOn(dana(), "examples", "review");
    await dana().fills({
      [en.review.anyway.overrideLabel]: en.review.reasons.contact_gone,
      [en.review.anyway.label]: "   ",
    });
    await dana().presses(submit.send_anyway);
    await comesBack(dana());
    const reason = dana()
      .modal()
      ?.fields.find((field) => field.label === en.review.anyway.overrideLabel);
    expect(reason?.value).toBe(en.review.reasons.contact_gone);
  });
});

describe("fields that come and go", () => {
  test("a hidden answer is back as soon as its condition is", async () => {
    await startsAt(dana(), "partner");
    const { options } = en.form.contacted;
    await dana().fills({
      [label("contacted")]: options.yes_verbal,
      [label("who_how")]: "Priya Raman, on the phone",
      [label("response_state")]: en.form.response_state.options.unclear,
      [label("response_quote")]: "We are looking into it.",
    });
    await dana().fills({ [label("contacted")]: options.no_chance });
    expect(asked(dana())).toEqual([label("contacted")]);
    await comesBack(dana());
    await dana().fills({ [label("contacted")]: options.yes_written });
    expect(valueIn(dana(), "who_how")).toBe("Priya Raman, on the phone");
    expect(valueIn(dana(), "response_state")).toBe(en.form.response_state.options.unclear);
    expect(valueIn(dana(), "response_quote")).toBe("We are looking into it.");
  });
});

describe("Start over", () => {
  test("sets the draft aside for an empty form, and it is not offered again", async () => {
    await startsAt(dana(), "scope");
    await dana().closesModal();
    await starts(dana());
    await dana().presses(buttons.start_over);
    await dana().seesModal(titles.situation);
    expect(valueIn(dana(), "summary")).toBeNull();
    expect(valueIn(dana(), "urgency")).toBeNull();
    await dana().closesModal();
    expect((await starts(dana())).title).toBe(titles.situation);
  });

  test("asks first: whoever says no keeps the draft", async () => {
    await startsAt(dana(), "scope");
    await dana().closesModal();
    await starts(dana());
    await dana().presses(buttons.start_over, { confirm: false });
    await dana().presses(buttons.resume);
    expect((await dana().seesModal()).title).toBe(titles.scope);
  });

  test("delivered twice starts over once", async () => {
    await startsAt(dana(), "scope");
    await dana().closesModal();
    await starts(dana());
    await dana().presses(buttons.start_over);
    await stage().slack.redeliver("interactive");
    await stage().slack.quiet();
    expect((await dana().seesModal()).title).toBe(titles.situation);
    await dana().fills(least.situation);
    await dana().presses(submit.next);
    await dana().seesModal(titles.scope);
  });
});

test("the choice names the draft by its summary and partner, and nothing is asked about an empty one", async () => {
  await starts(dana());
  await dana().closesModal();
  expect((await starts(dana())).title).toBe(titles.situation);
  await dana().fills(least.situation);
  await dana().presses(submit.next);
  await dana().closesModal();
  const choice = await starts(dana());
  expect(choice.text).toContain("Orders do not reach the ERP · Northwind Digital");
  expect(choice.buttons).toEqual([buttons.resume, buttons.start_over]);
});

test("what was typed after the last button is lost with the window, as the help says", async () => {
  await startsAt(dana(), "scope");
  await dana().fills({ [label("scope_status")]: scopeStatus.reread });
  await dana().fills({ [label("scope_ref")]: "SOW v1.3" });
  await comesBack(dana());
  expect(valueIn(dana(), "scope_ref")).toBeNull();
  expect(en.talk.help("/escalate").kept).toContain("Slack tells me nothing of what is typed after that");
});
