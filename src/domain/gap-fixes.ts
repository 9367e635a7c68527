import {
  type Answers,
  emptyExample,
  type Example,
  type IsoDate,
  partnerWasTold,
  responseStates,
  scopeChanges,
} from "./answers.ts";
import { addDays } from "./calendar-days.ts";
import type { Circumstances } from "./partner-first.ts";
import { countedExamples } from "./points.ts";
import type { ExampleTest, GapCode } from "./verdict.ts";

/**
 * What closing a gap could look like at best, for the what-if behind its points: each entry gives the answers a person
 * could honestly have after mending just that field, or none when there is nothing to mend there. The best of them
 * counts. Nobody ever reads the texts invented here.
 */

type Fix = (answers: Answers, circumstances: Circumstances) => readonly Answers[];

const goodText = "Section 4.2: ticket 12345, 10 orders, told to Ana Lima, project manager";
const otherGoodText = "None of these orders arrived in the ERP that day";

/** More than any waiting time asked for. */
const longInDays = 365;

/** The gap of each test of one example, and the example with just that test passed. */
export const exampleFixes = {
  date: { code: "example_date", fix: (example, today) => ({ ...example, ex_date: today }) },
  where: { code: "example_where", fix: (example) => ({ ...example, ex_where: goodText }) },
  expected_and_actual: {
    code: "example_expected_actual",
    fix: (example) => ({ ...example, ex_expected: goodText, ex_actual: otherGoodText }),
  },
  impact: { code: "example_impact", fix: (example) => ({ ...example, ex_impact: goodText }) },
  told: { code: "example_told", fix: (example) => ({ ...example, ex_told: goodText }) },
} as const satisfies Record<
  ExampleTest,
  { readonly code: GapCode; readonly fix: (example: Example, today: IsoDate) => Example }
>;
type ExampleGapCode = (typeof exampleFixes)[ExampleTest]["code"];

/** The gaps that are not about one given example. */
export const plainFixes: Record<Exclude<GapCode, ExampleGapCode>, Fix> = {
  // Far away, because a close date is a fact that changes the route, not evidence.
  need_by_missing: (answers, { today }) => [{ ...answers, need_by: addDays(today, longInDays) }],
  scope_not_reread: (answers) =>
    // There is nothing to re-read, and saying so lifts the cap.
    answers.scope_status === "none_exists" ? [] : [{ ...answers, scope_status: "reread" }],
  scope_document_missing: (answers) => [{ ...answers, scope_ref: goodText }],
  scope_clause_missing: (answers) => [{ ...answers, scope_clause: goodText }],
  scope_change_unsure: (answers) => {
    if (answers.scope_changed !== null && answers.scope_changed !== "not_sure") return [];
    return scopeChanges.map((scope_changed) => ({ ...answers, scope_changed }));
  },
  scope_change_unweighed: (answers) => [{ ...answers, scope_timeline: goodText }],
  partner_not_told: (answers) => (partnerWasTold(answers) ? [] : [{ ...answers, contacted: "yes_written" }]),
  partner_not_in_writing: (answers) =>
    answers.contacted === "yes_verbal" ? [{ ...answers, contacted: "yes_written" }] : [],
  partner_contact_date: (answers, circumstances) => {
    const { first_contact_date: date } = answers;
    // A day that is given and not future only needs time, and time is no gap.
    if (date !== null && date <= circumstances.today) return [];
    return [{ ...answers, first_contact_date: longAgo(circumstances) }];
  },
  partner_who_how: (answers) => [{ ...answers, who_how: goodText }],
  partner_answer_missing: (answers) =>
    answers.response_state === null
      ? responseStates.map((response_state) => ({ ...answers, response_state }))
      : [],
  partner_words_missing: (answers) => [{ ...answers, response_quote: goodText }],
  plan_date_missing: (answers, circumstances) => {
    const { plan_due, response_state } = answers;
    // A missed plan with a future date contradicts itself; a plan with one only needs time.
    const isContradiction =
      response_state === "plan_missed" && plan_due !== null && plan_due > circumstances.today;
    return plan_due === null || isContradiction ? [{ ...answers, plan_due: longAgo(circumstances) }] : [];
  },
  example_missing: (answers, { today }) => {
    if (answers.examples.length >= countedExamples) return [];
    const key = Math.max(0, ...answers.examples.map((example) => example.key)) + 1;
    const perfect = Object.values(exampleFixes).reduce<Example>(
      (example, { fix }) => fix(example, today),
      emptyExample(key),
    );
    return [{ ...answers, examples: [...answers.examples, perfect] }];
  },
  ask_missing: (answers) => [{ ...answers, ask: "joint_call" }],
  outcome_missing: (answers) => [{ ...answers, outcome: goodText }],
};

function longAgo({ today }: Circumstances): IsoDate {
  return addDays(today, -longInDays);
}
