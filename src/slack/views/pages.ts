import { leafText, type Line } from "./parts.ts";
import type { Reader } from "./reader.ts";
import { escapedLength, type Measure, split } from "./safe-text.ts";

/** Fills page after page with `room` each, counted after escaping; a line that does not fit goes on, marked, on the next. */
export function paginate(
  all: readonly Line[],
  room: number,
  { words }: Reader,
  measure: Measure = escapedLength,
): readonly (readonly Line[])[] {
  const pages: Line[][] = [[]];
  let left = room;
  for (const line of all) {
    let rest: Line = line;
    while (lengthOf(rest, measure) > left) {
      const [head, tail] = splitLine(rest, left, left === room, measure);
      if (head.length > 0) pages.at(-1)?.push(head);
      pages.push([]);
      left = room;
      rest = head.length > 0 ? [`(${words.card.evidence.continued}) `, ...tail] : tail;
    }
    pages.at(-1)?.push(rest);
    left -= lengthOf(rest, measure) + 1;
  }
  return pages;
}

function lengthOf(line: Line, measure: Measure): number {
  return line.reduce((sum, leaf) => sum + measure(leafText(leaf)), 0);
}

/** Labels stay whole: only a line's last leaf, the person's words, is split, and only where a good piece of it fits. */
function splitLine(
  line: Line,
  max: number,
  freshPage: boolean,
  measure: Measure,
): readonly [head: Line, tail: Line] {
  const last = line.at(-1);
  const before = line.slice(0, -1);
  const forText = max - lengthOf(before, measure);
  const worthwhile = freshPage ? 1 : 200;
  if (typeof last !== "string" || forText < worthwhile) return [[], line];
  const [head, rest] = split(last, forText, measure);
  return [[...before, head], [rest]];
}
