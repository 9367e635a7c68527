import { type Answers, emptyExample, noAnswers } from "../../domain/answers.ts";
import type { Subject } from "./a-drawn-case.ts";

/** A case that nobody has, for whoever wants to see what it looks like. */

const answers: Answers = {
  ...noAnswers,
  summary: "Tax is wrong at checkout since the March release",
  concern_type: "quality",
  urgency: "slowing_us",
  partner_company: "Example Partner",
  scope_status: "reread",
  scope_ref: "SOW 3, section 4.2",
  scope_clause: "Taxes follow the shipping address",
  scope_changed: "no",
  contacted: "yes_written",
  first_contact_date: "2026-11-02",
  who_how: "E-mail to their project lead",
  response_state: "no_reply",
  examples: [1, 2].map((key) => ({
    ...emptyExample(key),
    ex_date: "2026-11-10",
    ex_where: "Checkout, staging",
    ex_expected: "The tax of the shipping address is shown",
    ex_actual: "The tax of the billing address is shown",
    ex_impact: "12 orders a day are corrected by hand",
    ex_told: "In a ticket",
  })),
  ask: "joint_call",
  outcome: "A date for the fix that the partner keeps",
  platform: "cloud:2.4.7",
};

export const sample: Subject = {
  answers,
  someone: "Example Person",
  sendNote: { reason: null, sentence: "The sale starts next week." },
};
