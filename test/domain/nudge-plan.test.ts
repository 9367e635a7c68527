import { describe, expect, test } from "@jest/globals";
import type { Answers, IsoDate } from "../../src/domain/answers.ts";
import {
  allowedFrom,
  nextBusinessDay,
  nextNudgeTime,
  nextStep,
  parkingAfter,
  type PlanContext,
  reopeningAfter,
  slotsOf,
  slotsPassed,
} from "../../src/domain/nudge-plan.ts";
import { arrived, setOut, snooze, turnedBack } from "../../src/domain/nudging-moves.ts";
import { neverNudged, type Nudging } from "../../src/domain/nudging.ts";
import { calendarOf, instantAt, isWorkingTime } from "../../src/domain/working-time.ts";
import { watchIn } from "../support/a-nudge-oracle.ts";
import { aDone, aParked, aPlanContext, anEpisode, aWait } from "../support/a-nudging.ts";
import { mondayToFriday } from "../support/judging.ts";

type FixedDate = Pick<Answers, "urgency" | "need_by">;
const noDate: FixedDate = { urgency: "slowing_us", need_by: null };
const by = (need_by: IsoDate): FixedDate => ({ urgency: "deadline", need_by });
const usual = aPlanContext();
const withHolidays = (...holidays: string[]) =>
  aPlanContext({ calendar: calendarOf({ workingDays: mondayToFriday, holidays }) });

const at = (text: string, { zone }: Pick<PlanContext, "zone"> = usual) =>
  instantAt(text.slice(0, 10), text.slice(11), zone);
const onTheWall = (instant: Date, { zone }: PlanContext) => {
  const { day, time } = watchIn(zone, instant);
  return `${day} ${time}`;
};

/** What is done, and when, if nobody answers and each message is there at once. */
function whatFollows(
  begun: Nudging,
  { fixed = noDate, context = usual }: { readonly fixed?: FixedDate; readonly context?: PlanContext } = {},
): string[] {
  const steps: string[] = [];
  for (let nudging = begun; steps.length < 9;) {
    const step = nextStep(nudging, fixed, context);
    if (!step) break;
    const why = step.kind === "park" ? ` ${step.why}` : "";
    steps.push(`${step.kind} ${onTheWall(step.at, context)}${why}`);
    if (!("underway" in nudging)) break;
    if (step.kind === "park") break;
    const passed = nudging.state === "waiting" ? 0 : slotsPassed(nudging, fixed, step.at, context);
    const out = setOut(nudging);
    const kind = step.kind === "remind" ? "reminder" : "question";
    nudging = arrived(out, { number: out.count, kind, at: step.at, passed });
  }
  return steps;
}

const begunAt = (start: string, context: PlanContext = usual) =>
  anEpisode({ startedAt: at(start, context).toISOString() });

