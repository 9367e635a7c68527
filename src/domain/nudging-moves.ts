import type { IsoDate } from "./answers.ts";
import {
  type Asked,
  caseMax,
  type Done,
  type Episode,
  gapsToAskFor,
  isEpisode,
  isUnderway,
  lifeOf,
  mayBeReopened,
  type Nudging,
  type Parked,
  type ParkedWhy,
  type Reopening,
  type Wait,
} from "./nudging.ts";

/** What becomes of the bot's reminding by what people do, by the clock, and by Slack. None of it reads a clock. */

/** A reminder that could not be delivered this often is given up, and the case parked. */
const failuresMax = 2;

/** The card stands now. */
export function afterCardPosted(nudging: Nudging, asked: Asked, at: Date): Nudging {
  return nudging.state === "unstarted" ? newEpisode(nudging, asked, at) : nudging;
}

/**
 * Evidence came in: the episode is over, and another begins if something is still missing. Who stopped stays left alone,
 * and a case that waits for its partner waits on.
 */
export function afterEvidence(nudging: Nudging, asked: Asked, at: Date): Nudging {
  switch (nudging.state) {
    case "unstarted":
    case "waiting":
    case "stopped":
      return nudging;
    case "parked":
      return nudging.wait ? nudging : newEpisode(nudging, asked, at);
    case "active":
    case "snoozed":
    case "done":
      return newEpisode(nudging, asked, at);
  }
}

/**
 * A message that was evidence says something else now, or is gone: that is nobody's answer. What was complete is asked
 * for from now on; an episode that goes on keeps its days.
 */
export function afterEvidenceChanged(nudging: Nudging, asked: Asked, at: Date): Nudging {
  const missing = gapsToAskFor(asked).length > 0;
  switch (nudging.state) {
    case "done":
      return missing ? newEpisode(nudging, asked, at) : nudging;
    case "active":
    case "snoozed":
      return missing ? nudging : newEpisode(nudging, asked, at);
    case "unstarted":
    case "waiting":
    case "stopped":
    case "parked":
      return nudging;
  }
}

function newEpisode(before: Nudging, asked: Asked, at: Date): Nudging {
  const life = lifeOf(before);
  // Who was reminded as often as may be is left alone, and not said to have been silent.
  if (gapsToAskFor(asked).length === 0 || life.sent >= caseMax)
    return { state: "done", ...life, reopening: null };
  return {
    state: "active",
    ...life,
    episodes: life.episodes + 1,
    startedAt: at.toISOString(),
    used: 0,
    lastSentAt: null,
    failures: 0,
    underway: null,
  };
}

/** The case is closed. `reopening`: the days in which it may be taken up again. */
export function afterEnd(nudging: Nudging, reopening: Reopening): Nudging {
  return { state: "done", ...lifeOf(nudging), reopening };
}

/** A closed case is taken up again: it begins anew when its card shows it, or waits for its partner as it did. */
export function takeUpAgain(nudging: Nudging, asked: Asked, at: Date, today: IsoDate): Answer {
  if (nudging.state !== "done" || nudging.reopening === null) return refuse("reopen_too_late");
  if (at.toISOString() >= nudging.reopening.before) return refuse("reopen_too_late");
  const next =
    asked.status.state === "waiting_partner"
      ? afterWaiting(nudging, { eligibleOn: today, reason: "reply_window_open" })
      : newEpisode(nudging, asked, at);
  return { allowed: true, nudging: next };
}

/** The case waits for its partner, from now or again. */
export function afterWaiting(
  before: Nudging,
  { eligibleOn, reason }: Pick<Wait, "eligibleOn" | "reason">,
): Nudging {
  const fresh = { asked: 0, lastSentAt: null, failures: 0, underway: null };
  return { state: "waiting", ...lifeOf(before), eligibleOn, reason, ...fresh };
}

/** Somebody else is asked from now on: from the beginning, whatever had become of asking the one before. */
export function afterTakeOver(nudging: Nudging, asked: Asked, at: Date): Nudging {
  if (nudging.state === "waiting") return afterWaiting(nudging, nudging);
  if (nudging.state === "parked" && nudging.wait) return afterWaiting(nudging, nudging.wait);
  return afterEvidence(nudging, asked, at);
}

