import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { until } from "../../playground/patience.ts";
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
