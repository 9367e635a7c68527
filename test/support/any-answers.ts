import { fc } from "./drawn.ts";
import {
  type Answers,
  asks,
  concernTypes,
  contactKinds,
  emptyExample,
  type Example,
  responseStates,
  scopeChanges,
  scopeStatuses,
  urgencies,
} from "../../src/domain/answers.ts";
import { platforms } from "../../src/domain/adobe-commerce.ts";
import { addDays } from "../../src/domain/calendar-days.ts";
import { perfectExample } from "./an-answer.ts";
import { monday } from "./judging.ts";
import { hostileText } from "../../playground/sample-cases.ts";

/** Answers of every kind, judged on a Monday: empty, half right, perfect and hostile texts, dates around today. */

const anyDate = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -12, max: 12 }).map((days) => addDays(monday, days)) },
  { weight: 1, arbitrary: fc.integer({ min: -800, max: 800 }).map((days) => addDays(monday, days)) },
);
const text = (...usual: readonly string[]) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom("", "n/a", ...usual) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
    { weight: 1, arbitrary: fc.nat({ max: 2900 }).map((start) => hostileText.slice(start, start + 100)) },
  );
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const good = perfectExample();

const anyExample = fc.record<Omit<Example, "key">>({
  ex_date: maybe(anyDate),
  ex_where: text(good.ex_where, "everywhere"),
  ex_expected: text(good.ex_expected, "short"),
  ex_actual: text(good.ex_actual, good.ex_expected, "short"),
  ex_impact: text(good.ex_impact, "a lot of trouble"),
  ex_told: text(good.ex_told, "everyone"),
});
const anyExamples = fc
  .array(fc.oneof(anyExample, fc.constant(good), fc.constant(emptyExample(1))), { maxLength: 5 })
  .map((examples) => examples.map((example, index) => ({ ...example, key: index + 1 })));

export const anyAnswers: fc.Arbitrary<Answers> = fc.record<Answers>({
  summary: text("Orders do not reach the ERP"),
  concern_type: maybe(fc.constantFrom(...concernTypes)),
  urgency: maybe(fc.constantFrom(...urgencies, "deadline" as const)),
  need_by: maybe(anyDate),
  partner_company: text("Northwind Digital"),
  scope_status: maybe(fc.constantFrom(...scopeStatuses)),
  scope_ref: text("SOW v1.3"),
  scope_clause: text("Section 4.2: order sync", "the order sync with the ERP"),
  scope_changed: maybe(fc.constantFrom(...scopeChanges)),
  scope_timeline: text("Ten days were added"),
  contacted: maybe(fc.constantFrom(...contactKinds)),
  first_contact_date: maybe(anyDate),
  who_how: text("Priya Raman, NWD-398", "told them on the phone"),
  response_state: maybe(fc.constantFrom(...responseStates)),
  response_quote: text("We will circle back next sprint."),
  plan_due: maybe(anyDate),
  partner_view: text("They say the access came late."),
  examples: anyExamples,
  ask: maybe(fc.constantFrom(...asks)),
  outcome: text("A dated recovery plan with a named owner"),
  platform: maybe(fc.constantFrom(...platforms)),
});

/** One thing a person adds; `when` it has already been given, it changes nothing. */
export type Addition = (answers: Answers) => Answers;

const fill =
  (
    field:
      | "scope_ref"
      | "scope_clause"
      | "scope_timeline"
      | "who_how"
      | "response_quote"
      | "partner_view"
      | "outcome",
    filled: string,
  ): Addition =>
  (answers) =>
    answers[field] === "" ? { ...answers, [field]: filled } : answers;

const upward =
  <Field extends "scope_status" | "scope_changed" | "contacted" | "response_state" | "ask">(
    field: Field,
    from: readonly Answers[Field][],
    to: Answers[Field],
  ): Addition =>
  (answers) =>
    from.includes(answers[field]) ? { ...answers, [field]: to } : answers;

const inExample =
  (place: number, given: Partial<Example>): Addition =>
  (answers) => ({
    ...answers,
    examples: answers.examples.map((example, index) =>
      index === place ? { ...example, ...given } : example,
    ),
  });

const exampleProofs: readonly Partial<Example>[] = [
  { ex_date: monday },
  { ex_where: good.ex_where },
  { ex_expected: good.ex_expected, ex_actual: good.ex_actual },
  { ex_impact: good.ex_impact },
  { ex_told: good.ex_told },
];

/** Proof a person can add: an empty text filled, a choice answered or answered better, a date, an example. */
export const anyAddition: fc.Arbitrary<Addition> = fc.oneof(
  fc.constantFrom(
    fill("scope_ref", "SOW v1.3"),
    fill("scope_clause", "Section 4.2: order sync"),
    fill("scope_timeline", "Ten days were added"),
    fill("who_how", "Priya Raman, NWD-398"),
    fill("who_how", "told them on the phone"),
    fill("response_quote", "We will circle back next sprint."),
    fill("partner_view", "They say the access came late."),
    fill("outcome", "A dated recovery plan with a named owner"),
    ...scopeStatuses.map((to) => upward("scope_status", [null], to)),
    upward("scope_status", ["cant_find"], "not_reread"),
    upward("scope_status", ["cant_find", "not_reread", "none_exists"], "reread"),
    ...scopeChanges.map((to) => upward("scope_changed", [null, "not_sure"], to)),
    ...contactKinds.map((to) => upward("contacted", [null, "no_chance", "no_contact", "no_worried"], to)),
    upward("contacted", ["yes_verbal"], "yes_written"),
    ...responseStates.map((to) => upward("response_state", [null], to)),
    ...asks.map((to) => upward("ask", [null, "not_sure"], to)),
  ),
  anyDate.map(
    (date): Addition =>
      (answers) =>
        answers.need_by === null ? { ...answers, need_by: date } : answers,
  ),
  anyDate.map(
    (date): Addition =>
      (answers) =>
        answers.plan_due === null ? { ...answers, plan_due: date } : answers,
  ),
  // The first contact: given, or found to have been earlier.
  anyDate.map(
    (date): Addition =>
      (answers) =>
        answers.first_contact_date === null || date < answers.first_contact_date
          ? { ...answers, first_contact_date: date }
          : answers,
  ),
  fc
    .tuple(fc.nat({ max: 4 }), fc.constantFrom(...exampleProofs))
    .map(([place, given]) => inExample(place, given)),
  fc.constant((answers: Answers) =>
    answers.examples.length < 5
      ? { ...answers, examples: [...answers.examples, perfectExample(answers.examples.length + 1)] }
      : answers,
  ),
);
