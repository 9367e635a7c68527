import { afterEach, expect, test } from "@jest/globals";
import { calendarOf } from "../../src/domain/working-time.ts";
import { openSweptStore, type SweptStore } from "../support/a-swept-store.ts";

/** A bot that is told to stop in the middle of a sweep keeps nobody waiting for the cases that it has taken. */

const settings = {
  calendar: calendarOf({ workingDays: ["mon", "tue", "wed", "thu", "fri"], holidays: [] }),
  hours: { from: "09:00", to: "17:30" },
  nudges: { time: "10:00", days: [1, 3, 5], parkAfterDays: 6, reopenWithinDays: 14 },
};
const requesters = new Map([
  ["e1", "U1"],
  ["e2", "U2"],
  ["e3", "U3"],
]);
const cases = [...requesters.keys()];
const monday = new Date("2026-03-16T12:00:00Z");
const tuesdayAtTen = new Date("2026-03-17T10:00:00Z");

let swept: SweptStore;
afterEach(() => swept.close());

/** Reminders of three people are due at this moment. */
async function threeAreDue(): Promise<void> {
  swept = await openSweptStore(monday, settings, { U1: "UTC", U2: "UTC", U3: "UTC" });
  for (const [id, requesterId] of requesters) await swept.sends(id, { requesterId });
  await swept.runUntil(new Date("2026-03-16T13:00:00Z"));
  swept.clockJumpsTo(tuesdayAtTen);
}

const looksAgainAt = async (ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => (await swept.caseOf(id)).nextNudgeAt));
/** Each time, in the seconds that their channel takes for them. */
async function remindedOf(): Promise<readonly unknown[]> {
  await swept.runUntil(new Date(tuesdayAtTen.getTime() + 10_000));
  const keys = swept.posts.map(({ key }) => key.split(":"));
  return keys
    .filter(([kind]) => kind === "nudge")
    .map(([, id]) => id)
    .toSorted();
}

test("the case in hand is finished; the others are due for the next one at once, and Slack is asked of nobody more", async () => {
  await threeAreDue();
  const asked = await swept.isStoppedInASweep(true);
  expect(asked).toHaveLength(1);
  const [inHand] = cases.filter((id) => requesters.get(id) === asked[0]);
  const others = cases.filter((id) => id !== inHand);
  expect((await swept.caseOf(inHand ?? "")).nudging).toMatchObject({ underway: 1 });
  expect(await looksAgainAt(others)).toEqual([tuesdayAtTen, tuesdayAtTen]);
  expect(await remindedOf()).toEqual(cases);
});

test("of whom Slack says nothing any more, that case is due at once too", async () => {
  await threeAreDue();
  expect(await swept.isStoppedInASweep(false)).toHaveLength(1);
  expect(await looksAgainAt(cases)).toEqual([tuesdayAtTen, tuesdayAtTen, tuesdayAtTen]);
  expect(await remindedOf()).toEqual(cases);
});
