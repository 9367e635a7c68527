import { describe, expect, test } from "@jest/globals";
import { fc } from "../support/drawn.ts";
import {
  afterCardStands,
  afterChaseStep,
  afterMove,
  type Chase,
  type ChaseContext,
  isUnclaimed,
  nextChaseStep,
  putOffCall,
  putOffTelling,
} from "../../src/domain/chase.ts";
import { type CaseStatus, caseStatusSchema } from "../../src/domain/escalation.ts";
import { calendarOf, isWorkingTime } from "../../src/domain/working-time.ts";

/** When it is said that nobody has taken a case, to whom, and how often. */

const context: ChaseContext = {
  zone: "UTC",
  requesterZone: "America/Chicago",
  calendar: calendarOf({ workingDays: ["mon", "tue", "wed", "thu", "fri"], holidays: ["2026-12-25"] }),
  hours: { from: "09:00", to: "17:30" },
  withinDays: 1,
};
const withBackup = { backup: "S0BACKUP1" };
const alone = { backup: null };
const chaseFrom = (since: string, given: Partial<Chase> = {}): Chase => ({
  since: `${since}:00.000Z`,
  said: 0,
  told: false,
  ...given,
});
const at = (time: string) => new Date(`${time}:00.000Z`);
const monday = "2026-11-23T11:00";

describe("one business day after the card could be seen, in working hours", () => {
  test.each([
    ["on Monday at eleven", monday, "2026-11-24T11:00"],
    ["on Friday at five", "2026-11-27T17:00", "2026-11-30T17:00"],
    ["on Friday evening: first seen on Monday", "2026-11-27T20:00", "2026-12-01T09:00"],
    ["on Saturday", "2026-11-28T11:00", "2026-12-01T09:00"],
    ["early on Monday", "2026-11-23T06:00", "2026-11-24T09:00"],
    ["before a holiday", "2026-12-24T12:00", "2026-12-28T12:00"],
  ])("a card that stood %s", (_, since, expected) => {
    expect(nextChaseStep(chaseFrom(since), withBackup, context, at(since))).toEqual({
      kind: "call",
      said: 1,
      at: at(expected),
    });
  });

  test("the setting counts in business days", () => {
    const step = nextChaseStep(chaseFrom(monday), withBackup, { ...context, withinDays: 3 }, at(monday));
    expect(step?.at).toEqual(at("2026-11-26T11:00"));
  });

  test.each([
    ["begins", "2026-03-27T11:00", "2026-03-30T10:00"],
    ["ends", "2026-10-23T10:00", "2026-10-26T11:00"],
  ])("a day that summer time %s is a day by the clock on the wall", (_, since, expected) => {
    const london = { ...context, zone: "Europe/London" };
    expect(nextChaseStep(chaseFrom(since), withBackup, london, at(since))?.at).toEqual(at(expected));
  });

  test("an hour that summer time skips is over when the clocks have gone on", () => {
    const nights = {
      ...context,
      zone: "Europe/London",
      calendar: calendarOf({ workingDays: ["sat", "sun", "mon"], holidays: [] }),
      hours: { from: "00:00", to: "06:00" },
    };
    const saturday = "2026-03-28T01:30";
    // Half past one is skipped; it is two o'clock in summer time.
    expect(nextChaseStep(chaseFrom(saturday), withBackup, nights, at(saturday))?.at).toEqual(
      at("2026-03-29T01:00"),
    );
  });
});

