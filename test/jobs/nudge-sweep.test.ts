import { afterEach, expect, test } from "@jest/globals";
import { fc } from "../support/drawn.ts";
import { nextStep } from "../../src/domain/nudge-plan.ts";
import { caseMax, episodeMax, gapsToAskFor, type ParkedWhy } from "../../src/domain/nudging.ts";
import { calendarOf, isWorkingTime, localDate } from "../../src/domain/working-time.ts";
import type { Answers } from "../../src/domain/answers.ts";
import { listEvents } from "../../src/store/audit.ts";
import { findNudge } from "../../src/store/nudges.ts";
import type { Deed, OracleSettings } from "../support/a-nudge-oracle.ts";
import { aVerdict, someAnswers } from "../support/an-escalation.ts";
import { anyHistory, type History, momentsOf, storyOf, tellOracle } from "../support/any-history.ts";
import {
  type Mishap,
  openSweptStore,
  type Post,
  type SweptSettings,
  type SweptStore,
} from "../support/a-swept-store.ts";

/**
 * “A nudge is sent at most once per slot, never outside the working hours of the person it is for, never after its gap
 * closed or the case ended, and none is lost by a restart; slots missed while down become one”, clause by clause, over
 * the real sweep, the real outbox and the real store.
 */

const settings: SweptSettings = {
  calendar: calendarOf({ workingDays: ["mon", "tue", "wed", "thu", "fri"], holidays: ["US"] }),
  hours: { from: "09:00", to: "17:30" },
  nudges: { time: "10:00", days: [1, 3, 5], parkAfterDays: 6, reopenWithinDays: 14 },
};
const chicago = "America/Chicago";
/** Wednesday morning in Chicago; Thursday is Thanksgiving. */
const wednesday = new Date("2026-11-25T15:00:00Z");
const day = 24 * 60 * 60 * 1000;
const hour = 60 * 60 * 1000;
const ready = { ...aVerdict, level: "ready", score: 90 } as const;
const better = { ...aVerdict, score: 79 };

let swept: SweptStore;
async function opens(start = wednesday, zones: Readonly<Record<string, string>> = { U1: chicago }) {
  swept = await openSweptStore(start, settings, zones);
}
afterEach(() => swept.close());

const reminders = (of: SweptStore) => of.posts.filter(({ key }) => key.startsWith("nudge:"));
const times = (posts: readonly Post[]) =>
  posts.map(
    ({ at, zone }) =>
      `${localDate(at, zone)} ${at.toLocaleTimeString("en-GB", { timeZone: zone, timeStyle: "short" })}`,
  );
const after = (start: Date, ms: number) => new Date(start.getTime() + ms);

test("reminders come on business days 1, 3 and 5 at ten, past a holiday and a weekend; then the case is parked", async () => {
  await opens();
  await swept.sends("e1");
  await swept.runUntil(after(wednesday, 20 * day));
  expect(times(reminders(swept))).toEqual(["2026-11-27 10:00", "2026-12-01 10:00", "2026-12-03 10:00"]);
  expect((await swept.caseOf("e1")).nudging).toMatchObject({
    state: "parked",
    why: "no_answer",
    at: "2026-12-04T16:00:00.000Z",
    reopening: { until: "2026-12-18" },
  });
});

test("slots missed while down become one, sent the same day within hours", async () => {
  await opens();
  await swept.sends("e1");
  await swept.runUntil(after(wednesday, 1 * hour));
  swept.isDownUntil(new Date("2026-12-01T20:00:00Z"));
  await swept.runUntil(after(wednesday, 20 * day));
  expect(times(reminders(swept))).toEqual(["2026-12-01 14:00", "2026-12-03 10:00"]);
});

test("a slot missed until after hours comes the next business day at the usual time", async () => {
  await opens();
  await swept.sends("e1");
  await swept.runUntil(after(wednesday, 1 * hour));
  swept.isDownUntil(new Date("2026-11-28T00:00:00Z"));
  await swept.runUntil(new Date("2026-11-30T23:00:00Z"));
  expect(times(reminders(swept))).toEqual(["2026-11-30 10:00"]);
});

test("what was due on an earlier day waits for the usual time, and is not sent as soon as the day begins", async () => {
  await opens();
  await swept.sends("e1");
  await swept.runUntil(after(wednesday, 1 * hour));
  swept.isDownUntil(new Date("2026-11-30T15:15:00Z"));
  await swept.runUntil(new Date("2026-11-30T23:00:00Z"));
  expect(times(reminders(swept))).toEqual(["2026-11-30 10:00"]);
});

