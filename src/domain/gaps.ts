import type { Answers, Example } from "./answers.ts";
import { assess, type Assessment, fortiethsPerPoint, type KnownExamples } from "./assessment.ts";
import { testsToPassing } from "./example.ts";
import { fields, steps } from "./form.ts";
import { gapFacts } from "./gap-facts.ts";
import { exampleFixes, plainFixes } from "./gap-fixes.ts";
import type { Circumstances } from "./partner-first.ts";
import { type ExampleTest, exampleTests, type Gap, type GapCode, gapCodes } from "./verdict.ts";

/** What is missing and in which order to ask for it: rubric 1, “Gaps”. */

interface Candidate {
  readonly code: GapCode;
  /** For the gaps of one example: its key and the test it fails. */
  readonly example: number | null;
  readonly test: ExampleTest | null;
  /** What the answers could be with the gap closed. */
  readonly fixes: readonly Answers[];
}

/**
 * Every gap, best first: those that lift the strictest active cap, then by points per minute, then in the order of the
 * form. A gap is what evidence added now would bring points for: what lifts a cap always does, and an answer in a hidden
 * field never does. `answers` as given, `assessment` theirs.
 */
export function gapsOf(answers: Answers, assessment: Assessment, circumstances: Circumstances): Gap[] {
  const liftRank = liftRankUnder(assessment);
  const known: KnownExamples = new Map();
  return candidatesInFormOrder(answers, assessment, circumstances)
    .map(({ fixes, ...candidate }) => {
      const { minutes } = gapFacts[candidate.code];
      const best = Math.max(0, ...fixes.map((fixed) => assess(fixed, circumstances, known).fortieths));
      return { ...candidate, minutes, gain: best - assessment.fortieths };
    })
    .filter(({ gain }) => gain > 0)
    .toSorted((a, b) => liftRank(a) - liftRank(b) || b.gain * a.minutes - a.gain * b.minutes)
    .map(({ code, example, gain, minutes }) => ({
      code,
      example,
      points: gain / fortiethsPerPoint,
      minutes,
    }));
}

function fieldPlace(code: GapCode): number {
  return fields.findIndex(({ id }) => id === gapFacts[code].fields[0]);
}
const plainCodes = gapCodes.filter(isPlainCode).toSorted((a, b) => fieldPlace(a) - fieldPlace(b));
const testsInFormOrder = exampleTests.toSorted(
  (a, b) => fieldPlace(exampleFixes[a].code) - fieldPlace(exampleFixes[b].code),
);

function isPlainCode(code: GapCode): code is keyof typeof plainFixes {
  return code in plainFixes;
}

function candidatesInFormOrder(
  answers: Answers,
  assessment: Assessment,
  circumstances: Circumstances,
): readonly Candidate[] {
  return steps.flatMap((step) => [
    ...(step === "examples" ? exampleCandidates(answers, assessment, circumstances) : []),
    ...plainCodes
      .filter((code) => fields[fieldPlace(code)]?.step === step)
      .map((code) => ({ code, example: null, test: null, fixes: plainFixes[code](answers, circumstances) })),
  ]);
}

function exampleCandidates(
  answers: Answers,
  assessment: Assessment,
  { today }: Circumstances,
): readonly Candidate[] {
  return answers.examples.flatMap((example, place) => {
    const passed = assessment.examples[place]?.tests ?? [];
    return testsInFormOrder
      .filter((test) => !passed.includes(test))
      .map((test) => {
        const { code, fix } = exampleFixes[test];
        return {
          code,
          example: example.key,
          test,
          fixes: [withExample(answers, place, fix(example, today))],
        };
      });
  });
}

function withExample(answers: Answers, place: number, example: Example): Answers {
  return { ...answers, examples: answers.examples.with(place, example) };
}

const liftsNothing = exampleTests.length;

/** Ranks what lifts the strictest active cap before all else: one passing example before the two other caps. */
function liftRankUnder({ caps, examples }: Assessment): (gap: Omit<Candidate, "fixes">) => number {
  if (!caps.includes("no_passing_example")) {
    return ({ code }) =>
      (code === "scope_not_reread" && caps.includes("scope_not_reread")) ||
      (code === "partner_not_told" && caps.includes("tell_partner_now"))
        ? 0
        : liftsNothing;
  }
  const nearest = nearestToPassing(examples);
  if (nearest === null) return ({ code }) => (code === "example_missing" ? 0 : liftsNothing);
  return ({ example, test }) =>
    example === nearest && test !== null ? exampleTests.indexOf(test) : liftsNothing;
}

/** The key of the example that lacks the fewest tests; among equals the one that passes most, then the first. */
function nearestToPassing(examples: Assessment["examples"]): number | null {
  const [nearest] = examples.toSorted(
    (a, b) => testsToPassing(a.tests) - testsToPassing(b.tests) || b.tests.length - a.tests.length,
  );
  return nearest?.key ?? null;
}
