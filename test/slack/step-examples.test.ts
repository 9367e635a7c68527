import { describe, expect, test } from "@jest/globals";
import { people } from "../../playground/workspace.ts";
import { comesBack, en, label, startsAt, valueIn } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** Up to five examples, one on screen at a time, the others in the list above it. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const { titles, submit, buttons } = en.controls;
const { heading, listed, full } = en.modal.examples;

/** Fills in one example after the other; the last one stays on screen. */
async function writes(...actuals: readonly string[]): Promise<void> {
  await startsAt(dana(), "examples");
  for (const [index, actual] of actuals.entries()) {
    if (index > 0) await dana().presses(buttons.add_example);
    await dana().seesModal(heading(index + 1, index + 1));
    await dana().fills({ [label("ex_actual")]: actual });
  }
}

describe("adding", () => {
  test("a further example starts empty, and the ones before stand in the list", async () => {
    await writes("The queue stopped", "The demo was cancelled");
    const { text } = await dana().seesModal(listed(1));
    expect(text).toContain("The queue stopped");
    expect(text).not.toContain(full);
  });

  test("an example with nothing in it is not added: the same empty one stays", async () => {
    await writes("The queue stopped");
    await dana().presses(buttons.add_example);
    await dana().presses(buttons.add_example);
    await dana().seesModal(heading(2, 2));
    await dana().presses(submit.next);
    await dana().seesModal(titles.ask);
    await dana().presses(buttons.back);
    await dana().seesModal(heading(1, 1));
  });

  test("the fifth is the last: the button is gone and a line says why", async () => {
    await writes("one", "two", "three", "four", "five");
    expect(dana().modal()?.buttons).not.toContain(buttons.add_example);
    await dana().presses(submit.next);
    await dana().presses(buttons.back);
    const screen = await dana().seesModal(heading(1, 5));
    expect(screen.buttons).not.toContain(buttons.add_example);
    expect(screen.text).toContain(full);
    for (const actual of ["one", "two", "three", "four", "five"]) expect(screen.text).toContain(actual);
  });

  test("emptied examples are gone after Next", async () => {
    await writes("one", "two");
    await dana().fills({ [label("ex_actual")]: null });
    await dana().presses(submit.next);
    await dana().seesModal(titles.ask);
    await dana().presses(buttons.back);
    await dana().seesModal(heading(1, 1));
    expect(valueIn(dana(), "ex_actual")).toBe("one");
  });
});

describe("editing", () => {
  test("Edit brings an example to the screen, and what is changed in it is kept", async () => {
    await writes("one", "two", "three");
    await dana().presses(buttons.edit, { nth: 1 });
    await dana().seesModal(heading(1, 3));
    expect(valueIn(dana(), "ex_actual")).toBe("one");
    await dana().fills({ [label("ex_actual")]: "one, in other words" });
    await dana().presses(buttons.edit, { nth: 2 });
    await dana().seesModal(heading(3, 3));
    expect(valueIn(dana(), "ex_actual")).toBe("three");
    expect(dana().modal()?.text).toContain("one, in other words");
  });
});

describe("removing", () => {
  test("asks first", async () => {
    await writes("one", "two");
    await dana().presses(buttons.remove, { nth: 1, confirm: false });
    await dana().seesModal(heading(2, 2));
  });

  test("the example on screen makes room for the first, and its texts do not reappear", async () => {
    await writes("one", "two");
    await dana().fills({ [label("ex_where")]: "NWD-398" });
    await dana().presses(buttons.add_example);
    await dana().presses(buttons.edit, { nth: 2 });
    await dana().seesModal(heading(2, 2));
    await dana().presses(buttons.remove, { nth: 2 });
    await dana().seesModal(heading(1, 1));
    expect(valueIn(dana(), "ex_actual")).toBe("one");
    expect(valueIn(dana(), "ex_where")).toBeNull();
    await dana().presses(buttons.add_example);
    await dana().seesModal(heading(2, 2));
    expect(valueIn(dana(), "ex_actual")).toBeNull();
    expect(valueIn(dana(), "ex_where")).toBeNull();
  });

  test("another one leaves the one on screen as it is, typed text included", async () => {
    await writes("one", "two", "three");
    await dana().fills({ [label("ex_impact")]: "3 orders" });
    await dana().presses(buttons.remove, { nth: 1 });
    await dana().seesModal(heading(2, 2));
    expect(valueIn(dana(), "ex_actual")).toBe("three");
    expect(valueIn(dana(), "ex_impact")).toBe("3 orders");
    const { text } = await comesBack(dana());
    expect(text).toContain(`${listed(1)} two`);
    expect(text).toContain(`${listed(2)} three`);
  });

  test("all of them leaves an empty one, without the texts of before", async () => {
    await writes("first words", "second words");
    await dana().presses(buttons.remove);
    await dana().seesModal(heading(1, 1));
    expect(valueIn(dana(), "ex_actual")).toBe("second words");
    await dana().presses(buttons.add_example);
    await dana().presses(buttons.remove);
    const screen = await dana().seesModal(heading(1, 1));
    expect(screen.fields.map(({ value }) => value)).toEqual([null, null, null, null, null, null]);
  });

  test("makes room for new ones, which take nobody's place", async () => {
    await writes("one", "two", "three");
    await dana().presses(buttons.remove, { nth: 1 });
    for (const actual of ["four", "five"]) {
      await dana().presses(buttons.add_example);
      expect(valueIn(dana(), "ex_actual")).toBeNull();
      await dana().fills({ [label("ex_actual")]: actual });
    }
    await dana().presses(submit.next);
    await dana().presses(buttons.back);
    const { text } = await dana().seesModal(heading(1, 4));
    for (const [index, actual] of ["two", "three", "four", "five"].entries())
      expect(text).toContain(`${listed(index + 1)} ${actual}`);
  });

  test("pressed twice removes once", async () => {
    await writes("one", "two", "three");
    await dana().presses(buttons.remove, { nth: 1 });
    await stage().slack.redeliver("interactive");
    await stage().slack.quiet();
    await comesBack(dana());
    await dana().seesModal(heading(2, 2));
  });
});

test("the text of 3,000 characters fits, and comes back whole", async () => {
  const long = "The queue stopped again. ".repeat(120);
  expect(long).toHaveLength(3000);
  await writes(long);
  await dana().presses(submit.next);
  await comesBack(dana());
  await dana().presses(buttons.back);
  await dana().seesModal(titles.examples);
  expect(valueIn(dana(), "ex_actual")).toBe(long);
});
