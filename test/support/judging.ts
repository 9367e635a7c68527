import type { IsoDate } from "../../src/domain/answers.ts";
import type { Circumstances } from "../../src/domain/partner-first.ts";
import type { JudgingContext } from "../../src/domain/readiness.ts";
import { type Calendar, calendarOf, type Weekday } from "../../src/domain/working-time.ts";

export const mondayToFriday: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri"];
export const plainCalendar: Calendar = calendarOf({ workingDays: mondayToFriday, holidays: [] });

/** Noon UTC on a Monday, three business days for the partner, no holidays; unless a test says otherwise. */
export const monday: IsoDate = "2026-11-23";
export function on(date: IsoDate, given: Partial<JudgingContext> = {}): JudgingContext {
  return {
    now: new Date(`${date}T12:00:00Z`),
    zone: "UTC",
    calendar: plainCalendar,
    partnerReplyDays: 3,
    ...given,
  };
}

export function circumstancesOn(today: IsoDate, given: Partial<Circumstances> = {}): Circumstances {
  return { today, calendar: plainCalendar, partnerReplyDays: 3, ...given };
}
