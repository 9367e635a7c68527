import { type Answers, emptyExample, type Example, noAnswers } from "../../src/domain/answers.ts";

/** Answers of nobody in particular: nothing given but what a test names. */
export function answersWith(given: Partial<Answers> = {}): Answers {
  return { ...noAnswers, ...given };
}

/** An example that passes all five tests on and after 2026-11-16, until it is two years old. */
export function perfectExample(key = 1, given: Partial<Example> = {}): Example {
  return {
    key,
    ex_date: "2026-11-16",
    ex_where: "NWD-398, order #000018233",
    ex_expected: "The order appears in the ERP within 5 minutes.",
    ex_actual: "The order never reached the ERP and nobody was warned.",
    ex_impact: "41 orders typed again by hand",
    ex_told: "Priya Raman, 16 Nov",
    ...given,
  };
}

/** An example of which nothing is given but what a test names. */
export function exampleWith(given: Partial<Example> = {}): Example {
  return { ...emptyExample(1), ...given };
}

/** Everything the rubric asks for, judged from 2026-11-23 on: 100 points, the partner's answer unclear. */
export function fullAnswers(given: Partial<Answers> = {}): Answers {
  return {
    summary: "Orders do not reach the ERP",
    concern_type: "missed_deliverable",
    urgency: "slowing_us",
    need_by: "2026-12-18",
    partner_company: "Northwind Digital",
    scope_status: "reread",
    scope_ref: "SOW v1.3 signed 2026-04-02",
    scope_clause: "Section 4.2: two-way order sync",
    scope_changed: "no",
    scope_timeline: "",
    contacted: "yes_written",
    first_contact_date: "2026-11-03",
    who_how: "Priya Raman, NWD-398",
    response_state: "unclear",
    response_quote: "We will circle back next sprint.",
    plan_due: null,
    partner_view: "",
    examples: [perfectExample(1), perfectExample(2), perfectExample(3)],
    ask: "joint_call",
    outcome: "A dated recovery plan with a named owner",
    platform: "cloud:2.4.7",
    ...given,
  };
}
