import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import { frozenClock, tickingClock } from "../../playground/clock.ts";
import { until } from "../../playground/patience.ts";
import { triggerBook } from "../../playground/server/triggers.ts";
import { afterWaking } from "../../playground/server/waking-time.ts";

/** As a machine with too much to do makes it: nothing of this process runs. */
function standStill(forMs: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, forMs);
}

test("what is called after a stretch of waking time is called once it has passed", async () => {
  const began = performance.now();
  let calledAfterMs: number | null = null;
  afterWaking(30, () => {
    calledAfterMs = performance.now() - began;
  });
  expect(await until("the call", () => calledAfterMs)).toBeGreaterThanOrEqual(28);
});

test("time in which the process stood still counts for little", async () => {
  let isCalled = false;
  const callOff = afterWaking(400, () => {
    isCalled = true;
  });
  standStill(500);
  await pause(1);
  expect(isCalled).toBe(false);
  callOff();
});

test("an answer that was on its way when the process stood still comes before the end", async () => {
  const happened: string[] = [];
  const callOff = afterWaking(100, () => happened.push("end"));
  setTimeout(() => happened.push("answer"), 20);
  standStill(200);
  await until("the answer", () => happened.includes("answer"));
  expect(happened).toEqual(["answer"]);
  callOff();
});

test("what is called off is not called", async () => {
  let isCalled = false;
  afterWaking(5, () => {
    isCalled = true;
  })();
  await pause(20);
  expect(isCalled).toBe(false);
});

describe("a trigger", () => {
  const awake = (forMs: number) => new Promise<void>((resolve) => afterWaking(forMs, resolve));
  const over = { error: "expired_trigger_id" };

  test("is still good after a time in which the process stood still", async () => {
    const triggers = triggerBook(tickingClock(), 400);
    const trigger = triggers.issue("U1");
    standStill(600);
    await pause(1);
    expect(triggers.use(trigger)).toEqual({ userId: "U1" });
  });

  test("is over after a time in which it could work, on a clock that runs", async () => {
    const running = triggerBook(tickingClock(), 100);
    const standing = triggerBook(frozenClock(new Date()), 100);
    const [one, other] = [running.issue("U1"), standing.issue("U1")];
    for (let round = 0; round < 3; round += 1) await awake(100);
    expect(running.use(one)).toEqual(over);
    expect(standing.use(other)).toEqual({ userId: "U1" });
  });

  test("is over when a clock that runs was moved past its end", () => {
    const clock = tickingClock();
    const triggers = triggerBook(clock);
    const [inTime, late] = [triggers.issue("U1"), triggers.issue("U1")];
    clock.advance(3_000);
    expect(triggers.use(inTime)).toEqual({ userId: "U1" });
    clock.advance(1);
    expect(triggers.use(late)).toEqual(over);
    triggers.stop();
  });
});
