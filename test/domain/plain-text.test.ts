import { describe, expect, test } from "@jest/globals";
import { hostileText } from "../../playground/sample-cases.ts";
import { clean, folded } from "../../src/domain/plain-text.ts";
import { fc } from "../support/drawn.ts";

/** Both, as rubric 1 defines them, without anything that makes them quick. */
const cleanAsDefined = (text: string) =>
  text
    .replace(/[\t-\r\u0085\u2028\u2029]/gu, " ")
    .replace(/[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, "")
    .normalize("NFC")
    .trim();
const foldedAsDefined = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const upTo = (last: number) =>
  fc
    .array(fc.integer({ min: 0, max: last }), { maxLength: 40 })
    .map((units) => String.fromCharCode(...units));
/** Much of what people write is in the first; what they do not, in the others. */
const anyText = fc.oneof(
  upTo(0x7e),
  upTo(0x2ff),
  upTo(0x36f),
  upTo(0xffff),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.nat({ max: 2900 }).map((from) => hostileText.slice(from)),
);

describe.each([
  ["clean", clean, cleanAsDefined],
  ["folded", folded, foldedAsDefined],
] as const)("%s", (_, quick, asDefined) => {
  test("is what the rubric says, of each character there is", () => {
    const wrong: string[] = [];
    for (let code = 0; code <= 0x1ffff; code += 1) {
      const text = `a${String.fromCodePoint(code)}`;
      if (quick(text) !== asDefined(text)) wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  test("is what the rubric says, of any text, however often it is asked and whatever was asked before", () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 20 }), (texts) => {
        for (const text of [...texts, ...texts]) expect(quick(text)).toBe(asDefined(text));
      }),
      { numRuns: 300 },
    );
  });
});
