import { afterEach, describe, expect, test } from "@jest/globals";
import { calendarOf } from "../../src/domain/working-time.ts";
import { listEvents } from "../../src/store/audit.ts";
import { listDeliveries } from "../../src/store/deliveries.ts";
import { aVerdict } from "../support/an-escalation.ts";
import { openSweptStore, type SweptSettings, type SweptStore } from "../support/a-swept-store.ts";

/**
 * That nobody has taken a case is said in its thread after one business day, again after two, and then to its requester:
 * each once, in hours, and not once somebody has it. Over the real sweep, the real outbox and the real store.
 */

const settings: SweptSettings = {
  calendar: calendarOf({ workingDays: ["mon", "tue", "wed", "thu", "fri"], holidays: [] }),
  hours: { from: "09:00", to: "17:30" },
  nudges: { time: "10:00", days: [1, 3, 5], parkAfterDays: 6, reopenWithinDays: 14 },
  acknowledgeWithinDays: 1,
};
const desk = { usergroup: "S0CSM0001", backup: "S0BACKUP1", locale: "en", route: null } as const;
/** Nothing to remind of, so that it is all about who has it. */
const ready = { ...aVerdict, level: "ready", score: 90 } as const;
/** Eleven in the morning of the CSMs, five of the requester's. */
const monday = new Date("2026-11-23T11:00:00Z");
const later = new Date("2026-12-31T00:00:00Z");

let swept: SweptStore;
async function opens(start = monday, struck = "chase:") {
  swept = await openSweptStore(start, settings, { U1: "America/Chicago" }, struck);
}
afterEach(() => swept.close());

const sends = (given: Parameters<SweptStore["sends"]>[1] = {}) =>
  swept.sends("e1", { verdict: ready, desk, ...given });

/** What was said, where and when. */
const said = () =>
  swept.posts
    .filter(({ key }) => /^(chase|unclaimed_notice):/u.test(key))
    .map(({ key, at, place }) => `${key.split(":", 1)[0] ?? ""} ${place} ${at.toISOString().slice(0, 16)}`);
const first = "chase thread 2026-11-24T11:00";
const second = "chase thread 2026-11-25T11:00";
/** Nine o'clock in Chicago. */
const told = "unclaimed_notice D-U1 2026-11-25T15:00";

/** Whom the messages in the thread call: the CSMs (0 to 1), whoever stands in for them (1 to 2), or both. */
const calls = async () =>
  (await listDeliveries(swept.db, "e1")).flatMap(({ subject, posted }) =>
    subject.kind === "chase" && posted ? [`${subject.from} to ${subject.said}`] : [],
  );

test("after one business day it is said in the thread, after two once more, and then to the requester; never again", async () => {
  await opens();
  await sends();
  await swept.runUntil(later);
  expect(said()).toEqual([first, second, told]);
  expect(await calls()).toEqual(["0 to 1", "1 to 2"]);
});

test("without a backup the thread hears of it once, and the requester all the same", async () => {
  await opens();
  await sends({ desk: { ...desk, backup: null } });
  await swept.runUntil(later);
  expect(said()).toEqual([first, told]);
});

test("it skips the weekend, and waits for the morning when the card stood in the evening", async () => {
  await opens(new Date("2026-11-27T19:00:00Z"));
  await sends();
  await swept.runUntil(later);
  expect(said()).toEqual([
    "chase thread 2026-12-01T09:00",
    "chase thread 2026-12-02T09:00",
    "unclaimed_notice D-U1 2026-12-02T15:00",
  ]);
});

test("the setting says after how many business days", async () => {
  await opens();
  await swept.restartsWith({ ...settings, acknowledgeWithinDays: 3 });
  await sends();
  await swept.runUntil(later);
  expect(said()).toEqual([
    "chase thread 2026-11-26T11:00",
    "chase thread 2026-12-01T11:00",
    "unclaimed_notice D-U1 2026-12-01T15:00",
  ]);
});

test("days are counted from when the card stands, not from when the case was sent", async () => {
  await opens();
  swept.channelTakesMessages(false);
  await sends();
  await swept.runUntil(new Date("2026-11-25T12:00:00Z"));
  swept.channelTakesMessages(true);
  await swept.runUntil(later);
  expect(said().map((one) => one.slice(0, 23))).toEqual([
    "chase thread 2026-11-26",
    "chase thread 2026-11-27",
    "unclaimed_notice D-U1 2",
  ]);
});

