import { expect, test } from "@jest/globals";
import { frozenClock } from "../../playground/clock.ts";
import { nextBusinessMorning, passTimeUntil } from "../../playground/passing-time.ts";

const start = new Date("2026-11-24T15:00:00Z");
const inHours = (hours: number) => new Date(start.getTime() + hours * 3_600_000);

/** A bot that does things at these times, and each of them only when it is time. */
function busyBot(times: readonly Date[]) {
  const clock = frozenClock(start);
  const left = [...times];
  const done: { readonly due: Date; readonly at: Date }[] = [];
  const next = () => Promise.resolve(left[0] ?? null);
  return {
    clock,
    done,
    left,
    bot: {
      nextDueAt: next,
      work: () => {
        for (const due of [...left]) {
          if (due > clock.now()) break;
          left.shift();
          done.push({ due, at: clock.now() });
        }
        return next();
      },
    },
    quiet: () => Promise.resolve(),
  };
}

test("everything on the way happens at its own time, in order, and then it is the time that was wanted", async () => {
  const passing = busyBot([inHours(19), inHours(67), inHours(67.001)]);
  await passTimeUntil(inHours(100), passing);
  expect(passing.done.map(({ due, at }) => at.getTime() - due.getTime())).toEqual([0, 0, 0]);
  expect(passing.clock.now()).toEqual(inHours(100));
});

test("what is due later stays so, but a message that waits for its turn is waited for", async () => {
  const soon = new Date(inHours(1).getTime() + 2_000);
  const passing = busyBot([inHours(1), soon, inHours(2)]);
  await passTimeUntil(inHours(1), passing);
  expect(passing.done.map(({ due }) => due)).toEqual([inHours(1), soon]);
  expect(passing.clock.now()).toEqual(soon);
  expect(passing.left).toEqual([inHours(2)]);
});

test("without a bot that runs, only the clock moves", async () => {
  const clock = frozenClock(start);
  const nobody = { work: () => Promise.resolve(null), nextDueAt: () => Promise.resolve(null) };
  await passTimeUntil(inHours(1), { clock, bot: nobody, quiet: () => Promise.resolve() });
  expect(clock.now()).toEqual(inHours(1));
});

test.each([
  ["the next day", "2026-11-24T15:00:00Z", "America/Chicago", "2026-11-25T16:05:00Z"],
  ["Monday after a Friday", "2026-11-27T15:00:00Z", "America/Sao_Paulo", "2026-11-30T13:05:00Z"],
  ["by the person's own calendar", "2026-11-24T20:00:00Z", "Asia/Kolkata", "2026-11-26T04:35:00Z"],
  ["past a change of clocks", "2026-10-30T15:00:00Z", "America/Chicago", "2026-11-02T16:05:00Z"],
])("a business day on: %s", (_, now, zone, morning) => {
  expect(nextBusinessMorning(new Date(now), zone)).toEqual(new Date(morning));
});
