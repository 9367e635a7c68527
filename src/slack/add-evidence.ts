import type { ChangeKind } from "../domain/case-events.ts";
import { owedAfterEvidence } from "../domain/delivery.ts";
import type { Escalation } from "../domain/escalation.ts";
import { afterEvidence } from "../domain/nudging-moves.ts";
import { proven } from "../domain/proof.ts";
import type { EventDetails } from "../store/audit.ts";
import { changeOrUndo, type EscalationChange } from "../store/escalations.ts";
import { owe, oweAfterChange } from "../store/owed.ts";
import { planContextOf } from "../store/plan-contexts.ts";
import type { SlackDeps } from "./deps.ts";
import { judgeFor } from "./draft-screen.ts";

/** Evidence joins a case: it is judged again, what asked for it is over, and the thread is told what that did. */

export type Trx = Parameters<typeof oweAfterChange>[0];
export type Evidence =
  Required<Pick<EscalationChange, "answers">> | Required<Pick<EscalationChange, "proofs">>;

export interface EvidenceStory {
  readonly kind: Extract<ChangeKind, "evidence_added" | "proof_added" | "proof_edited">;
  readonly actorId: string | null;
  /** Besides what it did to the verdict. */
  readonly details: EventDetails;
}

export async function addEvidence(
  trx: Trx,
  deps: SlackDeps,
  before: Escalation,
  evidence: Evidence,
  { kind, actorId, details }: EvidenceStory,
): Promise<Escalation> {
  const at = deps.now();
  const verdict = await judgedWith(trx, deps, before, evidence);
  const nudging = afterEvidence(before.nudging, { ...before, verdict }, at);
  const { level, score } = verdict;
  const saved = await changeOrUndo(
    trx,
    before,
    { ...evidence, verdict, nudging },
    { kind, actorId, details: { ...details, level, score } },
    at,
  );
  await oweAfterChange(trx, saved, at);
  const answer = owedAfterEvidence(before, saved);
  if (answer) await owe(trx, saved, answer, at);
  return saved;
}

/** The verdict in the requester's own day, whoever brings the evidence. */
export async function judgedWith(trx: Trx, deps: SlackDeps, before: Escalation, evidence: Evidence) {
  const { answers, proofs } = { ...before, ...evidence };
  const { zone } = await planContextOf(trx, before, deps.settings);
  return judgeFor(proven(answers, proofs), { zone }, deps);
}
