import type { Answers } from "../../domain/answers.ts";
import type { Gap } from "../../domain/verdict.ts";
import type { GapContext } from "../../text/en/verdict.ts";
import type { Line } from "./parts.ts";
import type { Reader } from "./reader.ts";
import { fit } from "./parts.ts";

/** How many gaps review, card and nudge name; the evidence names all. */
export const bestGaps = 3;

function contextOf(gap: Pick<Gap, "example">, answers: Answers): GapContext {
  const place = answers.examples.findIndex((example) => example.key === gap.example);
  return {
    partner: fit(answers.partner_company, 60),
    document: fit(answers.scope_ref, 60),
    documentLost: answers.scope_status === "cant_find",
    concern: answers.concern_type,
    example: place >= 0 ? place + 1 : answers.examples.length + 1,
  };
}

/** A gap in a few words, for one line on the card. */
export function gapInShort(gap: Pick<Gap, "code" | "example">, answers: Answers, { words }: Reader): string {
  return words.verdict.gaps[gap.code].short(contextOf(gap, answers));
}

/** One thing to do. */
export function gapAsk(gap: Gap, answers: Answers, { words }: Reader): string {
  return words.verdict.gaps[gap.code].ask(contextOf(gap, answers));
}

/** The same with what it brings and how long it takes. */
export function gapLine(gap: Gap, answers: Answers, reader: Reader): Line {
  const brings = reader.words.verdict.brings(Math.round(gap.points), gap.minutes);
  return [gapAsk(gap, answers, reader), " ", { bold: `(${brings})` }];
}