/** The case goes on to the CSM: reminders begin when its card stands. */
export function afterGoingOn(nudging: Nudging): Nudging {
  return { state: "unstarted", ...lifeOf(nudging) };
}

export type NudgingRefusal = "reminders_over" | "not_parked" | "reopen_too_late" | "reopened_before";
export type Answer =
  | { readonly allowed: true; readonly nudging: Nudging }
  | { readonly allowed: false; readonly refusal: NudgingRefusal };

/** `until`: the next business day. `slots` is how many the plan of the episode has. */
export function snooze(nudging: Nudging, until: IsoDate, slots: number): Answer {
  if (!isEpisode(nudging)) return refuse("reminders_over");
  if (nudging.used >= slots) return refuse("reminders_over");
  return { allowed: true, nudging: { ...nudging, state: "snoozed", underway: null, until } };
}

export function stop(nudging: Nudging, by: string, at: Date): Answer {
  if (!isEpisode(nudging)) return refuse("reminders_over");
  return { allowed: true, nudging: { state: "stopped", ...lifeOf(nudging), by, at: at.toISOString() } };
}

/** `reopening`: the days in which it may be reopened, if it may. */
export function park(nudging: Nudging, why: ParkedWhy, at: Date, reopening: Reopening): Parked {
  return {
    state: "parked",
    ...lifeOf(nudging),
    why,
    at: at.toISOString(),
    reopening: mayBeReopened(nudging, nudging.sent) ? reopening : null,
    wait: nudging.state === "waiting" ? { eligibleOn: nudging.eligibleOn, reason: nudging.reason } : null,
  };
}

export function reopen(nudging: Nudging, asked: Asked, at: Date): Answer {
  if (nudging.state !== "parked") return refuse("not_parked");
  if (nudging.reopened) return refuse("reopened_before");
  if (nudging.reopening === null || at.toISOString() >= nudging.reopening.before)
    return refuse("reopen_too_late");
  const again = { ...nudging, reopened: true };
  const next = nudging.wait ? afterWaiting(again, nudging.wait) : newEpisode(again, asked, at);
  return { allowed: true, nudging: next };
}

/** The days in which it could be reopened are over. */
export function closeReopening(nudging: Parked | Done): Nudging {
  return { ...nudging, reopening: null };
}

/** A CSM asks something: it takes the next number, and changes nothing else. */
export function counted(nudging: Nudging): Nudging {
  return { ...nudging, count: nudging.count + 1 };
}

/** The next reminder or question is on its way; it is number `count`. */
export function setOut(nudging: Episode | Wait): Episode | Wait {
  return { ...nudging, count: nudging.count + 1, underway: nudging.count + 1 };
}

/**
 * It stands in Slack. `passed` is how many slots of the plan lie before it: those that one reminder stood for are used
 * up with it. What became of the case meanwhile stays; only the count of reminders goes up.
 */
export function arrived(nudging: Nudging, { number, kind, at, passed }: Arrival): Nudging {
  const sent = nudging.sent + (kind === "reminder" ? 1 : 0);
  const lastSentAt = at.toISOString();
  if (!isUnderway(nudging, number)) return { ...nudging, sent };
  if (nudging.state === "waiting")
    return { ...nudging, asked: nudging.asked + 1, lastSentAt, failures: 0, underway: null };
  return {
    state: "active",
    ...lifeOf(nudging),
    sent,
    startedAt: nudging.startedAt,
    used: Math.max(nudging.used + 1, passed),
    lastSentAt,
    failures: 0,
    underway: null,
  };
}

interface Arrival {
  readonly number: number;
  readonly kind: "reminder" | "question";
  readonly at: Date;
  readonly passed: number;
}

/** It did not get there and will not; `failed` when Slack refused it, and not when the moment for it had passed. */
export function turnedBack(
  nudging: Nudging,
  number: number,
  failed: boolean,
): { readonly nudging: Nudging; readonly givenUp: boolean } {
  if (!isUnderway(nudging, number)) return { nudging, givenUp: false };
  const failures = nudging.failures + (failed ? 1 : 0);
  return { nudging: { ...nudging, underway: null, failures }, givenUp: failures >= failuresMax };
}

function refuse(refusal: NudgingRefusal): Answer {
  return { allowed: false, refusal };
}
