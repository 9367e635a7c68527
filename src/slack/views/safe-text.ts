import type { PlainTextElement } from "@slack/types";

/**
 * What people type is shown, never obeyed. Words of people go into `plain_text` objects and `rich_text` leaves, which
 * Slack does not parse; only a message's top-level `text` is markup, and what goes there is escaped.
 */

/** Slack refuses an empty text object. */
const nothing = "–";

// Overrides, embeddings and isolates reorder what stands around them; plain right-to-left marks are part of writing.
const bidiControls = /[\u202A-\u202E\u2066-\u2069]/gu;
// eslint-disable-next-line no-control-regex -- removing control characters is the point
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/gu;

/** A text as it may be shown: well-formed, without control and bidi override characters. What is stored stays as typed. */
export function shown(text: string): string {
  return text.toWellFormed().replace(/\r\n?/gu, "\n").replace(controls, "").replace(bidiControls, "").trim();
}

/** The same on one line. */
export function shownOnOneLine(text: string): string {
  return shown(text).replace(/\s+/gu, " ");
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** How long a text is, in whatever a limit is counted in. */
export type Measure = (text: string) => number;
export const utf16: Measure = (text) => text.length;

/**
 * Splits off at most `max`, as `measure` counts it, between whole characters as a person sees them. A single character
 * longer than all the room (hundreds of stacked accents) is split between code points, so that the rest always shrinks.
 */
export function split(
  text: string,
  max: number,
  measure: Measure = utf16,
): readonly [head: string, rest: string] {
  if (measure(text) <= max) return [text, ""];
  const end = endOfWhole(graphemes.segment(text), max, measure) || endOfWhole(codePoints(text), max, measure);
  return [text.slice(0, end), text.slice(end)];
}

function endOfWhole(
  pieces: Iterable<{ segment: string; index: number }>,
  max: number,
  measure: Measure,
): number {
  let room = max;
  let end = 0;
  for (const { segment, index } of pieces) {
    room -= measure(segment);
    if (room < 0) break;
    end = index + segment.length;
  }
  return end;
}

function* codePoints(text: string): Iterable<{ segment: string; index: number }> {
  let index = 0;
  for (const segment of text) {
    yield { segment, index };
    index += segment.length;
  }
}

/** Cuts to at most `max`; what was cut ends in an ellipsis. */
export function cut(text: string, max: number, measure: Measure = utf16): string {
  if (measure(text) <= max) return text;
  return `${split(text, max - 1, measure)[0].trimEnd()}…`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Disarms `<!channel>`, `<@U…>`, `<url|label>` and the like for a message's top-level `text`. */
export function escape(text: string): string {
  return text.replace(/[&<>]/gu, (character) => entities[character] ?? character);
}

export function escapedLength(text: string): number {
  return escape(text).length;
}

/** A text for a message's top-level `text`: escaped, then at most `max` long, never cut inside an entity or a character. */
export function escapedWithin(text: string, max: number): string {
  return escape(cut(text, max, escapedLength));
}

/** A text object that Slack does not parse. */
export function plain(text: string, max = 3000): PlainTextElement {
  return { type: "plain_text", text: cut(shown(text) || nothing, max), emoji: false };
}