describe("who is next", () => {
  const tuesday = "2026-11-24T11:00";
  const wednesday = "2026-11-25T11:00";
  const nextMonday = "2026-11-30T11:00";
  test.each<[string, Partial<Chase>, { readonly backup: string | null }, string, unknown]>([
    ["the CSMs", {}, withBackup, tuesday, { kind: "call", said: 1, at: at(tuesday) }],
    ["then the backup", { said: 1 }, withBackup, tuesday, { kind: "call", said: 2, at: at(wednesday) }],
    [
      "then the requester, in their own hours",
      { said: 2 },
      withBackup,
      wednesday,
      // Nine in Chicago.
      { kind: "tell", at: at("2026-11-25T15:00") },
    ],
    ["then nobody", { said: 2, told: true }, withBackup, nextMonday, null],
    [
      "without a backup the requester after the CSMs, no sooner than otherwise",
      { said: 1 },
      alone,
      tuesday,
      { kind: "tell", at: at("2026-11-25T15:00") },
    ],
    ["without a backup nobody after the requester", { said: 1, told: true }, alone, nextMonday, null],
    [
      "both groups at once when both were missed",
      {},
      withBackup,
      nextMonday,
      { kind: "call", said: 2, at: at(nextMonday) },
    ],
    [
      "the CSMs alone when they were missed and there is no backup",
      {},
      alone,
      nextMonday,
      { kind: "call", said: 1, at: at(nextMonday) },
    ],
    [
      "at the next opening, when it was missed until after hours",
      {},
      withBackup,
      "2026-11-24T18:00",
      { kind: "call", said: 1, at: at("2026-11-25T09:00") },
    ],
    [
      "the requester at the next opening of theirs, when that was missed",
      { said: 2 },
      withBackup,
      "2026-11-28T11:00",
      { kind: "tell", at: at("2026-11-30T15:00") },
    ],
  ])("%s", (_, given, desk, now, expected) => {
    expect(nextChaseStep(chaseFrom(monday, given), desk, context, at(now))).toEqual(expected);
  });

  test("whenever it is looked at, it comes to an end, each step once and in the hours of whom it is for", () => {
    const instant = fc.date({
      min: new Date("2026-01-01T00:00:00Z"),
      max: new Date("2027-12-31T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        instant,
        fc.array(fc.integer({ min: 0, max: 5 * 24 * 60 }), { maxLength: 8 }),
        fc.constantFrom(withBackup, alone),
        fc.constantFrom("UTC", "Asia/Kolkata", "America/Sao_Paulo"),
        (since, delays, desk, zone) => {
          const whose = { ...context, zone };
          let chase: Chase = { since: since.toISOString(), said: 0, told: false };
          let now = since;
          const done: string[] = [];
          for (let looks = 0; looks < 10; looks += 1) {
            const step = nextChaseStep(chase, desk, whose, now);
            if (!step) break;
            expect(step.at >= now).toBe(true);
            const hoursOf = step.kind === "tell" ? whose.requesterZone : zone;
            expect(isWorkingTime(step.at, hoursOf, whose.calendar, whose.hours)).toBe(true);
            done.push(step.kind === "tell" ? "tell" : `call ${step.said}`);
            chase = afterChaseStep(chase, step);
            now = new Date(step.at.getTime() + (delays[looks] ?? 0) * 60_000);
          }
          expect(nextChaseStep(chase, desk, whose, now)).toBeNull();
          expect(done.at(-1)).toBe("tell");
          expect(new Set(done).size).toBe(done.length);
          expect(done.includes("call 2")).toBe(desk.backup !== null);
        },
      ),
    );
  });
});

describe("what the case does to it", () => {
  const act = { by: "U1", at: "2026-11-24T09:00:00.000Z" };
  const open: CaseStatus = { state: "open" };
  const acknowledged: CaseStatus = { state: "acknowledged", ...act };
  const returned: CaseStatus = { state: "returned", reason: "No example", ...act };
  const closed = caseStatusSchema.parse({ state: "closed", as: "resolved", note: "", ...act });
  const waiting: CaseStatus = { state: "waiting_partner" };
  const standing = chaseFrom(monday, { said: 2, told: true });
  const now = at("2026-11-26T10:00");
  const anew = chaseFrom("2026-11-26T10:00");

  test.each<[string, CaseStatus, Chase | null, CaseStatus, Chase | null]>([
    ["is taken", open, standing, acknowledged, null],
    ["is returned", open, standing, returned, null],
    ["is closed", open, standing, closed, null],
    ["stays open", open, standing, open, standing],
    ["is sent again", returned, null, open, anew],
    ["is reopened", closed, null, open, anew],
    ["goes back to the partner", closed, null, waiting, null],
    ["is sent at last, when its card does not stand yet", waiting, null, open, null],
  ])("a case that %s", (_, status, chase, after, expected) => {
    expect(afterMove({ status, chase }, after, now)).toEqual(expected);
  });

  test.each<[string, CaseStatus, Chase | null, Chase | null]>([
    ["begins it", open, null, anew],
    ["a second time does not begin it anew", open, standing, standing],
    ["of a case that was withdrawn on its way does not", closed, null, null],
  ])("a card that stands %s", (_, status, chase, expected) => {
    expect(afterCardStands({ status, chase }, now)).toEqual(expected);
  });

  test.each<[string, CaseStatus, string, boolean]>([
    ["open since then", open, standing.since, true],
    ["open since another time", open, anew.since, false],
    ["taken", acknowledged, standing.since, false],
  ])("a case that is %s is unclaimed or not", (_, status, since, expected) => {
    expect(isUnclaimed({ status, chase: standing }, since)).toBe(expected);
  });
});

test("what was put off comes again as if it had not been said, and what was said since stays said", () => {
  const both = chaseFrom(monday, { said: 2, told: true });
  expect(putOffCall(both, { from: 0, said: 2 })).toEqual({ ...both, said: 0 });
  expect(putOffCall(both, { from: 0, said: 1 })).toEqual(both);
  expect(putOffTelling(both)).toEqual({ ...both, told: false });
});
