import type { Answers, IsoDate } from "./answers.ts";
import { addDays } from "./calendar-days.ts";
import {
  caseMax,
  type Episode,
  episodeMax,
  type Nudging,
  questionsMax,
  type Reopening,
  type Wait,
} from "./nudging.ts";
import { isBypassed } from "./partner-first.ts";
import {
  addBusinessDays,
  addWorkingTime,
  type Calendar,
  instantAt,
  isBusinessDay,
  isWorkingTime,
  localDate,
  nextWorkingTime,
  type WorkingHours,
} from "./working-time.ts";

/**
 * When the bot reminds, asks or parks. Adobe's support cases are reminded after 24, 72 and 120 hours, closed after 144,
 * and may be reopened for 14 days; a partner case has no such clock, so these are business days 1, 3, 5 and 6 here.
 * Everything is worked out anew from what is stored each time it is asked for, so that a changed zone, holiday or
 * setting counts from then on.
 */

export interface NudgePolicy {
  /** `HH:MM` within working hours. */
  readonly time: string;
  /** Business days after the start of an episode, rising. */
  readonly days: readonly number[];
  /** Later than the last of `days`. */
  readonly parkAfterDays: number;
  /** Calendar days. */
  readonly reopenWithinDays: number;
}

/** By whose clock. */
export interface PlanContext {
  /** The requester's. */
  readonly zone: string;
  readonly calendar: Calendar;
  readonly hours: WorkingHours;
  readonly policy: NudgePolicy;
}

type FixedDate = Pick<Answers, "urgency" | "need_by">;

/** An episode that begins later in the day counts from the next business day. */
const lastCallForToday = "15:00";
const firstOfNearMs = 4 * 60 * 60 * 1000;
/** A message begun so shortly before closing could stand in Slack after it. */
const roomBeforeClosingMs = 30 * 1000;
const daysBetweenQuestions = 2;

export type Step =
  | { readonly kind: "remind"; readonly at: Date }
  | { readonly kind: "ask_partner"; readonly at: Date }
  | { readonly kind: "park"; readonly at: Date; readonly why: "no_answer" | "date_passed" | "partner_silent" }
  | { readonly kind: "close_reopening"; readonly at: Date };

/** What the bot does next by itself, and when; null when it waits for somebody, or for a message on its way. */
export function nextStep(nudging: Nudging, fixed: FixedDate, context: PlanContext): Step | null {
  switch (nudging.state) {
    case "active":
    case "snoozed": {
      if (nudging.underway !== null) return null;
      const slot = slotsOf(nudging, fixed, context)[nudging.used];
      if (!slot) return { kind: "park", ...parking(nudging, fixed, context) };
      return {
        kind: "remind",
        at: nudging.state === "snoozed" ? atNudgeTime(nudging.until, context) : slot,
      };
    }
    case "waiting":
      if (nudging.underway !== null) return null;
      return nudging.asked < questionsMax
        ? { kind: "ask_partner", at: questionAt(nudging, context) }
        : { kind: "park", at: questionAt(nudging, context), why: "partner_silent" };
    case "parked":
      return nudging.reopening === null
        ? null
        : { kind: "close_reopening", at: new Date(nudging.reopening.before) };
    case "done":
      return nudging.reopening === null
        ? null
        : { kind: "close_reopening", at: new Date(nudging.reopening.before) };
    case "unstarted":
    case "stopped":
      return null;
  }
}

/** The slots of an episode, in order and on different days: 1, 3, 5 business days on, or closer before a fixed date that is near. */
export function slotsOf(episode: Episode, fixed: FixedDate, context: PlanContext): readonly Date[] {
  const left = Math.max(0, caseMax - episode.sent);
  return plannedSlots(episode, fixed, context).slice(0, episode.used + left);
}

/** As if the case had no reminders behind it. */
function plannedSlots(episode: Episode, fixed: FixedDate, context: PlanContext): readonly Date[] {
  const planned = isNear(episode, fixed, context)
    ? slotsBefore(fixed.need_by, episode, context)
    : context.policy.days.map((day) =>
        atNudgeTime(addBusinessDays(anchorOf(episode, context), day, context.calendar), context),
      );
  return planned.slice(0, episodeMax);
}

/** The fixed date was five business days away or less when the episode began. */
function isNear(
  { startedAt }: Episode,
  fixed: FixedDate,
  { zone, calendar }: PlanContext,
): fixed is FixedDate & { need_by: IsoDate } {
  return isBypassed(fixed, { today: localDate(new Date(startedAt), zone), calendar });
}

/** After four working hours, the next business morning, the last one before the date; then once when the date has passed. */
function slotsBefore(date: IsoDate, { startedAt }: Episode, context: PlanContext): readonly Date[] {
  const { zone, calendar, hours } = context;
  const start = new Date(startedAt);
  const today = localDate(start, zone);
  const mornings = [addBusinessDays(today, 1, calendar), lastBusinessDayBefore(date, today, calendar)];
  const before = [
    addWorkingTime(start, firstOfNearMs, zone, calendar, hours),
    ...mornings.flatMap((day) => (day === null ? [] : [atNudgeTime(day, context)])),
  ];
  const slots = [
    ...before.filter((slot) => localDate(slot, zone) <= date),
    atNudgeTime(addBusinessDays(date, 1, calendar), context),
  ].toSorted((a, b) => a.getTime() - b.getTime());
  const days = slots.map((slot) => localDate(slot, zone));
  return slots.filter((_, place) => days.indexOf(days[place] ?? "") === place);
}

