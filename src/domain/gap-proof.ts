import { maxExamples } from "./answers.ts";
import type { Escalation } from "./escalation.ts";
import { type Proof, type ProvableField, provenOf } from "./proof.ts";
import type { Gap, GapCode } from "./verdict.ts";

/** What a message in Slack can do about a gap: say what is missing, or only lead to the form that asks for the rest. */
interface ProofFacts {
  /** The answers that the message joins; none when the gap wants a choice or a date. */
  readonly fields: readonly ProvableField[];
  /** A choice or a date is wanted that no message can make. */
  readonly form: boolean;
}

const text = (...fields: readonly ProvableField[]): ProofFacts => ({ fields, form: false });
const choice = (...fields: readonly ProvableField[]): ProofFacts => ({ fields, form: true });

const facts: Readonly<Record<GapCode, ProofFacts>> = {
  scope_not_reread: choice(),
  scope_document_missing: text("scope_ref"),
  scope_clause_missing: text("scope_clause"),
  scope_change_unweighed: text("scope_timeline"),
  scope_change_unsure: choice(),
  partner_not_told: choice(),
  partner_not_in_writing: choice("who_how"),
  partner_contact_date: choice(),
  partner_who_how: text("who_how"),
  partner_answer_missing: choice("response_quote"),
  partner_words_missing: text("response_quote"),
  plan_date_missing: choice(),
  example_missing: text("ex_where", "ex_actual"),
  example_date: choice(),
  example_expected_actual: text("ex_actual"),
  example_where: text("ex_where"),
  example_impact: text("ex_impact"),
  example_told: text("ex_told"),
  ask_missing: choice(),
  outcome_missing: text("outcome"),
  need_by_missing: choice(),
};

export function proofFactsOf(code: GapCode): ProofFacts {
  return facts[code];
}

/** What a message may be added to. `example`: of which one; null for what is asked once, and for a new one. */
export type ProofTarget = Pick<Gap, "code" | "example">;

const newExample: ProofTarget = { code: "example_missing", example: null };

/**
 * The open gaps, best first, and a new example as long as there is room for one. Whoever had a reason not to tell the
 * partner is not asked whether they told them.
 */
export function proofTargets(
  escalation: Pick<Escalation, "answers" | "proofs" | "verdict" | "sendNote">,
): readonly ProofTarget[] {
  const { verdict, sendNote } = escalation;
  const hasRoom = provenOf(escalation).examples.length < maxExamples;
  const asked = verdict.gaps
    .filter(({ code }) => hasRoom || code !== "example_missing")
    .filter(({ code }) => code !== "partner_not_told" || (sendNote?.reason ?? null) === null)
    .map(({ code, example }) => ({ code, example }));
  const asksForOne = asked.some(({ code }) => code === "example_missing");
  return hasRoom && !asksForOne ? [...asked, newExample] : asked;
}

/** Whether the message is evidence for it already. Of a new example: whether it has made one before. */
export function isProofOf(
  proof: Proof,
  message: Pick<Proof, "channelId" | "ts">,
  { code, example }: ProofTarget,
): boolean {
  const { fields } = facts[code];
  const sameMessage = proof.channelId === message.channelId && proof.ts === message.ts;
  const sameFields = fields.length > 0 && fields.every((field) => proof.fields.includes(field));
  const sameExample = code === "example_missing" || proof.example === example;
  return sameMessage && sameFields && sameExample && proof.state !== "deleted";
}
