import { describe, expect, test } from "@jest/globals";
import { fc } from "../support/drawn.ts";
import { type CaseState, overrideReasons } from "../../src/domain/escalation.ts";
import {
  afterCardPosted,
  afterEnd,
  afterEvidence,
  afterGoingOn,
  afterWaiting,
  arrived,
  closeReopening,
  park,
  reopen,
  setOut,
  snooze,
  stop,
  takeUpAgain,
  turnedBack,
} from "../../src/domain/nudging-moves.ts";
import {
  type Asked,
  type Episode,
  gapsToAskFor,
  neverNudged,
  type Nudging,
  nudgingSchema,
  parkedWhys,
  type Wait,
} from "../../src/domain/nudging.ts";
import type { Gap, Verdict } from "../../src/domain/verdict.ts";
import { aVerdict } from "../support/an-escalation.ts";
import { aDone, aParked, anEpisode, aWait } from "../support/a-nudging.ts";

const at = new Date("2026-11-25T14:00:00.000Z");
const life = { count: 3, sent: 2, episodes: 1, reopened: false };
const unstarted: Nudging = { state: "unstarted", ...life };
const stopped: Nudging = { state: "stopped", ...life, by: "U7", at: "2026-11-24T12:00:00.000Z" };
const done = aDone(life);
const reopening = { until: "2026-12-15", before: "2026-12-16T00:00:00.000Z" };
const justBefore = new Date("2026-12-15T23:59:59.999Z");
const ended = aDone({ ...life, reopening });
const active = anEpisode({ ...life, used: 1, lastSentAt: "2026-11-24T10:00:00.000Z" });
const snoozed: Episode = { ...active, state: "snoozed", until: "2026-11-26" };
const waiting = aWait(life);
const parked = aParked(life);
const parkedInWait = aParked({
  ...life,
  why: "partner_silent",
  wait: { eligibleOn: "2026-11-20", reason: "plan_not_due" },
});
const everyState = [unstarted, active, snoozed, waiting, stopped, parked, parkedInWait, done, ended];

const below = (given: Partial<Asked> = {}): Asked => ({
  status: { state: "open" },
  verdict: aVerdict,
  sendNote: null,
  ...given,
});
const ready = below({ verdict: { ...aVerdict, level: "ready" } });
/** A new episode: the counts of the case go on, those of the episode begin anew. */
const begunNow = anEpisode({ ...life, episodes: 2, startedAt: at.toISOString() });

const notTold: Gap = { code: "partner_not_told", example: null, points: 35, minutes: 10 };
const place: Gap = { code: "example_where", example: 1, points: 4, minutes: 2 };

describe("what is asked for", () => {
  const lacking: Verdict = {
    ...aVerdict,
    partnerFirst: { reason: "partner_not_told" },
    gaps: [notTold, place],
  };

  test.each([
    ["open", [notTold, place]],
    ["acknowledged", [notTold, place]],
    ["returned", [notTold, place]],
    ["waiting_partner", []],
    ["closed", []],
  ] as const)("of a case that is %s", (state, expected) => {
    expect(gapsToAskFor(below({ status: { state }, verdict: lacking }))).toEqual(expected);
  });

  test("nothing when it is Ready, whatever gaps remain", () => {
    expect(gapsToAskFor(below({ verdict: { ...aVerdict, level: "ready", gaps: [place] } }))).toEqual([]);
  });

  test.each(overrideReasons)("not to tell the partner, of one who may not: %s", (reason) => {
    const sendNote = { reason, sentence: "They hold our keys." };
    expect(gapsToAskFor(below({ verdict: lacking, sendNote }))).toEqual([place]);
  });

  test("to tell the partner, of one who gave no reason not to", () => {
    const sendNote = { reason: null, sentence: "The go-live is on Friday." };
    expect(gapsToAskFor(below({ verdict: lacking, sendNote }))).toEqual([notTold, place]);
  });
});

describe("an episode", () => {
  test("begins when the card stands below Ready, and only the first time", () => {
    const begun = afterCardPosted(neverNudged, below(), at);
    expect(begun).toEqual(anEpisode({ startedAt: at.toISOString() }));
    expect(afterCardPosted(begun, below(), new Date(at.getTime() + 1000))).toBe(begun);
    for (const nudging of everyState.filter(({ state }) => state !== "unstarted"))
      expect(afterCardPosted(nudging, below(), at)).toBe(nudging);
  });

  test("does not begin when the case is Ready, or lacks nothing that can be asked for", () => {
    const nothing = below({ verdict: { ...aVerdict, gaps: [] } });
    expect(afterCardPosted(neverNudged, ready, at).state).toBe("done");
    expect(afterCardPosted(neverNudged, nothing, at).state).toBe("done");
  });
});

