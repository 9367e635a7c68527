import { z } from "zod";
import { isoDateSchema } from "./answers.ts";
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
/** The partner is asked after once, and once more. */
export const questionsMax = 2;

const instant = z.iso.datetime();
const reopening = z.object({ until: isoDateSchema, before: instant });
/** Counts over the whole life of the case. `underway` numbers the reminder that is on its way to Slack, if one is. */
const life = {
  /** Reminders and questions that went out or are on their way, a CSM's among them: numbers them. */
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
    reopening: reopening.nullable(),
    /** The wait that goes on when a case that waits for its partner is reopened. */
    wait: z
      .object({ eligibleOn: isoDateSchema, reason: z.enum(["reply_window_open", "plan_not_due"]) })
      .nullable(),
  }),
  /** Ready, closed, or nothing left to ask for. `reopening`: of a closed case, as long as it may be taken up again. */
  z.object({ state: z.literal("done"), ...life, reopening: reopening.nullable().default(null) }),
]);
export type Nudging = z.infer<typeof nudgingSchema>;
export type Episode = Extract<Nudging, { state: "active" | "snoozed" }>;
export type Wait = Extract<Nudging, { state: "waiting" }>;
export type Parked = Extract<Nudging, { state: "parked" }>;
export type Done = Extract<Nudging, { state: "done" }>;
export type Reopening = NonNullable<Parked["reopening"]>;
type Life = Pick<Nudging, "count" | "sent" | "episodes" | "reopened">;

export const neverNudged: Nudging = { state: "unstarted", count: 0, sent: 0, episodes: 0, reopened: false };

/** What stays of it through everything that happens. */
export const lifeOf = ({ count, sent, episodes, reopened }: Life): Life => ({
  count,
  sent,
  episodes,
  reopened,
});

/** Whether it is being reminded of: the days of an episode are counted. */
export function isEpisode(nudging: Nudging): nudging is Episode {
  return nudging.state === "active" || nudging.state === "snoozed";
}

/** Whether this reminder or question is the one on its way. */
export function isUnderway(nudging: Nudging, number: number): nudging is Episode | Wait {
  return "underway" in nudging && nudging.underway === number;
}

/** Once, and only for what the bot still does then. `sent`: how many reminders there will have been. */
export function mayBeReopened({ state, reopened }: Nudging, sent: number): boolean {
  return !reopened && (state === "waiting" || sent < caseMax);
}

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
