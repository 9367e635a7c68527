import type { Answers } from "./answers.ts";
import { hasQuantity } from "./evidence.ts";
import { shownAnswers } from "./form.ts";
import { anyWord, clean, folded } from "./plain-text.ts";
import { absoluteWords, judgingWords } from "./word-lists.ts";

/** Words that weaken a case where a date, a number or an event would strengthen it. They bring a tip and cost no points. */

export const loadedKinds = ["absolute", "judging"] as const;
export type LoadedKind = (typeof loadedKinds)[number];

export interface Loaded {
  readonly kind: LoadedKind;
  /** As it stands in our own list: what the person wrote is not repeated to them. */
  readonly word: string;
}

/** At most one of each kind, the first in the order of the form. */
export function loadedWords(given: Answers): readonly Loaded[] {
  const texts = ownWords(shownAnswers(given));
  return loadedKinds.flatMap((kind): readonly Loaded[] => {
    const [word] = texts[kind].flatMap((text) => firstOf(kind, text) ?? []);
    return word === undefined ? [] : [{ kind, word }];
  });
}

/**
 * What the merchant says in their own words: not what was agreed, should be or was quoted. An example that gives its
 * day and its cost in numbers may well say that an order never arrived.
 */
function ownWords(answers: Answers): Record<LoadedKind, readonly string[]> {
  const { summary, scope_timeline, partner_view, examples } = answers;
  const spoken = ({ ex_actual, ex_impact, ex_told }: Answers["examples"][number]) => [
    ex_actual,
    ex_impact,
    ex_told,
  ];
  const vague = examples.filter(({ ex_date, ex_impact }) => ex_date === null || !hasQuantity(ex_impact));
  return {
    absolute: [summary, scope_timeline, ...vague.flatMap(spoken)],
    judging: [summary, scope_timeline, partner_view, ...examples.flatMap(spoken)],
  };
}

const patterns: Record<LoadedKind, RegExp> = {
  absolute: new RegExp(anyWord(absoluteWords), "u"),
  judging: new RegExp(anyWord(judgingWords), "u"),
};
const asListed: ReadonlyMap<string, string> = new Map(
  [...absoluteWords, ...judgingWords].map((word) => [folded(word), word]),
);

function firstOf(kind: LoadedKind, text: string): string | null {
  const [found] = patterns[kind].exec(folded(clean(text)).replace(/\s+/gu, " ")) ?? [];
  return found === undefined ? null : (asListed.get(found) ?? null);
}
