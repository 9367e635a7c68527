import { describe, expect, test } from "@jest/globals";
import { fc } from "../support/drawn.ts";
import { isPassing, testsPassed, testsToPassing } from "../../src/domain/example.ts";
import { exampleTests } from "../../src/domain/verdict.ts";
import { exampleWith, perfectExample } from "../support/an-answer.ts";

const today = "2026-11-23";

describe("the five tests of an example", () => {
  test("a perfect example passes all five, an empty one none", () => {
    expect(testsPassed(perfectExample(), today)).toEqual(exampleTests);
    expect(testsPassed(exampleWith(), today)).toEqual([]);
  });

  test.each([
    ["2026-11-23", true],
    ["2026-11-24", false],
    ["2024-11-23", true],
    ["2024-11-22", false],
    ["2025-02-29", false],
    [null, false],
  ])("date %p passes: %p", (ex_date, expected) => {
    expect(testsPassed(exampleWith({ ex_date }), today)).toEqual(expected ? ["date"] : []);
  });

  test.each([
    ["NWD-398", true],
    ["Checkout", false],
    ["n/a", false],
    // A reference, but not filled: three different characters.
    ["a/a", false],
  ])("where %j passes: %p", (ex_where, expected) => {
    expect(testsPassed(exampleWith({ ex_where }), today)).toEqual(expected ? ["where"] : []);
  });

  test.each([
    ["The order is in the ERP.", "The order never got there.", true],
    ["The order is in the", "The order never got there.", false],
    ["The order is in the ERP.", "The order is not in", false],
    ["The order is in the ERP.", "the ORDER is in the érp!", false],
    ["The order is in the ERP.", "", false],
  ])("expected %j and actual %j pass: %p", (ex_expected, ex_actual, expected) => {
    const example = exampleWith({ ex_expected, ex_actual });
    expect(testsPassed(example, today)).toEqual(expected ? ["expected_and_actual"] : []);
  });

  test.each([
    ["41 orders", true],
    ["7 h", false],
    ["huge!!!", false],
    ["a lot of orders", false],
  ])("impact %j passes: %p", (ex_impact, expected) => {
    expect(testsPassed(exampleWith({ ex_impact }), today)).toEqual(expected ? ["impact"] : []);
  });

  test.each([
    ["Priya, 3 Nov", true],
    ["their lead, NWD-398", true],
    ["the pm in checkout/cart", true],
    ["everyone", false],
    ["everyone, 3 times", false],
    ["Priya Raman", false],
    ["PM 3", false],
  ])("told %j passes: %p", (ex_told, expected) => {
    expect(testsPassed(exampleWith({ ex_told }), today)).toEqual(expected ? ["told"] : []);
  });
});

describe("an example passes", () => {
  test.each([
    [["date", "expected_and_actual", "where", "impact", "told"], true, 0],
    [["date", "expected_and_actual", "where", "impact"], true, 0],
    [["date", "expected_and_actual", "impact", "told"], true, 0],
    [["date", "expected_and_actual", "where"], false, 1],
    [["date", "where", "impact", "told"], false, 1],
    [["expected_and_actual", "where", "impact", "told"], false, 1],
    [["where", "impact", "told"], false, 2],
    [["date", "expected_and_actual"], false, 2],
    [["expected_and_actual"], false, 3],
    [[], false, 4],
  ] as const)("with %j: %p, %p short", (tests, passes, short) => {
    expect(isPassing(tests)).toBe(passes);
    expect(testsToPassing(tests)).toBe(short);
  });

  test("exactly when nothing is short", () => {
    fc.assert(
      fc.property(fc.subarray([...exampleTests]), (tests) => {
        expect(isPassing(tests)).toBe(testsToPassing(tests) === 0);
      }),
    );
  });
});
