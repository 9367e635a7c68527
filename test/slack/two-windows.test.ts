import { expect, test } from "@jest/globals";
import { channels, people } from "../../playground/workspace.ts";
import { comesBack, en, label, starts, startsAt, valueIn, walksOn } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";
import { twoWindows } from "../support/two-windows.ts";

/** The same draft open on the laptop and on the phone. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const { titles, submit, buttons } = en.controls;

const andResumes = async () => {
  await starts(dana());
  await dana().presses(buttons.resume);
  await dana().seesModal();
};

test("what each window saved is in the draft", async () => {
  await startsAt(dana(), "scope");
  const windows = await twoWindows(stage(), dana(), andResumes);
  await walksOn(dana(), "scope", "ask");
  await dana().fills({ [label("outcome")]: "Orders within 5 minutes", [label("ask")]: "Not sure yet" });
  windows.turnTo("first");
  await dana().fills({ [label("scope_status")]: en.form.scope_status.options.none_exists });
  await dana().fills({ [label("scope_clause")]: "As promised by email on 3 March" });
  await dana().presses(submit.next);
  await dana().seesModal(titles.partner);
  await comesBack(dana());
  expect(valueIn(dana(), "contacted")).toBe(en.form.contacted.options.yes_written);
  await walksOn(dana(), "partner", "ask");
  expect(valueIn(dana(), "outcome")).toBe("Orders within 5 minutes");
  await dana().presses(buttons.back);
  await dana().presses(buttons.back);
  await dana().presses(buttons.back);
  await dana().seesModal(titles.scope);
  expect(valueIn(dana(), "scope_clause")).toBe("As promised by email on 3 March");
});

test("an example removed in one window and still on screen in the other is kept by its Next", async () => {
  await startsAt(dana(), "examples");
  await dana().fills({ [label("ex_actual")]: "The queue stopped" });
  await dana().presses(buttons.add_example);
  await dana().fills({ [label("ex_actual")]: "The demo was cancelled" });
  await dana().presses(submit.next);
  await dana().presses(buttons.back);
  await dana().seesModal(titles.examples);
  const windows = await twoWindows(stage(), dana(), andResumes);
  await dana().presses(buttons.remove, { nth: 1 });
  expect(valueIn(dana(), "ex_actual")).toBe("The demo was cancelled");
  windows.turnTo("first");
  await dana().presses(submit.next);
  await dana().seesModal(titles.ask);
  await dana().presses(buttons.back);
  const examples = await dana().seesModal(en.modal.examples.heading(1, 2));
  expect(examples.text).toContain("The queue stopped");
  expect(examples.text).toContain("The demo was cancelled");
});

test("a draft sent in one window cannot be changed, left or sent in the other, which says so", async () => {
  await startsAt(dana(), "review");
  const why = { [en.review.anyway.label]: "The sale starts next week." };
  await dana().fills(why);
  const windows = await twoWindows(stage(), dana(), andResumes);
  await dana().fills(why);
  await dana().presses(submit.send_anyway);
  await dana().seesModal(en.modal.sent.heading("ESC-1"));
  windows.turnTo("first");
  await dana().presses(submit.send_anyway);
  const told = await dana().seesModal(en.modal.sent.title);
  expect(told.text).toContain(en.modal.sent.already("ESC-1"));
  await stage().settle();
  expect(stage().person(people.casey).sees(channels.csm)).toHaveLength(1);
});

test.each([
  ["Next", () => dana().presses(submit.next)],
  ["Back", () => dana().presses(buttons.back)],
  ["a choice", () => dana().fills({ [label("scope_status")]: en.form.scope_status.options.reread })],
])("a step of a draft that was started over elsewhere says so at %s", async (_, acts) => {
  await startsAt(dana(), "scope");
  const windows = await twoWindows(stage(), dana(), () => starts(dana()));
  await dana().presses(buttons.start_over);
  await dana().seesModal(titles.situation);
  windows.turnTo("first");
  await acts();
  await dana().seesModal(en.modal.gone.draft);
});

test("fields stand as they belong to this window's answers, whatever the other one chose", async () => {
  await startsAt(dana(), "partner");
  const windows = await twoWindows(stage(), dana(), andResumes);
  const { options } = en.form.contacted;
  await dana().fills({ [label("contacted")]: options.yes_written });
  windows.turnTo("first");
  await dana().fills({ [label("contacted")]: options.yes_verbal });
  expect(valueIn(dana(), "who_how")).toBeNull();
});
