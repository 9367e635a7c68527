import { z } from "zod";
import { isoDateSchema } from "./answers.ts";

/**
 * What the rubric says of a case: computed at a change, stored with the case, and read by review, card, nudge and
 * export alike. Codes only; the words are in `text/`.
 */

export const levels = ["ready", "almost_ready", "not_ready"] as const;
export type Level = (typeof levels)[number];

export const caps = ["no_passing_example", "scope_not_reread", "tell_partner_now"] as const;
export type Cap = (typeof caps)[number];

export const partnerFirstReasons = [
  "partner_fixed",
  "partner_not_told",
  "reply_window_open",
  "plan_not_due",
] as const;
export type PartnerFirstReason = (typeof partnerFirstReasons)[number];

export const exampleTests = ["date", "expected_and_actual", "where", "impact", "told"] as const;
export type ExampleTest = (typeof exampleTests)[number];

export const gapCodes = [
  "scope_not_reread",
  "scope_document_missing",
  "scope_clause_missing",
  "scope_change_unweighed",
  "scope_change_unsure",
  "partner_not_told",
  "partner_not_in_writing",
  "partner_contact_date",
  "partner_who_how",
  "partner_answer_missing",
  "partner_words_missing",
  "plan_date_missing",
  "example_missing",
  "example_date",
  "example_expected_actual",
  "example_where",
  "example_impact",
  "example_told",
  "ask_missing",
  "outcome_missing",
  "need_by_missing",
] as const;
export type GapCode = (typeof gapCodes)[number];

export const gapSchema = z.object({
  code: z.enum(gapCodes),
  /** The `key` of the example meant, for the `example_…` gaps of one example. */
  example: z.int().positive().nullable(),
  /** Points closing it would bring now, of 100; not rounded. */
  points: z.number().nonnegative(),
  minutes: z.int().positive(),
});
export type Gap = z.infer<typeof gapSchema>;

export const verdictSchema = z.object({
  rubric: z.literal(1),
  judgedAt: z.iso.datetime(),
  /** The level the evidence earns, caps applied. While `partnerFirst` stands it is not shown: that replaces it. */
  level: z.enum(levels),
  partnerFirst: z
    .discriminatedUnion("reason", [
      z.object({ reason: z.literal("partner_fixed") }),
      z.object({ reason: z.literal("partner_not_told") }),
      z.object({ reason: z.literal("reply_window_open"), eligibleOn: isoDateSchema }),
      z.object({ reason: z.literal("plan_not_due"), eligibleOn: isoDateSchema }),
    ])
    .nullable(),
  /** 0 to 100, rounded half up. */
  score: z.int().min(0).max(100),
  /** Points by heading before rounding: scope 25, partner 35, examples 25, impact and ask 15. */
  points: z.object({ scope: z.number(), partner: z.number(), examples: z.number(), ask: z.number() }),
  caps: z.array(z.enum(caps)),
  /** A fixed date is close: waiting for the partner is not asked for. */
  bypass: z.boolean(),
  /** Every example in the order given, with the tests it passes. */
  examples: z.array(
    z.object({ key: z.int().positive(), passes: z.boolean(), tests: z.array(z.enum(exampleTests)) }),
  ),
  /** Everything missing, best first. */
  gaps: z.array(gapSchema),
});
export type Verdict = z.infer<typeof verdictSchema>;

/** Nothing more is asked for, whatever points are still to be had. */
export function isReady(verdict: Pick<Verdict, "partnerFirst" | "level">): boolean {
  return verdict.partnerFirst === null && verdict.level === "ready";
}
