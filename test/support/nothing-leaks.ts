import { afterAll, afterEach, expect } from "@jest/globals";
import { leaks, watchLine } from "./a-watched-log.ts";

/** Jest loads this before every test file (`setupFilesAfterEnv`). */

// A library that has no logger writes there.
for (const method of ["debug", "info", "log", "warn", "error"] as const) {
  const write = console[method].bind(console);
  console[method] = (...parts: unknown[]) => {
    watchLine(parts.map(String).join(" "));
    write(...parts);
  };
}

const nothingLeaked = () => {
  expect(leaks()).toEqual([]);
};
afterEach(nothingLeaked);
// What a bot writes as it stops.
afterAll(nothingLeaked);
