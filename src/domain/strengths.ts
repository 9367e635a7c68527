import type { Answers } from "./answers.ts";
import { shownAnswers } from "./form.ts";
import type { GapCode, Verdict } from "./verdict.ts";

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
  const lacks = (code: GapCode) => verdict.gaps.some((gap) => gap.code === code);
  const scopeIsNamed = answers.scope_status !== null && answers.scope_status !== "cant_find";
  const answered = answers.response_state === "unclear" || answers.response_state === "refused";
  const found: readonly (readonly [Strength, boolean])[] = [
    ["scope_reread", answers.scope_status === "reread"],
    ["no_scope_document", answers.scope_status === "none_exists"],
    ["clause_named", scopeIsNamed && !lacks("scope_clause_missing")],
    ["change_weighed", !lacks("scope_change_unsure") && !lacks("scope_change_unweighed")],
    ["told_in_writing", answers.contacted === "yes_written"],
    ["partner_had_chance", answers.response_state !== null && verdict.partnerFirst === null],
    ["partner_words_kept", answered && !lacks("partner_words_missing")],
    ["examples_complete", verdict.examples.some((example) => example.passes)],
    ["impact_measured", verdict.examples.some((example) => example.tests.includes("impact"))],
    ["ask_clear", !lacks("ask_missing") && !lacks("outcome_missing")],
  ];
  return found.filter(([, holds]) => holds).map(([strength]) => strength);
}
