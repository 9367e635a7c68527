import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { afterEach, expect, jest, test } from "@jest/globals";
import { never } from "../../src/patience.ts";
import { workUnderWay } from "../../src/slack/work-under-way.ts";

/** When those whom nobody waits for have their turn. No test waits for `longest`: a lull that came only then would fail it. */

const longest = 60_000;
afterEach(() => {
  jest.restoreAllMocks();
});

/** Work that goes on until it is told to end. */
function aPress() {
  let ends = () => {};
  const work = () =>
    new Promise<void>((resolve) => {
      ends = resolve;
    });
  return {
    work,
    ends: () => {
      ends();
    },
  };
}

test("where nobody is at work there is a lull at once", async () => {
  await workUnderWay().lull(longest, never);
});

test("whoever is at work goes first, and who comes right after them too", async () => {
  let time = 0;
  jest.spyOn(performance, "now").mockImplementation(() => time);
  const { during, lull } = workUnderWay();
  const seen: string[] = [];
  const lulled: Promise<unknown>[] = [];
  for (const name of ["first", "second"]) {
    const press = aPress();
    const pressed = during(press.work);
    lulled.push(lull(longest, never).then(() => seen.push("lull")));
    for (let turn = 0; turn < 20; turn += 1) await turnOfTheLoop();
    press.ends();
    await pressed;
    seen.push(name);
    // No time has passed since.
    for (let turn = 0; turn < 20; turn += 1) await turnOfTheLoop();
  }
  expect(seen).toEqual(["first", "second"]);
  time = 1_000;
  await Promise.all(lulled);
}, 10_000);

test("one press after the other does not hold up the others for ever", async () => {
  const { during, lull } = workUnderWay();
  const over = new AbortController();
  const presses = (async () => {
    while (!over.signal.aborted)
      await during(async () => {
        await turnOfTheLoop();
      });
  })();
  await lull(50, never);
  over.abort();
  await presses;
});

test("nor does one that hangs", async () => {
  const { during, lull } = workUnderWay();
  const press = aPress();
  const pressed = during(press.work);
  await lull(50, never);
  press.ends();
  await pressed;
});

test("who leaves does not wait for a lull", async () => {
  const { during, lull } = workUnderWay();
  const press = aPress();
  const pressed = during(press.work);
  await lull(longest, AbortSignal.abort());
  press.ends();
  await pressed;
});
