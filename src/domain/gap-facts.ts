import type { FieldId, Step } from "./form.ts";
import type { GapCode } from "./verdict.ts";

/** Where each gap is closed and what that takes: rubric 1, “Gaps”. */
export interface GapFacts {
  /** The first is the one to open. For a further example: the first field of an empty one. */
  readonly fields: readonly [FieldId, ...FieldId[]];
  /** The heading of the points it brings. */
  readonly group: Exclude<Step, "situation">;
  readonly minutes: number;
}

/** In the order of the form. */
export const gapFacts = {
  need_by_missing: { fields: ["need_by"], group: "ask", minutes: 1 },

  scope_not_reread: { fields: ["scope_status"], group: "scope", minutes: 15 },
  scope_document_missing: { fields: ["scope_ref"], group: "scope", minutes: 1 },
  scope_clause_missing: { fields: ["scope_clause"], group: "scope", minutes: 5 },
  scope_change_unsure: { fields: ["scope_changed"], group: "scope", minutes: 3 },
  scope_change_unweighed: { fields: ["scope_timeline"], group: "scope", minutes: 3 },

  partner_not_told: { fields: ["contacted"], group: "partner", minutes: 5 },
  partner_not_in_writing: { fields: ["contacted"], group: "partner", minutes: 5 },
  partner_contact_date: { fields: ["first_contact_date"], group: "partner", minutes: 1 },
  partner_who_how: { fields: ["who_how"], group: "partner", minutes: 1 },
  partner_answer_missing: { fields: ["response_state"], group: "partner", minutes: 1 },
  partner_words_missing: { fields: ["response_quote"], group: "partner", minutes: 2 },
  plan_date_missing: { fields: ["plan_due"], group: "partner", minutes: 1 },

  example_date: { fields: ["ex_date"], group: "examples", minutes: 1 },
  example_where: { fields: ["ex_where"], group: "examples", minutes: 2 },
  example_expected_actual: { fields: ["ex_expected", "ex_actual"], group: "examples", minutes: 3 },
  example_impact: { fields: ["ex_impact"], group: "examples", minutes: 3 },
  example_told: { fields: ["ex_told"], group: "examples", minutes: 1 },
  example_missing: { fields: ["ex_date"], group: "examples", minutes: 5 },

  ask_missing: { fields: ["ask"], group: "ask", minutes: 1 },
  outcome_missing: { fields: ["outcome"], group: "ask", minutes: 2 },
} as const satisfies Record<GapCode, GapFacts>;
