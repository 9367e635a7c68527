import { fc } from "./drawn.ts";
import type { IsoDate } from "../../src/domain/answers.ts";
import { addDays } from "../../src/domain/calendar-days.ts";
import type { PlanContext } from "../../src/domain/nudge-plan.ts";
import type { Weekday } from "../../src/domain/working-time.ts";
import { type Act, type Deed, NudgeOracle, type OracleSettings } from "./a-nudge-oracle.ts";

/** What may happen to a case in four weeks: what people do, standstills, outages, travels, new settings, a clock set back. */

const tickMs = 30 * 60 * 1000;
const ticksInADay = 48;
const daysLived = 28;
const ticks = daysLived * ticksInADay;

export interface History {
  readonly start: Date;
  readonly zone: string;
  readonly settings: OracleSettings;
  readonly fixed: { readonly urgency: "deadline" | "slowing_us"; readonly need_by: IsoDate | null };
  readonly waitUntil: IsoDate | null;
  readonly remindersBefore: number;
  readonly taken: readonly IsoDate[];
  readonly deeds: readonly { readonly tick: number; readonly deed: Exclude<Deed, object> }[];
  readonly down: readonly Stretch[];
  readonly outages: readonly Stretch[];
  readonly moves: readonly { readonly tick: number; readonly zone: string }[];
  readonly newSettings: readonly { readonly tick: number; readonly settings: OracleSettings }[];
  readonly jumpsBack: readonly Stretch[];
}

interface Stretch {
  readonly tick: number;
  readonly long: number;
}

/** A moment in which the bot lives, and what happens in it. */
export interface Moment {
  readonly at: Date;
  readonly zone: string;
  readonly settings: OracleSettings;
  /** The zone or a setting is not what it was when the bot last lived. */
  readonly changed: boolean;
  readonly reachable: boolean;
  readonly deeds: readonly Deed[];
}

/** Where the bot lives through the history, half an hour after half an hour. */
export function momentsOf(history: History): Moment[] {
  const { start, waitUntil, moves, newSettings, deeds, down, outages, jumpsBack } = history;
  let { zone, settings } = history;
  const first: Deed = waitUntil === null ? "card_stands" : { waitUntil };
  const moments: Moment[] = [{ at: start, zone, settings, changed: false, reachable: true, deeds: [first] }];
  let late = 0;
  let changed = false;
  for (let tick = 1; tick <= ticks; tick += 1) {
    const now = <T extends { readonly tick: number }>(all: readonly T[]) =>
      all.filter((each) => each.tick === tick);
    for (const jump of now(jumpsBack)) late += jump.long;
    for (const move of now(moves)) [zone, changed] = [move.zone, true];
    for (const setting of now(newSettings)) [settings, changed] = [setting.settings, true];
    if (isWithin(down, tick)) continue;
    moments.push({
      at: new Date(start.getTime() + (tick - late) * tickMs),
      zone,
      settings,
      changed,
      reachable: !isWithin(outages, tick),
      deeds: now(deeds).map(({ deed }) => deed),
    });
    changed = false;
  }
  return moments;
}

const isWithin = (stretches: readonly Stretch[], tick: number) =>
  stretches.some((stretch) => tick >= stretch.tick && tick < stretch.tick + stretch.long);
export const contextOf = ({ zone, settings }: Moment): PlanContext => ({ zone, ...settings });
export const storyOf = ({ at }: Moment, what: Act | Deed) => `${at.toISOString()} ${JSON.stringify(what)}`;

/** The history as the policy wants it, told line by line. */
export function tellOracle(history: History): string[] {
  const { zone, settings, fixed, taken, remindersBefore } = history;
  const oracle = new NudgeOracle({ ...fixed, zone, settings, takenDays: new Set(taken) });
  oracle.reminders = remindersBefore;
  const lines: string[] = [];
  let waits = false;
  const tell = (moment: Moment, deed: Deed) => {
    if (deed === "sent_on" && (!waits || oracle.state === "closed")) return;
    waits = typeof deed === "object" || (waits && deed !== "sent_on");
    lines.push(`${storyOf(moment, deed)} ${oracle.told(deed, moment.at) ? "done" : "refused"}`);
    if (deed === "sent_on") tell(moment, "card_stands");
  };
  for (const moment of momentsOf(history)) {
    oracle.zone = moment.zone;
    oracle.settings = moment.settings;
    for (const deed of moment.deeds) tell(moment, deed);
    const act = oracle.does(moment.at, moment.reachable);
    if (act) lines.push(storyOf(moment, act));
  }
  return lines;
}

