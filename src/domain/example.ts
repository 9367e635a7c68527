import type { Example, IsoDate } from "./answers.ts";
import { daysBetween, isRealDate } from "./calendar-days.ts";
import { hasDigit, hasQuantity, isFilled, namesSomeone } from "./evidence.ts";
import { foldedToTheBone } from "./plain-text.ts";
import { hasReference } from "./reference.ts";
import { type ExampleTest, exampleTests } from "./verdict.ts";

/** The five tests of one example and when it passes: rubric 1, “Tests of one example”. */

const oldestInDays = 730;
const leastForPass = 4;
/** Without these two nobody can tell what happened. */
const needed = ["date", "expected_and_actual"] as const satisfies readonly ExampleTest[];

const tests: Record<ExampleTest, (example: Example, today: IsoDate) => boolean> = {
  date: ({ ex_date }, today) => {
    if (ex_date === null || !isRealDate(ex_date)) return false;
    const age = daysBetween(ex_date, today);
    return age >= 0 && age <= oldestInDays;
  },
  expected_and_actual: (example) =>
    isFilled(example.ex_expected, 20) && isFilled(example.ex_actual, 20) && !isSameTwice(example),
  where: ({ ex_where }) => isFilled(ex_where, 3) && hasReference(ex_where),
  impact: ({ ex_impact }) => isFilled(ex_impact, 5) && hasQuantity(ex_impact),
  told: ({ ex_told }) =>
    isFilled(ex_told, 5) && (hasDigit(ex_told) || hasReference(ex_told)) && namesSomeone(ex_told),
};

/** What happened says no more than what was expected, case, accents, spaces and punctuation aside. */
export function isSameTwice({ ex_expected, ex_actual }: Pick<Example, "ex_expected" | "ex_actual">): boolean {
  return foldedToTheBone(ex_expected) === foldedToTheBone(ex_actual);
}

/** The tests the example passes, in the order of `exampleTests`. `today` is the requester's local date. */
export function testsPassed(example: Example, today: IsoDate): readonly ExampleTest[] {
  return exampleTests.filter((test) => tests[test](example, today));
}

/** An example passes with its date, expected and actual, and four of the five tests. */
export function isPassing(passed: readonly ExampleTest[]): boolean {
  return passed.length >= leastForPass && needed.every((test) => passed.includes(test));
}

/** How many more tests an example must pass before it passes itself; 0 when it does. */
export function testsToPassing(passed: readonly ExampleTest[]): number {
  return Math.max(leastForPass - passed.length, needed.filter((test) => !passed.includes(test)).length, 0);
}