/** Null when there is none after `today`. */
function lastBusinessDayBefore(date: IsoDate, today: IsoDate, calendar: Calendar): IsoDate | null {
  for (let day = addDays(date, -1); day > today; day = addDays(day, -1)) {
    if (isBusinessDay(day, calendar)) return day;
  }
  return null;
}

/** The day from which an episode's days are counted: the next business day when it begins late in the day or on a day off. */
function anchorOf({ startedAt }: Episode, { zone, calendar }: PlanContext): IsoDate {
  const start = new Date(startedAt);
  const day = localDate(start, zone);
  const counts = isBusinessDay(day, calendar) && start <= instantAt(day, lastCallForToday, zone);
  return counts ? day : addBusinessDays(day, 1, calendar);
}

/** On the day after the last reminder or later. */
function parking(
  episode: Episode,
  fixed: FixedDate,
  context: PlanContext,
): { readonly at: Date; readonly why: "no_answer" | "date_passed" } {
  const { calendar, policy } = context;
  const near = isNear(episode, fixed, context);
  const planned = near
    ? addBusinessDays(fixed.need_by, 1, calendar)
    : addBusinessDays(anchorOf(episode, context), policy.parkAfterDays, calendar);
  const day = laterOf(planned, dayAfter(episode.lastSentAt, 1, context));
  return { at: atNudgeTime(day, context), why: isDatePassed(fixed, day) ? "date_passed" : "no_answer" };
}

/** First on the day the partner's time is over, then two business days after each question. */
function questionAt({ eligibleOn, lastSentAt }: Wait, context: PlanContext): Date {
  return atNudgeTime(dayAfter(lastSentAt, daysBetweenQuestions, context) ?? eligibleOn, context);
}

function dayAfter(lastSentAt: string | null, days: number, { zone, calendar }: PlanContext): IsoDate | null {
  return lastSentAt === null ? null : addBusinessDays(localDate(new Date(lastSentAt), zone), days, calendar);
}

function laterOf(day: IsoDate, other: IsoDate | null): IsoDate {
  return other !== null && other > day ? other : day;
}

/** The usual time on a day, or on the next business day when that is none. */
function atNudgeTime(date: IsoDate, { zone, calendar, hours, policy }: PlanContext): Date {
  const day = isBusinessDay(date, calendar) ? date : addBusinessDays(date, 1, calendar);
  return nextWorkingTime(instantAt(day, policy.time, zone), zone, calendar, hours);
}

/**
 * `now` when a person may be written to, else the next usual time: what was missed is made up for only in working hours,
 * and what was `due` on an earlier day not before the usual time.
 */
export function allowedFrom(now: Date, context: PlanContext, due = now): Date {
  const { zone, calendar, hours } = context;
  const soon = new Date(now.getTime() + roomBeforeClosingMs);
  const open = (instant: Date) => isWorkingTime(instant, zone, calendar, hours);
  const today = atNudgeTime(localDate(now, zone), context);
  const waits = localDate(due, zone) < localDate(now, zone) && today > now;
  if (open(now) && open(soon) && !waits) return now;
  return today > now ? today : nextNudgeTime(now, context);
}

/** The usual time on the next business day: where a reminder goes whose day is taken, and a snoozed one. */
export function nextNudgeTime(now: Date, context: PlanContext): Date {
  return atNudgeTime(nextBusinessDay(now, context), context);
}

export function nextBusinessDay(now: Date, { zone, calendar }: PlanContext): IsoDate {
  return addBusinessDays(localDate(now, zone), 1, calendar);
}

/** The fixed date lies behind: there is no point in reminding on. */
export function isDatePassed({ urgency, need_by }: FixedDate, today: IsoDate): boolean {
  return urgency === "deadline" && need_by !== null && need_by < today;
}

/** How many slots a reminder sent at `at` uses up: those up to its day, and all of them once the date has passed. */
export function slotsPassed(episode: Episode, fixed: FixedDate, at: Date, context: PlanContext): number {
  const slots = plannedSlots(episode, fixed, context);
  const today = localDate(at, context.zone);
  if (isDatePassed(fixed, today)) return slots.length;
  const passed = slots.filter((slot) => localDate(slot, context.zone) <= today).length;
  return Math.max(episode.used + 1, passed);
}

/** For the reminder sent at `at`, when it is the last of its episode: the day on which the case is parked then. */
export function parkingAfter(
  episode: Episode,
  fixed: FixedDate,
  at: Date,
  context: PlanContext,
): IsoDate | null {
  const after = {
    ...episode,
    sent: episode.sent + 1,
    used: slotsPassed(episode, fixed, at, context),
    lastSentAt: at.toISOString(),
  };
  if (slotsOf(after, fixed, context)[after.used]) return null;
  return localDate(parking(after, fixed, context).at, context.zone);
}

/** For the question asked at `at`, when it is the last one: the day on which the case is parked then. */
export function parkingAfterQuestion(wait: Wait, at: Date, context: PlanContext): IsoDate | null {
  if (wait.asked + 1 < questionsMax) return null;
  return localDate(questionAt({ ...wait, lastSentAt: at.toISOString() }, context), context.zone);
}

/** The last day on which a case parked on `day` may be reopened. */
export function reopenUntil(day: IsoDate, { policy }: Pick<PlanContext, "policy">): IsoDate {
  return addDays(day, policy.reopenWithinDays);
}

/** The days in which a case parked at `at` may be reopened: to the end of the last one. */
export function reopeningAfter(at: Date, context: PlanContext): Reopening {
  const until = reopenUntil(localDate(at, context.zone), context);
  return { until, before: instantAt(addDays(until, 1), "00:00", context.zone).toISOString() };
}