describe("new evidence", () => {
  test.each([
    ["active", active, begunNow],
    ["snoozed", snoozed, begunNow],
    ["parked", parked, begunNow],
    ["done, and then something was taken out", done, begunNow],
    ["active, with a reminder on its way", { ...active, underway: 3, failures: 1 }, begunNow],
    ["not begun: its card does not stand", unstarted, unstarted],
    ["waiting for the partner", waiting, waiting],
    ["parked while it waited for the partner", parkedInWait, parkedInWait],
    ["stopped on request", stopped, stopped],
  ] as const)("for a case that is %s", (_name, before, expected) => {
    expect(afterEvidence(before, below(), at)).toEqual(expected);
  });

  test.each([active, snoozed, parked, done])("that makes the case Ready ends it: $state", (before) => {
    expect(afterEvidence(before, ready, at)).toEqual(done);
  });
});

describe("an end", () => {
  test("leaves nothing to do in any state but to wait whether it is taken up again, and keeps the counts", () => {
    for (const nudging of everyState) expect(afterEnd(nudging, reopening)).toEqual(ended);
  });
});

describe("a closed case that is taken up again", () => {
  const today = "2026-11-25";
  const late = { allowed: false, refusal: "reopen_too_late" };

  test("is reminded of as if it were new, with its counts kept, however often it was closed", () => {
    const again = takeUpAgain(ended, below(), at, today);
    expect(again).toEqual({ allowed: true, nudging: begunNow });
    const twice = takeUpAgain(afterEnd(begunNow, reopening), below(), at, today);
    expect(twice).toEqual({ allowed: true, nudging: { ...begunNow, episodes: 3 } });
  });

  test("waits for its partner again when it never went further, and asks from today on", () => {
    const waits = below({ status: { state: "waiting_partner" } });
    expect(takeUpAgain(ended, waits, at, today)).toEqual({
      allowed: true,
      nudging: aWait({ ...life, eligibleOn: today, reason: "reply_window_open" }),
    });
  });

  test("has nothing left to ask for when it is Ready, or was reminded of as often as may be", () => {
    expect(takeUpAgain(ended, ready, at, today)).toEqual({ allowed: true, nudging: done });
    const often = { ...ended, sent: 6 };
    expect(takeUpAgain(often, below(), at, today)).toEqual({ allowed: true, nudging: { ...done, sent: 6 } });
  });

  test("is taken up to the end of the last day", () => {
    expect(takeUpAgain(ended, below(), justBefore, today).allowed).toBe(true);
    expect(takeUpAgain(ended, below(), new Date(reopening.before), today)).toEqual(late);
    expect(takeUpAgain(closeReopening(ended), below(), at, today)).toEqual(late);
  });

  test("is none that has not ended", () => {
    for (const nudging of everyState.filter((each) => each !== ended))
      expect(takeUpAgain(nudging, below(), at, today)).toEqual(late);
  });
});

describe("waiting for the partner", () => {
  test("begins anew each time, with the counts of the case kept", () => {
    const again = afterWaiting(
      { ...waiting, asked: 2, lastSentAt: at.toISOString(), failures: 1, underway: 3 },
      { eligibleOn: "2026-12-03", reason: "plan_not_due" },
    );
    expect(again).toEqual(aWait({ ...life, eligibleOn: "2026-12-03", reason: "plan_not_due" }));
  });

  test("ends when the case goes on to the CSM: reminders begin when its card stands", () => {
    for (const nudging of [waiting, parkedInWait]) {
      expect(afterGoingOn(nudging)).toEqual(unstarted);
      expect(afterCardPosted(afterGoingOn(nudging), below(), at)).toEqual(begunNow);
    }
  });
});

describe("remind me tomorrow", () => {
  test.each([active, snoozed])(
    "is taken while reminders come ($state), and holds back the one on its way",
    (before) => {
      expect(snooze({ ...before, underway: 3 }, "2026-11-27", 3)).toEqual({
        allowed: true,
        nudging: { ...active, state: "snoozed", until: "2026-11-27", underway: null },
      });
    },
  );

  test("is refused after the last one", () => {
    expect(snooze({ ...active, used: 3 }, "2026-11-26", 3)).toEqual({
      allowed: false,
      refusal: "reminders_over",
    });
    expect(snooze({ ...active, used: 2 }, "2026-11-26", 3).allowed).toBe(true);
  });

  test.each([unstarted, waiting, stopped, parked, done])("is refused when none comes: $state", (nudging) => {
    expect(snooze(nudging, "2026-11-26", 3)).toEqual({ allowed: false, refusal: "reminders_over" });
  });
});

