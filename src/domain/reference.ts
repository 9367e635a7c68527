import { anyOf, anyWord, clean, folded } from "./plain-text.ts";
import { conversations, months, numberedThings } from "./word-lists.ts";

/**
 * Rubric 1, “Reference”: whether a text leads a reader to something that can be looked up. Every pattern is bounded.
 */

const link = /(?:[a-z][a-z0-9+.-]{1,15}:\/\/|(?<![\p{L}\p{N}_])www\.)[\p{L}\p{N}]/iu;

/** `NOV-03` has the shape of an issue key, but is a bare date. */
const monthKey = months
  .filter((month) => month.length <= 4)
  .map((month) => month.toUpperCase())
  .join("|");
/** Capitals only: `step-2` is no issue key. */
const issueKey = new RegExp(
  String.raw`(?<![\p{L}\p{N}_-])(?!(?:${monthKey})-)[A-Z][A-Z0-9]{0,9}-\p{Nd}{1,12}(?![\p{L}\p{N}_])`,
  "u",
);

const hexadecimal = /(?<![\p{L}\p{N}_])[0-9a-f]{7,40}(?![\p{L}\p{N}_])/giu;

const numbered = new RegExp(String.raw`${anyWord(numberedThings)}[^]{0,12}?\p{Nd}{2}`, "u");
const datedConversation = new RegExp(String.raw`${anyWord(conversations)}[^]{0,40}?\p{Nd}`, "u");

/**
 * A link, an issue key (`NWD-398`), a commit, a numbered thing (`order #000018233`), a path (`app/code/HL`) or a
 * dated conversation (`meeting minutes 18 Nov`). A page name alone, `and/or`, `n/a` and a bare date are none.
 */
export function hasReference(text: string): boolean {
  const cleaned = clean(text);
  if (link.test(cleaned) || issueKey.test(cleaned) || hasCommit(cleaned) || hasPath(cleaned)) return true;
  const plain = folded(cleaned);
  return numbered.test(plain) || datedConversation.test(plain);
}

/** Seven to forty hexadecimal digits with a digit and a letter among them: neither a number nor the word “defaced”. */
function hasCommit(text: string): boolean {
  return [...text.matchAll(hexadecimal)].some(([token]) => /[0-9]/u.test(token) && /[a-f]/iu.test(token));
}

/** Slashes that stand for a word, not for a place; `e/ou` is the Portuguese `and/or`. */
const slashWords = new Set(["and/or", "e/ou", "n/a"]);
const datePart = new RegExp(String.raw`^(?:\p{Nd}+|${anyOf(months)})$`, "u");

function hasPath(text: string): boolean {
  return folded(text)
    .split(/\s+/u)
    .some((token) =>
      isPath(
        token
          .split(/[/\\]/u)
          .map(withoutEdges)
          .filter((part) => part !== ""),
      ),
    );
}

function isPath(parts: readonly string[]): boolean {
  if (parts.length < 2 || slashWords.has(parts.join("/"))) return false;
  return parts.some((part) => /\p{L}/u.test(part)) && !parts.every((part) => datePart.test(part));
}

/** A part of a path without the brackets, quotation marks and full stops around it. */
function withoutEdges(part: string): string {
  const characters = Array.from(part);
  const isInner = (character: string) => /[\p{L}\p{N}]/u.test(character);
  const first = characters.findIndex(isInner);
  return first < 0 ? "" : characters.slice(first, characters.findLastIndex(isInner) + 1).join("");
}
