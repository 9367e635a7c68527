import type { IsoDate } from "../../src/domain/answers.ts";
import type { PlanContext } from "../../src/domain/nudge-plan.ts";

/**
 * What the policy wants, decided the slow way: a moment is looked at as a person with a calendar on the wall and a
 * watch in the requester's town would. It knows nothing of the code it judges, not even its arithmetic: days are
 * counted one by one, working hours a quarter of an hour at a time, and local time is what `Intl` says.
 *
 * Tell it what somebody did (`told`), and at each moment in which the bot lives ask it what the bot must do (`does`).
 * Moments are whole quarters of an hour, and may go back.
 */

/** The settings of the bot. */
export type OracleSettings = Omit<PlanContext, "zone">;

export interface OracleCase {
  readonly urgency: "deadline" | "slowing_us";
  readonly need_by: IsoDate | null;
  readonly zone: string;
  readonly settings: OracleSettings;
  /** Days of the person on which another case has reminded them. Its own are added. */
  readonly takenDays: Set<IsoDate>;
}

/** What a person did, or what became of the case. `sent_on`: it goes to the CSM; `card_stands`: and now it is there. */
export type Deed =
  | "card_stands"
  | "evidence"
  | "ready"
  | "close"
  | "snooze"
  | "stop"
  | "reopen"
  | "acknowledge"
  | "sent_on"
  | { readonly waitUntil: IsoDate };

/** `parkedOn`: it is the last one, and says when the case is parked then. */
export type Act =
  | { readonly kind: "remind"; readonly parkedOn: IsoDate | null }
  | { readonly kind: "ask_partner"; readonly parkedOn: IsoDate | null }
  | { readonly kind: "park"; readonly why: "no_answer" | "date_passed" | "partner_silent" }
  | { readonly kind: "reopening_over" };

interface Watch {
  readonly day: IsoDate;
  readonly time: string;
}

interface Asking {
  readonly doing: "asking";
  readonly since: Date;
  /** How many slots lie behind. */
  readonly behind: number;
  readonly lastSent: Date | null;
  readonly snoozedUntil: IsoDate | null;
}

interface Waiting {
  readonly doing: "waiting";
  readonly until: IsoDate;
  readonly asked: number;
  readonly lastAsked: Date | null;
}

interface Parked {
  readonly doing: "parked";
  readonly waitedUntil: IsoDate | null;
  readonly lastDay: IsoDate;
  readonly zone: string;
  readonly reopenable: boolean;
}

interface Closed {
  readonly doing: "closed";
  readonly lastDay: IsoDate;
  readonly zone: string;
  readonly reopenable: boolean;
}

type Doing = Asking | Waiting | Parked | Closed | { readonly doing: "no_card" | "left_alone" | "content" };

const quarterMs = 15 * 60 * 1000;
const remindersInAnEpisode = 3;
const remindersInACase = 6;