test("two cases of one person are never reminded of on one day", async () => {
  await opens();
  await swept.sends("e1");
  await swept.sends("e2");
  await swept.runUntil(after(wednesday, 30 * day), 2);
  const days = times(reminders(swept)).map((time) => time.slice(0, 10));
  expect(new Set(days).size).toBe(days.length);
  expect(days.length).toBe(2 * episodeMax);
});

test("evidence closes the gap: nothing is sent for it any more, and what is still missing has its days counted anew", async () => {
  await opens();
  await swept.sends("e1");
  await swept.runUntil(new Date("2026-11-27T17:00:00Z"));
  await swept.addsEvidence("e1", better);
  await swept.runUntil(after(wednesday, 20 * day));
  expect(times(reminders(swept))).toEqual([
    "2026-11-27 10:00",
    "2026-11-30 10:00",
    "2026-12-02 10:00",
    "2026-12-04 10:00",
  ]);
});

const briefly: readonly Mishap[] = ["down", "down", "down"];

test.each<[string, (of: SweptStore) => Promise<unknown>]>([
  ["its gap closed", (of) => of.addsEvidence("e1", ready)],
  ["one of its gaps closed, and its days are counted anew", (of) => of.addsEvidence("e1", better)],
  ["the case ended", (of) => of.moves("e1", "withdraw")],
  ["somebody stopped it", (of) => of.stops("e1")],
  ["somebody put it off", (of) => of.snoozes("e1")],
])(
  "a reminder that Slack did not take at first is not posted any more when meanwhile %s",
  async (_, happens) => {
    await opens();
    swept.slackDoes(...briefly);
    await swept.sends("e1");
    await swept.runUntil(new Date("2026-11-27T16:00:00Z"));
    expect((await swept.caseOf("e1")).nudging).toMatchObject({ underway: 1 });
    await happens(swept);
    await swept.runUntil(new Date("2026-11-27T23:00:00Z"));
    expect(reminders(swept)).toEqual([]);
  },
);

test("a case is reminded of six times in its life at most; evidence after that begins nothing more", async () => {
  await opens();
  await swept.sends("e1");
  for (let round = 0; round < 5; round += 1) {
    await swept.runUntil(after(swept.now(), 8 * day));
    await swept.addsEvidence("e1", { ...better, score: 70 + round });
  }
  await swept.runUntil(after(swept.now(), 30 * day));
  expect(reminders(swept)).toHaveLength(caseMax);
  expect((await swept.caseOf("e1")).nudging.state).toBe("done");
});

test("a withdrawn case can be taken up again to the end of the fourteenth day, and then that is over, once", async () => {
  const until = new Date("2026-12-10T06:00:00Z");
  const overs = async () =>
    (await listEvents(swept.db, "e1")).flatMap(({ kind, at }) => (kind === "reopening_over" ? [at] : []));
  await opens();
  await swept.sends("e1");
  await swept.runUntil(after(wednesday, hour));
  await swept.moves("e1", "withdraw");
  await swept.runUntil(after(until, -1));
  expect((await swept.caseOf("e1")).nudging).toMatchObject({
    state: "done",
    reopening: { until: "2026-12-09", before: until.toISOString() },
  });
  expect(await overs()).toEqual([]);
  await swept.runUntil(after(until, 30 * day), 2);
  expect((await swept.caseOf("e1")).nudging).toMatchObject({ state: "done", reopening: null });
  expect(await overs()).toEqual([until]);
  expect(reminders(swept)).toEqual([]);
  expect(await swept.reopens("e1")).toBe(false);
});

test("a closed case that was taken up again is reminded of as if it were new", async () => {
  await opens();
  await swept.sends("e1");
  await swept.runUntil(new Date("2026-11-27T17:00:00Z"));
  await swept.moves("e1", "withdraw");
  await swept.runUntil(new Date("2026-12-03T15:00:00Z"));
  expect(await swept.reopens("e1")).toBe(true);
  await swept.runUntil(after(wednesday, 60 * day));
  expect(times(reminders(swept))).toEqual([
    "2026-11-27 10:00",
    "2026-12-04 10:00",
    "2026-12-08 10:00",
    "2026-12-10 10:00",
  ]);
});

