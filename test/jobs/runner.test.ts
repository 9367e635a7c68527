import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { afterEach, expect, test } from "@jest/globals";
import { type Runner, type RunnerOptions, startRunner } from "../../src/jobs/runner.ts";
import { given } from "../../src/patience.ts";

/** When a runner looks. Between two rounds there is a minute: whatever is left to the next round is not done in time here. */

const minute = 60_000;
let runner: Runner | null = null;
afterEach(() => runner?.stop());

const start = ({
  lull = () => Promise.resolve(),
  ...options
}: Pick<RunnerOptions, "now" | "nextAt" | "begin" | "mostAtOnce"> & Partial<Pick<RunnerOptions, "lull">>) => {
  runner = startRunner({
    ...options,
    lull,
    everyMs: minute,
    onError: (error) => {
      throw error;
    },
  });
  return runner;
};

test("what comes due while the runner looks for what is due is begun at once", async () => {
  let time = 0;
  let looks = 0;
  const begun = new Promise<void>((resolve) => {
    start({
      now: () => new Date(time),
      nextAt: () => Promise.resolve(looks < 2 ? new Date(5) : null),
      begin: () => {
        looks += 1;
        const isDue = time >= 5;
        // The look itself takes until after it has come due.
        time = 7;
        if (isDue) resolve();
        return Promise.resolve([]);
      },
      mostAtOnce: 1,
    });
  });
  await begun;
  expect(looks).toBe(2);
}, 10_000);

test("what waited for room is begun as soon as there is some", async () => {
  const waiting = ["first", "second", "third"];
  const done: string[] = [];
  const work = async (name: string) => {
    await turnOfTheLoop();
    done.push(name);
    if (waiting.length === 0) allDone();
  };
  let allDone = () => {};
  const all = new Promise<void>((resolve) => (allDone = resolve));
  start({
    now: () => new Date(0),
    nextAt: () => Promise.resolve(waiting.length > 0 ? new Date(0) : null),
    begin: (room) => Promise.resolve(waiting.splice(0, room).map(work)),
    mostAtOnce: 1,
  });
  await all;
  expect(done).toEqual(["first", "second", "third"]);
}, 10_000);

test("what is due and cannot be begun is not asked for again and again", async () => {
  let looks = 0;
  const idle = start({
    now: () => new Date(5),
    nextAt: () => Promise.resolve(new Date(5)),
    begin: () => {
      looks += 1;
      return Promise.resolve([]);
    },
    mostAtOnce: 1,
  }).idle;
  await idle();
  for (let turn = 0; turn < 20; turn += 1) await turnOfTheLoop();
  expect(looks).toBe(1);
});

test("nothing is looked for before there is a lull, and then all of it", async () => {
  const seen: string[] = [];
  let lulled = () => {};
  const { idle } = start({
    now: () => new Date(5),
    nextAt: () => {
      seen.push("asks when");
      return Promise.resolve(null);
    },
    lull: () =>
      new Promise<void>((resolve) => {
        lulled = resolve;
      }),
    begin: () => {
      seen.push("begins");
      return Promise.resolve([]);
    },
    mostAtOnce: 1,
  });
  for (let turn = 0; turn < 20; turn += 1) await turnOfTheLoop();
  expect(seen).toEqual([]);
  lulled();
  await idle();
  expect(seen).toEqual(["begins", "asks when"]);
});

test("a runner that is stopped while it waits for a lull begins nothing", async () => {
  let begun = 0;
  const { stop } = start({
    now: () => new Date(5),
    nextAt: () => Promise.resolve(new Date(5)),
    lull: given,
    begin: () => {
      begun += 1;
      return Promise.resolve([]);
    },
    mostAtOnce: 1,
  });
  await stop();
  expect(begun).toBe(0);
});