describe("stop reminders", () => {
  test.each([active, snoozed])("is for good, and says who and when: $state", (before) => {
    const answer = stop({ ...before, underway: 3 }, "U7", at);
    const left: Nudging = { state: "stopped", ...life, by: "U7", at: at.toISOString() };
    expect(answer).toEqual({ allowed: true, nudging: left });
    expect(afterEvidence(left, below(), at)).toBe(left);
  });

  test.each([unstarted, waiting, stopped, parked, done])("is refused when none comes: $state", (nudging) => {
    expect(stop(nudging, "U7", at)).toEqual({ allowed: false, refusal: "reminders_over" });
  });
});

describe("parked and reopened", () => {
  test.each(parkedWhys)("because of %s, it says so and may be reopened, unless the person is gone", (why) => {
    expect(park(active, why, at, reopening)).toEqual({
      state: "parked",
      ...life,
      why,
      at: at.toISOString(),
      reopening,
      wait: null,
    });
  });

  test("Reopen begins a new episode, and a case that waited for its partner waits on", () => {
    expect(reopen(parked, below(), at)).toEqual({
      allowed: true,
      nudging: { ...begunNow, reopened: true },
    });
    expect(reopen(park(waiting, "partner_silent", at, reopening), below(), at)).toEqual({
      allowed: true,
      nudging: { ...waiting, reopened: true },
    });
  });

  test("Reopen is taken to the end of the last day", () => {
    expect(reopen(parked, below(), justBefore).allowed).toBe(true);
    expect(reopen(parked, below(), new Date(reopening.before))).toEqual({
      allowed: false,
      refusal: "reopen_too_late",
    });
    expect(reopen(closeReopening(parked), below(), at)).toEqual({
      allowed: false,
      refusal: "reopen_too_late",
    });
  });

  test("a case is reopened once: parked again, it stays so", () => {
    const first = reopen(parked, below(), at);
    if (!first.allowed) throw new Error(first.refusal);
    const again = park(first.nudging, "no_answer", at, reopening);
    expect(again.reopening).toBeNull();
    expect(reopen(again, below(), at)).toEqual({ allowed: false, refusal: "reopened_before" });
    // Somebody who comes back with evidence is reminded all the same.
    expect(afterEvidence(again, below(), at)).toMatchObject({ state: "active", reopened: true, episodes: 3 });
  });

  test("only what is parked is reopened", () => {
    for (const nudging of [unstarted, active, snoozed, waiting, stopped, done, ended])
      expect(reopen(nudging, below(), at)).toEqual({ allowed: false, refusal: "not_parked" });
  });

  test("a case that became Ready meanwhile has nothing left to ask for", () => {
    expect(reopen(parked, ready, at)).toEqual({ allowed: true, nudging: { ...done, reopened: true } });
  });
});

