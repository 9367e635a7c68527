import { utc } from "@date-fns/utc";
// One module each: the whole library would add a second to every start.
import { addDays as addDaysTo } from "date-fns/addDays";
import { differenceInCalendarDays } from "date-fns/differenceInCalendarDays";
import { formatISO } from "date-fns/formatISO";
import { getISODay } from "date-fns/getISODay";
import { isValid } from "date-fns/isValid";
import { parseISO } from "date-fns/parseISO";
import type { IsoDate } from "./answers.ts";

/** Arithmetic on days of a calendar, without zones. */

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];

/** The last day `YYYY-MM-DD` can name: later ones become this one. */
const lastDay: IsoDate = "9999-12-31";
const firstDayCounted: IsoDate = "1970-01-01";

/** Whether `text` is `YYYY-MM-DD` and such a day exists: `2026-02-30` does not. */
export function isRealDate(text: string): boolean {
  return parsed(text) !== null;
}

function parsed(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const date = parseISO(text, { in: utc });
  return isValid(date) ? date : null;
}

/** Throws a RangeError that names a date which does not exist. */
function day(date: IsoDate): Date {
  const known = parsed(date);
  if (!known) throw new RangeError(`Not a date: "${date}"`);
  return known;
}

/** `days` calendar days after `date`, or before it when negative. */
export function addDays(date: IsoDate, days: number): IsoDate {
  const moved = addDaysTo(day(date), days, { in: utc });
  return moved > day(lastDay) ? lastDay : formatISO(moved, { in: utc, representation: "date" });
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return differenceInCalendarDays(day(to), day(from), { in: utc });
}

/** Whole days since 1970-01-01. */
export function dayNumber(date: IsoDate): number {
  return daysBetween(firstDayCounted, date);
}

export function weekdayOf(date: IsoDate): Weekday {
  return weekdays[getISODay(day(date), { in: utc }) - 1] ?? "mon";
}
