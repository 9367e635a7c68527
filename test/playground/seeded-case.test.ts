import { expect, test } from "@jest/globals";
import { s1 } from "../../playground/sample-cases.ts";
import { playgroundWorkspace, sendSeededCase, stageDays } from "../../playground/seeded-case.ts";
import { shiftDates } from "../../playground/shifted-dates.ts";
import { channels, people } from "../../playground/workspace.ts";
import { wordsIn } from "../../src/text/catalog.ts";
import { onAStage } from "../support/a-stage.ts";

test.each([
  ["Sunday", "2026-11-22T20:56:00Z", "2026-11-24T15:00:00Z"],
  ["Monday", "2026-11-23T00:00:00Z", "2026-11-24T15:00:00Z"],
  ["Tuesday morning", "2026-11-24T14:59:59Z", "2026-11-24T15:00:00Z"],
  ["Tuesday at that very hour", "2026-11-24T15:00:00Z", "2026-12-01T15:00:00Z"],
  ["Wednesday", "2026-11-25T09:00:00Z", "2026-12-01T15:00:00Z"],
  ["the last Saturday of a year", "2027-12-25T09:00:00Z", "2027-12-28T15:00:00Z"],
])(
  "opened on %s, it is Tuesday in the playground, and the case was sent the morning before",
  (_, real, opens) => {
    const days = stageDays(new Date(real));
    expect(days.opens).toEqual(new Date(opens));
    expect(days.opens.getTime() - days.sent.getTime()).toBe((24 + 5) * 3_600_000);
  },
);

test("all dates of a case move by as many days as lie between the day it was written and now", () => {
  const moved = shiftDates(s1.answers, s1.now, new Date("2027-03-01T09:00:00Z"));
  // 98 days, over a year's end.
  expect(moved).toMatchObject({
    need_by: "2027-03-12",
    first_contact_date: "2027-02-09",
    plan_due: null,
    examples: [{ ex_date: "2027-02-09" }, { ex_date: "2027-02-17" }, { ex_date: "2027-02-24" }],
  });
  expect({ ...moved, need_by: s1.answers.need_by }).toMatchObject({
    summary: s1.answers.summary,
    plan_due: null,
  });
  expect(shiftDates(s1.answers, s1.now, s1.now)).toEqual(s1.answers);
  expect(shiftDates(s1.answers, s1.now, new Date("2026-11-22T23:59:00Z")).need_by).toBe("2026-12-03");
});

test.each([
  ["in summer", "2027-07-15T12:00:00Z"],
  ["between the years", "2028-12-30T12:00:00Z"],
  ["across a change of clocks", "2027-03-28T12:00:00Z"],
  ["years ahead", "2034-05-01T12:00:00Z"],
])("the case is almost ready and once reminded of when the playground opens %s", async (_, real) => {
  const { sent, opens } = stageDays(new Date(real));
  await onAStage({ at: sent, seed: playgroundWorkspace, mode: "socket" }, async (stage) => {
    await sendSeededCase(stage.slack);
    await stage.settle(opens.getTime() - sent.getTime());
    const [card] = stage.person(people.casey).sees(channels.csm);
    expect(card?.screen).toMatch(/^Almost ready · Northwind Digital/u);
    const { snooze } = wordsIn("en").controls.buttons;
    const reminders = card?.thread.filter(({ buttons }) => buttons.includes(snooze)) ?? [];
    expect(reminders.map(({ text }) => text)).toEqual([expect.stringContaining("ESC-1")]);
  });
});
