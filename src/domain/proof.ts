import { z } from "zod";
import { type Answers, emptyExample, type Example, isoDateSchema, maxExamples } from "./answers.ts";
import type { Escalation } from "./escalation.ts";
import { isSameTwice } from "./example.ts";
import { withoutEmptyExamples } from "./example-list.ts";

/**
 * Messages in Slack that somebody pointed to as evidence. The answers stay as they were typed; what is judged and shown
 * is the answers with what these messages say, so that a deleted message takes its evidence with it.
 */

/** The texts of the form that a message can back. */
export const provableFields = [
  "scope_ref",
  "scope_clause",
  "scope_timeline",
  "who_how",
  "response_quote",
  "partner_view",
  "outcome",
  "ex_where",
  "ex_expected",
  "ex_actual",
  "ex_impact",
  "ex_told",
] as const;
export type ProvableField = (typeof provableFields)[number];

export const proofSchema = z.object({
  id: z.string(),
  channelId: z.string(),
  ts: z.string(),
  threadTs: z.string().nullable(),
  /** The link to the message. */
  url: z.string(),
  /** Who wrote it, and how they were called then; null for an app. */
  authorId: z.string().nullable(),
  author: z.string(),
  /** The day it was written, where the requester is. */
  writtenOn: isoDateSchema,
  /** Emptied when the message is deleted. */
  text: z.string(),
  /** By name only: files stay where they are. */
  files: z.array(z.string()),
  fields: z.array(z.enum(provableFields)).min(1),
  /** The example it belongs to, by its key; null for what is asked once. Of some examples there is nothing but proofs. */
  example: z.int().positive().nullable(),
  state: z.enum(["stands", "edited", "deleted"]),
  addedBy: z.string(),
  addedAt: z.iso.datetime(),
});
export type Proof = z.infer<typeof proofSchema>;

/** Slack gave the channel of the message another id; messages of other channels stay as they are. */
export function movedTo(proof: Proof, { from, to }: { readonly from: string; readonly to: string }): Proof {
  if (proof.channelId !== from) return proof;
  return { ...proof, channelId: to, url: proof.url.replaceAll(from, to) };
}

/** As much of it as the longest field takes. */
const provenMax = 3000;
/** Where something can be seen: there the link to the message says more than the message. */
const linked: ReadonlySet<ProvableField> = new Set(["scope_ref", "who_how", "ex_where"]);

/** The answers with what the messages say that still stand. An example that nothing fills any more is gone. */
export function proven(answers: Answers, proofs: readonly Proof[]): Answers {
  const standing = proofs.filter(isStanding);
  if (proofs.length === 0) return answers;
  const backed = provableFields.reduce<Answers>(
    (so, field) => (isOfExample(field) ? so : { ...so, [field]: joined(so[field], field, standing, null) }),
    answers,
  );
  const examples = withExamplesOf(standing, answers.examples).map((example) =>
    provenExample(example, standing),
  );
  return withoutEmptyExamples({ ...backed, examples });
}

/** What is judged and shown of a case. */
export function provenOf({ answers, proofs }: Pick<Escalation, "answers" | "proofs">): Answers {
  return proven(answers, proofs);
}

export function isStanding({ state }: Proof): boolean {
  return state !== "deleted";
}

/** The keys of the examples that have something to show for themselves even when nothing of them was typed. */
export function backedExamples(proofs: readonly Proof[]): ReadonlySet<number> {
  return new Set(proofs.filter(isStanding).flatMap(({ example }) => (example === null ? [] : [example])));
}

/** The answers as they are edited: an example of which there are only messages is there to be filled in. */
export function withRoomForProofs(answers: Answers, proofs: readonly Proof[]): Answers {
  const examples = withExamplesOf(proofs, answers.examples);
  return examples.length > maxExamples ? answers : { ...answers, examples };
}

/** In the order of their keys, which is the one in which they came. */
function withExamplesOf(proofs: readonly Proof[], typed: Answers["examples"]): Answers["examples"] {
  const keys = [...backedExamples(proofs)].filter((key) => !typed.some((example) => example.key === key));
  if (keys.length === 0) return typed;
  return [...typed, ...keys.map(emptyExample)].toSorted((one, other) => one.key - other.key);
}

/** From here on no example of the case has had the key, whatever has become of it. */
export function freshExampleKey({ answers, proofs }: Pick<Escalation, "answers" | "proofs">): number {
  const used = [...answers.examples.map(({ key }) => key), ...proofs.map(({ example }) => example ?? 0)];
  return Math.max(0, ...used) + 1;
}

const exampleFields = ["ex_where", "ex_expected", "ex_actual", "ex_impact", "ex_told"] as const;
type ExampleField = (typeof exampleFields)[number];

export function isOfExample(field: ProvableField): field is ExampleField {
  return exampleFields.some((each) => each === field);
}

/** One message after the other: none may make one of what was expected and what happened, once they differ. */
function provenExample(example: Example, proofs: readonly Proof[]): Example {
  return proofs.reduce<Example>((before, proof) => {
    const after = exampleFields.reduce<Example>(
      (so, field) => ({ ...so, [field]: joined(so[field], field, [proof], example.key) }),
      before,
    );
    if (isSameTwice(before) || !isSameTwice(after)) return after;
    const { ex_expected, ex_actual } = before;
    return { ...after, ex_expected, ex_actual };
  }, example);
}

function joined(
  typed: string,
  field: ProvableField,
  proofs: readonly Proof[],
  example: number | null,
): string {
  const said = proofs
    .filter((proof) => proof.example === example && proof.fields.includes(field))
    .flatMap(({ text, files, url }) => [text, ...files, ...(linked.has(field) ? [url] : [])]);
  if (said.length === 0) return typed;
  const whole = [typed, ...said].filter((piece) => piece.trim() !== "").join("\n");
  return whole.length <= provenMax
    ? whole
    : Array.from(whole.slice(0, provenMax + 1))
        .slice(0, -1)
        .join("");
}

/** What a message says: its words, and the names of its files. */
export type MessageContent = Pick<Proof, "text" | "files">;

/** What the message says now; null when it was deleted. One that was deleted stays so, whatever is heard of it later. */
export function followed(proof: Proof, says: MessageContent | null): Proof {
  if (!isStanding(proof)) return proof;
  if (says === null) return { ...proof, text: "", files: [], state: "deleted" };
  const same = proof.text === says.text && proof.files.join("\n") === says.files.join("\n");
  return same ? proof : { ...proof, ...says, state: "edited" };
}
