import type { IsoDate } from "./answers.ts";

/** Arithmetic on days of a calendar, without zones. A day is counted as whole days since 1970-01-01. */

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];

const msPerDay = 24 * 60 * 60 * 1000;
/** The last day `YYYY-MM-DD` can name. */
const lastDay: IsoDate = "9999-12-31";

/** Whether `text` is `YYYY-MM-DD` and such a day exists: `2026-02-30` does not. */
export function isRealDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

/** Whole days since 1970-01-01. Throws a RangeError that names a date which does not exist. */
export function dayNumber(date: IsoDate): number {
  if (!isRealDate(date)) throw new RangeError(`Not a date: "${date}"`);
  return Date.parse(`${date}T00:00:00Z`) / msPerDay;
}

/** The day with this number; days past 9999-12-31 become that day, because no later one can be written. */
export function dateOfDay(day: number): IsoDate {
  return new Date(Math.min(day, dayNumber(lastDay)) * msPerDay).toISOString().slice(0, 10);
}

/** `days` calendar days after `date`, or before it when negative. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return dateOfDay(dayNumber(date) + days);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from);
}

export function weekdayOf(date: IsoDate): Weekday {
  // 1970-01-01 was a Thursday, the fourth of the list.
  const index = (((dayNumber(date) + 3) % 7) + 7) % 7;
  return weekdays[index] ?? "mon";
}
