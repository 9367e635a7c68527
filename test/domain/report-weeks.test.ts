import { describe, expect, test } from "@jest/globals";
import { fc } from "../support/drawn.ts";
import { addDays, weekdayOf, weekdays } from "../../src/domain/calendar-days.ts";
import {
  digestAt,
  digestDueOn,
  digestStretches,
  type DigestTimes,
  isDigestOver,
  nextDigestAt,
  reportStretches,
  weekOf,
} from "../../src/domain/report-weeks.ts";
import { calendarOf, isWorkingTime, localDate } from "../../src/domain/working-time.ts";

/** Which week a digest is of, and when it goes out. */

const times = (
  given: Partial<DigestTimes> & { readonly holidays?: readonly string[] } = {},
): DigestTimes => ({
  day: "mon",
  time: "09:30",
  zone: "America/Sao_Paulo",
  hours: { from: "09:00", to: "17:30" },
  ...given,
  calendar: calendarOf({ workingDays: weekdays.slice(0, 5), holidays: given.holidays ?? [] }),
});
const at = (week: string, given?: Parameters<typeof times>[0]) =>
  digestAt(week, times(given))?.toISOString() ?? null;

describe("the digest goes out", () => {
  test("on its day, at its time, by the clock of the channel", () => {
    expect(at("2026-11-23")).toBe("2026-11-23T12:30:00.000Z");
  });

  test("on a holiday on the next business day, however many there are in a row", () => {
    const holidays = ["2026-11-23", "2026-11-24"];
    expect(at("2026-11-23", { holidays })).toBe("2026-11-25T12:30:00.000Z");
  });

  test("on a day that nobody works on the next one that somebody does", () => {
    expect(at("2026-11-21", { day: "sat" })).toBe("2026-11-23T12:30:00.000Z");
  });

  test("within working hours: before them when they begin, after them the next day", () => {
    expect(at("2026-11-23", { time: "06:00" })).toBe("2026-11-23T12:00:00.000Z");
    expect(at("2026-11-23", { time: "20:00" })).toBe("2026-11-24T12:00:00.000Z");
  });

  test("not at all when its week has no business day, or when it is off", () => {
    const holidays = Array.from({ length: 5 }, (_, place) => addDays("2026-11-23", place));
    expect(at("2026-11-23", { holidays })).toBeNull();
    expect(at("2026-11-23", { day: null })).toBeNull();
    expect(nextDigestAt(new Date("2026-11-23T12:00:00Z"), times({ day: null }), false)).toBeNull();
  });

  test("late, in working hours, as long as its week lasts", () => {
    const due = (now: string) => digestDueOn(new Date(now), times());
    expect(due("2026-11-23T12:29:59Z")).toBeNull();
    expect(due("2026-11-23T12:30:00Z")).toBe("2026-11-23");
    expect(due("2026-11-26T18:00:00Z")).toBe("2026-11-23");
    expect(due("2026-11-26T21:00:00Z")).toBeNull();
    expect(due("2026-11-28T15:00:00Z")).toBeNull();
    expect(due("2026-11-30T12:30:00Z")).toBe("2026-11-30");
    const over = (now: string) => isDigestOver("2026-11-23", new Date(now), "America/Sao_Paulo");
    expect([over("2026-11-30T02:59:59Z"), over("2026-11-30T03:00:00Z")]).toEqual([false, true]);
  });
});

test("whenever somebody looks, the next time is one at which it is due, in working hours, and none lies before it", () => {
  const anyTimes = fc.record({
    day: fc.constantFrom(...weekdays),
    time: fc.constantFrom("00:00", "09:30", "17:29", "23:59"),
    zone: fc.constantFrom("UTC", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe"),
    holidays: fc.subarray(Array.from({ length: 14 }, (_, place) => addDays("2026-04-01", place))),
  });
  const anyNow = fc.date({
    min: new Date("2026-03-25T00:00:00Z"),
    max: new Date("2026-04-20T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(anyTimes, anyNow, (given, now) => {
      const wanted = times(given);
      const next = nextDigestAt(now, wanted, false);
      if (next === null) throw new Error("There is always a next one.");
      const { zone, calendar, hours } = wanted;
      expect(next >= now).toBe(true);
      expect(isWorkingTime(next, zone, calendar, hours)).toBe(true);
      const week = digestDueOn(next, wanted);
      expect(week).not.toBeNull();
      expect(weekdayOf(week ?? "")).toBe(given.day);
      for (let hour = now.getTime(); hour < next.getTime(); hour += 3_600_000)
        expect(digestDueOn(new Date(hour), wanted)).toBeNull();
      // Once it is out, the next one is another week's.
      const later = nextDigestAt(next, wanted, true);
      expect(later && digestDueOn(later, wanted)).not.toBe(week);
    }),
    { numRuns: 100 },
  );
});

describe("what is counted as one", () => {
  test("a digest looks back on four weeks, the one before it last", () => {
    const weeks = digestStretches("2026-11-23", "UTC");
    expect(weeks.map(({ since, until }) => [since, until])).toEqual([
      ["2026-10-26", "2026-11-01"],
      ["2026-11-02", "2026-11-08"],
      ["2026-11-09", "2026-11-15"],
      ["2026-11-16", "2026-11-22"],
    ]);
  });

  test("a report has the weeks of the digests, and the one under way, and never more than a chart takes", () => {
    const now = new Date("2026-11-25T15:00:00Z");
    for (const day of weekdays)
      for (let weeks = 1; weeks <= 52; weeks += 1) {
        const zone = "America/Sao_Paulo";
        const all = reportStretches(now, weeks, { day, zone });
        expect(all.length).toBeLessThanOrEqual(13);
        for (const [place, { from, to }] of all.entries()) {
          expect(from < to).toBe(true);
          if (place > 0) expect(from).toEqual(all[place - 1]?.to);
        }
        const week = weekOf(now, { day, zone });
        expect(localDate(all[0]?.from ?? now, zone)).toBe(addDays(week, -7 * weeks));
        expect(all.at(-1)).toMatchObject({ since: week, until: null });
      }
  });
});