test("nobody is offered to reopen what would not be reminded of any more", async () => {
  await opens();
  await swept.sends("e1");
  await swept.runUntil(after(wednesday, 9 * day));
  await swept.addsEvidence("e1", better);
  await swept.runUntil(after(wednesday, 30 * day));
  expect(reminders(swept)).toHaveLength(caseMax);
  expect((await swept.caseOf("e1")).nudging).toMatchObject({ state: "parked", reopening: null });
  const last = await findNudge(swept.db, "e1", caseMax);
  expect(last?.said?.ending).toMatchObject({ reopenUntil: null });
});

test("an answer that was lost does not make a second reminder", async () => {
  await opens();
  swept.slackDoes("lost");
  await swept.sends("e1");
  await swept.runUntil(new Date("2026-11-27T23:00:00Z"), 2);
  expect(times(reminders(swept))).toEqual(["2026-11-27 10:00"]);
  expect((await swept.caseOf("e1")).nudging).toMatchObject({ state: "active", used: 1, sent: 1 });
});

test("a Slack that is down past closing time is not made up for at night", async () => {
  await opens();
  swept.slackDoes(...Array.from({ length: 400 }, (): Mishap => "down"));
  await swept.sends("e1");
  await swept.runUntil(new Date("2026-11-28T05:00:00Z"));
  swept.slackDoes();
  expect(reminders(swept)).toEqual([]);
  expect((await swept.caseOf("e1")).nudging).toMatchObject({ underway: null, used: 0, failures: 0 });
});

test("a thread that cannot be written in is answered by DM; when that fails too, the case is parked and says why", async () => {
  await opens();
  swept.slackDoes("refused");
  await swept.sends("e1");
  await swept.runUntil(new Date("2026-11-27T23:00:00Z"));
  expect(reminders(swept).map(({ place }) => place)).toEqual(["D-U1"]);
  swept.slackDoes("refused", "refused");
  await swept.runUntil(new Date("2026-12-01T23:00:00Z"));
  expect((await swept.caseOf("e1")).nudging).toMatchObject({ state: "parked", why: "undeliverable" });
});

test("while the channel takes no messages every reminder goes by DM, and none waits behind what is held up", async () => {
  await opens();
  await swept.sends("e1");
  await swept.runUntil(after(wednesday, 1 * hour));
  swept.channelTakesMessages(false);
  await swept.runUntil(new Date("2026-12-04T23:00:00Z"));
  expect(reminders(swept).map(({ place }) => place)).toEqual(["D-U1", "D-U1", "D-U1"]);
  expect((await swept.caseOf("e1")).nudging).toMatchObject({ state: "parked", why: "no_answer" });
});

test("whoever is not in the channel is reminded by DM, and the thread is told", async () => {
  await opens();
  swept.isInChannel(false);
  await swept.sends("e1");
  await swept.runUntil(new Date("2026-11-27T23:00:00Z"));
  expect(reminders(swept).map(({ place }) => place)).toEqual(["D-U1"]);
  expect(swept.posts.filter(({ key }) => key.startsWith("nudge_note:")).map(({ place }) => place)).toEqual([
    "thread",
  ]);
});

test("somebody who left the workspace is not reminded: the case is parked and says why", async () => {
  await opens();
  await swept.sends("e1");
  await swept.runUntil(after(wednesday, 1 * hour));
  swept.leaves("U1");
  await swept.runUntil(after(wednesday, 20 * day));
  expect(reminders(swept)).toEqual([]);
  expect((await swept.caseOf("e1")).nudging).toMatchObject({
    state: "parked",
    why: "person_gone",
  });
});

test("a clock that jumps back reminds nobody twice", async () => {
  await opens();
  await swept.sends("e1");
  await swept.runUntil(new Date("2026-11-27T17:00:00Z"));
  swept.clockJumpsTo(new Date("2026-11-27T08:00:00Z"));
  await swept.runUntil(new Date("2026-11-27T23:00:00Z"));
  expect(times(reminders(swept))).toEqual(["2026-11-27 10:00"]);
});

test("whoever travels is reminded at ten where they are", async () => {
  await opens();
  await swept.sends("e1");
  await swept.runUntil(after(wednesday, 1 * hour));
  await swept.movesTo("U1", "America/Los_Angeles");
  await swept.runUntil(new Date("2026-12-01T23:00:00Z"));
  expect(times(reminders(swept))).toEqual(["2026-11-27 10:00", "2026-12-01 10:00"]);
});

