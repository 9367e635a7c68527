import type { Answers } from "./answers.ts";
import { assess, assessExamples, type Assessment, roundedScore } from "./assessment.ts";
import { shownAnswers } from "./form.ts";
import { gapsOf } from "./gaps.ts";
import { type Circumstances, partnerFirst } from "./partner-first.ts";
import type { Points } from "./points.ts";
import type { Verdict } from "./verdict.ts";
import { type Calendar, localDate } from "./working-time.ts";

/** When and where answers are judged. */
export interface JudgingContext {
  readonly now: Date;
  /** The requester's zone: today is the day it is there. */
  readonly zone: string;
  readonly calendar: Calendar;
  /** Business days a partner is given to answer; at least 1. */
  readonly partnerReplyDays: number;
}

/**
 * Rubric 1: score, level, caps, partner-first and gaps of a set of answers. The same answers in the same context always
 * give the same verdict. Throws a RangeError for an unknown zone.
 */
export function judge(answers: Answers, context: JudgingContext): Verdict {
  const circumstances = circumstancesOf(context);
  const assessment = assess(answers, circumstances);
  return {
    rubric: 1,
    judgedAt: context.now.toISOString(),
    level: assessment.level,
    partnerFirst: partnerFirst(shownAnswers(answers), circumstances),
    score: roundedScore(assessment.fortieths),
    points: byHeading(assessment.points),
    caps: [...assessment.caps],
    bypass: assessment.bypass,
    examples: written(assessment.examples),
    gaps: gapsOf(answers, assessment, circumstances),
  };
}

/** What the verdict says of the examples; weighing what is missing is most of the work, and is left out. */
export function judgeExamples(answers: Answers, context: JudgingContext): Verdict["examples"] {
  return written(assessExamples(shownAnswers(answers), circumstancesOf(context)));
}

function circumstancesOf({ now, zone, calendar, partnerReplyDays }: JudgingContext): Circumstances {
  return { today: localDate(now, zone), calendar, partnerReplyDays };
}

function written(examples: Assessment["examples"]): Verdict["examples"] {
  return examples.map(({ key, passes, tests }) => ({ key, passes, tests: [...tests] }));
}

/** The plain sum of each heading in points, before rounding and before any bypass. */
function byHeading(tenths: Points): Verdict["points"] {
  const points = (...parts: readonly number[]) => parts.reduce((sum, part) => sum + part, 0) / 10;
  return {
    scope: points(tenths.scopeStatus, tenths.scopeProof, tenths.scopeChange),
    partner: points(tenths.contact, tenths.whoAndHow, tenths.timeToAnswer, tenths.answer),
    examples: points(tenths.examples),
    ask: points(tenths.impact, tenths.wish),
  };
}
