import type { GapCode } from "../../domain/verdict.ts";

/** What is missing, of any case: a few words each. */
const missing: Record<GapCode, string> = {
  scope_not_reread: "re-reading the scope document",
  scope_document_missing: "which scope document",
  scope_clause_missing: "the clause or deliverable",
  scope_change_unweighed: "what a change did to the dates",
  scope_change_unsure: "whether the scope changed",
  partner_not_told: "telling the partner",
  partner_not_in_writing: "telling the partner in writing",
  partner_contact_date: "when the partner was told",
  partner_who_how: "who was told, and where it is written",
  partner_answer_missing: "what the partner answered",
  partner_words_missing: "the partner's words",
  plan_date_missing: "the date the partner gave",
  example_missing: "a further example",
  example_date: "when an example happened",
  example_expected_actual: "expected and actual in an example",
  example_where: "where an example can be seen",
  example_impact: "what an example cost",
  example_told: "who was told of an example",
  ask_missing: "what would help most",
  outcome_missing: "what fixed would look like",
  need_by_missing: "by when it is needed",
};

/** The week of a channel, and the figures of longer. */
export const report = {
  digestHeading: (span: string) => `The week here: ${span}`,
  reportHeading: (channel: string, span: string) => `Figures of ${channel}: ${span}`,
  toNow: (from: string) => `since ${from}`,
  needDecision: (count: number) =>
    count === 1 ? "1 case needs a decision" : `${count} cases need a decision`,
  noDecision: "No case needs a decision.",
  needBy: (day: string) => `needed by ${day}`,
  notTaken: "nobody has it",
  notTakenSince: (day: string) => `nobody has it, since ${day}`,
  parked: "parked, for its requester did not answer",
  moreDecisions: (count: number, command: string) => `And ${count} more: ${command} list open`,
  avoided: "Avoided",
  ready: "Ready",
  opened: "Opened",
  resolved: "Resolved",
  waiting: "Waiting for their partner now",
  timeToReady: "Median time to Ready",
  atOnce: "at once",
  underAnHour: "under an hour",
  hours: (count: number) => (count === 1 ? "1 hour" : `${count} hours`),
  days: (count: number) => `${count} days`,
  missingMost: "Most often missing",
  missing,
  byWeek: "Cases by week",
  week: "Week",
  weekBegins: "Week that begins on",
  counted:
    "Counted from the histories of the cases, erased ones too. What was reopened counts neither as avoided nor as resolved.",
  onlyCsm: (command: string) =>
    `These figures are for those who take the cases of a channel. Your own cases: ${command} list`,
  weeksAllowed: (most: number) => `Please name a number of weeks from 1 to ${most}.`,
  leftOut: (channels: string) => `Left out, for you have too many channels: ${channels}.`,
};
