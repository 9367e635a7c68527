import type { Escalation } from "../domain/escalation.ts";
import { afterEvidenceChanged } from "../domain/nudging-moves.ts";
import { followed, isStanding, type MessageContent } from "../domain/proof.ts";
import { isReady } from "../domain/verdict.ts";
import { changeOrUndo, findEscalation, listByProof } from "../store/escalations.ts";
import { decideInTurn } from "../store/transactions.ts";
import { followKeptMessage, type MessagePlace } from "../store/kept-messages.ts";
import { oweAfterChange } from "../store/owed.ts";
import { addEvidence, judgedWith, type Trx } from "./add-evidence.ts";
import type { SlackDeps } from "./deps.ts";

/** A message was edited or deleted in Slack: what it proved is judged again by what is left of it. */

/** `says`: what it says now; null when it is gone. `by`: who changed it, as far as Slack tells. Doing it twice does it once. */
export async function followMessage(
  deps: SlackDeps,
  place: MessagePlace,
  says: MessageContent | null,
  by: string | null,
): Promise<void> {
  await followKeptMessage(deps.db, place, says);
  const cases = await listByProof(deps.db, place);
  for (const { id } of cases)
    await decideInTurn(deps.db, (trx) => followInCase(trx, deps, id, place, says, by));
  if (cases.length > 0) deps.wake();
}

async function followInCase(
  trx: Trx,
  deps: SlackDeps,
  escalationId: string,
  { channelId, ts }: MessagePlace,
  says: MessageContent | null,
  by: string | null,
): Promise<void> {
  const before = await findEscalation(trx, escalationId);
  if (!before) return;
  const isIt = (proof: { channelId: string; ts: string }) => proof.channelId === channelId && proof.ts === ts;
  const proofs = before.proofs.map((proof) => (isIt(proof) ? followed(proof, says) : proof));
  const changed = proofs.find((proof, index) => proof !== before.proofs[index]);
  if (!changed) return;
  const kind = isStanding(changed) ? "proof_edited" : "proof_deleted";
  await changeProofs(trx, deps, before, proofs, { kind, actorId: by, field: changed.fields[0] ?? "" });
}

interface Story {
  readonly kind: "proof_edited" | "proof_deleted";
  readonly actorId: string | null;
  readonly field: string;
}

/** Only what makes the case Ready is an answer; whatever else became of the message, nobody is thanked for it. */
async function changeProofs(
  trx: Trx,
  deps: SlackDeps,
  before: Escalation,
  proofs: Escalation["proofs"],
  { kind, actorId, field }: Story,
): Promise<void> {
  const at = deps.now();
  const verdict = await judgedWith(trx, deps, before, { proofs });
  const { level, score } = verdict;
  const open = before.status.state !== "closed";
  if (open && kind === "proof_edited" && isReady(verdict) && !isReady(before.verdict)) {
    await addEvidence(trx, deps, before, { proofs }, { kind, actorId, details: { field } });
    return;
  }
  const nudging = afterEvidenceChanged(before.nudging, { ...before, verdict }, at);
  const change = { kind, actorId, details: { field, level, score } } as const;
  const after = await changeOrUndo(trx, before, { proofs, verdict, nudging }, change, at);
  await oweAfterChange(trx, after, at);
}