const zones = [
  "UTC",
  "America/Chicago",
  "America/Sao_Paulo",
  "Asia/Kolkata",
  "Europe/London",
  "Pacific/Auckland",
  "Australia/Lord_Howe",
  "Pacific/Apia",
];
export const week: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const halfHour = (n: number) => `${String(Math.floor(n / 2)).padStart(2, "0")}:${n % 2 ? "30" : "00"}`;
// Daylight saving changes in March, April, September, October and November.
const anyStart = fc
  .record({
    day: fc.constantFrom("2026-03-04", "2026-03-23", "2026-04-01", "2026-09-23", "2026-10-20", "2026-11-19"),
    tick: fc.nat({ max: 8 * ticksInADay }),
  })
  .map(({ day, tick }) => new Date(new Date(day).getTime() + tick * tickMs));
const anyTick = fc.integer({ min: 1, max: Math.floor(ticks * 0.8) });
const anyStretches = (longest: number, most: number) =>
  fc.array(fc.record({ tick: anyTick, long: fc.integer({ min: 1, max: longest }) }), { maxLength: most });

const anyDeedAt = fc.record<History["deeds"][number]>({
  tick: anyTick,
  deed: fc.oneof(
    {
      weight: 9,
      arbitrary: fc.constantFrom(
        "evidence",
        "snooze",
        "snooze",
        "reopen",
        "reopen",
        "acknowledge",
        "sent_on",
      ),
    },
    { weight: 1, arbitrary: fc.constantFrom("ready", "stop", "close") },
  ),
});
/** The case is closed, and within some days somebody wants it back. */
const anyReturn = fc
  .record({ tick: anyTick, later: fc.integer({ min: 1, max: 8 * ticksInADay }) })
  .map(({ tick, later }): History["deeds"] => [
    { tick, deed: "close" },
    { tick: tick + later, deed: "reopen" },
  ]);

const anySettings = (start: Date): fc.Arbitrary<OracleSettings> =>
  fc
    .record({
      workingDays: fc.oneof(
        { weight: 3, arbitrary: fc.constant(week.slice(0, 5)) },
        { weight: 1, arbitrary: fc.subarray([...week], { minLength: 2 }) },
      ),
      holidays: fc.array(fc.integer({ min: -2, max: daysLived }), { maxLength: 5 }),
      hours: fc
        .tuple(fc.integer({ min: 12, max: 24 }), fc.integer({ min: 2, max: 18 }))
        .chain(([from, long]) =>
          fc.record({
            from: fc.constant(from),
            to: fc.constant(from + long),
            time: fc.integer({ min: from, max: from + long - 1 }),
          }),
        ),
      days: fc.oneof(
        { weight: 2, arbitrary: fc.constant([1, 3, 5]) },
        {
          weight: 1,
          arbitrary: fc
            .uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 3 })
            .map((days) => days.toSorted((a, b) => a - b)),
        },
      ),
      then: fc.integer({ min: 1, max: 3 }),
      reopenWithinDays: fc.integer({ min: 1, max: 14 }),
    })
    .map(({ workingDays, holidays, hours, days, then, reopenWithinDays }) => {
      const off = new Set(holidays.map((n) => addDays(start.toISOString().slice(0, 10), n)));
      return {
        calendar: { workingDays: new Set(workingDays), isHoliday: (day: IsoDate) => off.has(day) },
        hours: { from: halfHour(hours.from), to: halfHour(hours.to) },
        policy: {
          time: halfHour(hours.time),
          days,
          parkAfterDays: (days.at(-1) ?? 0) + then,
          reopenWithinDays,
        },
      };
    });

export const anyHistory: fc.Arbitrary<History> = anyStart.chain((start) => {
  const day = (n: number) => addDays(start.toISOString().slice(0, 10), n);
  const anyDay = (min: number, max: number) => fc.integer({ min, max }).map(day);
  return fc.record<History>({
    start: fc.constant(start),
    zone: fc.constantFrom(...zones),
    settings: anySettings(start),
    fixed: fc.oneof(
      { weight: 1, arbitrary: fc.constant({ urgency: "slowing_us" as const, need_by: null }) },
      {
        weight: 1,
        arbitrary: fc.record({
          urgency: fc.constant("deadline" as const),
          need_by: fc.oneof(anyDay(0, 6), anyDay(-2, 14)),
        }),
      },
    ),
    waitUntil: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: anyDay(0, 8) }),
    remindersBefore: fc.constantFrom(0, 0, 0, 2, 4, 5, 6),
    taken: fc.array(anyDay(0, daysLived), { maxLength: 6 }),
    deeds: fc
      .tuple(fc.array(anyDeedAt, { maxLength: 16 }), fc.array(anyReturn, { maxLength: 1 }))
      .map(([deeds, returns]) => [...deeds, ...returns.flat()]),
    down: anyStretches(8 * ticksInADay, 2),
    outages: anyStretches(3 * ticksInADay, 2),
    moves: fc.array(fc.record({ tick: anyTick, zone: fc.constantFrom(...zones) }), { maxLength: 2 }),
    newSettings: fc.array(fc.record({ tick: anyTick, settings: anySettings(start) }), { maxLength: 1 }),
    jumpsBack: anyStretches(2 * ticksInADay, 1),
  });
});
