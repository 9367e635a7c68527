import type { IsoDate } from "../domain/answers.ts";
import { addDays, isRealDate } from "../domain/calendar-days.ts";
import { publicHolidays } from "../domain/holidays.ts";

/** Whether the holidays of the settings are days off. Codes that nobody knows are faults of the setting itself. */
export type CalendarFinding =
  /** `next`: the first holiday from today on. */
  | { readonly code: "holidays_known"; readonly next: IsoDate; readonly of: string }
  | { readonly code: "no_holidays" }
  /** Of this code there is none in the year ahead, by the data of date-holidays. */
  | { readonly code: "holidays_all_past"; readonly entries: readonly string[] };

const daysAhead = 366;

export function checkCalendar(entries: readonly string[], today: IsoDate): CalendarFinding {
  if (entries.length === 0) return { code: "no_holidays" };
  const ahead = Array.from({ length: daysAhead }, (_, days) => addDays(today, days));
  const next = ahead.find((day) => entries.some((entry) => isOff(entry, day)));
  const barren = entries.filter((entry) => !ahead.some((day) => isOff(entry, day)));
  const of = entries.find((entry) => next !== undefined && isOff(entry, next));
  return barren.length > 0 || next === undefined || of === undefined
    ? { code: "holidays_all_past", entries: barren }
    : { code: "holidays_known", next, of };
}

function isOff(entry: string, day: IsoDate): boolean {
  return isRealDate(entry) ? entry === day : publicHolidays(entry, Number(day.slice(0, 4))).has(day);
}