describe("a message on its way", () => {
  test("has the next number, and only when it stands is its slot used up", () => {
    const out = setOut(active);
    expect(out).toEqual({ ...active, count: 4, underway: 4 });
    expect(arrived(out, { number: 4, kind: "reminder", at, passed: 2 })).toEqual({
      ...active,
      count: 4,
      sent: 3,
      used: 2,
      lastSentAt: at.toISOString(),
    });
  });

  test("stands for all the slots that it missed, and for one at least", () => {
    const out = setOut(active);
    expect(arrived(out, { number: 4, kind: "reminder", at, passed: 3 })).toMatchObject({ used: 3 });
    expect(arrived(out, { number: 4, kind: "reminder", at, passed: 0 })).toMatchObject({ used: 2 });
  });

  test("ends a delay that was asked for", () => {
    const late = arrived(setOut(snoozed), { number: 4, kind: "reminder", at, passed: 1 });
    expect(late.state).toBe("active");
    expect(late).not.toHaveProperty("until");
  });

  test("counts as a question, not as a reminder, when the case waits for its partner", () => {
    const out = setOut({ ...waiting, failures: 1 });
    expect(arrived(out, { number: 4, kind: "question", at, passed: 0 })).toEqual({
      ...waiting,
      count: 4,
      asked: 1,
      lastSentAt: at.toISOString(),
    });
  });

  test.each(everyState)(
    "that arrives after the case went on ($state) is counted and changes nothing else",
    (nudging) => {
      expect(arrived(nudging, { number: 3, kind: "reminder", at, passed: 3 })).toEqual({
        ...nudging,
        sent: 3,
      });
      expect(arrived(nudging, { number: 3, kind: "question", at, passed: 3 })).toEqual(nudging);
    },
  );

  test("of an earlier number does not pass for the one on its way", () => {
    const out = setOut(active);
    expect(arrived(out, { number: 3, kind: "reminder", at, passed: 3 })).toEqual({ ...out, sent: 3 });
    expect(turnedBack(out, 3, true)).toEqual({ nudging: out, givenUp: false });
  });

  test.each<Episode | Wait>([active, snoozed, waiting])(
    "is given up when Slack refuses it twice: $state",
    (nudging) => {
      const out = setOut(nudging);
      const once = turnedBack(out, out.count, true);
      expect(once).toEqual({ nudging: { ...out, underway: null, failures: 1 }, givenUp: false });
      const again = { ...out, underway: 5, failures: 1 };
      expect(turnedBack(again, 5, true)).toEqual({
        nudging: { ...again, underway: null, failures: 2 },
        givenUp: true,
      });
    },
  );

  test("is not given up because its moment passed, however often", () => {
    let nudging: Nudging = active;
    for (const number of [4, 5, 6, 7]) {
      const back = turnedBack({ ...active, failures: 1, count: number, underway: number }, number, false);
      expect(back.givenUp).toBe(false);
      nudging = back.nudging;
    }
    expect(nudging).toMatchObject({ failures: 1, used: active.used, sent: active.sent, underway: null });
  });

  test("never moves the moment from which the person's days are counted", () => {
    const out = setOut(active);
    const back = turnedBack(out, 4, true).nudging;
    const there = arrived(out, { number: 4, kind: "reminder", at, passed: 2 });
    for (const nudging of [out, back, there])
      expect(nudging).toMatchObject({ startedAt: active.startedAt, episodes: active.episodes });
  });

  test("that gets there makes up for an earlier failure", () => {
    const out = setOut({ ...active, failures: 1 });
    expect(arrived(out, { number: 4, kind: "reminder", at, passed: 2 })).toMatchObject({ failures: 0 });
  });
});

test("whatever is done, what comes of it can be kept and read back, and no count of the case goes down", () => {
  const states: readonly CaseState[] = ["open", "acknowledged", "waiting_partner", "closed"];
  const anyAsked = fc
    .record({ state: fc.constantFrom(...states), level: fc.constantFrom("ready", "not_ready") })
    .map(({ state, level }): Asked => below({ status: { state }, verdict: { ...aVerdict, level } }));
  const anyNumber = fc.integer({ min: 1, max: 9 });
  const answered = (before: Nudging, answer: ReturnType<typeof stop>) =>
    answer.allowed ? answer.nudging : before;
  const anyDeed: fc.Arbitrary<(before: Nudging, asked: Asked) => Nudging> = fc.oneof(
    fc.constantFrom(
      (before: Nudging, asked: Asked) => afterCardPosted(before, asked, at),
      (before: Nudging, asked: Asked) => afterEvidence(before, asked, at),
      (before: Nudging) => afterEnd(before, reopening),
      (before: Nudging, asked: Asked) => answered(before, takeUpAgain(before, asked, at, "2026-11-25")),
      (before: Nudging) => afterGoingOn(before),
      (before: Nudging) => afterWaiting(before, { eligibleOn: "2026-12-03", reason: "reply_window_open" }),
      (before: Nudging) => answered(before, snooze(before, "2026-11-26", 3)),
      (before: Nudging) => answered(before, stop(before, "U7", at)),
      (before: Nudging, asked: Asked) => answered(before, reopen(before, asked, at)),
      (before: Nudging) => park(before, "no_answer", at, reopening),
      (before: Nudging) => ("underway" in before ? setOut(before) : before),
    ),
    anyNumber.map(
      (number) => (before: Nudging) => arrived(before, { number, kind: "reminder", at, passed: number }),
    ),
    anyNumber.map((number) => (before: Nudging) => turnedBack(before, number, true).nudging),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(anyDeed, anyAsked), { maxLength: 20 }), (deeds) => {
      let nudging = neverNudged;
      for (const [deed, asked] of deeds) {
        const before = nudging;
        nudging = deed(before, asked);
        expect(nudgingSchema.parse(JSON.parse(JSON.stringify(nudging)))).toEqual(nudging);
        for (const count of ["count", "sent", "episodes"] as const)
          expect(nudging[count]).toBeGreaterThanOrEqual(before[count]);
        expect(nudging.reopened).toBe(nudging.reopened || before.reopened);
      }
    }),
    { numRuns: 300 },
  );
});
