// As little of it as is needed: the whole library would add a second to every start, and each module of it adds 15 ms.
import { UTCDateMini } from "@date-fns/utc/date/mini";
import { addDays as addDaysTo } from "date-fns/addDays";
import { parseISO } from "date-fns/parseISO";
import type { IsoDate } from "./answers.ts";

/** Arithmetic on days of a calendar, without zones. */

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];

/** The last day `YYYY-MM-DD` can name: later ones become this one. */
const lastDay: IsoDate = "9999-12-31";
const firstDayCounted: IsoDate = "1970-01-01";

const msPerDay = 24 * 60 * 60 * 1000;
/** A date whose days are those of UTC, for the library to count in. */
const utc = (date: Date | number | string) => new UTCDateMini(new Date(date).getTime());

/** Whether `text` is `YYYY-MM-DD` and such a day exists: `2026-02-30` does not. */
export function isRealDate(text: string): boolean {
  return parsed(text) !== null;
}

function parsed(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const date = parseISO(text, { in: utc });
  return Number.isNaN(date.getTime()) ? null : date;
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
  return moved > day(lastDay) ? lastDay : moved.toISOString().slice(0, lastDay.length);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return (day(to).getTime() - day(from).getTime()) / msPerDay;
}

/** Whole days since 1970-01-01. */
export function dayNumber(date: IsoDate): number {
  return daysBetween(firstDayCounted, date);
}

export function weekdayOf(date: IsoDate): Weekday {
  // The library's week begins on Sunday.
  return weekdays.at(day(date).getDay() - 1) ?? "mon";
}
