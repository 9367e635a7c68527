import { type Answers, type Example, partnerWasTold } from "./answers.ts";
import { isPassing, testsPassed } from "./example.ts";
import { shownAnswers } from "./form.ts";
import { type Circumstances, isBypassed } from "./partner-first.ts";
import { type Points, pointsOf } from "./points.ts";
import { type Cap, caps, type ExampleTest, type Level } from "./verdict.ts";

/** Score, caps and level of a set of answers (rubric 1, “Points” and “Level”), before partner-first and gaps. */
export interface Assessment {
  readonly examples: readonly {
    readonly key: number;
    readonly passes: boolean;
    readonly tests: readonly ExampleTest[];
  }[];
  readonly points: Points;
  readonly bypass: boolean;
  /** The score before rounding, in fortieths of a point: whole for the plain sum and for the bypass alike. */
  readonly fortieths: number;
  readonly caps: readonly Cap[];
  readonly level: Level;
}

export const fortiethsPerPoint = 40;
const fortiethsPerTenth = 4;
/** In tenths of a point: with B3 and B4 left out, 80 points count as 100. */
const bypassFactor = 100 / 80;

/** Tests of examples already judged today, so that a what-if about one field does not read every example again. */
export type KnownExamples = Map<Example, readonly ExampleTest[]>;

/** `answers` as given; the hidden ones are left out here. */
export function assess(
  answers: Answers,
  circumstances: Circumstances,
  known: KnownExamples = new Map(),
): Assessment {
  const shown = shownAnswers(answers);
  const examples = assessExamples(shown, circumstances, known);
  const points = pointsOf(
    shown,
    examples.map(({ tests }) => tests),
    circumstances,
  );
  const bypass = isBypassed(shown, circumstances);
  const fortieths = exactScore(points, bypass);
  const active = capsOf(shown, examples, bypass);
  return {
    examples,
    points,
    bypass,
    fortieths,
    caps: active,
    level: levelOf(roundedScore(fortieths), active),
  };
}

/** The examples alone; `answers` as they are shown. */
export function assessExamples(
  { examples }: Pick<Answers, "examples">,
  { today }: Pick<Circumstances, "today">,
  known: KnownExamples = new Map(),
): Assessment["examples"] {
  return examples.map((example) => {
    const tests = known.get(example) ?? testsPassed(example, today);
    known.set(example, tests);
    return { key: example.key, passes: isPassing(tests), tests };
  });
}

function exactScore(points: Points, bypass: boolean): number {
  const sum = Object.values<number>({ ...points }).reduce((total, each) => total + each, 0);
  const plain = sum * fortiethsPerTenth;
  const withoutWaiting = (sum - points.timeToAnswer - points.answer) * fortiethsPerTenth * bypassFactor;
  return bypass ? Math.max(plain, withoutWaiting) : plain;
}

/** Whole points, rounded half up. */
export function roundedScore(fortieths: number): number {
  return Math.floor((fortieths + fortiethsPerPoint / 2) / fortiethsPerPoint);
}

/** All caps that apply, the strictest first. */
function capsOf(shown: Answers, examples: Assessment["examples"], bypass: boolean): readonly Cap[] {
  const applies: Record<Cap, boolean> = {
    no_passing_example: !examples.some(({ passes }) => passes),
    scope_not_reread: shown.scope_status !== "reread" && shown.scope_status !== "none_exists",
    tell_partner_now: bypass && !partnerWasTold(shown),
  };
  return caps.filter((cap) => applies[cap]);
}

function levelOf(score: number, active: readonly Cap[]): Level {
  if (score < 60 || active.includes("no_passing_example")) return "not_ready";
  return score < 80 || active.length > 0 ? "almost_ready" : "ready";
}
