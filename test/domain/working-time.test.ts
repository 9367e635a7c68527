import { describe, expect, test } from "@jest/globals";
import { fc } from "../support/drawn.ts";
import { addDays, isRealDate, weekdayOf } from "../../src/domain/calendar-days.ts";
import { holidayFaults } from "../../src/domain/holidays.ts";
import {
  addBusinessDays,
  addWorkingTime,
  businessDaysBetween,
  calendarOf,
  instantAt,
  isBusinessDay,
  isKnownZone,
  isWorkingTime,
  localDate,
  nextWorkingTime,
} from "../../src/domain/working-time.ts";
import { mondayToFriday, plainCalendar } from "../support/judging.ts";

const officeHours = { from: "09:00", to: "17:30" };
const zones = [
  "UTC",
  "America/Sao_Paulo",
  "America/Chicago",
  "Europe/London",
  "Asia/Kolkata",
  "Pacific/Apia",
  "Australia/Lord_Howe",
];
const withHolidays = (...holidays: string[]) => calendarOf({ workingDays: mondayToFriday, holidays });
const anyDate = fc
  .date({ min: new Date("2009-01-01"), max: new Date("2035-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const anyInstant = fc.date({ min: new Date("2009-01-01"), max: new Date("2035-12-31"), noInvalidDate: true });

describe("days of a calendar", () => {
  test.each([
    ["2026-11-23", "mon"],
    ["2026-11-22", "sun"],
    ["1970-01-01", "thu"],
    ["1969-12-31", "wed"],
    ["2024-02-29", "thu"],
  ])("%s is a %s", (date, weekday) => {
    expect(weekdayOf(date)).toBe(weekday);
  });

  test.each(["2026-02-30", "2026-13-01", "2026-1-1", "2026-11-23T00:00:00Z", "tomorrow", ""])(
    "%p is no date",
    (text) => {
      expect(isRealDate(text)).toBe(false);
      expect(() => addDays(text, 1)).toThrow(RangeError);
    },
  );

  test("nothing goes past the last day that can be written", () => {
    expect(addDays("9999-12-31", 1)).toBe("9999-12-31");
    expect(addBusinessDays("9999-12-31", 3, plainCalendar)).toBe("9999-12-31");
  });
});

describe("holidays", () => {
  test.each([
    // Black Consciousness Day is national; the data of BR-SP alone lack it.
    ["BR-SP", "2026-11-20", true],
    ["BR", "2026-11-20", true],
    ["BR-SP", "2026-07-09", true],
    ["BR", "2026-07-09", false],
    ["BR-RJ", "2026-07-09", false],
    ["US", "2026-11-26", true],
    ["BR", "2026-11-26", false],
    // New Year's Day 2028 is a Saturday: the day off is in the year before.
    ["US", "2027-12-31", true],
    // Mother's Day is an observance, not a public holiday.
    ["US", "2026-05-10", false],
    ["DE-BY", "2026-01-06", true],
    ["DE", "2026-01-06", false],
    // Augsburg alone, a town in Bavaria.
    ["DE-BY-A", "2026-08-08", true],
    ["DE-BY", "2026-08-08", false],
    // A feast of several days.
    ["EG", "2026-03-22", true],
    // … which began on 31 December.
    ["EG", "2007-01-02", true],
    ["2026-12-24", "2026-12-24", true],
    ["2026-12-24", "2027-12-24", false],
  ])("by %s, %s is a holiday: %p", (code, date, expected) => {
    expect(withHolidays(code).isHoliday(date)).toBe(expected);
  });

  test("codes and single days add up to one set for everybody", () => {
    const calendar = withHolidays("US", "BR-SP", "2026-12-24");
    expect(["2026-11-26", "2026-11-20", "2026-07-09", "2026-12-24"].map(calendar.isHoliday)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  test("the faults of a setting are the entries nobody knows", () => {
    const entries = [
      "US",
      "BR-SP",
      "2026-12-24",
      "ZZ",
      "BR-XX",
      "us",
      "2026-02-30",
      "DE-BY-A-1",
      "DE-BY-Q",
      "",
    ];
    expect(holidayFaults(entries)).toEqual(["ZZ", "BR-XX", "us", "2026-02-30", "DE-BY-A-1", "DE-BY-Q", ""]);
    expect(holidayFaults(["US", "toString", "BR-constructor", "VA-X"])).toEqual([
      "toString",
      "BR-constructor",
      "VA-X",
    ]);
  });

  test("a calendar refuses unknown entries by name, and a week without work", () => {
    expect(() => withHolidays("US", "Narnia")).toThrow(new RangeError("Unknown holidays: Narnia"));
    expect(() => calendarOf({ workingDays: [], holidays: [] })).toThrow(RangeError);
  });
});

describe("business days", () => {
  test.each([
    ["2026-11-20", 1, "2026-11-23"],
    ["2026-11-21", 1, "2026-11-23"],
    ["2026-11-23", 0, "2026-11-23"],
    ["2026-11-22", 0, "2026-11-22"],
    ["2026-11-23", 3, "2026-11-26"],
    ["2026-11-25", 3, "2026-11-30"],
    ["2026-12-31", 1, "2027-01-01"],
  ])("after %s, business day %p is %s", (date, n, expected) => {
    expect(addBusinessDays(date, n, plainCalendar)).toBe(expected);
  });

  test("holidays are skipped: Thanksgiving moves the third day after Monday to Friday", () => {
    expect(addBusinessDays("2026-11-23", 3, withHolidays("US"))).toBe("2026-11-27");
    expect(isBusinessDay("2026-11-26", withHolidays("US"))).toBe(false);
  });

  test("a week may run from Sunday to Thursday", () => {
    const calendar = calendarOf({ workingDays: ["sun", "mon", "tue", "wed", "thu"], holidays: [] });
    expect(addBusinessDays("2026-11-19", 1, calendar)).toBe("2026-11-22");
  });

  test.each([
    ["2026-11-23", "2026-11-23", 0],
    ["2026-11-20", "2026-11-23", 1],
    ["2026-11-20", "2026-11-22", 0],
    ["2026-11-22", "2026-11-23", 1],
    ["2026-11-23", "2026-11-30", 5],
    ["2026-11-30", "2026-11-23", 0],
  ])("between %s and %s lie %p", (a, b, expected) => {
    expect(businessDaysBetween(a, b, plainCalendar)).toBe(expected);
  });

  test("the n-th business day after a day is the first with n of them between", () => {
    const calendar = withHolidays("BR-SP", "US");
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 25 }), (date, n) => {
        const then = addBusinessDays(date, n, calendar);
        expect(isBusinessDay(then, calendar)).toBe(true);
        expect(businessDaysBetween(date, then, calendar)).toBe(n);
        expect(businessDaysBetween(date, addDays(then, -1), calendar)).toBe(n - 1);
      }),
      { numRuns: 200 },
    );
  });

  test("a calendar of nothing but holidays is an error, not an endless search", () => {
    const calendar = { workingDays: new Set(mondayToFriday), isHoliday: () => true };
    expect(() => addBusinessDays("2026-11-23", 1, calendar)).toThrow(RangeError);
    expect(() => nextWorkingTime(new Date("2026-11-23T12:00:00Z"), "UTC", calendar, officeHours)).toThrow(
      RangeError,
    );
  });

  test.each([-1, 1.5, Number.NaN])("%p business days are refused", (n) => {
    expect(() => addBusinessDays("2026-11-23", n, plainCalendar)).toThrow(RangeError);
  });
});

describe("zones", () => {
  test.each([
    ["2026-11-22T20:00:00Z", "Asia/Kolkata", "2026-11-23"],
    ["2026-11-22T20:00:00Z", "UTC", "2026-11-22"],
    ["2026-11-23T02:00:00Z", "America/Chicago", "2026-11-22"],
    ["2026-11-23T02:59:00Z", "America/Sao_Paulo", "2026-11-22"],
    ["2026-11-23T03:00:00Z", "America/Sao_Paulo", "2026-11-23"],
    ["2011-12-30T09:59:00Z", "Pacific/Apia", "2011-12-29"],
    ["2011-12-30T10:00:00Z", "Pacific/Apia", "2011-12-31"],
  ])("at %s in %s it is %s", (instant, zone, date) => {
    expect(localDate(new Date(instant), zone)).toBe(date);
  });

  test.each([
    ["2026-11-23", "10:00", "America/Sao_Paulo", "2026-11-23T13:00:00.000Z"],
    ["2026-11-23", "10:00", "Asia/Kolkata", "2026-11-23T04:30:00.000Z"],
    ["2026-07-01", "10:00", "America/Chicago", "2026-07-01T15:00:00.000Z"],
    // Chicago skips 02:00 to 03:00 in March and has 01:00 to 02:00 twice in November.
    ["2026-03-08", "01:59", "America/Chicago", "2026-03-08T07:59:00.000Z"],
    ["2026-03-08", "02:00", "America/Chicago", "2026-03-08T08:00:00.000Z"],
    ["2026-03-08", "02:30", "America/Chicago", "2026-03-08T08:00:00.000Z"],
    ["2026-03-08", "03:00", "America/Chicago", "2026-03-08T08:00:00.000Z"],
    ["2026-11-01", "01:30", "America/Chicago", "2026-11-01T06:30:00.000Z"],
    ["2026-11-01", "02:00", "America/Chicago", "2026-11-01T08:00:00.000Z"],
    ["2026-03-29", "01:30", "Europe/London", "2026-03-29T01:00:00.000Z"],
    ["2026-10-25", "01:30", "Europe/London", "2026-10-25T00:30:00.000Z"],
    // São Paulo's clocks jumped at midnight until 2018.
    ["2018-11-04", "00:00", "America/Sao_Paulo", "2018-11-04T03:00:00.000Z"],
    // Lord Howe Island moves by half an hour.
    ["2026-10-04", "02:15", "Australia/Lord_Howe", "2026-10-03T15:30:00.000Z"],
    ["2026-04-05", "01:45", "Australia/Lord_Howe", "2026-04-04T14:45:00.000Z"],
    // Samoa had no 30 December 2011.
    ["2011-12-30", "12:00", "Pacific/Apia", "2011-12-30T10:00:00.000Z"],
    ["2011-12-31", "09:00", "Pacific/Apia", "2011-12-30T19:00:00.000Z"],
  ])("%s %s in %s is %s", (date, time, zone, expected) => {
    expect(instantAt(date, time, zone).toISOString()).toBe(expected);
  });

  test("an existing time of day comes back, whatever the zone", () => {
    fc.assert(
      fc.property(anyInstant, fc.constantFrom(...zones), (instant, zone) => {
        const minute = new Date(Math.floor(instant.getTime() / 60_000) * 60_000);
        const time = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeStyle: "short" }).format(minute);
        const found = instantAt(localDate(minute, zone), time, zone);
        // A doubled time gives the first of the two, so it may be up to an hour earlier, never later.
        const early = minute.getTime() - found.getTime();
        expect([0, 30 * 60_000, 60 * 60_000]).toContain(early);
      }),
      { numRuns: 500 },
    );
  });

  test("an unknown zone is named in the error", () => {
    const named = new RangeError('Unknown time zone: "Mars/Olympus"');
    const noon = new Date("2026-11-23T12:00:00Z");
    expect(isKnownZone("Mars/Olympus")).toBe(false);
    expect(isKnownZone("")).toBe(false);
    expect(zones.map(isKnownZone)).toEqual(zones.map(() => true));
    expect(() => localDate(noon, "Mars/Olympus")).toThrow(named);
    expect(() => instantAt("2026-11-23", "10:00", "Mars/Olympus")).toThrow(named);
    expect(() => isWorkingTime(noon, "Mars/Olympus", plainCalendar, officeHours)).toThrow(named);
    expect(() => nextWorkingTime(noon, "Mars/Olympus", plainCalendar, officeHours)).toThrow(named);
  });

  test.each(["24:00", "9:00", "10:60", "noon"])("%p is no time of day", (time) => {
    expect(() => instantAt("2026-11-23", time, "UTC")).toThrow(RangeError);
  });
});

