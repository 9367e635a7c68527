import { type Answers, emptyExample, type Example, noAnswers } from "../../src/domain/answers.ts";
import type { Desk, Escalation } from "../../src/domain/escalation.ts";
import { neverNudged } from "../../src/domain/nudging.ts";
import type { Verdict } from "../../src/domain/verdict.ts";
import { createEscalation, type NewEscalation } from "../../src/store/escalations.ts";
import { oweAfterChange } from "../../src/store/owed.ts";

/** A case as one may well be; a test names only what it is about. */

export const anExample: Example = {
  ...emptyExample(1),
  ex_date: "2026-03-10",
  ex_where: "Checkout, staging, order 100042",
  ex_expected: "The tax of the shipping address is shown",
  ex_actual: "The tax of the billing address is shown",
  ex_impact: "12 orders a day are corrected by hand",
  ex_told: "Ticket PART-77",
};

export const someAnswers: Answers = {
  ...noAnswers,
  summary: "Tax is wrong at checkout since the March release",
  concern_type: "quality",
  urgency: "slowing_us",
  partner_company: "Northwind Commerce",
  scope_status: "reread",
  scope_ref: "SOW 3, section 4.2",
  scope_clause: "Taxes follow the shipping address",
  scope_changed: "no",
  contacted: "yes_written",
  first_contact_date: "2026-03-11",
  who_how: "E-mail to their project lead",
  response_state: "no_reply",
  examples: [anExample],
  ask: "joint_call",
  outcome: "A date for the fix that the partner keeps",
  platform: "cloud:2.4.7",
};

export const aVerdict: Verdict = {
  rubric: 1,
  judgedAt: "2026-03-16T09:00:00.000Z",
  level: "almost_ready",
  partnerFirst: null,
  score: 78,
  points: { scope: 25, partner: 22.5, examples: 20, ask: 10.5 },
  caps: [],
  bypass: false,
  examples: [{ key: 1, passes: true, tests: ["date", "expected_and_actual", "where", "impact", "told"] }],
  gaps: [{ code: "need_by_missing", example: null, points: 1.5, minutes: 1 }],
};

/** Who takes the cases of a channel that no route leads to, and that has no group of its own. */
export const aDesk: Desk = { usergroup: null, backup: null, locale: "en", route: null };

export function aNewEscalation(overrides: Partial<NewEscalation> = {}): NewEscalation {
  return {
    id: "case-1",
    draftId: `draft of ${overrides.id ?? "case-1"}`,
    teamId: "T1",
    requesterId: "U1",
    channelId: "C1",
    desk: aDesk,
    locale: "en",
    status: { state: "open" },
    answers: someAnswers,
    verdict: aVerdict,
    sendNote: null,
    nudging: neverNudged,
    ...overrides,
  };
}

/** As it stands in the store. */
export function anEscalation(overrides: Partial<Escalation> = {}): Escalation {
  const at = new Date("2026-03-16T09:00:00.000Z");
  const { draftId: _, ...fresh } = aNewEscalation();
  return {
    ...fresh,
    number: 4,
    coOwnerIds: [],
    proofs: [],
    chase: null,
    nextNudgeAt: null,
    revision: 1,
    createdAt: at,
    updatedAt: at,
    ...overrides,
  };
}

/** As *Send* does: with all that is owed to Slack for it. */
export async function sendCase(
  trx: Parameters<typeof createEscalation>[0],
  given: NewEscalation,
  at: Date,
): Promise<void> {
  const sent = await createEscalation(trx, given, { kind: "sent", actorId: given.requesterId }, at);
  await oweAfterChange(trx, sent, at);
}