export class NudgeOracle {
  zone: string;
  settings: OracleSettings;
  reminders = 0;
  #now: Doing = { doing: "no_card" };
  /** The CSM has not heard of it: it waits for its partner. */
  #isWithPartner = false;
  #ready = false;
  #reopenedBefore = false;
  #plan: {
    readonly since: Date;
    readonly zone: string;
    readonly settings: OracleSettings;
    readonly slots: readonly Watch[];
  } | null = null;
  readonly #fixed: Pick<OracleCase, "urgency" | "need_by">;
  readonly #taken: Set<IsoDate>;

  constructor({ urgency, need_by, zone, settings, takenDays }: OracleCase) {
    this.#fixed = { urgency, need_by };
    this.#taken = takenDays;
    this.zone = zone;
    this.settings = settings;
  }

  get state(): Doing["doing"] {
    return this.#now.doing;
  }

  /** Whether the person was let do it. */
  told(deed: Deed, at: Date): boolean {
    const now = this.#now;
    if (now.doing === "closed") return deed === "reopen" && this.#takeUpAgain(now, at);
    if (typeof deed === "object") {
      this.#isWithPartner = true;
      this.#now = { doing: "waiting", until: deed.waitUntil, asked: 0, lastAsked: null };
      return true;
    }
    switch (deed) {
      case "card_stands":
        if (now.doing === "no_card") this.#begin(at);
        return true;
      case "sent_on":
        this.#isWithPartner = false;
        this.#now = { doing: "no_card" };
        return true;
      case "evidence":
      case "ready":
        this.#ready = deed === "ready";
        if (now.doing === "asking" || now.doing === "content" || (now.doing === "parked" && !now.waitedUntil))
          this.#begin(at);
        return true;
      case "close":
        this.#now = { doing: "closed", ...this.#daysToReopen(at), reopenable: true };
        return true;
      case "snooze":
        if (now.doing !== "asking" || !this.#nextSlot(now)) return false;
        this.#now = { ...now, snoozedUntil: this.#businessDayAfter(this.#watch(at).day, 1) };
        return true;
      case "stop":
        if (now.doing !== "asking") return false;
        this.#now = { doing: "left_alone" };
        return true;
      case "reopen":
        if (now.doing !== "parked" || !isReopenable(now, at)) return false;
        this.#reopenedBefore = true;
        if (now.waitedUntil)
          this.#now = { doing: "waiting", until: now.waitedUntil, asked: 0, lastAsked: null };
        else this.#begin(at);
        return true;
      case "acknowledge":
        return true;
    }
  }

  /** What a living bot does at this moment. `reachable`: Slack takes messages. */
  does(at: Date, reachable = true): Act | null {
    const now = this.#now;
    switch (now.doing) {
      case "asking":
        return this.#ask(now, at, reachable);
      case "waiting":
        return this.#askAfterPartner(now, at, reachable);
      case "parked":
      case "closed":
        if (!now.reopenable || isReopenable(now, at)) return null;
        this.#now = { ...now, reopenable: false };
        return { kind: "reopening_over" };
      case "no_card":
      case "left_alone":
      case "content":
        return null;
    }
  }

  #begin(at: Date): void {
    this.#now =
      this.#ready || this.reminders >= remindersInACase
        ? { doing: "content" }
        : { doing: "asking", since: at, behind: 0, lastSent: null, snoozedUntil: null };
  }

  /** A closed case goes on where it was: with its partner, who had their time, or with the CSM, as if new. */
  #takeUpAgain(now: Closed, at: Date): boolean {
    if (!isReopenable(now, at)) return false;
    if (this.#isWithPartner)
      this.#now = { doing: "waiting", until: this.#watch(at).day, asked: 0, lastAsked: null };
    else this.#begin(at);
    return true;
  }

  #daysToReopen(at: Date): Pick<Parked, "lastDay" | "zone"> {
    const { reopenWithinDays } = this.settings.policy;
    return { lastDay: calendarDayAfter(this.#watch(at).day, reopenWithinDays), zone: this.zone };
  }

  #ask(now: Asking, at: Date, reachable: boolean): Act | null {
    if (!this.#isOpen(this.#watch(at))) return null;
    const slot = this.#nextSlot(now);
    if (!slot) {
      const parkOn = this.#parkingDay(now);
      if (!this.#isMomentFor(this.#usualTimeOn(parkOn), at)) return null;
      const { urgency, need_by } = this.#fixed;
      const passed = urgency === "deadline" && need_by !== null && need_by < parkOn;
      return this.#park(at, null, passed ? "date_passed" : "no_answer");
    }
    const due = now.snoozedUntil ? this.#usualTimeOn(now.snoozedUntil) : slot;
    const { day: today } = this.#watch(at);
    if (!reachable || this.#taken.has(today) || !this.#isMomentFor(due, at)) return null;
    this.#taken.add(today);
    this.reminders += 1;
    const slots = this.#slots(now.since);
    const standsFor = this.#isDatePassed(today)
      ? slots.length
      : slots.filter(({ day }) => day <= today).length;
    const after = {
      ...now,
      behind: Math.max(now.behind + 1, standsFor),
      lastSent: at,
      snoozedUntil: null,
    };
    this.#now = after;
    return { kind: "remind", parkedOn: this.#nextSlot(after) ? null : this.#parkingDay(after) };
  }

  #askAfterPartner(now: Waiting, at: Date, reachable: boolean): Act | null {
    const { day: today } = this.#watch(at);
    if (!this.#isOpen(this.#watch(at))) return null;
    const due = this.#usualTimeOn(
      now.lastAsked ? this.#businessDayAfter(this.#watch(now.lastAsked).day, 2) : now.until,
    );
    if (!this.#isMomentFor(due, at)) return null;
    if (now.asked === 2) return this.#park(at, now.until, "partner_silent");
    if (!reachable || this.#taken.has(today)) return null;
    this.#taken.add(today);
    this.#now = { ...now, asked: now.asked + 1, lastAsked: at };
    return { kind: "ask_partner", parkedOn: now.asked === 1 ? this.#businessDayAfter(today, 2) : null };
  }

  #park(at: Date, waitedUntil: IsoDate | null, why: Extract<Act, { kind: "park" }>["why"]): Act {
    this.#now = {
      doing: "parked",
      waitedUntil,
      ...this.#daysToReopen(at),
      reopenable: !this.#reopenedBefore && (waitedUntil !== null || this.reminders < remindersInACase),
    };
    return { kind: "park", why };
  }

  /** The first slot that is not behind, unless the case has had all its reminders. */
  #nextSlot({ since, behind }: Asking): Watch | null {
    if (this.reminders >= remindersInACase) return null;
    return this.#slots(since)[behind] ?? null;
  }

  /** Worked out once for each zone and setting: it is slow. */
  #slots(since: Date): readonly Watch[] {
    const { zone, settings } = this;
    const same = this.#plan?.since === since && this.#plan.zone === zone && this.#plan.settings === settings;
    if (!this.#plan || !same) this.#plan = { since, zone, settings, slots: this.#slotsAnew(since) };
    return this.#plan.slots;
  }

  #slotsAnew(since: Date): readonly Watch[] {
    const slots = this.#isNear(since)
      ? this.#slotsBeforeTheDate(since, this.#fixed.need_by ?? "")
      : this.settings.policy.days.map((n) =>
          this.#usualTimeOn(this.#businessDayAfter(this.#firstDay(since), n)),
        );
    return slots.slice(0, remindersInAnEpisode);
  }

  /** After four working hours, on the next business morning and the last one before the date; then once after it. */
  #slotsBeforeTheDate(since: Date, date: IsoDate): readonly Watch[] {
    const today = this.#watch(since).day;
    let lastMorning = calendarDayAfter(date, -1);
    while (lastMorning > today && !this.#isBusinessDay(lastMorning))
      lastMorning = calendarDayAfter(lastMorning, -1);
    const before = [
      this.#fourWorkingHoursAfter(since),
      this.#usualTimeOn(this.#businessDayAfter(today, 1)),
      ...(lastMorning > today ? [this.#usualTimeOn(lastMorning)] : []),
    ].filter(({ day }) => day <= date);
    const all = [...before, this.#usualTimeOn(this.#businessDayAfter(date, 1))];
    const firstOfDay = new Map<IsoDate, Watch>();
    for (const slot of all) {
      const other = firstOfDay.get(slot.day);
      if (!other || slot.time < other.time) firstOfDay.set(slot.day, slot);
    }
    return [...firstOfDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
  }

  #fourWorkingHoursAfter(since: Date): Watch {
    let worked = 0;
    for (let time = since.getTime(); ; time += quarterMs) {
      const watch = this.#watch(new Date(time));
      if (!this.#isOpen(watch)) continue;
      if (worked >= 4 * 60 * 60 * 1000) return watch;
      worked += quarterMs;
    }
  }

  /** The fixed date is at most five business days away, counted on the fingers. */
  #isNear(since: Date): boolean {
    const { urgency, need_by } = this.#fixed;
    const today = this.#watch(since).day;
    if (urgency !== "deadline" || need_by === null || need_by < today) return false;
    let businessDays = 0;
    for (let day = today; day < need_by && businessDays <= 5;) {
      day = calendarDayAfter(day, 1);
      if (this.#isBusinessDay(day)) businessDays += 1;
    }
    return businessDays <= 5;
  }

  #parkingDay({ since, lastSent }: Asking): IsoDate {
    const planned = this.#isNear(since)
      ? this.#businessDayAfter(this.#fixed.need_by ?? "", 1)
      : this.#businessDayAfter(this.#firstDay(since), this.settings.policy.parkAfterDays);
    const notBefore = lastSent ? this.#businessDayAfter(this.#watch(lastSent).day, 1) : planned;
    return notBefore > planned ? notBefore : planned;
  }

  /** From which days are counted: today, unless it is a day off, or past three. */
  #firstDay(since: Date): IsoDate {
    const { day, time } = this.#watch(since);
    return this.#isBusinessDay(day) && time <= "15:00" ? day : this.#businessDayAfter(day, 1);
  }

  /** The due moment has come, the office is open, and what is left from another day waits for the usual time. */
  #isMomentFor(due: Watch, at: Date): boolean {
    const { day, time } = this.#watch(at);
    const hasCome = due.day < day || (due.day === day && due.time <= time);
    return hasCome && this.#isOpen({ day, time }) && (due.day === day || time >= this.settings.policy.time);
  }

  #isDatePassed(today: IsoDate): boolean {
    const { urgency, need_by } = this.#fixed;
    return urgency === "deadline" && need_by !== null && need_by < today;
  }

  #usualTimeOn(day: IsoDate): Watch {
    const open = this.#isBusinessDay(day) ? day : this.#businessDayAfter(day, 1);
    return { day: open, time: this.settings.policy.time };
  }

  #isOpen({ day, time }: Watch): boolean {
    const { from, to } = this.settings.hours;
    return this.#isBusinessDay(day) && time >= from && time < to;
  }

  #isBusinessDay(day: IsoDate): boolean {
    const names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
    const name = names[new Date(`${day}T12:00:00Z`).getUTCDay()] ?? "sun";
    const { workingDays, isHoliday } = this.settings.calendar;
    return workingDays.has(name) && !isHoliday(day);
  }

  #businessDayAfter(from: IsoDate, n: number): IsoDate {
    let day = from;
    for (let left = n; left > 0;) {
      day = calendarDayAfter(day, 1);
      if (this.#isBusinessDay(day)) left -= 1;
    }
    return day;
  }

  #watch(at: Date): Watch {
    return watchIn(this.zone, at);
  }
}

function isReopenable({ reopenable, zone, lastDay }: Parked | Closed, at: Date): boolean {
  return reopenable && watchIn(zone, at).day <= lastDay;
}

function calendarDayAfter(day: IsoDate, n: number): IsoDate {
  const noon = new Date(`${day}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() + n);
  return noon.toISOString().slice(0, 10);
}

const watches = new Map<string, Intl.DateTimeFormat>();

/** What a calendar and a watch show there, to the minute. */
export function watchIn(zone: string, at: Date): Watch {
  let format = watches.get(zone);
  if (!format) {
    // Swedes write 2026-11-23 10:00.
    format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
    watches.set(zone, format);
  }
  const [day = "", time = ""] = format.format(at).split(" ");
  return { day, time };
}
