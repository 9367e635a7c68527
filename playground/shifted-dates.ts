import type { Answers, IsoDate } from "../src/domain/answers.ts";
import { addDays } from "../src/domain/calendar-days.ts";

const dayMs = 86_400_000;

/** Answers written on one day, as if they had been written on another: each date as far from the new day as it was. */
export function shiftDates(answers: Answers, written: Date, now: Date): Answers {
  const days = Math.round((startOfDay(now) - startOfDay(written)) / dayMs);
  const shift = (date: IsoDate | null) => (date === null ? null : addDays(date, days));
  return {
    ...answers,
    need_by: shift(answers.need_by),
    first_contact_date: shift(answers.first_contact_date),
    plan_due: shift(answers.plan_due),
    examples: answers.examples.map((example) => ({ ...example, ex_date: shift(example.ex_date) })),
  };
}

function startOfDay(instant: Date): number {
  return Math.floor(instant.getTime() / dayMs) * dayMs;
}
