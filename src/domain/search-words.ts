import { caseName, type Escalation } from "./escalation.ts";
import { clean, folded } from "./plain-text.ts";
import { provenOf } from "./proof.ts";

/** Words by which a case is found: case and accents aside, letters and digits only, so that every engine has the same ones. */

/** Longer ones are cut here and in what is asked for, so that they still meet. */
const longestWord = 60;
/** In what somebody asks for: more only narrow down what is one case already. */
const mostAsked = 12;

function wordsIn(text: string): readonly string[] {
  // The name of a case is one word.
  const named = folded(clean(text)).replace(/(?<![\p{L}\p{N}])esc-(?=\p{N})/gu, "esc");
  const all = named.normalize("NFC").match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(all.map((word) => Array.from(word).slice(0, longestWord).join("")))];
}

/** What was asked for; each has to begin a word of the case, and a number has to be one. */
export function askedWords(text: string): readonly string[] {
  return wordsIn(text).slice(0, mostAsked);
}

/** Its name, what its owners wrote, and the messages that are its evidence. */
export function wordsOfCase(
  escalation: Pick<Escalation, "number" | "answers" | "proofs">,
): readonly string[] {
  const { examples, ...once } = provenOf(escalation);
  const texts = [
    once.summary,
    once.partner_company,
    once.scope_ref,
    once.scope_clause,
    once.scope_timeline,
    once.who_how,
    once.response_quote,
    once.partner_view,
    once.outcome,
    ...examples.flatMap((each) => [
      each.ex_where,
      each.ex_expected,
      each.ex_actual,
      each.ex_impact,
      each.ex_told,
    ]),
    ...escalation.proofs.flatMap(({ text, files, author }) => [text, ...files, author]),
  ];
  return wordsIn([caseName(escalation), ...texts].join("\n"));
}

/** Of a word that was asked for: `4` is not meant to find 42, nor `ESC-4` ESC-42. */
export function isWhole(word: string): boolean {
  return /^(?:esc)?\p{N}+$/u.test(word);
}