describe("business days 1, 3 and 5 at the usual time, parked on 6", () => {
  test.each([
    ["America/Chicago", ["2026-11-24T16:00Z", "2026-11-26T16:00Z", "2026-11-30T16:00Z"]],
    ["America/Sao_Paulo", ["2026-11-24T13:00Z", "2026-11-26T13:00Z", "2026-11-30T13:00Z"]],
    ["Asia/Kolkata", ["2026-11-24T04:30Z", "2026-11-26T04:30Z", "2026-11-30T04:30Z"]],
    ["Europe/London", ["2026-11-24T10:00Z", "2026-11-26T10:00Z", "2026-11-30T10:00Z"]],
    ["Pacific/Auckland", ["2026-11-23T21:00Z", "2026-11-25T21:00Z", "2026-11-29T21:00Z"]],
    ["Pacific/Apia", ["2026-11-23T21:00Z", "2026-11-25T21:00Z", "2026-11-29T21:00Z"]],
    ["Australia/Lord_Howe", ["2026-11-23T23:00Z", "2026-11-25T23:00Z", "2026-11-29T23:00Z"]],
  ])("in %s, after a card on Monday at eleven there", (zone, expected) => {
    const context = aPlanContext({ zone });
    expect(slotsOf(begunAt("2026-11-23 11:00", context), noDate, context)).toEqual(
      expected.map((each) => new Date(each)),
    );
  });

  test.each([
    // Clocks go back in London on the 25th, forward in Chicago on the 8th and in Auckland on the 27th.
    ["Europe/London", "2026-10-22", ["2026-10-23T09:00Z", "2026-10-27T10:00Z", "2026-10-29T10:00Z"]],
    ["America/Chicago", "2026-03-05", ["2026-03-06T16:00Z", "2026-03-10T15:00Z", "2026-03-12T15:00Z"]],
    ["Pacific/Auckland", "2026-09-24", ["2026-09-24T22:00Z", "2026-09-28T21:00Z", "2026-09-30T21:00Z"]],
    // Lord Howe Island goes back by half an hour on the 5th.
    ["Australia/Lord_Howe", "2026-04-02", ["2026-04-02T23:00Z", "2026-04-06T23:30Z", "2026-04-08T23:30Z"]],
  ])("in %s the clock on the wall counts when daylight saving changes after %s", (zone, day, expected) => {
    const context = aPlanContext({ zone });
    expect(slotsOf(begunAt(`${day} 11:00`, context), noDate, context)).toEqual(
      expected.map((each) => new Date(each)),
    );
  });

  test.each([
    ["2026-11-23 15:00", "counts that day", ["2026-11-24", "2026-11-26", "2026-11-30", "2026-12-01"]],
    ["2026-11-23 15:01", "counts from Tuesday", ["2026-11-25", "2026-11-27", "2026-12-01", "2026-12-02"]],
    ["2026-11-20 15:01", "counts from Monday", ["2026-11-24", "2026-11-26", "2026-11-30", "2026-12-01"]],
    ["2026-11-21 11:00", "a Saturday, as Monday", ["2026-11-24", "2026-11-26", "2026-11-30", "2026-12-01"]],
    ["2026-11-23 00:00", "before office hours", ["2026-11-24", "2026-11-26", "2026-11-30", "2026-12-01"]],
  ])("a card posted at %s: %s", (start, _name, [first, second, third, parked]) => {
    expect(whatFollows(begunAt(start))).toEqual([
      `remind ${first} 10:00`,
      `remind ${second} 10:00`,
      `remind ${third} 10:00`,
      `park ${parked} 10:00 no_answer`,
    ]);
  });

  test("three o'clock is three o'clock where the requester is", () => {
    const kolkata = aPlanContext({ zone: "Asia/Kolkata" });
    const daysAfter = (start: string) =>
      slotsOf(anEpisode({ startedAt: start }), noDate, kolkata).map(
        (slot) => watchIn("Asia/Kolkata", slot).day,
      );
    expect(daysAfter("2026-11-23T09:30:00.000Z")[0]).toBe("2026-11-24");
    expect(daysAfter("2026-11-23T09:30:00.001Z")[0]).toBe("2026-11-25");
  });

  test("Thanksgiving is no business day for anybody", () => {
    expect(whatFollows(begunAt("2026-11-23 11:00"), { context: withHolidays("US") })).toEqual([
      "remind 2026-11-24 10:00",
      "remind 2026-11-27 10:00",
      "remind 2026-12-01 10:00",
      "park 2026-12-02 10:00 no_answer",
    ]);
  });

  test("a card posted on Thanksgiving counts from Friday", () => {
    expect(whatFollows(begunAt("2026-11-26 11:00"), { context: withHolidays("US") })[0]).toBe(
      "remind 2026-11-30 10:00",
    );
  });

  test("a holiday in São Paulo moves what comes after it", () => {
    const context = { ...withHolidays("BR-SP"), zone: "America/Sao_Paulo" };
    expect(whatFollows(begunAt("2026-11-18 11:00", context), { context })).toEqual([
      "remind 2026-11-19 10:00",
      "remind 2026-11-24 10:00",
      "remind 2026-11-26 10:00",
      "park 2026-11-27 10:00 no_answer",
    ]);
  });

  test("a day that Samoa never had makes no slot out of hours, and none twice", () => {
    const apia = aPlanContext({ zone: "Pacific/Apia" });
    const slots = slotsOf(begunAt("2011-12-29 11:00", apia), noDate, apia);
    expect(slots.map((slot) => isWorkingTime(slot, apia.zone, apia.calendar, apia.hours))).toEqual([
      true,
      true,
      true,
    ]);
    expect(new Set(slots.map((slot) => watchIn(apia.zone, slot).day)).size).toBe(3);
  });
});

