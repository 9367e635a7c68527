import { describe, expect, test } from "@jest/globals";
import type { Answers } from "../../src/domain/answers.ts";
import { assess } from "../../src/domain/assessment.ts";
import type { Points } from "../../src/domain/points.ts";
import { answersWith, exampleWith, fullAnswers, perfectExample } from "../support/an-answer.ts";
import { circumstancesOn, monday } from "../support/judging.ts";

type Row = readonly [given: Partial<Answers>, points: number];

const good = "Section 4.2, ten days more";

/** The rows of the table “Points (100)”; points are those of the row alone. */
const rows: Record<string, { readonly of: keyof Points; readonly rows: readonly Row[] }> = {
  A1: {
    of: "scopeStatus",
    rows: [
      [{ scope_status: "reread" }, 10],
      [{ scope_status: "none_exists" }, 5],
      [{ scope_status: "not_reread" }, 4],
      [{ scope_status: "cant_find" }, 2],
      [{ scope_status: null }, 0],
    ],
  },
  A2: {
    of: "scopeProof",
    rows: [
      [{ scope_status: "reread", scope_ref: "SOW1" }, 3],
      [{ scope_status: "reread", scope_ref: "SOW" }, 0],
      [{ scope_status: "reread", scope_clause: "4.2 orders" }, 6],
      [{ scope_status: "reread", scope_clause: "4.2 order" }, 0],
      [{ scope_status: "reread", scope_clause: "orders in the ERP" }, 0],
      [{ scope_status: "none_exists", scope_ref: "the offer", scope_clause: good }, 9],
      [{ scope_status: "not_reread", scope_ref: "the offer", scope_clause: good }, 9],
      [{ scope_status: "cant_find", scope_ref: "the offer", scope_clause: good }, 0],
      [{ scope_status: null, scope_ref: "the offer", scope_clause: good }, 0],
    ],
  },
  A3: {
    of: "scopeChange",
    rows: [
      [{ scope_changed: "no" }, 6],
      [{ scope_changed: "yes_written", scope_timeline: "10 days on" }, 6],
      [{ scope_changed: "yes_written", scope_timeline: "10 days o" }, 2],
      [{ scope_changed: "yes_verbal", scope_timeline: "10 days on" }, 4],
      [{ scope_changed: "yes_verbal", scope_timeline: "" }, 2],
      [{ scope_changed: "not_sure", scope_timeline: good }, 0],
      [{ scope_changed: null, scope_timeline: good }, 0],
    ],
  },
  B1: {
    of: "contact",
    rows: [
      [{ contacted: "yes_written" }, 10],
      [{ contacted: "yes_verbal" }, 5],
      [{ contacted: "no_chance" }, 0],
      [{ contacted: "no_contact" }, 0],
      [{ contacted: "no_worried" }, 0],
      [{ contacted: null }, 0],
    ],
  },
  B2: {
    of: "whoAndHow",
    rows: [
      [{ contacted: "yes_written", who_how: "Priya Rama" }, 3],
      [{ contacted: "yes_written", who_how: "Priya Ram" }, 0],
      [{ contacted: "yes_verbal", who_how: "priya@northwind" }, 5],
      [{ contacted: "yes_written", who_how: "Priya, NWD-398" }, 5],
      [{ contacted: "yes_written", who_how: "NWD-398" }, 0],
      [{ contacted: "no_chance", who_how: "Priya, NWD-398" }, 0],
    ],
  },
  B3: {
    of: "timeToAnswer",
    rows: [
      [{ contacted: "yes_written", first_contact_date: "2026-11-18" }, 10],
      [{ contacted: "yes_verbal", first_contact_date: "2020-01-01" }, 10],
      [{ contacted: "yes_written", first_contact_date: "2026-11-19" }, 5],
      [{ contacted: "yes_written", first_contact_date: "2026-11-20" }, 5],
      // Told on Sunday: Monday is the first business day after.
      [{ contacted: "yes_written", first_contact_date: "2026-11-22" }, 5],
      [{ contacted: "yes_written", first_contact_date: "2026-11-23" }, 0],
      [{ contacted: "yes_written", first_contact_date: "2026-11-24" }, 0],
      [{ contacted: "yes_written", first_contact_date: null }, 0],
      [{ contacted: "no_chance", first_contact_date: "2026-11-03" }, 0],
    ],
  },
  B4: {
    of: "answer",
    rows: [
      [{ contacted: "yes_written", response_state: "no_reply", first_contact_date: "2026-11-18" }, 10],
      [{ contacted: "yes_written", response_state: "no_reply", first_contact_date: "2026-11-19" }, 0],
      [{ contacted: "yes_written", response_state: "no_reply", first_contact_date: null }, 0],
      [{ contacted: "yes_written", response_state: "unclear", response_quote: "circle back" }, 10],
      [{ contacted: "yes_written", response_state: "unclear", response_quote: "..." }, 5],
      [{ contacted: "yes_written", response_state: "refused", response_quote: "not in scope" }, 10],
      [{ contacted: "yes_written", response_state: "refused" }, 5],
      [{ contacted: "yes_written", response_state: "plan_missed", plan_due: "2026-11-20" }, 10],
      [{ contacted: "yes_written", response_state: "plan_missed", plan_due: "2026-11-23" }, 5],
      [{ contacted: "yes_written", response_state: "plan_missed", plan_due: null }, 5],
      [{ contacted: "yes_written", response_state: "dated_plan", plan_due: "2026-11-23" }, 3],
      [{ contacted: "yes_written", response_state: "dated_plan", plan_due: "2026-12-23" }, 3],
      [{ contacted: "yes_written", response_state: "dated_plan", plan_due: "2026-11-20" }, 10],
      // Without a date it is an unclear answer; its words are not asked for, so they do not count.
      [{ contacted: "yes_written", response_state: "dated_plan", response_quote: "circle back" }, 5],
      [{ contacted: "yes_written", response_state: "fixed" }, 0],
      [{ contacted: "yes_written", response_state: null }, 0],
      [{ contacted: "no_chance", response_state: "unclear", response_quote: "circle back" }, 0],
    ],
  },
  D2: {
    of: "wish",
    rows: [
      [{ ask: "what_is_normal" }, 3],
      [{ ask: "not_sure" }, 0],
      [{ ask: null }, 0],
      [{ outcome: "All orders in 5 min." }, 3],
      [{ outcome: "All orders in 5 min" }, 0],
      [{ need_by: "2026-11-23" }, 2],
      [{ need_by: "2026-11-22" }, 0],
      [{ ask: "joint_call", outcome: "All orders in 5 min.", need_by: "2027-01-01" }, 8],
    ],
  },
};

