import { expect, test } from "@jest/globals";
import { frozenClock, tickingClock } from "../../playground/clock.ts";
import { timestampsFrom } from "../../playground/server/timestamps.ts";

const noon = new Date("2026-03-02T12:00:00Z");

test("a frozen clock stands still until it is moved", () => {
  const clock = frozenClock(noon);
  expect(clock.now()).toEqual(noon);
  clock.advance(90_000);
  expect(clock.now()).toEqual(new Date("2026-03-02T12:01:30Z"));
  clock.moveTo(new Date("2026-10-25T01:00:00Z"));
  expect(clock.now()).toEqual(new Date("2026-10-25T01:00:00Z"));
});

test("a ticking clock runs from where it was put", () => {
  const clock = tickingClock(noon);
  expect(clock.now().getTime() - noon.getTime()).toBeLessThan(5_000);
  clock.advance(3_600_000);
  expect(clock.now().getTime()).toBeGreaterThanOrEqual(noon.getTime() + 3_600_000);
});

test("message timestamps are unique and increase while the clock stands still or goes back", () => {
  const clock = frozenClock(noon);
  const nextTs = timestampsFrom(clock);
  expect(nextTs()).toBe("1772452800.000000");
  expect(nextTs()).toBe("1772452800.000001");
  clock.moveTo(new Date("2026-03-01T12:00:00Z"));
  expect(nextTs()).toBe("1772452800.000002");
  clock.moveTo(new Date("2026-03-02T12:00:01Z"));
  expect(nextTs()).toBe("1772452801.000000");
});
