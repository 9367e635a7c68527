import { describe, expect, test } from "@jest/globals";
import { fc } from "../../support/drawn.ts";
import { hostileText } from "../../../playground/sample-cases.ts";
import {
  cut,
  escape,
  escapedLength,
  escapedWithin,
  plain,
  shown,
  shownOnOneLine,
  split,
} from "../../../src/slack/views/safe-text.ts";

const family = "👨\u200d👩\u200d👧\u200d👦";
const flag = "🇧🇷";
const zalgo = `Z${"\u0351\u036b\u0343".repeat(200)}`;
const pieces = [family, flag, zalgo, "a", " ", "\n", "&", "<!channel>", "é", "אתר", "الموقع", "한", "🚨"];

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((some) => some.join("")),
);
const wellFormed = anyText.map((text) => text.toWellFormed());
const graphemes = (text: string) =>
  [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)].map(({ segment }) => segment);

/** As Slack reads it back. */
const unescaped = (text: string) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

describe("what is shown", () => {
  test.each([
    ["control characters", "a\u0000b\u0007c\u001bd\u007fe\u0085f", "abcdef"],
    ["bidi overrides, embeddings and isolates", "a\u202eb\u202cc\u2066d\u2069e\u202af", "abcdef"],
    ["old line ends", "a\r\nb\rc", "a\nb\nc"],
    ["white space around", " \n a \t", "a"],
    ["half a surrogate pair", "a\ud83db\ude00", "a\ufffdb\ufffd"],
  ])("has no %s", (_, typed, expected) => {
    expect(shown(typed)).toBe(expected);
  });

  test.each([
    ["right-to-left writing and its marks", "\u200fأريد شريكا جديدا\u200e"],
    ["tabs and line ends inside", "a\tb\nc"],
    ["joined emoji and flags", `${family}${flag}`],
    ["stacked accents", zalgo],
  ])("keeps %s", (_, typed) => {
    expect(shown(typed)).toBe(typed);
  });

  test("is well-formed and free of controls, whatever was typed, and showing it again changes nothing", () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const text = shown(typed);
        expect(text.isWellFormed()).toBe(true);
        // eslint-disable-next-line no-control-regex -- control characters are what is looked for
        expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
        expect(shown(text)).toBe(text);
        expect(shownOnOneLine(typed)).not.toMatch(/[\n\u2028\u2029]/u);
      }),
    );
  });
});

describe("splitting", () => {
  test.each([
    ["a family of four", `${family}${family}`, 12, family],
    ["a flag", `${flag}${flag}`, 7, flag],
    ["a letter with its accent", "e\u0301e\u0301", 3, "e\u0301"],
    ["a Hangul syllable of three parts", "\u1112\u1161\u11ab\u1112\u1161\u11ab", 5, "\u1112\u1161\u11ab"],
    ["a surrogate pair", "🚨🚨", 3, "🚨"],
  ])("leaves %s whole", (_, text, max, head) => {
    expect(split(text, max)).toEqual([head, text.slice(head.length)]);
  });

  test("a single character longer than all the room is split between code points, so that the rest shrinks", () => {
    expect(split(zalgo, 10)).toEqual([zalgo.slice(0, 10), zalgo.slice(10)]);
    expect(split(family, 4)[0]).toBe("👨\u200d");
  });

  test("loses nothing, keeps within the room, and never divides what a person sees as one where that fits", () => {
    fc.assert(
      fc.property(wellFormed, fc.integer({ min: 2, max: 40 }), (text, max) => {
        const [head, rest] = split(text, max);
        expect(head + rest).toBe(text);
        expect(head.length).toBeLessThanOrEqual(max);
        expect(head.isWellFormed() && rest.isWellFormed()).toBe(true);
        if (text !== "") expect(head).not.toBe("");
        const whole = graphemes(text);
        if ((whole[0]?.length ?? 0) <= max) {
          expect(graphemes(head)).toEqual(whole.slice(0, graphemes(head).length));
        }
      }),
    );
  });
});

describe("cutting", () => {
  test("what fits stays as it is, what does not ends in an ellipsis", () => {
    expect(cut("exactly", 7)).toBe("exactly");
    expect(cut("too long", 7)).toBe("too lo…");
    expect(cut("a word", 3)).toBe("a…");
    expect(cut(`ab${family}`, 8)).toBe("ab…");
  });

  test("never grows beyond the room, in whatever it is counted", () => {
    fc.assert(
      fc.property(wellFormed, fc.integer({ min: 1, max: 40 }), (text, max) => {
        expect(cut(text, max).length).toBeLessThanOrEqual(max);
        expect(escapedLength(cut(text, max, escapedLength))).toBeLessThanOrEqual(max);
        expect(cut(text, max).isWellFormed()).toBe(true);
      }),
    );
  });
});

describe("escaping", () => {
  test("disarms everything that Slack would read between angle brackets", () => {
    expect(escape("<!channel> & <@U1> &lt;")).toBe("&lt;!channel&gt; &amp; &lt;@U1&gt; &amp;lt;");
  });

  test("what was escaped is read back as it was", () => {
    fc.assert(fc.property(wellFormed, (text) => unescaped(escape(text)) === text));
  });

  test("cuts after escaping, never inside an entity", () => {
    expect(escapedWithin("&&&", 15)).toBe("&amp;&amp;&amp;");
    expect(escapedWithin("&&&", 14)).toBe("&amp;&amp;…");
    expect(escapedWithin("a&", 3)).toBe("a…");
    expect(escapedWithin("<<", 5)).toBe("&lt;…");
  });

  test("stays within the room with whole entities and whole characters", () => {
    const anyLong = fc.oneof(
      wellFormed,
      fc.nat({ max: 2900 }).map((from) => hostileText.slice(from)),
    );
    fc.assert(
      fc.property(anyLong, fc.integer({ min: 1, max: 300 }), (text, max) => {
        const escaped = escapedWithin(text.toWellFormed(), max);
        expect(escaped.length).toBeLessThanOrEqual(max);
        expect(escaped.replace(/&(amp|lt|gt);/gu, "")).not.toMatch(/[&<>]/u);
        expect(escaped.isWellFormed()).toBe(true);
        const said = unescaped(escaped).replace(/…$/u, "");
        expect(text.toWellFormed().startsWith(said)).toBe(true);
      }),
    );
  });
});

describe("a plain text object", () => {
  test("is never parsed, never shows emoji names as pictures, and never is empty", () => {
    expect(plain(":rotating_light: <!here>")).toEqual({
      type: "plain_text",
      text: ":rotating_light: <!here>",
      emoji: false,
    });
    expect(plain(" \u202e\u0000 ").text).toBe("–");
  });

  test("keeps its length whatever it is given", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 75 }), (text, max) => {
        const { length } = plain(text, max).text;
        expect(length).toBeGreaterThan(0);
        expect(length).toBeLessThanOrEqual(max);
      }),
    );
  });
});