describe.each(Object.entries(rows))("%s", (_row, { of, rows: cases }) => {
  test.each(cases)("%j brings %p", (given, points) => {
    expect(assess(answersWith(given), circumstancesOn(monday)).points[of] / 10).toBe(points);
  });
});

describe("C: the best three examples", () => {
  const perfect = perfectExample();
  const dateOnly = exampleWith({ ex_date: monday });
  const two = { ...dateOnly, ex_impact: perfect.ex_impact };
  const fourWithoutDate = { ...perfect, ex_date: null };
  const fourPassing = { ...perfect, ex_told: "" };
  test.each([
    ["none", [], 0],
    ["an empty one", [exampleWith()], 0],
    ["one perfect", [perfect], 13],
    ["one with four of five", [fourPassing], 13],
    ["two passing", [perfect, fourPassing], 20],
    ["three passing", [perfect, perfect, perfect], 25],
    ["five passing count as three", [perfect, perfect, perfect, perfect, perfect], 25],
    ["one with one test", [dateOnly], 1.3],
    ["one with four tests but no date", [fourWithoutDate], 5.2],
    ["the passing one takes the first slot wherever it stands", [fourWithoutDate, perfect], 15.8],
    ["then by tests passed", [dateOnly, two, fourWithoutDate], 5.2 + 1.4 + 0.5],
    ["the worst of four is left out", [dateOnly, two, perfect, fourWithoutDate], 13 + 2.8 + 1],
  ])("%s: %p brings %p", (_name, examples, points) => {
    expect(assess(answersWith({ examples }), circumstancesOn(monday)).points.examples / 10).toBeCloseTo(
      points,
      10,
    );
  });
});

test("D1: an impact counts in any example, also in one that fails or stands fifth", () => {
  const impact = exampleWith({ ex_impact: "41 orders" });
  const points = (answers: Answers) => assess(answers, circumstancesOn(monday)).points.impact / 10;
  expect(points(answersWith({ examples: [impact] }))).toBe(7);
  expect(points(answersWith({ examples: [1, 2, 3, 4].map(() => exampleWith()).concat(impact) }))).toBe(7);
  expect(points(answersWith({ examples: [perfectExample(1, { ex_impact: "huge" })] }))).toBe(0);
});

test("everything given makes 100: scope 25, partner 35, examples 25, impact and wish 15", () => {
  const { points, fortieths } = assess(fullAnswers(), circumstancesOn(monday));
  expect(points).toEqual({
    scopeStatus: 100,
    scopeProof: 90,
    scopeChange: 60,
    contact: 100,
    whoAndHow: 50,
    timeToAnswer: 100,
    answer: 100,
    examples: 250,
    impact: 70,
    wish: 80,
  });
  expect(fortieths).toBe(4000);
});
