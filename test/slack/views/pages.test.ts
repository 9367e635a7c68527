import { describe, expect, test } from "@jest/globals";
import { fc } from "../../support/drawn.ts";
import { wordsIn } from "../../../src/text/catalog.ts";
import { paginate } from "../../../src/slack/views/pages.ts";
import { leafText, type Line } from "../../../src/slack/views/parts.ts";
import { readerOf } from "../../../src/slack/views/reader.ts";
import { escapedLength } from "../../../src/slack/views/safe-text.ts";

const reader = readerOf("en");
const goesOn = `(${wordsIn("en").card.evidence.continued}) `;
const saidIn = (line: Line) => line.map(leafText).join("");
const paged = (lines: readonly Line[], room: number) =>
  paginate(lines, room, reader).map((page) => page.map(saidIn));
/** One line feed between two lines, as in the text of the message. */
const sizeOf = (page: readonly string[]) => escapedLength(page.join("\n"));

describe("filling pages", () => {
  test("one page is enough for what fits, and a page there always is", () => {
    expect(paged([["one"], [{ bold: "two" }, " ", "three"]], 40)).toEqual([["one", "two three"]]);
    expect(paged([], 40)).toEqual([[]]);
  });

  test("a line that no longer fits goes on the next page whole when little of it would fit", () => {
    expect(paged([["a".repeat(30)], [{ bold: "Label" }, " ", "b".repeat(30)]], 40)).toEqual([
      ["a".repeat(30)],
      [`Label ${"b".repeat(30)}`],
    ]);
  });

  test("a line longer than a page goes on, marked, as often as it takes; its label stays whole", () => {
    const [first, second, ...more] = paged([[{ bold: "Label" }, " ", "x".repeat(100)]], 60);
    expect(first).toEqual([`Label ${"x".repeat(54)}`]);
    expect(second).toEqual([`${goesOn}${"x".repeat(46)}`]);
    expect(more).toEqual([]);
  });

  test("a long line begins on the page before when a good piece of it fits there", () => {
    const pages = paged([["a".repeat(300)], ["b".repeat(900)]], 600);
    expect(pages[0]).toEqual(["a".repeat(300), "b".repeat(299)]);
    expect(pages.flat().join("").replaceAll(goesOn, "")).toBe("a".repeat(300) + "b".repeat(900));
  });

  test("room is counted after escaping", () => {
    expect(paged([["&".repeat(20)]], 50)[0]).toEqual(["&".repeat(10)]);
  });
});

const anyWords = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: "grapheme", maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", minLength: 300, maxLength: 900 }) },
  { weight: 1, arbitrary: fc.nat({ max: 500 }).map((count) => "<&>".repeat(count)) },
  { weight: 1, arbitrary: fc.nat({ max: 200 }).map((count) => "👨\u200d👩\u200d👧\u200d👦".repeat(count)) },
);
const anyLine: fc.Arbitrary<Line> = fc.oneof(
  anyWords.map((words): Line => [words]),
  fc
    .tuple(fc.string({ maxLength: 40 }), anyWords)
    .map(([label, words]): Line => [{ bold: label }, " ", words]),
  fc.string({ maxLength: 60 }).map((said): Line => [said, " ", { bold: "(+3 points)" }]),
);

test("nothing is lost and every page keeps within its room, whatever the lines", () => {
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 8 }), fc.integer({ min: 400, max: 1200 }), (lines, room) => {
      const pages = paged(lines, room);
      expect(pages.flat().join("").replaceAll(goesOn, "")).toBe(
        lines.map(saidIn).join("").replaceAll(goesOn, ""),
      );
      for (const page of pages) expect(sizeOf(page)).toBeLessThanOrEqual(room);
      expect(pages.slice(1).every((page) => page.length > 0)).toBe(true);
    }),
  );
});
