import { z } from "zod";
import { isoDateSchema, type IsoDate } from "./answers.ts";
import type { CaseState, SendNote } from "./escalation.ts";
import { type Gap, gapSchema, isReady, type Verdict } from "./verdict.ts";

/**
 * What the bot does about a case by itself: it reminds of missing evidence, or asks what became of the partner. Kept
 * apart from the case's state, so that a case somebody has taken is still asked for what it lacks. When it acts is
 * worked out in `nudge-plan.ts`.
 */

/** Reminders at most: in one episode, and in the whole life of a case (after which the bot only parks). */
export const episodeMax = 3;
export const caseMax = 6;
/** A reminder that could not be delivered this often is given up, and the case parked. */
const failuresMax = 2;
/** The partner is asked after once, and once more. */
export const questionsMax = 2;

const instant = z.iso.datetime();
/** Counts over the whole life of the case. `underway` numbers the reminder that is on its way to Slack, if one is. */
const life = {
  /** Reminders and questions that went out or are on their way: numbers them. */
  count: z.int().nonnegative(),
  /** Reminders that stand in Slack. */
  sent: z.int().nonnegative(),
  episodes: z.int().nonnegative(),
  reopened: z.boolean(),
};
const episode = {
  startedAt: instant,
  /** How many slots of the plan are behind it: reminders sent, and slots that one of them stood for. */
  used: z.int().nonnegative(),
  lastSentAt: instant.nullable(),
  failures: z.int().nonnegative(),
  underway: z.int().positive().nullable(),
};
export const parkedWhys = [
  "no_answer",
  "date_passed",
  "person_gone",
  "undeliverable",
  "partner_silent",
] as const;
/** Why the bot has stopped asking until somebody comes back. */
export type ParkedWhy = (typeof parkedWhys)[number];

export const nudgingSchema = z.discriminatedUnion("state", [
  /** Nothing is asked yet: the card does not stand. */
  z.object({ state: z.literal("unstarted"), ...life }),
  z.object({ state: z.literal("active"), ...life, ...episode }),
  /** *Remind me tomorrow*: the next slot comes on that day. */
  z.object({ state: z.literal("snoozed"), ...life, ...episode, until: isoDateSchema }),
  /** Partner-first: silent until the day, then a question, and once more. */
  z.object({
    state: z.literal("waiting"),
    ...life,
    eligibleOn: isoDateSchema,
    /** Why the partner has until then: they were told and may answer, or they gave a date. */
    reason: z.enum(["reply_window_open", "plan_not_due"]),
    asked: z.int().nonnegative(),
    lastSentAt: instant.nullable(),
    failures: z.int().nonnegative(),
    underway: z.int().positive().nullable(),
  }),
  z.object({ state: z.literal("stopped"), ...life, by: z.string(), at: instant }),
  z.object({
    state: z.literal("parked"),
    ...life,
    why: z.enum(parkedWhys),
    at: instant,
    /** *Reopen* is taken until the end of that day; null when it cannot be (any more). */
    reopening: z.object({ until: isoDateSchema, before: instant }).nullable(),
    /** The wait that goes on when a case that waits for its partner is reopened. */
    wait: z
      .object({ eligibleOn: isoDateSchema, reason: z.enum(["reply_window_open", "plan_not_due"]) })
      .nullable(),
  }),
  /** Ready, closed, or nothing left to ask for. */
  z.object({ state: z.literal("done"), ...life }),
]);
export type Nudging = z.infer<typeof nudgingSchema>;
export type Episode = Extract<Nudging, { state: "active" | "snoozed" }>;
export type Wait = Extract<Nudging, { state: "waiting" }>;
export type Parked = Extract<Nudging, { state: "parked" }>;
export type Reopening = NonNullable<Parked["reopening"]>;
type Life = Pick<Nudging, "count" | "sent" | "episodes" | "reopened">;

export const neverNudged: Nudging = { state: "unstarted", count: 0, sent: 0, episodes: 0, reopened: false };

const lifeOf = ({ count, sent, episodes, reopened }: Life): Life => ({ count, sent, episodes, reopened });

/** What of a case decides whether there is anything to ask its requester for. */
export interface Asked {
  readonly status: { readonly state: CaseState };
  readonly verdict: Verdict;
  readonly sendNote: SendNote | null;
}

