import { type Done, type Episode, neverNudged, type Parked, type Wait } from "../../src/domain/nudging.ts";
import type { PlanContext } from "../../src/domain/nudge-plan.ts";
import { plainCalendar } from "./judging.ts";

/** What the bot does about a case, by the usual settings; a test names only what it is about. */

export function aPlanContext(given: Partial<PlanContext> = {}): PlanContext {
  return {
    zone: "UTC",
    calendar: plainCalendar,
    hours: { from: "09:00", to: "17:30" },
    policy: { time: "10:00", days: [1, 3, 5], parkAfterDays: 6, reopenWithinDays: 14 },
    ...given,
  };
}

/** Begun on a Monday at eleven, UTC. */
export function anEpisode(given: Partial<Omit<Episode, "state">> = {}): Episode {
  return {
    ...neverNudged,
    state: "active",
    episodes: 1,
    startedAt: "2026-11-23T11:00:00.000Z",
    used: 0,
    lastSentAt: null,
    failures: 0,
    underway: null,
    ...given,
  };
}

export function aWait(given: Partial<Wait> = {}): Wait {
  return {
    ...neverNudged,
    state: "waiting",
    eligibleOn: "2026-11-26",
    reason: "reply_window_open",
    asked: 0,
    lastSentAt: null,
    failures: 0,
    underway: null,
    ...given,
  };
}

export function aParked(given: Partial<Parked> = {}): Parked {
  return {
    ...neverNudged,
    state: "parked",
    why: "no_answer",
    at: "2026-12-01T10:00:00.000Z",
    reopening: { until: "2026-12-15", before: "2026-12-16T00:00:00.000Z" },
    wait: null,
    ...given,
  };
}

/** Nothing is left to ask for; of a closed case a test says how long it may be taken up again. */
export function aDone(given: Partial<Done> = {}): Done {
  return { ...neverNudged, state: "done", reopening: null, ...given };
}
