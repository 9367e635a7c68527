import { tzOffset } from "@date-fns/tz";
import type { IsoDate } from "./answers.ts";
import { addDays, dayNumber, isRealDate, type Weekday, weekdayOf } from "./calendar-days.ts";
import { holidayFaults, publicHolidays } from "./holidays.ts";

/** Business days and working hours: days by one calendar for everybody, hours in the zone of the person concerned. */

export type { Weekday } from "./calendar-days.ts";

export interface Calendar {
  readonly workingDays: ReadonlySet<Weekday>;
  readonly isHoliday: (date: IsoDate) => boolean;
}

/** Wall-clock times `HH:MM`; `from` is inside, `to` is not. */
export interface WorkingHours {
  readonly from: string;
  readonly to: string;
}

const msPerMinute = 60_000;
const msPerDay = 24 * 60 * msPerMinute;
/** A calendar without a business day in this many days has none: an error instead of an endless search. */
const searchDays = 3660;

/**
 * The calendar everybody is measured by. `holidays`: country or region codes and single days `YYYY-MM-DD`.
 * Throws a RangeError when no weekday is worked or an entry is unknown (`holidayFaults` lists those beforehand).
 */
export function calendarOf({
  workingDays,
  holidays,
}: {
  readonly workingDays: readonly Weekday[];
  readonly holidays: readonly string[];
}): Calendar {
  if (workingDays.length === 0) throw new RangeError("A calendar needs at least one working day");
  const faults = holidayFaults(holidays);
  if (faults.length > 0) throw new RangeError(`Unknown holidays: ${faults.join(", ")}`);
  const singleDays = new Set(holidays.filter(isRealDate));
  const regions = holidays.filter((entry) => !isRealDate(entry));
  return {
    workingDays: new Set(workingDays),
    isHoliday: (date) =>
      singleDays.has(date) ||
      regions.some((code) => publicHolidays(code, Number(date.slice(0, 4))).has(date)),
  };
}

export function isBusinessDay(date: IsoDate, calendar: Calendar): boolean {
  return calendar.workingDays.has(weekdayOf(date)) && !calendar.isHoliday(date);
}

/**
 * The n-th business day after `date` (rubric 1, opening); `date` itself for n = 0.
 * Stops at 9999-12-31. Throws a RangeError for a negative or broken n and when the calendar has no business day.
 */
export function addBusinessDays(date: IsoDate, n: number, calendar: Calendar): IsoDate {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`Not a number of business days: ${n}`);
  let day = date;
  for (let left = n; left > 0; left -= 1) day = nextBusinessDay(day, calendar);
  return day;
}

/** Weighing one set of answers asks for the same few days again and again; the answer never changes. */
const nextDays = new WeakMap<Calendar, Map<IsoDate, IsoDate>>();

function nextBusinessDay(date: IsoDate, calendar: Calendar): IsoDate {
  const known = nextDays.get(calendar) ?? new Map<IsoDate, IsoDate>();
  nextDays.set(calendar, known);
  const next = known.get(date) ?? searchedDay(date, calendar);
  known.set(date, next);
  return next;
}

function searchedDay(date: IsoDate, calendar: Calendar): IsoDate {
  let day = date;
  for (let searched = 0; searched < searchDays; searched += 1) {
    const next = addDays(day, 1);
    if (next === day || isBusinessDay(next, calendar)) return next;
    day = next;
  }
  throw new RangeError(`No business day in the ${searchDays} days after ${date}`);
}

/** How many business days d have a < d ≤ b (rubric 1, opening); 0 when b is not after a. */
export function businessDaysBetween(a: IsoDate, b: IsoDate, calendar: Calendar): number {
  let count = 0;
  for (let day = a; day < b;) {
    day = addDays(day, 1);
    if (isBusinessDay(day, calendar)) count += 1;
  }
  return count;
}

const knownZones = new Set<string>();

/** Whether this machine knows the zone `name` (IANA, or an offset such as `+05:30`). */
export function isKnownZone(name: string): boolean {
  if (knownZones.has(name)) return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
  } catch {
    return false;
  }
  knownZones.add(name);
  return true;
}

