import type { Answers } from "../../domain/answers.ts";
import { strengthsOf } from "../../domain/strengths.ts";
import type { Verdict } from "../../domain/verdict.ts";
import { fit } from "./parts.ts";
import type { Reader } from "./reader.ts";

/** What is already good, a sentence each, in the order of the form. */
export function strengthLines(answers: Answers, verdict: Verdict, { words }: Reader): readonly string[] {
  const context = {
    partner: fit(answers.partner_company, 60),
    examples: verdict.examples.filter((example) => example.passes).length,
  };
  return strengthsOf(answers, verdict).map((strength) => words.verdict.strengths[strength](context));
}