describe("a case that somebody has", () => {
  test.each([
    ["before the first", new Date("2026-11-24T10:59:00Z"), []],
    ["after the first", new Date("2026-11-24T12:00:00Z"), [first]],
    ["before the requester is up", new Date("2026-11-25T14:00:00Z"), [first, second]],
  ])("%s is not spoken of any more", async (_, when, expected) => {
    await opens();
    await sends();
    await swept.runUntil(when);
    expect(await swept.moves("e1", "acknowledge")).toBe(true);
    await swept.runUntil(later);
    expect(said()).toEqual(expected);
  });

  test("since just before it was to be posted is not spoken of", async () => {
    await opens();
    await sends();
    swept.slackDoes("down");
    await swept.runUntil(new Date("2026-11-24T11:00:00Z"));
    expect((await swept.caseOf("e1")).chase?.said).toBe(1);
    await swept.moves("e1", "acknowledge");
    await swept.runUntil(later);
    expect(said()).toEqual([]);
  });

  test("is not waited for by the requester either, when it is taken just before they were to be told", async () => {
    await opens(monday, "unclaimed_notice:");
    await sends();
    swept.slackDoes("down");
    await swept.runUntil(new Date("2026-11-25T15:00:00Z"));
    expect((await swept.caseOf("e1")).chase?.told).toBe(true);
    await swept.moves("e1", "acknowledge");
    await swept.runUntil(later);
    expect(said()).toEqual([first, second]);
  });

  test("and that is withdrawn and opened again is waited for anew", async () => {
    await opens();
    await sends();
    await swept.runUntil(new Date("2026-11-24T12:00:00Z"));
    await swept.moves("e1", "withdraw");
    await swept.runUntil(new Date("2026-11-30T12:00:00Z"));
    expect(await swept.reopens("e1")).toBe(true);
    await swept.runUntil(later);
    expect(said()).toEqual([
      first,
      "chase thread 2026-12-01T12:00",
      "chase thread 2026-12-02T12:00",
      "unclaimed_notice D-U1 2026-12-02T15:00",
    ]);
  });
});

describe("a bot that was down", () => {
  test.each([
    ["over the first", "2026-11-24T14:00:00Z", ["chase thread 2026-11-24T14:00", second, told]],
    [
      "over both, says them as one that calls both",
      "2026-11-27T14:00:00Z",
      ["chase thread 2026-11-27T14:00", "unclaimed_notice D-U1 2026-11-27T15:00"],
    ],
    [
      "until after hours, says it in the morning",
      "2026-11-24T20:00:00Z",
      ["chase thread 2026-11-25T09:00", second, told],
    ],
    [
      "into a weekend, says it on Monday",
      "2026-11-28T10:00:00Z",
      ["chase thread 2026-11-30T09:00", "unclaimed_notice D-U1 2026-11-30T15:00"],
    ],
  ])("%s", async (_, back, expected) => {
    await opens();
    await sends();
    await swept.runUntil(new Date("2026-11-23T12:00:00Z"));
    swept.isDownUntil(new Date(back));
    await swept.runUntil(later);
    expect(said()).toEqual(expected);
  });

  test("for a week calls the CSMs and whoever stands in for them with one message", async () => {
    await opens();
    await sends();
    await swept.runUntil(new Date("2026-11-23T12:00:00Z"));
    swept.isDownUntil(new Date("2026-11-30T12:00:00Z"));
    await swept.runUntil(later);
    expect(await calls()).toEqual(["0 to 2"]);
  });
});

describe("each is said once", () => {
  test("by two sweeps and two outboxes at once", async () => {
    await opens();
    await sends();
    await swept.runUntil(later, 2);
    expect(said()).toEqual([first, second, told]);
  });

  test.each(["chase:", "unclaimed_notice:"])("when the answer to %s is lost", async (struck) => {
    await opens(monday, struck);
    await sends();
    swept.slackDoes("lost");
    await swept.runUntil(later);
    expect(said()).toEqual([first, second, told]);
  });

  test("and noted as it stands", async () => {
    await opens();
    await sends();
    await swept.runUntil(later);
    const noted = (await listEvents(swept.db, "e1")).filter(({ kind }) => kind === "chased");
    expect(noted.map(({ at, details }) => [at.toISOString().slice(0, 16), details])).toEqual([
      ["2026-11-24T11:00", { from: 0, said: 1 }],
      ["2026-11-25T11:00", { from: 1, said: 2 }],
      ["2026-11-25T15:00", { told: true }],
    ]);
  });
});

