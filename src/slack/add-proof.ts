import { maxExamples } from "../domain/answers.ts";
import { attempt, type Refusal } from "../domain/case-moves.ts";
import type { Escalation, Person } from "../domain/escalation.ts";
import { isProofOf, proofFactsOf, type ProofTarget } from "../domain/gap-proof.ts";
import { type MessageContent, type Proof, provenOf } from "../domain/proof.ts";
import { localDate } from "../domain/working-time.ts";
import { decideInTurn } from "../store/transactions.ts";
import { takeExampleKey } from "../store/example-keys.ts";
import type { KeptMessage } from "../store/kept-messages.ts";
import { planContextOf } from "../store/plan-contexts.ts";
import { addEvidence, type Trx } from "./add-evidence.ts";
import { messageUrl, type SlackDeps } from "./deps.ts";
import { ourCase } from "./our-case.ts";

/** A message becomes evidence of a case. */

export type Added =
  | { readonly kind: "added" | "there_already"; readonly escalation: Escalation }
  /** A message cannot settle it, so nothing was added: the form asks for it. */
  | { readonly kind: "form_only"; readonly escalation: Escalation }
  | { readonly kind: "no_room" | "example_gone"; readonly escalation: Escalation }
  /** `escalation`: as it stands, for telling what came in between; null when it is none of ours. */
  | { readonly kind: "refused"; readonly refusal: Refusal; readonly escalation: Escalation | null };

type Addable = KeptMessage & { readonly content: MessageContent };

export async function addProof(
  deps: SlackDeps,
  person: Person,
  message: Addable,
  { escalationId, target }: { readonly escalationId: string; readonly target: ProofTarget },
): Promise<Added> {
  return decideInTurn(deps.db, async (trx): Promise<Added> => {
    const before = await ourCase(deps, trx, escalationId);
    if (!before) return { kind: "refused", refusal: "outsider", escalation: null };
    const decision = attempt("add_evidence", before, person, deps.now());
    if (!decision.allowed) return { kind: "refused", refusal: decision.refusal, escalation: before };
    if (before.proofs.some((proof) => isProofOf(proof, message, target)))
      return { kind: "there_already", escalation: before };
    const { fields } = proofFactsOf(target.code);
    const [field] = fields;
    if (!field) return { kind: "form_only", escalation: before };
    const example = await exampleOf(trx, before, target);
    if (typeof example === "string") return { kind: example, escalation: before };
    const written = await writtenProof(trx, deps, before, message);
    const proof = { ...written, fields: [...fields], example, addedBy: person.id };
    const escalation = await addEvidence(
      trx,
      deps,
      before,
      { proofs: [...before.proofs, proof] },
      { kind: "proof_added", actorId: person.id, details: { field, gap: target.code } },
    );
    return { kind: "added", escalation };
  });
}

/** The key of the example that the message belongs to; null for what is asked once. */
async function exampleOf(
  trx: Trx,
  escalation: Escalation,
  { code, example }: ProofTarget,
): Promise<number | null | "no_room" | "example_gone"> {
  const { examples } = provenOf(escalation);
  if (code !== "example_missing")
    return example === null || examples.some(({ key }) => key === example) ? example : "example_gone";
  if (examples.length >= maxExamples) return "no_room";
  return (await takeExampleKey(trx, escalation)) ?? "no_room";
}

type Written = Omit<Proof, "fields" | "example" | "addedBy">;

async function writtenProof(
  trx: Trx,
  { newId, now, workspace, settings }: SlackDeps,
  escalation: Escalation,
  { channelId, ts, threadTs, authorId, author, content }: Addable,
): Promise<Written> {
  const { zone } = await planContextOf(trx, escalation, settings);
  return {
    id: newId(),
    channelId,
    ts,
    threadTs,
    url: messageUrl(workspace, { channelId, ts, threadTs: threadTs ?? undefined }),
    authorId,
    author,
    writtenOn: localDate(new Date(Number(ts) * 1000), zone),
    text: content.text,
    files: [...content.files],
    state: "stands",
    addedAt: now().toISOString(),
  };
}