/** What may happen to two cases of one person and one of another, each some hours after what happened before. */
const deed = fc.record({
  afterMinutes: fc.integer({ min: 1, max: 3 * 24 * 60 }),
  on: fc.constantFrom("e1", "e2", "e3"),
  what: fc.oneof(
    { weight: 3, arbitrary: fc.constant("nothing") },
    fc.constantFrom(
      "evidence",
      "ready",
      "snooze",
      "snooze",
      "stop",
      "reopen",
      "reopen",
      "close",
      "acknowledge",
      "travel",
      "down",
      "down",
      "back",
      "lost",
      "broken",
      "refused",
      "in channel",
      "out of channel",
    ),
  ),
});

async function does(
  of: SweptStore,
  { on, what, afterMinutes }: typeof deed extends fc.Arbitrary<infer T> ? T : never,
) {
  switch (what) {
    case "nothing":
      return;
    case "evidence":
      return of.addsEvidence(on, better);
    case "ready":
      return of.addsEvidence(on, ready);
    case "snooze":
      await of.snoozes(on);
      return;
    case "stop":
      await of.stops(on);
      return;
    case "reopen":
      await of.reopens(on);
      return;
    case "close":
      await of.moves(on, "withdraw");
      return;
    case "acknowledge":
      await of.moves(on, "acknowledge");
      return;
    case "travel":
      return of.movesTo("U1", afterMinutes % 2 === 0 ? "Asia/Kolkata" : "America/Sao_Paulo");
    case "down":
      of.isDownUntil(after(of.now(), afterMinutes * 60_000));
      return;
    case "back":
      of.clockJumpsTo(after(of.now(), -afterMinutes * 1000));
      return;
    case "lost":
      of.slackDoes("lost");
      return;
    case "broken":
      of.slackDoes(...Array.from({ length: afterMinutes % 200 }, (): Mishap => "down"));
      return;
    case "refused":
      of.slackDoes("refused");
      return;
    case "in channel":
    case "out of channel":
      of.isInChannel(what === "in channel");
  }
}

/** Each clause on what was really posted, with the case as it was stored at that moment. */
function expectPromiseKept(posts: readonly Post[]) {
  const keys = posts.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  const days = posts.map(
    ({ escalation, at, zone }) => `${escalation?.requesterId ?? ""} ${localDate(at, zone)}`,
  );
  for (const [place, { key, at, zone, escalation }] of posts.entries()) {
    expect([key, at, isWorkingTime(at, zone, settings.calendar, settings.hours)]).toEqual([key, at, true]);
    // A person who travels may have had a day twice.
    expect([key, days.indexOf(days[place] ?? "") === place || hasTravelled(posts)]).toEqual([key, true]);
    const nudging = escalation?.nudging;
    expect([key, escalation?.status.state === "closed", nudging?.state]).toEqual([
      key,
      false,
      nudging?.state === "snoozed" ? "snoozed" : "active",
    ]);
    expect(escalation && gapsToAskFor(escalation)).not.toEqual([]);
    if (nudging?.state === "snoozed") expect(localDate(at, zone) >= nudging.until).toBe(true);
  }
  for (const id of ["e1", "e2", "e3"]) {
    const own = posts.filter(({ key }) => key.startsWith(`nudge:${id}:`));
    expect(own.length).toBeLessThanOrEqual(caseMax);
    const episodes = own.map(({ escalation }) => escalation?.nudging.episodes);
    for (const episode of new Set(episodes))
      expect(episodes.filter((each) => each === episode).length).toBeLessThanOrEqual(episodeMax);
    const slots = own.map(({ escalation }) => {
      const nudging = escalation?.nudging;
      return `${String(nudging?.episodes)}/${nudging && "used" in nudging ? nudging.used : "none"}`;
    });
    expect(new Set(slots).size).toBe(slots.length);
  }
}

const hasTravelled = (posts: readonly Post[]) => new Set(posts.map(({ zone }) => zone)).size > 2;