describe("out of hours nothing is made up for", () => {
  const downUntil = async (when: string, back: string) => {
    await swept.livesAt(new Date(when), false);
    await swept.livesAt(new Date(back), true);
    await swept.runUntil(later);
  };

  test("a Slack that was down past closing gets it in the morning", async () => {
    await opens();
    await sends();
    await swept.runUntil(new Date("2026-11-23T12:00:00Z"));
    await downUntil("2026-11-24T17:00:00Z", "2026-11-24T18:00:00Z");
    expect(said()).toEqual(["chase thread 2026-11-25T09:00", second, told]);
    expect(await calls()).toEqual(["0 to 1", "1 to 2"]);
  });

  test("one that calls both is put off as one", async () => {
    await opens();
    await sends();
    await swept.runUntil(new Date("2026-11-23T12:00:00Z"));
    await downUntil("2026-11-26T17:00:00Z", "2026-11-26T18:00:00Z");
    // The requester is at work.
    expect(said()).toEqual(["unclaimed_notice D-U1 2026-11-26T18:00", "chase thread 2026-11-27T09:00"]);
    expect(await calls()).toEqual(["0 to 2"]);
  });

  test("the requester is told in their own morning", async () => {
    await opens();
    await sends();
    await swept.runUntil(new Date("2026-11-25T14:00:00Z"));
    // Five in the afternoon, and eight in the evening, in Chicago.
    await downUntil("2026-11-25T23:00:00Z", "2026-11-26T02:00:00Z");
    expect(said()).toEqual([first, second, "unclaimed_notice D-U1 2026-11-26T15:00"]);
  });

  test("what waits for the morning holds up nothing else of the case", async () => {
    await opens();
    await sends();
    await swept.runUntil(new Date("2026-11-23T12:00:00Z"));
    await swept.livesAt(new Date("2026-11-24T17:00:00Z"), false);
    await swept.livesAt(new Date("2026-11-24T18:00:00Z"), true);
    await swept.addsEvidence("e1", { ...ready, score: 95 });
    await swept.livesAt(new Date("2026-11-24T18:01:00Z"), true);
    const unsettled = (await listDeliveries(swept.db, "e1")).filter(({ state }) => state === "due");
    expect(unsettled).toEqual([]);
  });
});

test("a thread that takes no messages is waited for, and the days go on", async () => {
  await opens();
  await sends();
  await swept.runUntil(new Date("2026-11-23T12:00:00Z"));
  swept.channelTakesMessages(false);
  await swept.addsEvidence("e1", { ...ready, score: 95 });
  await swept.runUntil(new Date("2026-11-27T10:00:00Z"));
  expect(said()).toEqual([]);
  swept.channelTakesMessages(true);
  await swept.runUntil(later);
  expect(said().map((one) => one.slice(0, 23))).toEqual([
    "chase thread 2026-11-27",
    "unclaimed_notice D-U1 2",
  ]);
});

test("reminders of what is missing go on beside it", async () => {
  await opens();
  await sends({ verdict: aVerdict });
  await swept.runUntil(later);
  expect(said()).toEqual([first, second, told]);
  const reminders = swept.posts.filter(({ key }) => key.startsWith("nudge:"));
  expect(reminders.map(({ at }) => at.toISOString().slice(0, 16))).toEqual([
    "2026-11-24T16:00",
    "2026-11-26T16:00",
    "2026-11-30T16:00",
  ]);
});

test("a case of a version that did not wait for anybody is waited for from now on", async () => {
  await opens();
  await sends();
  await swept.runUntil(new Date("2026-11-23T12:00:00Z"));
  await swept.db.updateTable("escalations").set({ chase: null }).execute();
  swept.isDownUntil(new Date("2026-12-07T10:00:00Z"));
  await swept.restartsWith(settings);
  await swept.runUntil(later);
  expect(said().slice(0, 2)).toEqual(["chase thread 2026-12-08T10:00", "chase thread 2026-12-09T10:00"]);
});