/** The day it is in `zone` at `instant`. Throws a RangeError that names an unknown zone. */
export function localDate(instant: Date, zone: string): IsoDate {
  return new Date(instant.getTime() + offsetAt(instant.getTime(), zone)).toISOString().slice(0, 10);
}

/** What clocks in `zone` show at `instant`, `HH:MM`. Throws a RangeError that names an unknown zone. */
export function timeOfDay(instant: Date, zone: string): string {
  return new Date(instant.getTime() + offsetAt(instant.getTime(), zone)).toISOString().slice(11, 16);
}

/** Milliseconds that clocks in `zone` are ahead of UTC. */
function offsetAt(time: number, zone: string): number {
  if (!isKnownZone(zone)) throw new RangeError(`Unknown time zone: "${zone}"`);
  return tzOffset(zone, new Date(time)) * msPerMinute;
}

/**
 * The instant at which clocks in `zone` show `time` (`HH:MM`) on `date`. A time skipped by daylight saving gives the
 * first instant after the gap, a doubled time the first of the two. Throws a RangeError that names what is unknown.
 */
export function instantAt(date: IsoDate, time: string, zone: string): Date {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError(`Not a time of day: "${time}"`);
  const wall = dayNumber(date) * msPerDay + minutesOf(time) * msPerMinute;
  // No zone is a day away from UTC, so these two see the offsets on either side of any change near the wanted time.
  const before = offsetAt(wall - msPerDay, zone);
  const after = offsetAt(wall + msPerDay, zone);
  const matches = [wall - before, wall - after].filter(
    (instant) => instant + offsetAt(instant, zone) === wall,
  );
  return new Date(
    matches.length > 0 ? Math.min(...matches) : endOfGap(wall - after, wall - before, before, zone),
  );
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** The first instant in (`from`, `to`] at which the offset is no longer `offset`. */
function endOfGap(from: number, to: number, offset: number, zone: string): number {
  let last = from;
  let first = to;
  while (first - last > 1) {
    const middle = Math.floor((last + first) / 2);
    if (offsetAt(middle, zone) === offset) last = middle;
    else first = middle;
  }
  return first;
}

/** Null stands for never. */
export function earlier(one: Date | null, other: Date | null): Date | null {
  if (!one || !other) return one ?? other;
  return one < other ? one : other;
}

/** Whether `instant` is on a business day in `zone`, at or after `hours.from` and before `hours.to`. */
export function isWorkingTime(instant: Date, zone: string, calendar: Calendar, hours: WorkingHours): boolean {
  const date = localDate(instant, zone);
  if (!isBusinessDay(date, calendar)) return false;
  return instant >= instantAt(date, hours.from, zone) && instant < instantAt(date, hours.to, zone);
}

/**
 * `instant` itself when it is working time, else the next opening. Throws a RangeError when the calendar or the hours
 * never open, and for an unknown zone.
 */
export function nextWorkingTime(instant: Date, zone: string, calendar: Calendar, hours: WorkingHours): Date {
  if (isWorkingTime(instant, zone, calendar, hours)) return instant;
  let day = localDate(instant, zone);
  for (let searched = 0; searched < searchDays; searched += 1) {
    const opening = instantAt(day, hours.from, zone);
    // A day can lack its hours where clocks jump over them: Apia had no 30 December 2011.
    if (opening > instant && isWorkingTime(opening, zone, calendar, hours)) return opening;
    day = addBusinessDays(day, 1, calendar);
  }
  throw new RangeError(`No working time from ${hours.from} to ${hours.to}`);
}

/** The first working time at which `ms` of it have passed since `instant`. Throws as `nextWorkingTime` does. */
export function addWorkingTime(
  instant: Date,
  ms: number,
  zone: string,
  calendar: Calendar,
  hours: WorkingHours,
): Date {
  let from = nextWorkingTime(instant, zone, calendar, hours);
  for (let left = ms; ;) {
    const day = localDate(from, zone);
    const closing = instantAt(day, hours.to, zone);
    const today = closing.getTime() - from.getTime();
    if (left < today) return new Date(from.getTime() + left);
    left -= today;
    from = nextWorkingTime(closing, zone, calendar, hours);
  }
}
