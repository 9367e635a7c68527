import { describe, expect, test } from "@jest/globals";
import { people } from "../../playground/workspace.ts";
import type { FieldId } from "../../src/domain/form.ts";
import {
  asked,
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

/** What a step asks, and the little that keeps it from being left. Sunday 20:00 in London is Monday in Kolkata. */

const stage = stagePerTest({ at: new Date("2026-11-22T20:00:00Z") });
const dana = () => stage().person(people.dana);
const { titles, submit, buttons } = en.controls;
const { errors } = en.modal;

describe("only five fields block", () => {
  const texts: readonly FieldId[] = ["summary", "partner_company"];

  test.each(texts)("white space in %s is refused at the field, and what was typed stays", async (field) => {
    await starts(dana());
    await dana().fills({ ...least.situation, [label(field)]: " \t  " });
    await dana().presses(submit.next);
    expect((await dana().seesModal()).title).toBe(titles.situation);
    expect(errorAt(dana(), field)).toBe(errors.blank);
    expect(valueIn(dana(), field)).toBe(" \t  ");
    const others = texts.filter((other) => other !== field);
    for (const other of others) expect(errorAt(dana(), other)).toBeNull();
  });

  test.each([...texts, "concern_type", "urgency"] as const)("%s may not be left empty", async (field) => {
    await starts(dana());
    const { [label(field)]: _, ...others } = least.situation;
    await dana().fills(others);
    await dana().presses(submit.next);
    expect((await dana().seesModal()).title).toBe(titles.situation);
    expect(errorAt(dana(), field)).not.toBeNull();
    await dana().fills(least.situation);
    await dana().presses(submit.next);
    expect((await dana().seesModal()).title).toBe(titles.scope);
  });

  test("whether the partner was told may not be left open", async () => {
    await startsAt(dana(), "partner");
    await dana().presses(submit.next);
    expect((await dana().seesModal()).title).toBe(titles.partner);
    expect(errorAt(dana(), "contacted")).not.toBeNull();
  });

  test("everything else may: the review comes, and says what is missing", async () => {
    const review = await startsAt(dana(), "review");
    expect(review.text).toContain(en.verdict.levels.not_ready);
  });

  test("the screen says so: every other field is marked optional, and one line says why to fill it in", async () => {
    await starts(dana());
    const blocking: string[] = [];
    for (const step of ["situation", "scope", "partner", "examples", "ask"] as const) {
      const { fields, text } = await dana().seesModal(titles[step]);
      blocking.push(...fields.filter((field) => !field.optional).map((field) => field.label));
      expect(text).toContain(en.controls.stepNote);
      await dana().fills(least[step]);
      await dana().presses(step === "ask" ? submit.review : submit.next);
    }
    const five = ["summary", "concern_type", "urgency", "partner_company", "contacted"] as const;
    expect(blocking).toEqual(five.map(label));
  });
});

describe("days that are still to come", () => {
  const monday = "2026-11-23";

  test("the day of the first talk is refused at its field", async () => {
    await startsAt(dana(), "partner");
    await dana().fills({ ...least.partner, [label("first_contact_date")]: monday });
    await dana().fills({ [label("who_how")]: "Priya" });
    await dana().presses(submit.next);
    expect(errorAt(dana(), "first_contact_date")).toBe(errors.futureDate);
    expect(valueIn(dana(), "who_how")).toBe("Priya");
    await dana().fills({ [label("first_contact_date")]: "2026-11-22" });
    await dana().presses(submit.next);
    expect((await dana().seesModal()).title).toBe(titles.examples);
  });

  test("the day of an example is refused at its field", async () => {
    await startsAt(dana(), "examples");
    await dana().fills({ [label("ex_date")]: monday, [label("ex_actual")]: "The queue stopped" });
    await dana().presses(submit.next);
    expect(errorAt(dana(), "ex_date")).toBe(errors.exampleFuture);
    expect(valueIn(dana(), "ex_actual")).toBe("The queue stopped");
  });

  test("in Kolkata it is Monday already, so Monday is no future there", async () => {
    const ravi = stage().person(people.ravi);
    await startsAt(ravi, "partner");
    await ravi.fills({ ...least.partner, [label("first_contact_date")]: monday });
    await ravi.presses(submit.next);
    expect((await ravi.seesModal()).title).toBe(titles.examples);
    await ravi.fills({ [label("ex_date")]: monday });
    await ravi.presses(submit.next);
    expect((await ravi.seesModal()).title).toBe(titles.ask);
  });

  test("nor is Tuesday there", async () => {
    const ravi = stage().person(people.ravi);
    await startsAt(ravi, "examples");
    await ravi.fills({ [label("ex_date")]: "2026-11-24" });
    await ravi.presses(submit.next);
    expect(errorAt(ravi, "ex_date")).toBe(errors.exampleFuture);
  });

  test("a day by which it is needed, or that the partner gave, may come", async () => {
    await starts(dana());
    await dana().fills({ ...least.situation, [label("need_by")]: "2026-12-18" });
    await dana().presses(submit.next);
    await walksOn(dana(), "scope", "partner");
    await dana().fills({
      ...least.partner,
      [label("response_state")]: en.form.response_state.options.dated_plan,
      [label("plan_due")]: "2026-12-01",
    });
    await dana().presses(submit.next);
    expect((await dana().seesModal()).title).toBe(titles.examples);
  });

  test("a day in a hidden field refuses nothing", async () => {
    await startsAt(dana(), "partner");
    await dana().fills({ ...least.partner, [label("first_contact_date")]: "2026-12-24" });
    await dana().fills({ [label("contacted")]: en.form.contacted.options.no_chance });
    await dana().presses(submit.next);
    expect((await dana().seesModal()).title).toBe(titles.examples);
  });
});

describe("fields come with the answers they belong to", () => {
  test("the scope step asks for the document once it can be named, and for the dates once something changed", async () => {
    await startsAt(dana(), "scope");
    const always = [label("scope_status"), label("scope_changed")];
    expect(asked(dana())).toEqual(always);
    await dana().fills({ [label("scope_status")]: en.form.scope_status.options.reread });
    const named = [label("scope_status"), label("scope_ref"), label("scope_clause"), label("scope_changed")];
    expect(asked(dana())).toEqual(named);
    await dana().fills({ [label("scope_changed")]: en.form.scope_changed.options.yes_verbal });
    expect(asked(dana())).toEqual([...named, label("scope_timeline")]);
    await dana().fills({ [label("scope_status")]: en.form.scope_status.options.cant_find });
    expect(asked(dana())).toEqual([...always, label("scope_timeline")]);
  });

  test("the partner step follows what the partner answered", async () => {
    await startsAt(dana(), "partner");
    await dana().fills(least.partner);
    const told = (["contacted", "first_contact_date", "who_how", "response_state"] as const).map(label);
    const asks = (more: readonly FieldId[]) => [...told, ...more.map(label), label("partner_view")];
    expect(asked(dana())).toEqual(asks([]));
    const { options } = en.form.response_state;
    const brings: readonly (readonly [answer: string, more: readonly FieldId[]])[] = [
      [options.no_reply, []],
      [options.unclear, ["response_quote"]],
      [options.refused, ["response_quote"]],
      [options.dated_plan, ["plan_due"]],
      [options.plan_missed, ["plan_due"]],
      [options.fixed, []],
    ];
    for (const [answer, more] of brings) {
      await dana().fills({ [label("response_state")]: answer });
      expect(asked(dana())).toEqual(asks(more));
    }
  });

  test("what is typed in the other fields stays when the step is drawn anew", async () => {
    await startsAt(dana(), "scope");
    await dana().fills({ [label("scope_status")]: en.form.scope_status.options.reread });
    await dana().fills({
      [label("scope_ref")]: "SOW v1.3",
      [label("scope_clause")]: "4.2 <!channel> & more",
      [label("scope_changed")]: en.form.scope_changed.options.yes_written,
    });
    expect(asked(dana())).toContain(label("scope_timeline"));
    expect(valueIn(dana(), "scope_ref")).toBe("SOW v1.3");
    expect(valueIn(dana(), "scope_clause")).toBe("4.2 <!channel> & more");
    expect(dana().modal()?.live).toEqual([]);
  });

  test("two choices made in quick succession both bring their fields", async () => {
    await startsAt(dana(), "scope");
    await Promise.all([
      dana().fills({ [label("scope_status")]: en.form.scope_status.options.reread }),
      dana().fills({ [label("scope_changed")]: en.form.scope_changed.options.yes_written }),
    ]);
    // Each click draws on its own; which one is last differs.
    await dana().until("the fields of both", () => asked(dana()).length === 5);
    expect(asked(dana())).toEqual(
      (["scope_status", "scope_ref", "scope_clause", "scope_changed", "scope_timeline"] as const).map(label),
    );
    await dana().presses(buttons.back);
    await dana().seesModal(titles.situation);
  });
});