test("whatever happens, with two runners at work, each clause of the promise holds and nothing is left undone", async () => {
  await opens();
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { maxLength: 25 }), async (deeds) => {
      const of = await openSweptStore(wednesday, settings, { U1: chicago, U2: "Europe/London" });
      try {
        await of.sends("e1");
        await of.sends("e2");
        await of.sends("e3", { requesterId: "U2" });
        for (const each of deeds) {
          await of.runUntil(after(of.now(), each.afterMinutes * 60_000), 2);
          await does(of, each);
        }
        await of.runUntil(after(of.now(), 60 * day), 2);
        expectPromiseKept(reminders(of));
        for (const id of ["e1", "e2", "e3"]) {
          // None is lost: no case is left with something to do and nobody to do it.
          const { nudging, answers, status } = await of.caseOf(id);
          expect([id, status.state, nudging.state]).toEqual([
            id,
            status.state,
            expect.stringMatching(/^(parked|stopped|done)$/u),
          ]);
          expect(nextStep(nudging, answers, await of.contextOf(id))).toBeNull();
        }
      } finally {
        await of.close();
      }
    }),
    { numRuns: 15 },
  );
});

/** One case of one person, without a wait for the partner, on a clock that does not go back. */
const ofOneCase = anyHistory.map((history): History => ({
  ...history,
  waitUntil: null,
  remindersBefore: 0,
  taken: [],
  jumpsBack: [],
}));

test("whatever happens, reminders stand and cases are parked in the very moment in which the policy says so", async () => {
  await opens();
  await fc.assert(
    fc.asyncProperty(ofOneCase, async (history) => {
      expect(await tellSweep(history)).toEqual(tellOracle(history));
    }),
    { numRuns: 15 },
  );
});

/** What the real bot makes of a history, told as the oracle tells it. */
async function tellSweep(history: History): Promise<readonly string[]> {
  const { start, zone, fixed } = history;
  const of = await openSweptStore(start, sweptSettings(history.settings), { U1: zone });
  const lines: string[] = [];
  try {
    let settingsNow = history.settings;
    for (const moment of momentsOf(history)) {
      const { at, deeds, reachable } = moment;
      of.clockJumpsTo(at);
      if (moment.changed) await of.movesTo("U1", moment.zone);
      if (moment.settings !== settingsNow) await of.restartsWith(sweptSettings(moment.settings));
      settingsNow = moment.settings;
      for (const deed of deeds) {
        const done = await acts(of, deed, { ...someAnswers, ...fixed });
        if (done !== null) lines.push(`${storyOf(moment, deed)} ${done ? "done" : "refused"}`);
        if (deed === "card_stands") await of.livesAt(at, true);
      }
      const before = await stateOf(of);
      await of.livesAt(at, reachable);
      const after = await stateOf(of);
      for (const { key } of reminders(of).slice(before.reminders)) {
        const nudge = await findNudge(of.db, "e1", Number(key.split(":")[2]));
        lines.push(storyOf(moment, { kind: "remind", parkedOn: nudge?.said?.ending?.parkedOn ?? null }));
      }
      if (after.parked !== null && before.parked === null)
        lines.push(storyOf(moment, { kind: "park", why: parkedWhy(after.parked) }));
      if (before.reopenable && !after.reopenable) lines.push(storyOf(moment, { kind: "reopening_over" }));
    }
    return lines;
  } finally {
    await of.close();
  }
}

const sweptSettings = ({ calendar, hours, policy }: OracleSettings): SweptSettings => ({
  calendar,
  hours,
  nudges: policy,
});

async function stateOf(of: SweptStore) {
  const { nudging } = await of.caseOf("e1");
  const parked = nudging.state === "parked" ? nudging.why : null;
  const reopenable = "reopening" in nudging && nudging.reopening !== null;
  return { reminders: reminders(of).length, parked, reopenable };
}

function parkedWhy(why: ParkedWhy): "no_answer" | "date_passed" {
  if (why === "no_answer" || why === "date_passed") return why;
  throw new Error(`Parked: ${why}`);
}

/** Null for what the sweep does not see. */
async function acts(of: SweptStore, deed: Deed, answers: Answers): Promise<boolean | null> {
  if (typeof deed === "object" || deed === "sent_on") return null;
  if (deed === "card_stands") {
    await of.sends("e1", { answers });
    return true;
  }
  if (deed !== "reopen" && (await of.caseOf("e1")).status.state === "closed") return false;
  switch (deed) {
    case "evidence":
    case "ready":
      await of.addsEvidence("e1", deed === "ready" ? ready : better);
      return true;
    case "close":
      return of.moves("e1", "withdraw");
    case "snooze":
      return of.snoozes("e1");
    case "stop":
      return of.stops("e1");
    case "reopen":
      return of.reopens("e1");
    case "acknowledge":
      // A second one is refused to the CSM, and nothing to the reminders.
      await of.moves("e1", "acknowledge");
      return true;
  }
}
