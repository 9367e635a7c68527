import { describe, expect, test } from "@jest/globals";
import { isBypassed, isPlanPast, partnerFirst } from "../../src/domain/partner-first.ts";
import { judge } from "../../src/domain/readiness.ts";
import { calendarOf } from "../../src/domain/working-time.ts";
import { fullAnswers } from "../support/an-answer.ts";
import { circumstancesOn, monday, mondayToFriday, on } from "../support/judging.ts";

const thanksgiving = calendarOf({ workingDays: mondayToFriday, holidays: ["US"] });

describe("the partner comes first", () => {
  test.each([
    ["told, an unclear answer", {}, null],
    ["told, no answer chosen", { response_state: null }, null],
    ["fixed", { response_state: "fixed" }, { reason: "partner_fixed" }],
    ["not told", { contacted: "no_chance" }, { reason: "partner_not_told" }],
    ["no contact known", { contacted: "no_contact" }, { reason: "partner_not_told" }],
    ["worried", { contacted: "no_worried" }, { reason: "partner_not_told" }],
    ["not said whether told", { contacted: null }, { reason: "partner_not_told" }],
    [
      "nothing yet, told today",
      { response_state: "no_reply", first_contact_date: monday },
      { reason: "reply_window_open", eligibleOn: "2026-11-26" },
    ],
    [
      "nothing yet, two business days",
      { response_state: "no_reply", first_contact_date: "2026-11-19" },
      { reason: "reply_window_open", eligibleOn: "2026-11-24" },
    ],
    ["nothing yet, three", { response_state: "no_reply", first_contact_date: "2026-11-18" }, null],
    [
      "nothing yet, no date counts as told today",
      { response_state: "no_reply", first_contact_date: null },
      { reason: "reply_window_open", eligibleOn: "2026-11-26" },
    ],
    [
      "nothing yet, a future date counts as told today",
      { response_state: "no_reply", first_contact_date: "2026-12-01" },
      { reason: "reply_window_open", eligibleOn: "2026-11-26" },
    ],
    [
      "a plan due today",
      { response_state: "dated_plan", plan_due: monday },
      { reason: "plan_not_due", eligibleOn: "2026-11-24" },
    ],
    [
      "a plan due next Friday",
      { response_state: "dated_plan", plan_due: "2026-11-27" },
      { reason: "plan_not_due", eligibleOn: "2026-11-30" },
    ],
    ["a plan due last Friday", { response_state: "dated_plan", plan_due: "2026-11-20" }, null],
    ["a plan without a date", { response_state: "dated_plan", plan_due: null }, null],
    ["a plan said to be missed", { response_state: "plan_missed", plan_due: "2026-11-27" }, null],
  ] as const)("%s", (_name, given, expected) => {
    expect(partnerFirst(fullAnswers(given), circumstancesOn(monday))).toEqual(expected);
  });

  test("a close date lets every gate open but the one for what is fixed", () => {
    const close = { urgency: "deadline", need_by: "2026-11-30" } as const;
    const gates = [
      { contacted: "no_chance" },
      { response_state: "no_reply", first_contact_date: monday },
      { response_state: "dated_plan", plan_due: "2026-11-27" },
    ] as const;
    for (const gate of gates) {
      expect(partnerFirst(fullAnswers({ ...gate, ...close }), circumstancesOn(monday))).toBeNull();
    }
    expect(partnerFirst(fullAnswers({ response_state: "fixed", ...close }), circumstancesOn(monday))).toEqual(
      {
        reason: "partner_fixed",
      },
    );
  });

  test("an answer kept from when the partner counted as told is not judged", () => {
    const verdict = judge(fullAnswers({ contacted: "no_chance", response_state: "fixed" }), on(monday));
    expect(verdict.partnerFirst).toEqual({ reason: "partner_not_told" });
  });

  test("a holiday moves the date on which the silence has lasted", () => {
    const answers = fullAnswers({ response_state: "no_reply", first_contact_date: monday });
    expect(partnerFirst(answers, circumstancesOn(monday, { calendar: thanksgiving }))).toEqual({
      reason: "reply_window_open",
      eligibleOn: "2026-11-27",
    });
  });

  test("the days a partner is given are a setting", () => {
    const answers = fullAnswers({ response_state: "no_reply", first_contact_date: "2026-11-18" });
    expect(partnerFirst(answers, circumstancesOn(monday, { partnerReplyDays: 4 }))).toEqual({
      reason: "reply_window_open",
      eligibleOn: "2026-11-24",
    });
  });

  test("on the eligible date the gate is open", () => {
    const answers = fullAnswers({ response_state: "no_reply", first_contact_date: monday });
    expect(partnerFirst(answers, circumstancesOn("2026-11-25"))).not.toBeNull();
    expect(partnerFirst(answers, circumstancesOn("2026-11-26"))).toBeNull();
  });

  test("the window counts days where the requester is: in Kolkata it is already Thursday", () => {
    const answers = fullAnswers({ response_state: "no_reply", first_contact_date: monday });
    const now = new Date("2026-11-25T20:00:00Z");
    expect(judge(answers, on(monday, { now, zone: "UTC" })).partnerFirst).not.toBeNull();
    expect(judge(answers, on(monday, { now, zone: "Asia/Kolkata" })).partnerFirst).toBeNull();
  });
});

describe("a fixed date is close", () => {
  test.each([
    ["deadline", "2026-11-23", true],
    ["deadline", "2026-11-22", false],
    ["deadline", "2026-11-30", true],
    ["deadline", "2026-12-01", false],
    ["deadline", null, false],
    ["slowing_us", "2026-11-24", false],
    [null, "2026-11-24", false],
  ] as const)("%s with %s: %p", (urgency, need_by, expected) => {
    expect(isBypassed({ urgency, need_by }, circumstancesOn(monday))).toBe(expected);
  });

  test("the weekend after the fifth business day is still five business days away", () => {
    const sunday = { urgency: "deadline", need_by: "2026-11-29" } as const;
    expect(isBypassed(sunday, circumstancesOn("2026-11-20"))).toBe(true);
    expect(isBypassed({ ...sunday, need_by: "2026-11-30" }, circumstancesOn("2026-11-20"))).toBe(false);
  });

  test("a holiday brings a date closer in business days", () => {
    const tuesday = { urgency: "deadline", need_by: "2026-12-01" } as const;
    expect(isBypassed(tuesday, circumstancesOn(monday, { calendar: thanksgiving }))).toBe(true);
  });
});

test.each([
  ["2026-11-20", "2026-11-20", false],
  ["2026-11-20", "2026-11-22", false],
  ["2026-11-20", "2026-11-23", true],
  ["2026-11-21", "2026-11-22", false],
  ["2026-11-21", "2026-11-23", true],
])("a plan due on %s is past on %s: %p", (due, today, expected) => {
  expect(isPlanPast(due, circumstancesOn(today))).toBe(expected);
});