describe("closer before a fixed date that is near", () => {
  test.each([
    ["the same day", "2026-11-23 11:00", "2026-11-23", ["23 15:00", "24 10:00"], "25"],
    ["the same day, too late for it", "2026-11-23 14:00", "2026-11-23", ["24 10:00"], "25"],
    ["one business day", "2026-11-23 11:00", "2026-11-24", ["23 15:00", "24 10:00", "25 10:00"], "26"],
    ["two business days", "2026-11-23 11:00", "2026-11-25", ["23 15:00", "24 10:00", "26 10:00"], "27"],
    // Three before the date are all there are: when it has passed the case is parked unasked.
    ["three business days", "2026-11-23 11:00", "2026-11-26", ["23 15:00", "24 10:00", "25 10:00"], "27"],
    ["five business days", "2026-11-23 11:00", "2026-11-30", ["23 15:00", "24 10:00", "27 10:00"], "+01"],
    ["a Saturday", "2026-11-23 11:00", "2026-11-28", ["23 15:00", "24 10:00", "27 10:00"], "30"],
    ["begun late in the day", "2026-11-23 16:30", "2026-11-30", ["24 10:00", "27 10:00", "+01 10:00"], "+02"],
    [
      "begun before the usual time",
      "2026-11-23 09:00",
      "2026-11-24",
      ["23 13:00", "24 10:00", "25 10:00"],
      "26",
    ],
    ["begun on a Saturday", "2026-11-21 11:00", "2026-11-25", ["23 10:00", "24 10:00", "26 10:00"], "27"],
    // Four working hours end with the day: that moment is the next opening.
    ["four hours before closing", "2026-11-23 13:30", "2026-11-25", ["24 09:00", "26 10:00"], "27"],
  ])("%s away: begun at %s, the date is %s", (_name, start, date, reminders, parked) => {
    const full = (day: string) => (day.startsWith("+") ? `2026-12-${day.slice(1)}` : `2026-11-${day}`);
    expect(whatFollows(begunAt(start), { fixed: by(date) })).toEqual([
      ...reminders.map((each) => `remind ${full(each)}`),
      `park ${full(parked)} 10:00 date_passed`,
    ]);
  });

  test("six business days away is not near", () => {
    expect(whatFollows(begunAt("2026-11-23 11:00"), { fixed: by("2026-12-01") })).toEqual([
      "remind 2026-11-24 10:00",
      "remind 2026-11-26 10:00",
      "remind 2026-11-30 10:00",
      "park 2026-12-01 10:00 no_answer",
    ]);
  });

  test("a date without a deadline is only a wish", () => {
    const wish: FixedDate = { urgency: "slowing_us", need_by: "2026-11-25" };
    expect(whatFollows(begunAt("2026-11-23 11:00"), { fixed: wish })[0]).toBe("remind 2026-11-24 10:00");
  });

  test("a date that lay behind from the start is asked about once", () => {
    expect(whatFollows(begunAt("2026-11-23 11:00"), { fixed: by("2026-11-20") })).toEqual([
      "remind 2026-11-24 10:00",
      "park 2026-12-01 10:00 date_passed",
    ]);
  });

  test("after a standstill over the date, one message asks, and then the case is parked", () => {
    const late = at("2026-12-03 11:00");
    const episode = begunAt("2026-11-23 11:00");
    const passed = slotsPassed(episode, by("2026-11-25"), late, usual);
    const asked = arrived(setOut(episode), { number: 1, kind: "reminder", at: late, passed });
    expect(whatFollows(asked, { fixed: by("2026-11-25") })).toEqual(["park 2026-12-04 10:00 date_passed"]);
  });
});

