import { anyOf, anyWord, clean, folded, wordEnd } from "./plain-text.ts";
import { clauseWords, currencyCodes, currencySigns, placeholders, roles, units } from "./word-lists.ts";

/**
 * The text tests of rubric 1, “Words”. Every pattern is bounded, so that the longest text a field takes is judged in
 * time linear to its length.
 */

const doubleWidth = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc\uff70\p{Script=Hangul}]/u;
const leastDifferentCharacters = 4;
const placeholderTexts = new Set(placeholders.map(folded));
const placeholderPattern = /^(?:asdf.*|qwerty|x+|[.\u2026]+|[-\u2010-\u2015]+|[?\uff1f]+|lorem ipsum.*)$/u;

/**
 * Rubric 1, “Filled(n)”: at least `least` characters (Han, kana and Hangul count two each), four of them different
 * ones other than spaces, and not a placeholder.
 */
export function isFilled(text: string, least: number): boolean {
  const cleaned = clean(text);
  return isLong(cleaned, least) && isVaried(cleaned) && !isPlaceholder(cleaned);
}

// Both stop at the first character that settles it: the longest texts are judged dozens of times.

function isLong(cleaned: string, least: number): boolean {
  let length = 0;
  for (const character of cleaned) {
    length += doubleWidth.test(character) ? 2 : 1;
    if (length >= least) return true;
  }
  return false;
}

function isVaried(cleaned: string): boolean {
  const different = new Set<string>();
  for (const character of cleaned) {
    if (!/\s/u.test(character)) different.add(character);
    if (different.size >= leastDifferentCharacters) return true;
  }
  return false;
}

/** Whether the whole text only fills the box: `n/a`, `tbd`, `asdf…`, `lorem ipsum…`, a run of x or of dots. */
export function isPlaceholder(text: string): boolean {
  const whole = folded(clean(text)).replace(/\s+/gu, " ");
  return placeholderTexts.has(whole) || placeholderPattern.test(whole);
}

const clauseWord = new RegExp(anyWord(clauseWords), "u");
// An apostrophe inside or at the end of a word is not a quotation mark; one that opens a word is.
const clauseSign = /§|\p{Nd}\.\p{Nd}|(?!['\u2019\uff07])\p{Quotation_Mark}|(?<![\p{L}\p{N}])['\u2019\uff07]/u;

/** Rubric 1, “Cites”: a clause word, a section sign, a dotted number (`4.2`) or a quotation mark of any style. */
export function citesClause(text: string): boolean {
  const cleaned = clean(text);
  return clauseWord.test(folded(cleaned)) || clauseSign.test(cleaned);
}

// A code may touch its number (`USD500`), but not another letter.
const currency = String.raw`(?:${anyOf(currencySigns)}|(?<![\p{L}_])${anyOf(currencyCodes)}(?![\p{L}_]))`;
const quantity = new RegExp(
  [
    String.raw`\p{Nd}[\s-]{0,2}${anyOf(units)}${wordEnd}`,
    String.raw`\p{Nd}\s{0,2}%`,
    String.raw`\p{Nd}\s{0,2}${currency}`,
    String.raw`${currency}\s{0,2}[-+]?\s{0,2}\p{Nd}`,
  ].join("|"),
  "u",
);

/** Rubric 1, “Quantity”: a number with a unit or a currency, such as `41 orders`, `7h`, `18%`, `R$ 900` or `30 USD`. */
export function hasQuantity(text: string): boolean {
  return quantity.test(folded(clean(text)));
}

const role = new RegExp(anyWord(roles), "u");
const capitalisedWord = /(?<![\p{L}\p{N}_])[\p{Lu}\p{Lt}]\p{Ll}/u;
const scriptWithoutCapitals = /[\p{Lo}\p{Script=Georgian}]\p{M}{0,4}[\p{Lo}\p{Script=Georgian}]/u;

/** Rubric 1, “told”: a role, an @, a capitalised word (a name), or two letters of a script without capitals. */
export function namesSomeone(text: string): boolean {
  const cleaned = clean(text);
  if (cleaned.includes("@") || role.test(folded(cleaned))) return true;
  return capitalisedWord.test(cleaned) || scriptWithoutCapitals.test(cleaned);
}

export function hasDigit(text: string): boolean {
  return /\p{Nd}/u.test(text);
}
