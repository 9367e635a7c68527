import type { Answers } from "./answers.ts";
import { citesClause, isFilled } from "./evidence.ts";
import { shownAnswers } from "./form.ts";
import type { Verdict } from "./verdict.ts";

/** What is already good, said before anything is asked for. */
export type Strength =
  | "scope_reread"
  | "no_scope_document"
  | "clause_named"
  | "change_weighed"
  | "told_in_writing"
  | "partner_had_chance"
  | "partner_words_kept"
  | "examples_complete"
  | "impact_measured"
  | "ask_clear";

/** In the order of the form. */
export function strengthsOf(given: Answers, verdict: Verdict): readonly Strength[] {
  const answers = shownAnswers(given);
  const changed = answers.scope_changed === "yes_written" || answers.scope_changed === "yes_verbal";
  const answered = answers.response_state === "unclear" || answers.response_state === "refused";
  const found: readonly (readonly [Strength, boolean])[] = [
    ["scope_reread", answers.scope_status === "reread"],
    ["no_scope_document", answers.scope_status === "none_exists"],
    ["clause_named", isFilled(answers.scope_clause, 10) && citesClause(answers.scope_clause)],
    ["change_weighed", answers.scope_changed === "no" || (changed && isFilled(answers.scope_timeline, 10))],
    ["told_in_writing", answers.contacted === "yes_written"],
    ["partner_had_chance", answers.response_state !== null && verdict.partnerFirst === null],
    ["partner_words_kept", answered && isFilled(answers.response_quote, 10)],
    ["examples_complete", verdict.examples.some((example) => example.passes)],
    ["impact_measured", verdict.examples.some((example) => example.tests.includes("impact"))],
    ["ask_clear", answers.ask !== null && answers.ask !== "not_sure" && isFilled(answers.outcome, 20)],
  ];
  return found.filter(([, holds]) => holds).map(([strength]) => strength);
}