describe("when the bot stood still", () => {
  const episode = begunAt("2026-11-23 11:00");

  test.each([
    ["2026-11-24 10:00", 1],
    ["2026-11-25 16:00", 1],
    ["2026-11-26 09:30", 2],
    ["2026-11-27 11:00", 2],
    ["2026-11-30 10:00", 3],
    ["2026-12-04 11:00", 3],
  ])("one reminder at %s stands for %p slots", (sentAt, slots) => {
    expect(slotsPassed(episode, noDate, at(sentAt), usual)).toBe(slots);
  });

  test("a reminder uses up a slot even when it comes before it", () => {
    expect(slotsPassed({ ...episode, used: 1 }, noDate, at("2026-11-25 10:00"), usual)).toBe(2);
  });

  test("whatever the hour at which it comes back, the missed slot is still due", () => {
    const step = nextStep(episode, noDate, usual);
    expect(step).toEqual({ kind: "remind", at: at("2026-11-24 10:00") });
    for (const minute of ["10:00", "10:59", "13:07", "17:29"]) {
      const back = at(`2026-11-24 ${minute}`);
      expect(allowedFrom(back, usual, step?.at)).toEqual(back);
    }
  });

  test("messages that arrive a little late each day do not push the next day's", () => {
    const daily = aPlanContext({ policy: { ...usual.policy, days: [1, 2, 3] } });
    let nudging: Nudging = episode;
    for (const day of ["2026-11-24", "2026-11-25", "2026-11-26"]) {
      expect(nextStep(nudging, noDate, daily)).toEqual({ kind: "remind", at: at(`${day} 10:00`) });
      if (nudging.state !== "active") throw new Error(nudging.state);
      const out = setOut(nudging);
      const late = new Date(at(`${day} 10:00`).getTime() + 90_000);
      nudging = arrived(out, { number: out.count, kind: "reminder", at: late, passed: 0 });
    }
    expect(nextStep(nudging, noDate, daily)).toMatchObject({ kind: "park", at: at("2026-12-01 10:00") });
  });

  test("a reminder that did not go out has used up nothing", () => {
    const out = setOut(episode);
    expect(nextStep(out, noDate, usual)).toBeNull();
    const { nudging } = turnedBack(out, out.count, false);
    expect(nextStep(nudging, noDate, usual)).toEqual(nextStep(episode, noDate, usual));
    expect(nudging).toMatchObject({ used: 0, sent: 0, lastSentAt: null });
  });
});

describe("when a person may be written to", () => {
  test.each([
    ["at opening", "2026-11-23 09:00", "2026-11-23 09:00"],
    ["in the morning", "2026-11-23 09:15", "2026-11-23 09:15"],
    ["before opening", "2026-11-23 08:59", "2026-11-23 10:00"],
    ["at night", "2026-11-23 03:00", "2026-11-23 10:00"],
    ["just before closing", "2026-11-23 17:29", "2026-11-23 17:29"],
    ["at closing", "2026-11-23 17:30", "2026-11-24 10:00"],
    ["on Friday evening", "2026-11-20 20:00", "2026-11-23 10:00"],
    ["on a Saturday", "2026-11-21 11:00", "2026-11-23 10:00"],
    ["on a holiday", "2026-11-26 11:00", "2026-11-27 10:00"],
    ["before a holiday", "2026-11-25 18:00", "2026-11-27 10:00"],
  ])("%s, %s: from %s", (_name, now, expected) => {
    expect(onTheWall(allowedFrom(at(now), withHolidays("US")), usual)).toBe(expected);
  });

  test("a message begun half a minute before closing could stand there after it", () => {
    const closing = at("2026-11-23 17:30").getTime();
    const begun = (before: number) => new Date(closing - before);
    expect(allowedFrom(begun(30_001), usual)).toEqual(begun(30_001));
    expect(allowedFrom(begun(30_000), usual)).toEqual(at("2026-11-24 10:00"));
  });

  test.each([
    ["2026-11-23 09:15", "2026-11-23 10:00"],
    ["2026-11-23 10:00", "2026-11-23 10:00"],
    ["2026-11-23 14:20", "2026-11-23 14:20"],
  ])("at %s, what was due on Friday goes out at %s", (now, expected) => {
    expect(onTheWall(allowedFrom(at(now), usual, at("2026-11-20 10:00")), usual)).toBe(expected);
  });

  test("what is due this morning before the usual time goes out then", () => {
    const now = at("2026-11-23 09:30");
    expect(allowedFrom(now, usual, at("2026-11-23 09:15"))).toEqual(now);
  });

  test("whose day is taken is written to on the next business day", () => {
    expect(onTheWall(nextNudgeTime(at("2026-11-25 10:00"), withHolidays("US")), usual)).toBe(
      "2026-11-27 10:00",
    );
  });
});

