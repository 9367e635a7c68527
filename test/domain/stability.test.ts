import { describe, expect, test } from "@jest/globals";
import { fc } from "../support/drawn.ts";
import { assess } from "../../src/domain/assessment.ts";
import { fields, shownAnswers } from "../../src/domain/form.ts";
import { gapFacts } from "../../src/domain/gap-facts.ts";
import { exampleFixes, plainFixes } from "../../src/domain/gap-fixes.ts";
import { judge } from "../../src/domain/readiness.ts";
import { exampleTests, type Gap, levels, type Verdict, verdictSchema } from "../../src/domain/verdict.ts";
import type { Answers } from "../../src/domain/answers.ts";
import { anyAddition, anyAnswers } from "../support/any-answers.ts";
import { circumstancesOn, monday, on } from "../support/judging.ts";

const runs = { numRuns: 500 };
const judged = (answers: Answers) => judge(answers, on(monday));
/** Ready first. */
const rank = ({ level }: Verdict) => levels.indexOf(level);
const route = ({ partnerFirst, bypass }: Verdict) => `${partnerFirst?.reason ?? "csm"} ${bypass}`;

describe("rubric 1, stability", () => {
  test("proof added within one route never lowers score or level", () => {
    let compared = 0;
    fc.assert(
      fc.property(anyAnswers, anyAddition, (answers, add) => {
        const before = judged(answers);
        const after = judged(add(answers));
        if (route(before) !== route(after)) return;
        compared += 1;
        expect(after.score).toBeGreaterThanOrEqual(before.score);
        expect(rank(after)).toBeLessThanOrEqual(rank(before));
      }),
      runs,
    );
    expect(compared).toBeGreaterThan(runs.numRuns / 2);
  });

  test("the same answers in the same context give the same verdict, and nothing is changed by judging", () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const copy = structuredClone(answers);
        expect(judged(answers)).toEqual(judged(copy));
        expect(answers).toEqual(copy);
      }),
    );
  });

  test("every verdict is one the store takes: score 0 to 100, points adding up to it unless a date is close", () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const verdict = judged(answers);
        expect(verdictSchema.parse(verdict)).toEqual(verdict);
        const sum = Object.values(verdict.points).reduce((total, part) => total + part, 0);
        const plain = Math.floor(Math.round(sum * 10) / 10 + 0.5);
        if (verdict.bypass) expect(verdict.score).toBeGreaterThanOrEqual(plain);
        else expect(verdict.score).toBe(plain);
      }),
      runs,
    );
  });
});

/** The answers with one gap closed, in every way that counts. */
function closed(gap: Gap, answers: Answers): readonly Answers[] {
  const circumstances = circumstancesOn(monday);
  const test = exampleTests.find((each) => exampleFixes[each].code === gap.code);
  if (test) {
    return [
      {
        ...answers,
        examples: answers.examples.map((example) =>
          example.key === gap.example ? exampleFixes[test].fix(example, monday) : example,
        ),
      },
    ];
  }
  const plain = Object.entries(plainFixes).find(([code]) => code === gap.code);
  return plain?.[1](answers, circumstances) ?? [];
}

describe("gaps", () => {
  const exact = (answers: Answers) => assess(answers, circumstancesOn(monday)).fortieths / 40;

  test("closing a gap raises the exact score by its points, and it is a gap no more", () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        for (const gap of judged(answers).gaps) {
          const [best] = closed(gap, answers).toSorted((a, b) => exact(b) - exact(a));
          if (!best) throw new Error(`${gap.code} cannot be closed`);
          expect(exact(best) - exact(answers)).toBeCloseTo(gap.points, 9);
          const left = judged(best).gaps.map(({ code, example }) => `${code} ${example}`);
          if (gap.code !== "example_missing") expect(left).not.toContain(`${gap.code} ${gap.example}`);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("every gap brings points, stands once, and is about a field that is shown", () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { gaps } = judged(answers);
        const shown = shownAnswers(answers);
        for (const gap of gaps) {
          expect(gap.points).toBeGreaterThan(0);
          const field = fields.find(({ id }) => id === gapFacts[gap.code].fields[0]);
          expect(field?.showWhen?.(shown)).not.toBe(false);
        }
        expect(new Set(gaps.map(({ code, example }) => `${code} ${example}`)).size).toBe(gaps.length);
      }),
      runs,
    );
  });

  test("as long as a cap is active, the first gap helps to lift the strictest", () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { caps, gaps } = judged(answers);
        const [first] = gaps;
        if (caps[0] === "no_passing_example") {
          expect(first?.code).toMatch(
            answers.examples.length === 0 ? /^example_missing$/ : /^example_(?!missing)/,
          );
        } else if (caps.length > 0) {
          expect(["scope_not_reread", "partner_not_told"]).toContain(first?.code);
        }
      }),
      runs,
    );
  });

  test("a case with 100 points has no gap", () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { score, gaps } = judged(answers);
        if (score === 100) expect(gaps).toEqual([]);
      }),
      runs,
    );
  });
});
