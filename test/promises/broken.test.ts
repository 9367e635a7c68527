import { readFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { broken } from "./broken.ts";

/** What is taken away, one promise after the other, is still there to be taken away. */

const root = join(import.meta.dirname, "..", "..");
const text = (file: string) => readFileSync(join(root, file), "utf8");

test.each(broken)("$promise: $clause", ({ file, from, to, tests }) => {
  expect(text(file).split(from)).toHaveLength(2);
  expect(to).not.toBe(from);
  for (const path of tests.split(" ")) expect(existsSync(join(root, path))).toBe(true);
});

test("each promise of the README is among them", () => {
  const promised = [...text("README.md").matchAll(/^\| (P\d) /gmu)].map(([, name]) => name);
  expect(new Set<string | undefined>(broken.map(({ promise }) => promise))).toEqual(new Set(promised));
});

test("docs/reliability.md lists all of them, and no others", () => {
  const [, table = ""] = text("docs/reliability.md").split("## Taken away");
  const listed = [...table.matchAll(/^\| (P\d) +\| (.*?) +\| `(.*?)`/gmu)].map(([, ...cells]) => cells);
  expect(listed).toEqual(broken.map(({ promise, clause, file }) => [promise, clause, file]));
});