/**
 * The gaps a reminder lists, best first; none when the case is Ready, closed, or with its partner. Whoever had a reason
 * not to tell the partner is not asked to tell them.
 */
export function gapsToAskFor({ status, verdict, sendNote }: Asked): readonly Gap[] {
  if (status.state === "closed" || status.state === "waiting_partner" || isReady(verdict)) return [];
  return verdict.gaps.filter(
    ({ code }) => code !== "partner_not_told" || (sendNote?.reason ?? null) === null,
  );
}

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

function newEpisode(before: Nudging, asked: Asked, at: Date): Nudging {
  const life = lifeOf(before);
  if (gapsToAskFor(asked).length === 0) return { state: "done", ...life };
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

/** Whether a reminder of the episode that goes on, or ended by parking, stands in Slack. */
export function wasReminded(nudging: Nudging): boolean {
  switch (nudging.state) {
    case "active":
    case "snoozed":
      return nudging.lastSentAt !== null;
    case "parked":
      return nudging.sent > 0;
    case "unstarted":
    case "waiting":
    case "stopped":
    case "done":
      return false;
  }
}

export function afterEnd(nudging: Nudging): Nudging {
  return { state: "done", ...lifeOf(nudging) };
}

/** The case waits for its partner, from now or again. */
export function afterWaiting(
  before: Nudging,
  { eligibleOn, reason }: Pick<Wait, "eligibleOn" | "reason">,
): Nudging {
  const fresh = { asked: 0, lastSentAt: null, failures: 0, underway: null };
  return { state: "waiting", ...lifeOf(before), eligibleOn, reason, ...fresh };
}

/** The case goes on to the CSM: reminders begin when its card stands. */
export function afterGoingOn(nudging: Nudging): Nudging {
  return { state: "unstarted", ...lifeOf(nudging) };
}

/** What a reminder said when it was sent, so that it can be drawn again as its gaps close. */
export const saidSchema = z.object({
  gaps: z.array(gapSchema),
  /** How many examples there were: a further one was asked for as the next. */
  examples: z.int().nonnegative(),
  /** It was the last one: the day on which the case is parked, and the last one on which it may be reopened. */
  ending: z.object({ parkedOn: isoDateSchema, reopenUntil: isoDateSchema.nullable() }).nullable(),
  /** The fixed date had passed: it asks whether the case is still needed. */
  datePassed: z.boolean(),
});
export type Said = z.infer<typeof saidSchema>;

export type NudgingRefusal = "reminders_over" | "not_parked" | "reopen_too_late" | "reopened_before";
export type Answer =
  | { readonly allowed: true; readonly nudging: Nudging }
  | { readonly allowed: false; readonly refusal: NudgingRefusal };

/** `until`: the next business day. `slots` is how many the plan of the episode has. */
export function snooze(nudging: Nudging, until: IsoDate, slots: number): Answer {
  if (nudging.state !== "active" && nudging.state !== "snoozed") return refuse("reminders_over");
  if (nudging.used >= slots) return refuse("reminders_over");
  return { allowed: true, nudging: { ...nudging, state: "snoozed", underway: null, until } };
}

export function stop(nudging: Nudging, by: string, at: Date): Answer {
  switch (nudging.state) {
    case "active":
    case "snoozed":
      return {
        allowed: true,
        nudging: { state: "stopped", ...lifeOf(nudging), by, at: at.toISOString() },
      };
    case "unstarted":
    case "waiting":
    case "stopped":
    case "parked":
    case "done":
      return refuse("reminders_over");
  }
}

/** `reopening`: the days in which it may be reopened; a case is reopened once. */
export function park(nudging: Nudging, why: ParkedWhy, at: Date, reopening: Reopening): Parked {
  return {
    state: "parked",
    ...lifeOf(nudging),
    why,
    at: at.toISOString(),
    reopening: nudging.reopened || why === "person_gone" ? null : reopening,
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
export function closeReopening(nudging: Parked): Nudging {
  return { ...nudging, reopening: null };
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
  if (!("underway" in nudging) || nudging.underway !== number) return { ...nudging, sent };
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
  if (!("underway" in nudging) || nudging.underway !== number) return { nudging, givenUp: false };
  const failures = nudging.failures + (failed ? 1 : 0);
  return { nudging: { ...nudging, underway: null, failures }, givenUp: failures >= failuresMax };
}

function refuse(refusal: NudgingRefusal): Answer {
  return { allowed: false, refusal };
}