describe("three in an episode, six in a case", () => {
  test.each([
    [0, 3],
    [3, 3],
    [4, 2],
    [5, 1],
    [6, 0],
    [7, 0],
  ])("with %p sent before, %p are left", (sent, left) => {
    const steps = whatFollows(anEpisode({ sent }));
    expect(steps.filter((step) => step.startsWith("remind"))).toHaveLength(left);
    expect(steps.at(-1)).toBe("park 2026-12-01 10:00 no_answer");
  });

  test("one message for two slots leaves room for the third slot", () => {
    const episode = anEpisode({ sent: 4, count: 4 });
    const sentAt = at("2026-11-26 11:00");
    expect(parkingAfter(episode, noDate, sentAt, usual)).toBeNull();
    const passed = slotsPassed(episode, noDate, sentAt, usual);
    const next = arrived(setOut(episode), { number: 5, kind: "reminder", at: sentAt, passed });
    expect(whatFollows(next)).toEqual(["remind 2026-11-30 10:00", "park 2026-12-01 10:00 no_answer"]);
  });
});

describe("the last one says when the case is parked", () => {
  test.each([
    ["the first is not the last", {}, "2026-11-24 10:00", null],
    ["nor is the second", { used: 1 }, "2026-11-26 10:00", null],
    ["the third, on time", { used: 2 }, "2026-11-30 10:00", "2026-12-01"],
    ["the third, a day late", { used: 2 }, "2026-12-01 10:00", "2026-12-02"],
    ["one for all three, late on a Friday", {}, "2026-12-04 16:00", "2026-12-07"],
    ["the sixth of the case", { sent: 5 }, "2026-11-24 10:00", "2026-12-01"],
    ["one that was put off to the end", { used: 1 }, "2026-11-30 10:00", "2026-12-01"],
  ])("%s", (_name, given, sentAt, expected) => {
    const episode = anEpisode(given);
    expect(parkingAfter(episode, noDate, at(sentAt), usual)).toBe(expected);
    const out = setOut(episode);
    const passed = slotsPassed(episode, noDate, at(sentAt), usual);
    const then = nextStep(
      arrived(out, { number: out.count, kind: "reminder", at: at(sentAt), passed }),
      noDate,
      usual,
    );
    expect(then?.kind === "park" ? onTheWall(then.at, usual) : null).toBe(expected && `${expected} 10:00`);
  });

  test("with one slot in the settings, the first is the last and says the sixth day", () => {
    const single = aPlanContext({ policy: { ...usual.policy, days: [1] } });
    expect(parkingAfter(anEpisode(), noDate, at("2026-11-24 10:00"), single)).toBe("2026-12-01");
  });
});

describe("remind me tomorrow", () => {
  const afterFirst = anEpisode({ used: 1, sent: 1, lastSentAt: "2026-11-24T10:00:00.000Z" });

  test.each([
    ["on Tuesday", "2026-11-24 10:20", "2026-11-25 10:00"],
    ["before Thanksgiving", "2026-11-25 10:20", "2026-11-27 10:00"],
    ["over a weekend", "2026-11-27 10:20", "2026-11-30 10:00"],
  ])("%s, %s: comes at %s", (_name, clickedAt, expected) => {
    const context = withHolidays("US");
    const until = nextBusinessDay(at(clickedAt), context);
    const answer = snooze(afterFirst, until, slotsOf(afterFirst, noDate, context).length);
    if (!answer.allowed) throw new Error(answer.refusal);
    const step = nextStep(answer.nudging, noDate, context);
    expect(step && onTheWall(step.at, context)).toBe(expected);
  });

  test("it is the next reminder, not one more", () => {
    const answer = snooze(afterFirst, "2026-11-25", 3);
    if (!answer.allowed) throw new Error(answer.refusal);
    expect(whatFollows(answer.nudging)).toEqual([
      "remind 2026-11-25 10:00",
      "remind 2026-11-30 10:00",
      "park 2026-12-01 10:00 no_answer",
    ]);
  });
});

