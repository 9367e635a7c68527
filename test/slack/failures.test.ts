import { expect, test } from "@jest/globals";
import { z } from "zod";
import { describeError } from "../../src/slack/failures.ts";

/** An error in the log: what it is called and where it happened, and not what it says. */

const thrownBy = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error("Nothing was thrown.");
};

test.each([
  [
    "a text that is no JSON",
    (): unknown => JSON.parse("x\nat home we say: 4711\n    at x (file:///a.ts:1:1)"),
  ],
  ["an answer of the wrong type", () => z.object({ "\n    at y (b.ts:2:2)": z.string() }).parse({})],
  [
    "words of somebody",
    () => {
      throw new Error("late\n    at last (nobody:1:1)\n    at z (c.ts:3:3)");
    },
  ],
])("names the place in the code for %s, though that looks like one itself", (_, act) => {
  const { where } = describeError(thrownBy(act));
  expect(where).toMatch(/^at .*failures\.test\.ts:\d+:\d+\)?$/u);
});

test("what is no error says nothing of itself", () => {
  expect(describeError("a secret")).toEqual({ error: "unknown" });
});
