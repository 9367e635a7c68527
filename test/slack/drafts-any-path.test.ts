import { expect, test } from "@jest/globals";
import { fc } from "../support/drawn.ts";
import type { Person } from "../../playground/person.ts";
import { people } from "../../playground/workspace.ts";
import { fields, type FieldId } from "../../src/domain/form.ts";
import { asked, comesBack, en, label, starts, valueIn, walksOn } from "../support/a-requester.ts";
import { DraftModel, type Stop, type Value } from "../support/a-draft-model.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** Whatever way somebody takes through the form, no answer is lost on it. */

const stage = stagePerTest();
const { buttons, submit, titles } = en.controls;

/** A few fields of each step, with what may be entered in them. */
const words = ["one", "two", "three words here", null];
const days = ["2026-11-02", "2026-11-16", null];
const entered: Partial<Record<FieldId, readonly Value[]>> = {
  summary: ["It is late", "It is very late"],
  need_by: ["2026-12-18", "2027-01-08", null],
  scope_status: Object.values(en.form.scope_status.options),
  scope_ref: words,
  scope_clause: words,
  contacted: Object.values(en.form.contacted.options),
  who_how: words,
  first_contact_date: days,
  ex_actual: words,
  ex_where: words,
  ex_date: days,
  outcome: words,
  ask: Object.values(en.form.ask.options),
};
const known = Object.keys(entered) as FieldId[];

const deed = fc.record({
  what: fc.oneof(
    { weight: 4, arbitrary: fc.constant("fill") },
    fc.constantFrom("next", "back", "back", "close"),
    // Only the step of examples has these buttons; elsewhere nothing is done.
    { weight: 2, arbitrary: fc.constantFrom("add", "add", "edit", "remove") },
  ),
  which: fc.nat(12),
  value: fc.nat(12),
});
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

test("any sequence of Next, Back, edits and examples keeps every answer", async () => {
  const dana = stage().person(people.dana);
  await starts(dana);
  await walksOn(dana, "situation", "review");
  await fc.assert(
    fc.asyncProperty(fc.nat(5), fc.array(deed, { minLength: 10, maxLength: 24 }), async (ahead, deeds) => {
      const model = await startsAfresh(dana);
      for (let step = 0; step < ahead; step += 1) await turns(dana, model, "next");
      for (const each of deeds) {
        await does(dana, model, each);
        expectScreen(dana, model);
      }
      await comesBack(dana);
      model.closesAndResumes();
      expectScreen(dana, model);
      for (const way of ["next", "back"] as const) {
        const end = way === "next" ? "review" : "situation";
        while (model.stop !== end) {
          await turns(dana, model, way);
          expectScreen(dana, model);
        }
      }
    }),
    { numRuns: 8 },
  );
});

/** Sets the draft of the run before aside and walks to the review once, so that nothing blocks afterwards. */
async function startsAfresh(person: Person): Promise<DraftModel> {
  await person.closesModal();
  await starts(person);
  await person.presses(buttons.start_over);
  await walksOn(person, "situation", "review");
  const model = new DraftModel();
  // What walking there filled in, read back from the screen; everything else is empty.
  for (const stop of ["ask", "examples", "partner", "scope", "situation"] as const) {
    await turns(person, model, "back");
    expect(model.stop).toBe(stop);
    for (const field of known.filter((id) => asked(person).includes(label(id)))) {
      const there = valueIn(person, field) ?? null;
      if (there !== null) model.finds(field, there);
    }
  }
  return model;
}

async function does(person: Person, model: DraftModel, { what, which, value }: Deed): Promise<void> {
  const has = (button: string) => person.modal()?.buttons.filter((each) => each === button).length ?? 0;
  switch (what) {
    case "fill":
      return fillsOne(person, model, which, value);
    case "next":
    case "back":
      return turns(person, model, what);
    case "close":
      await comesBack(person);
      model.closesAndResumes();
      return;
    case "add":
      if (has(buttons.add_example) === 0) return;
      await person.presses(buttons.add_example);
      model.adds();
      return;
    case "edit": {
      const there = has(buttons.edit);
      if (there === 0) return;
      await person.presses(buttons.edit, { nth: (which % there) + 1 });
      model.edits(which % there);
      return;
    }
    case "remove": {
      const there = has(buttons.remove);
      if (there === 0) return;
      await person.presses(buttons.remove, { nth: (which % there) + 1 });
      model.removes(which % there);
    }
  }
}

async function fillsOne(person: Person, model: DraftModel, which: number, value: number): Promise<void> {
  const here = known.filter((id) => asked(person).includes(label(id)));
  const field = here[which % Math.max(here.length, 1)];
  const values = field && entered[field];
  if (!field || !values) return;
  const wish = values[value % values.length] ?? null;
  await person.fills({ [label(field)]: wish });
  const isText = fields.find(({ id }) => id === field)?.kind === "text";
  if (isText) model.types(field, wish);
  else model.chooses(field, wish);
}

async function turns(person: Person, model: DraftModel, to: "next" | "back"): Promise<void> {
  if (to === "next" && model.stop === "review") return;
  if (to === "back" && model.stop === "situation") return;
  const onward = model.stop === "ask" ? submit.review : submit.next;
  await person.presses(to === "next" ? onward : buttons.back);
  model[to]();
  await person.seesModal(titles[model.stop]);
}

function expectScreen(person: Person, model: DraftModel): void {
  expect(person.modal()?.title).toBe(titles[model.stop satisfies Stop]);
  for (const field of known.filter((id) => asked(person).includes(label(id)))) {
    expect([field, valueIn(person, field)]).toEqual([field, model.shows(field)]);
  }
  if (model.stop === "examples" && model.exampleCount > 1) {
    expect(person.modal()?.buttons.filter((each) => each === buttons.remove).length).toBeGreaterThan(0);
  }
}
