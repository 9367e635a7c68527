import type { Answers } from "./answers.ts";
import { assess, roundedScore } from "./assessment.ts";
import { shownAnswers } from "./form.ts";
import { gapsOf } from "./gaps.ts";
import { partnerFirst } from "./partner-first.ts";
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
export function judge(answers: Answers, { now, zone, calendar, partnerReplyDays }: JudgingContext): Verdict {
  const circumstances = { today: localDate(now, zone), calendar, partnerReplyDays };
  const assessment = assess(answers, circumstances);
  return {
    rubric: 1,
    judgedAt: now.toISOString(),
    level: assessment.level,
    partnerFirst: partnerFirst(shownAnswers(answers), circumstances),
    score: roundedScore(assessment.fortieths),
    points: byHeading(assessment.points),
    caps: [...assessment.caps],
    bypass: assessment.bypass,
    examples: assessment.examples.map(({ key, passes, tests }) => ({ key, passes, tests: [...tests] })),
    gaps: gapsOf(answers, assessment, circumstances),
  };
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