describe("working hours", () => {
  test.each([
    ["2026-11-23T08:59:59.999Z", false],
    ["2026-11-23T09:00:00Z", true],
    ["2026-11-23T17:29:59.999Z", true],
    ["2026-11-23T17:30:00Z", false],
    ["2026-11-22T12:00:00Z", false],
  ])("%s in London is working time: %p", (instant, expected) => {
    expect(isWorkingTime(new Date(instant), "Europe/London", plainCalendar, officeHours)).toBe(expected);
  });

  test.each([
    ["Europe/London", "2026-11-23T12:00:00.000Z", "2026-11-23T12:00:00.000Z"],
    ["Europe/London", "2026-11-23T06:00:00.000Z", "2026-11-23T09:00:00.000Z"],
    ["Europe/London", "2026-11-23T17:30:00.000Z", "2026-11-24T09:00:00.000Z"],
    ["Europe/London", "2026-11-20T18:00:00.000Z", "2026-11-23T09:00:00.000Z"],
    // Over the weekend on which London's clocks go forward, nine o'clock comes an hour earlier.
    ["Europe/London", "2026-03-27T18:00:00.000Z", "2026-03-30T08:00:00.000Z"],
    ["Asia/Kolkata", "2026-11-22T20:00:00.000Z", "2026-11-23T03:30:00.000Z"],
    ["America/Sao_Paulo", "2026-11-23T21:00:00.000Z", "2026-11-24T12:00:00.000Z"],
    // In Apia the Friday of that week did not exist; Monday is the next day of work.
    ["Pacific/Apia", "2011-12-30T05:00:00.000Z", "2012-01-01T19:00:00.000Z"],
  ])("in %s, from %s work is next at %s", (zone, instant, expected) => {
    expect(nextWorkingTime(new Date(instant), zone, plainCalendar, officeHours).toISOString()).toBe(expected);
  });

  test("the next working time is working time and not before the instant, and none was missed", () => {
    const calendar = withHolidays("BR-SP");
    fc.assert(
      fc.property(anyInstant, fc.constantFrom(...zones), (instant, zone) => {
        const next = nextWorkingTime(instant, zone, calendar, officeHours);
        expect(isWorkingTime(next, zone, calendar, officeHours)).toBe(true);
        expect(next.getTime()).toBeGreaterThanOrEqual(instant.getTime());
        for (let time = instant.getTime(); time < next.getTime(); time += 30 * 60_000) {
          expect(isWorkingTime(new Date(time), zone, calendar, officeHours)).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("hours that never open are an error", () => {
    const noon = new Date("2026-11-23T12:00:00Z");
    expect(() => nextWorkingTime(noon, "UTC", plainCalendar, { from: "17:00", to: "09:00" })).toThrow(
      RangeError,
    );
  });

  test("hours that fall wholly into the gap of a Sunday wait for the next day", () => {
    const everyDay = calendarOf({ workingDays: [...mondayToFriday, "sat", "sun"], holidays: [] });
    const next = nextWorkingTime(new Date("2026-03-08T07:00:00Z"), "America/Chicago", everyDay, {
      from: "02:00",
      to: "02:45",
    });
    expect(next.toISOString()).toBe("2026-03-09T07:00:00.000Z");
  });
});

describe("after some hours of work", () => {
  const fourHours = 4 * 60 * 60 * 1000;
  const worked = (from: string, { calendar = plainCalendar, zone = "UTC", ms = fourHours } = {}) =>
    addWorkingTime(new Date(from), ms, zone, calendar, officeHours).toISOString();

  test.each([
    ["within a day", "2026-11-23T09:00:00.000Z", "2026-11-23T13:00:00.000Z"],
    ["to the millisecond", "2026-11-23T09:00:00.001Z", "2026-11-23T13:00:00.001Z"],
    ["from before opening", "2026-11-23T06:00:00.000Z", "2026-11-23T13:00:00.000Z"],
    ["over night", "2026-11-23T16:00:00.000Z", "2026-11-24T11:30:00.000Z"],
    ["over a weekend", "2026-11-20T16:00:00.000Z", "2026-11-23T11:30:00.000Z"],
    ["from a Saturday", "2026-11-21T12:00:00.000Z", "2026-11-23T13:00:00.000Z"],
    // The end of the day is no working time any more.
    ["ending with the day", "2026-11-23T13:30:00.000Z", "2026-11-24T09:00:00.000Z"],
  ])("%s", (_name, from, expected) => {
    expect(worked(from)).toBe(expected);
  });

  test("a holiday is skipped", () => {
    expect(worked("2026-11-25T16:00:00Z", { calendar: withHolidays("US") })).toBe("2026-11-27T11:30:00.000Z");
  });

  test("no hours are no wait, but for the next opening", () => {
    expect(worked("2026-11-23T12:00:00.000Z", { ms: 0 })).toBe("2026-11-23T12:00:00.000Z");
    expect(worked("2026-11-23T18:00:00.000Z", { ms: 0 })).toBe("2026-11-24T09:00:00.000Z");
  });

  test("many hours take many days", () => {
    expect(worked("2026-11-23T09:00:00.000Z", { ms: 5 * fourHours })).toBe("2026-11-25T12:00:00.000Z");
  });

  test("over the weekend on which London's clocks go back", () => {
    expect(worked("2026-10-23T15:30:00.000Z", { zone: "Europe/London" })).toBe("2026-10-26T12:00:00.000Z");
  });

  test("it is always working time, and just as much of it has passed as was asked for", () => {
    const calendar = withHolidays("US");
    const step = 15 * 60_000;
    fc.assert(
      fc.property(anyInstant, fc.constantFrom(...zones), fc.nat({ max: 60 }), (instant, zone, quarters) => {
        const from = Math.ceil(instant.getTime() / step) * step;
        const then = addWorkingTime(new Date(from), quarters * step, zone, calendar, officeHours);
        const open = (time: number) => isWorkingTime(new Date(time), zone, calendar, officeHours);
        let passed = 0;
        for (let time = from; time < then.getTime(); time += step) if (open(time)) passed += 1;
        expect([open(then.getTime()), passed]).toEqual([true, quarters]);
      }),
      { numRuns: 30 },
    );
  });
});
