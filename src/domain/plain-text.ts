/** Preparing what a person typed for the text tests of rubric 1. */

/**
 * The texts of a case are looked at dozens of times, one rule and one what-if after the other, and each look would take
 * the longest of them apart again: those of late are remembered.
 */
function remembering(work: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const done = work(text);
    if (known.size >= mostRemembered) known.clear();
    known.set(text, done);
    return done;
  };
}
/** A case has some forty texts, each of which is also cleaned before it is folded. */
const mostRemembered = 200;

/** Latin letters in one piece with their accents, and what stands between them: nothing to take out or put together. */
const isPlain = /^[ -~\u00a0-\u00ac\u00ae-\u02ff]*$/u;

/**
 * Rubric 1, “Clean”: Unicode NFC, without control, zero-width and bidi characters, trimmed.
 * Line ends and tabs become spaces rather than nothing, so that the words they part stay apart.
 * For judging only: what is stored and exported is the text as typed.
 */
export const clean = remembering((text) =>
  isPlain.test(text)
    ? text.trim()
    : text
        .replace(/[\t-\r\u0085\u2028\u2029]/gu, " ")
        .replace(/[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, "")
        .normalize("NFC")
        .trim(),
);

/** Case and accents aside: `Reunião` and `REUNIAO` become one. */
export const folded = remembering((text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase());

/** Case, accents, spaces and punctuation aside (rubric 1, “expected and actual”). */
export function foldedToTheBone(text: string): string {
  return folded(clean(text)).replace(/[\s\p{P}]/gu, "");
}

/** The source of a pattern that finds any of `words` in a folded text, also inside a longer word. */
export function anyOf(words: readonly string[]): string {
  const alternatives = words.map((word) => folded(word).replace(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`));
  return `(?:${alternatives.join("|")})`;
}

/** Sources of the edges of a word. JavaScript's own `\b` takes every letter with an accent for an edge. */
const wordStart = String.raw`(?<![\p{L}\p{N}_])`;
export const wordEnd = String.raw`(?![\p{L}\p{N}_])`;

/** The source of a pattern that finds any of `words` in a folded text as a whole word. */
export function anyWord(words: readonly string[]): string {
  return `${wordStart}${anyOf(words)}${wordEnd}`;
}

/** What is separated by commas. */
export function listOf(text: string): string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
