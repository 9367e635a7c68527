import type { PlainTextOption } from "@slack/types";
import { z } from "zod";
import { caseName, type Escalation } from "../../domain/escalation.ts";
import type { ProofTarget } from "../../domain/gap-proof.ts";
import { provenOf } from "../../domain/proof.ts";
import { gapCodes } from "../../domain/verdict.ts";
import { gapInShort } from "./gap-lines.ts";
import { fit } from "./parts.ts";
import type { Reader } from "./reader.ts";
import { plain } from "./safe-text.ts";

/** Where a message may go: what is offered, and what comes back when one of it is chosen. */

/** A case with what a message may be to it. */
export interface OpenCase {
  readonly escalation: Escalation;
  /** What its CSM asked and was not told yet, with the name of who asked. */
  readonly questions: readonly { readonly number: number; readonly askedBy: string }[];
  /** Best first. */
  readonly targets: readonly ProofTarget[];
}

/** One of them, chosen. Ids and codes only: they come back from the client and prove nothing. */
export type ProofChoice = { readonly escalationId: string } & (
  | { readonly kind: "evidence"; readonly target: ProofTarget }
  | { readonly kind: "answer"; readonly question: number }
);

/** Within Slack's 75 characters for an id of 36: `<case>:<code>:<key of the example>`, or `<case>:answer:<number>`. */
function valueOf(choice: ProofChoice): string {
  return choice.kind === "answer"
    ? `${choice.escalationId}:answer:${choice.question}`
    : `${choice.escalationId}:${choice.target.code}:${choice.target.example ?? ""}`;
}

const valueSchema = z
  .string()
  .transform((value) => value.split(":"))
  .pipe(
    z.tuple([
      z.string(),
      z.enum([...gapCodes, "answer"]),
      z
        .string()
        .regex(/^\d{0,6}$/u)
        .transform((digits) => (digits === "" ? null : Number(digits))),
    ]),
  );

/** Null when it is nothing that was ever offered. */
export function readChoice(value: string | undefined): ProofChoice | null {
  const read = valueSchema.safeParse(value).data;
  if (!read) return null;
  const [escalationId, code, number] = read;
  if (code !== "answer") return { escalationId, kind: "evidence", target: { code, example: number } };
  return number === null ? null : { escalationId, kind: "answer", question: number };
}

/** In a few words: what the message shows, or whose question it answers. */
export function choiceInWords(
  { code, example }: ProofTarget,
  escalation: Escalation,
  reader: Reader,
): string {
  if (code === "example_missing") return reader.words.proof.question.newExample;
  return gapInShort({ code, example }, provenOf(escalation), reader);
}

export function optionsOf({ escalation, questions, targets }: OpenCase, reader: Reader): PlainTextOption[] {
  const { id: escalationId } = escalation;
  return [
    ...questions.map(({ number, askedBy }) => ({
      text: plain(reader.words.proof.question.answer(fit(askedBy, 40)), 75),
      value: valueOf({ escalationId, kind: "answer", question: number }),
    })),
    ...targets.map((target) => ({
      text: plain(choiceInWords(target, escalation, reader), 75),
      value: valueOf({ escalationId, kind: "evidence", target }),
    })),
  ];
}

export function caseTitle(escalation: Escalation): string {
  return `${caseName(escalation)} · ${fit(escalation.answers.summary, 60, 0)}`;
}

/** Of a case among others; a message has no room for all that several cases lack. */
export function groupOf(open: OpenCase, reader: Reader) {
  const best = open.targets.slice(0, mostPerGroup);
  const further = open.targets.slice(mostPerGroup).filter(({ code }) => code === "example_missing");
  const targets = [...best, ...further];
  return { label: plain(caseTitle(open.escalation), 75), options: optionsOf({ ...open, targets }, reader) };
}

const mostPerGroup = 7;
