import { type Answers, partnerWasTold } from "./answers.ts";
import { citesClause, isFilled } from "./evidence.ts";
import { isPassing } from "./example.ts";
import { type Circumstances, hasWaited, isPlanPast } from "./partner-first.ts";
import { hasReference } from "./reference.ts";
import type { ExampleTest } from "./verdict.ts";

/**
 * The points of rubric 1, “Points (100)”, row by row. In tenths of a point, so that sums stay whole numbers and
 * “rounded half up” is exact. Answers come without the hidden ones (`shownAnswers`).
 */
export interface Points {
  /** A1 */
  readonly scopeStatus: number;
  /** A2 */
  readonly scopeProof: number;
  /** A3 */
  readonly scopeChange: number;
  /** B1 */
  readonly contact: number;
  /** B2 */
  readonly whoAndHow: number;
  /** B3 */
  readonly timeToAnswer: number;
  /** B4 */
  readonly answer: number;
  /** C */
  readonly examples: number;
  /** D1 */
  readonly impact: number;
  /** D2 */
  readonly wish: number;
}

/** `passed`: the tests each example passes, in any order of examples. */
export function pointsOf(
  answers: Answers,
  passed: readonly (readonly ExampleTest[])[],
  circumstances: Circumstances,
): Points {
  return {
    scopeStatus: scopeStatusPoints(answers),
    scopeProof: scopeProofPoints(answers),
    scopeChange: scopeChangePoints(answers),
    contact: contactPoints(answers),
    whoAndHow: whoAndHowPoints(answers),
    timeToAnswer: timeToAnswerPoints(answers, circumstances),
    answer: answerPoints(answers, circumstances),
    examples: examplePoints(passed),
    impact: passed.some((tests) => tests.includes("impact")) ? 70 : 0,
    wish: wishPoints(answers, circumstances),
  };
}

function scopeStatusPoints({ scope_status }: Answers): number {
  switch (scope_status) {
    case "reread":
      return 100;
    case "none_exists":
      return 50;
    case "not_reread":
      return 40;
    case "cant_find":
      return 20;
    case null:
      return 0;
  }
}

function scopeProofPoints({ scope_ref, scope_clause }: Answers): number {
  const document = isFilled(scope_ref, 3) ? 30 : 0;
  const clause = isFilled(scope_clause, 10) && citesClause(scope_clause) ? 60 : 0;
  return document + clause;
}

function scopeChangePoints({ scope_changed, scope_timeline }: Answers): number {
  const weighed = isFilled(scope_timeline, 10);
  switch (scope_changed) {
    case "no":
      return 60;
    case "yes_written":
      return weighed ? 60 : 20;
    case "yes_verbal":
      return weighed ? 40 : 20;
    case "not_sure":
    case null:
      return 0;
  }
}

function contactPoints({ contacted }: Answers): number {
  if (contacted === "yes_written") return 100;
  return contacted === "yes_verbal" ? 50 : 0;
}

function whoAndHowPoints(answers: Answers): number {
  const { who_how } = answers;
  if (!partnerWasTold(answers) || !isFilled(who_how, 10)) return 0;
  return who_how.includes("@") || hasReference(who_how) ? 50 : 30;
}

function timeToAnswerPoints(answers: Answers, circumstances: Circumstances): number {
  if (!partnerWasTold(answers)) return 0;
  if (hasWaited(circumstances.partnerReplyDays, answers, circumstances)) return 100;
  return hasWaited(1, answers, circumstances) ? 50 : 0;
}

function answerPoints(answers: Answers, circumstances: Circumstances): number {
  if (!partnerWasTold(answers)) return 0;
  const { response_state, response_quote, plan_due } = answers;
  const planIsPast = plan_due !== null && isPlanPast(plan_due, circumstances);
  switch (response_state) {
    case "no_reply":
      return hasWaited(circumstances.partnerReplyDays, answers, circumstances) ? 100 : 0;
    case "unclear":
    case "refused":
      return isFilled(response_quote, 10) ? 100 : 50;
    case "plan_missed":
      return planIsPast ? 100 : 50;
    case "dated_plan":
      // Without a date it counts as an unclear answer, with a past one as a missed plan.
      if (plan_due === null) return 50;
      return planIsPast ? 100 : 30;
    case "fixed":
    case null:
      return 0;
  }
}

const slots = [130, 70, 50];
/** How many examples bring points. */
export const countedExamples = slots.length;

/** A failing example brings half its slot for all five tests. */
function examplePoints(passed: readonly (readonly ExampleTest[])[]): number {
  const shares = passed.map((tests) => (isPassing(tests) ? 1 : tests.length / 10));
  // A failing example has at most four tests, so this is “passing ones first, then by tests passed”.
  const best = shares.toSorted((a, b) => b - a);
  return slots.reduce((sum, slot, place) => sum + Math.round(slot * (best[place] ?? 0)), 0);
}

function wishPoints({ ask, outcome, need_by }: Answers, { today }: Circumstances): number {
  const wish = ask !== null && ask !== "not_sure" ? 30 : 0;
  const result = isFilled(outcome, 20) ? 30 : 0;
  const date = need_by !== null && need_by >= today ? 20 : 0;
  return wish + result + date;
}
