import type { IsoDate } from "./answers.ts";
import { addDays, type Weekday, weekdayOf, weekdays } from "./calendar-days.ts";
import {
  addBusinessDays,
  type Calendar,
  instantAt,
  isBusinessDay,
  localDate,
  nextWorkingTime,
  type WorkingHours,
} from "./working-time.ts";

/** The weeks that digest and report count by: each begins with the day of the digest, in the zone of the channel. */

/** `from` is inside, `to` is not. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

export interface DigestTimes {
  /** Null: there is none. Weeks then begin on Monday. */
  readonly day: Weekday | null;
  /** `HH:MM` */
  readonly time: string;
  readonly zone: string;
  readonly calendar: Calendar;
  readonly hours: WorkingHours;
}

const weekDays = 7;
/** As many weeks as a digest shows, the one it is about last. */
const digestWeeks = 4;
export const mostReportWeeks = 52;
export const usualReportWeeks = 4;
/** Slack's chart takes twenty points; more than these nobody reads. */
const mostStretches = 12;

/** The day on which the week began that `now` is in. */
export function weekOf(now: Date, { day, zone }: Pick<DigestTimes, "day" | "zone">): IsoDate {
  const today = localDate(now, zone);
  const since = (weekdays.indexOf(weekdayOf(today)) - weekdays.indexOf(day ?? "mon") + weekDays) % weekDays;
  return addDays(today, -since);
}

/**
 * When the digest of the week that begins with `week` may go out, at the earliest: on the first business day of the week,
 * at its time, and within working hours. Null when that week has none.
 */
export function digestAt(week: IsoDate, times: DigestTimes): Date | null {
  const { day, time, zone, calendar, hours } = times;
  if (day === null) return null;
  const first = isBusinessDay(week, calendar) ? week : addBusinessDays(week, 1, calendar);
  const at = nextWorkingTime(instantAt(first, time, zone), zone, calendar, hours);
  return at < startOf(addDays(week, weekDays), zone) ? at : null;
}

/**
 * Which week's digest goes out at `now`: one that was missed goes out late, in working hours, as long as its week lasts.
 * Null: none.
 */
export function digestDueOn(now: Date, times: DigestTimes): IsoDate | null {
  const week = weekOf(now, times);
  const at = digestAt(week, times);
  const isTime = at !== null && now >= at && isOpen(now, times);
  return isTime ? week : null;
}

function isOpen(now: Date, { zone, calendar, hours }: DigestTimes): boolean {
  return nextWorkingTime(now, zone, calendar, hours) <= now;
}

/** Whether the week is over whose digest it is: then nobody wants it any more. */
export function isDigestOver(week: IsoDate, now: Date, zone: string): boolean {
  return now >= startOf(addDays(week, weekDays), zone);
}

/** The next time at which one goes out, once what is due at `now` is done. Null: never. */
export function nextDigestAt(now: Date, times: DigestTimes, done: boolean): Date | null {
  if (times.day === null) return null;
  const { zone, calendar, hours } = times;
  const week = weekOf(now, times);
  const at = done ? null : digestAt(week, times);
  const thisWeek = at && nextWorkingTime(at > now ? at : now, zone, calendar, hours);
  if (thisWeek && thisWeek < startOf(addDays(week, weekDays), zone)) return thisWeek;
  for (let ahead = 1; ahead <= mostReportWeeks; ahead += 1) {
    const later = digestAt(addDays(week, ahead * weekDays), times);
    if (later) return later;
  }
  return null;
}

/** What is counted as one. */
export interface Stretch extends Period {
  /** Its first and its last day; `until` null: it is not over yet. */
  readonly since: IsoDate;
  readonly until: IsoDate | null;
}

/** The weeks before the one that begins with `week`: what a digest shows, the week it is about last. */
export function digestStretches(week: IsoDate, zone: string): readonly Stretch[] {
  return Array.from({ length: digestWeeks }, (_, index) =>
    stretchOf(addDays(week, (index - digestWeeks) * weekDays), 1, zone),
  );
}

/** So many whole weeks, in twos or more when they are many, and the one that is under way. */
export function reportStretches(
  now: Date,
  weeks: number,
  times: Pick<DigestTimes, "day" | "zone">,
): readonly Stretch[] {
  const { zone } = times;
  const week = weekOf(now, times);
  const long = Math.ceil(weeks / mostStretches);
  const whole: Stretch[] = [];
  for (let back = 0; back < weeks; back += long) {
    const length = Math.min(long, weeks - back);
    whole.unshift(stretchOf(addDays(week, -(back + length) * weekDays), length, zone));
  }
  return [...whole, { from: startOf(week, zone), to: justAfter(now), since: week, until: null }];
}

function stretchOf(since: IsoDate, weeks: number, zone: string): Stretch {
  const after = addDays(since, weeks * weekDays);
  return { from: startOf(since, zone), to: startOf(after, zone), since, until: addDays(after, -1) };
}

/** What happened at this moment is in it. */
function justAfter(now: Date): Date {
  return new Date(now.getTime() + 1);
}

function startOf(day: IsoDate, zone: string): Date {
  return instantAt(day, "00:00", zone);
}