describe("what changes while a case waits counts from then on", () => {
  const afterFirst = anEpisode({ used: 1, sent: 1, lastSentAt: "2026-11-24T10:00:00.000Z" });

  test("a requester who flies from Chicago to Kolkata is reminded by the clock there", () => {
    const chicago = aPlanContext({ zone: "America/Chicago" });
    const kolkata = aPlanContext({ zone: "Asia/Kolkata" });
    const begun = begunAt("2026-11-23 11:00", chicago);
    expect(nextStep({ ...begun, used: 1 }, noDate, chicago)?.at).toEqual(new Date("2026-11-26T16:00Z"));
    // Eleven in Chicago was half past ten at night there.
    expect(nextStep({ ...begun, used: 1 }, noDate, kolkata)?.at).toEqual(new Date("2026-11-27T04:30Z"));
  });

  test("a new usual time and other days", () => {
    const context = aPlanContext({
      policy: { time: "14:30", days: [1, 2], parkAfterDays: 4, reopenWithinDays: 7 },
    });
    expect(whatFollows(afterFirst, { context })).toEqual([
      "remind 2026-11-25 14:30",
      "park 2026-11-27 14:30 no_answer",
    ]);
  });

  test("fewer slots than are behind: the case is only parked", () => {
    const context = aPlanContext({ policy: { ...usual.policy, days: [1] } });
    expect(whatFollows(afterFirst, { context })).toEqual(["park 2026-12-01 10:00 no_answer"]);
  });

  test("a holiday that is declared now", () => {
    expect(whatFollows(afterFirst, { context: withHolidays("2026-11-26") })).toEqual([
      "remind 2026-11-27 10:00",
      "remind 2026-12-01 10:00",
      "park 2026-12-02 10:00 no_answer",
    ]);
  });

  test("a usual time that working hours no longer hold waits for them to open", () => {
    const afternoons = aPlanContext({ hours: { from: "13:00", to: "17:00" } });
    expect(whatFollows(anEpisode(), { context: afternoons })[0]).toBe("remind 2026-11-24 13:00");
  });
});

describe("a case that waits for its partner", () => {
  test("is asked about on the eligible day, once more two business days later, and parked two after that", () => {
    expect(whatFollows(aWait())).toEqual([
      "ask_partner 2026-11-26 10:00",
      "ask_partner 2026-11-30 10:00",
      "park 2026-12-02 10:00 partner_silent",
    ]);
  });

  test("skips holidays as everything does", () => {
    expect(whatFollows(aWait(), { context: withHolidays("US") })).toEqual([
      "ask_partner 2026-11-27 10:00",
      "ask_partner 2026-12-01 10:00",
      "park 2026-12-03 10:00 partner_silent",
    ]);
  });

  test("counts from when the question stood, however late", () => {
    const late = aWait({ asked: 1, lastSentAt: "2026-12-04T16:00:00.000Z" });
    expect(whatFollows(late)[0]).toBe("ask_partner 2026-12-08 10:00");
  });

  test("is silent while a question is on its way", () => {
    expect(nextStep(setOut(aWait()), noDate, usual)).toBeNull();
  });
});

describe("reopening", () => {
  test.each([
    ["America/Chicago", "2026-12-01T16:00:00Z", "2026-12-15", "2026-12-16T06:00:00.000Z"],
    ["Asia/Kolkata", "2026-12-01T04:30:00Z", "2026-12-15", "2026-12-15T18:30:00.000Z"],
    // It is Tuesday there already.
    ["Pacific/Auckland", "2026-11-30T21:00:00Z", "2026-12-15", "2026-12-15T11:00:00.000Z"],
    // The clocks go back on the 25th: midnight is an hour later.
    ["Europe/London", "2026-10-20T09:00:00Z", "2026-11-03", "2026-11-04T00:00:00.000Z"],
  ])("in %s, parked at %s, to the end of %s", (zone, parkedAt, until, before) => {
    expect(reopeningAfter(new Date(parkedAt), aPlanContext({ zone }))).toEqual({ until, before });
  });

  const { reopening } = aParked();
  test.each([aParked({ reopening }), aDone({ reopening })])(
    "of a case that is $state is over when its last day is, and then nothing is left to do",
    (nudging) => {
      expect(nextStep(nudging, noDate, usual)).toEqual({
        kind: "close_reopening",
        at: new Date("2026-12-16T00:00:00Z"),
      });
      expect(nextStep({ ...nudging, reopening: null }, noDate, usual)).toBeNull();
    },
  );
});

test.each([neverNudged, aDone()])("nothing is done by itself for a case that is $state", (nudging) => {
  expect(nextStep(nudging, noDate, usual)).toBeNull();
});
