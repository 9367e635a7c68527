import { z } from "zod";
import { platforms } from "./adobe-commerce.ts";

/**
 * What the merchant answered. Keys are the field ids of the form (`form.ts`), so that an answer, its block in the
 * modal, its gap and its words are found by one name. A text not given is "", a choice or date not given is null.
 */

export const concernTypes = [
  "missed_deliverable",
  "late",
  "quality",
  "unresponsive",
  "cost_or_change",
  "people_or_skills",
  "handover_or_access",
  "product_or_infrastructure",
  "extension_fault",
  "support_experience",
  "i_am_the_partner",
  "other",
] as const;
export const urgencies = ["outage", "security", "deadline", "slowing_us", "not_urgent"] as const;
export const scopeStatuses = ["reread", "not_reread", "cant_find", "none_exists"] as const;
export const scopeChanges = ["no", "yes_written", "yes_verbal", "not_sure"] as const;
export const contactKinds = ["yes_written", "yes_verbal", "no_chance", "no_contact", "no_worried"] as const;
export const responseStates = [
  "no_reply",
  "unclear",
  "refused",
  "dated_plan",
  "plan_missed",
  "fixed",
] as const;
export const asks = [
  "joint_call",
  "find_partner_executive",
  "introduce_partner_manager",
  "second_opinion",
  "what_is_normal",
  "not_sure",
] as const;

/** A day of a calendar, `YYYY-MM-DD`, without zone or time. */
export const isoDateSchema = z.iso.date();
export type IsoDate = z.infer<typeof isoDateSchema>;

export const maxExamples = 5;

export const exampleSchema = z.object({
  /** Names the example for as long as its draft lives; never reused, so that a removed example leaves no traces in the modal. */
  key: z.int().positive(),
  ex_date: isoDateSchema.nullable(),
  ex_where: z.string(),
  ex_expected: z.string(),
  ex_actual: z.string(),
  ex_impact: z.string(),
  ex_told: z.string(),
});
export type Example = z.infer<typeof exampleSchema>;

export const answersSchema = z.object({
  summary: z.string(),
  concern_type: z.enum(concernTypes).nullable(),
  urgency: z.enum(urgencies).nullable(),
  need_by: isoDateSchema.nullable(),
  partner_company: z.string(),
  scope_status: z.enum(scopeStatuses).nullable(),
  scope_ref: z.string(),
  scope_clause: z.string(),
  scope_changed: z.enum(scopeChanges).nullable(),
  scope_timeline: z.string(),
  contacted: z.enum(contactKinds).nullable(),
  first_contact_date: isoDateSchema.nullable(),
  who_how: z.string(),
  response_state: z.enum(responseStates).nullable(),
  response_quote: z.string(),
  plan_due: isoDateSchema.nullable(),
  partner_view: z.string().default(""),
  examples: z.array(exampleSchema).max(maxExamples),
  ask: z.enum(asks).nullable(),
  outcome: z.string(),
  platform: z.enum(platforms).nullable(),
});
export type Answers = z.infer<typeof answersSchema>;

export const noAnswers: Answers = {
  summary: "",
  concern_type: null,
  urgency: null,
  need_by: null,
  partner_company: "",
  scope_status: null,
  scope_ref: "",
  scope_clause: "",
  scope_changed: null,
  scope_timeline: "",
  contacted: null,
  first_contact_date: null,
  who_how: "",
  response_state: null,
  response_quote: "",
  plan_due: null,
  partner_view: "",
  examples: [],
  ask: null,
  outcome: "",
  platform: null,
};

/** Nothing answered yet: a draft not worth speaking of. */
export function isBlank(answers: Answers): boolean {
  return JSON.stringify(answers) === JSON.stringify(noAnswers);
}

export function emptyExample(key: number): Example {
  return { key, ex_date: null, ex_where: "", ex_expected: "", ex_actual: "", ex_impact: "", ex_told: "" };
}

/** Whether the partner has been told at all, in writing or by voice. */
export function partnerWasTold(answers: Pick<Answers, "contacted">): boolean {
  return answers.contacted === "yes_written" || answers.contacted === "yes_verbal";
}
