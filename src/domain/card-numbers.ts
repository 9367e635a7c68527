import { anyOf, clean, folded } from "./plain-text.ts";
import { numbersOfOtherThings } from "./word-lists.ts";

/**
 * Numbers of payment cards in a text. Order numbers, bar codes, tax numbers and timestamps have as many digits: a card
 * has the check digit of one, the beginning of an issuer's, and stands alone or in groups as it is printed.
 */

/** How a number begins, and how long it then is. */
const issuers: readonly { readonly begins: RegExp; readonly lengths: readonly number[] }[] = [
  { begins: /^4/u, lengths: [13, 16, 19] },
  { begins: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/u, lengths: [16] },
  { begins: /^3[47]/u, lengths: [15] },
  { begins: /^(?:6011|64[4-9]|65)/u, lengths: [16, 19] },
  { begins: /^(?:30[0-5]|3[689])/u, lengths: [14] },
  { begins: /^35(?:2[89]|[3-8])/u, lengths: [16] },
  { begins: /^62/u, lengths: [16, 19] },
  // Elo and Hipercard, as used in Brazil, where they are not Visa's or Discover's.
  { begins: /^(?:5041|506[67]|509|6277|6362|6363|606282)/u, lengths: [16] },
];

/** As printed: four fours and what is over, or as on a card of fifteen, fourteen or thirteen digits. */
const printed = /^(?:4-4-4-4(?:-3)?|4-6-5|4-6-4|4-3-3-3)$/u;
/** Shorter ones are believed in groups only: an EAN has 13 digits and a CNPJ 14. */
const leastInOnePiece = 15;
/** More of them in a row are something longer, such as the key of a Brazilian invoice. */
const mostFours = 6;

const separator = String.raw`[\s.\u2010-\u2015-]`;
/** Digits that hang together, groups included: taken whole, so that each is looked at once. */
const runs = new RegExp(
  String.raw`(?<![\p{L}\p{N}_/]|[\p{L}_]-)[0-9]+(?:${separator}{1,2}[0-9]+)*(?![\p{L}\p{N}_/])`,
  "gu",
);
const groupsIn = new RegExp(`${separator}+`, "u");
/** A word before a number in one piece that says what else it is: `order #4000…`, `pedido nº 4000…`, `order_id=4000…`. */
const saysWhatElse = new RegExp(
  String.raw`(?:(?<![\p{L}\p{N}_])${anyOf(numbersOfOtherThings)}(?:_id)?(?:[\s#:=."]|n[o\u00ba\u00b0]|number|numero){0,6}|#\s?)$`,
  "u",
);
const lookBack = 40;

export function hasCardNumber(text: string): boolean {
  const cleaned = clean(text);
  return [...cleaned.matchAll(runs)].some(({ 0: run, index }) =>
    isCard(run, cleaned.slice(Math.max(0, index - lookBack), index)),
  );
}

function isCard(run: string, before: string): boolean {
  const groups = run.split(groupsIn);
  if (groups.filter((group) => group.length === 4).length > mostFours) return false;
  const inOnePiece = groups.filter((group) => group.length >= leastInOnePiece && isIssued(group));
  if (inOnePiece.length > 0 && !saysWhatElse.test(folded(before))) return true;
  return groupsAsPrinted(groups).some(isIssued);
}

/** What may be a card within the groups: something else, such as its expiry date, may stand before or after it. */
function groupsAsPrinted(groups: readonly string[]): readonly string[] {
  return groups.flatMap((_, from) =>
    [3, 4, 5].flatMap((count) => {
      const some = groups.slice(from, from + count);
      return printed.test(some.map(({ length }) => length).join("-")) ? [some.join("")] : [];
    }),
  );
}

function isIssued(digits: string): boolean {
  return (
    issuers.some(({ begins, lengths }) => lengths.includes(digits.length) && begins.test(digits)) &&
    hasCheckDigit(digits)
  );
}

/** The check that card numbers end in (ISO/IEC 7812, Luhn). */
function hasCheckDigit(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .map((digit, place) => Number(digit) * (place % 2 === 0 ? 1 : 2))
    .reduce((all, value) => all + (value > 9 ? value - 9 : value), 0);
  return sum % 10 === 0;
}
