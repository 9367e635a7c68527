import { z } from "zod";
import type { CaseStatus, Desk } from "./escalation.ts";
import {
  addBusinessDays,
  type Calendar,
  instantAt,
  localDate,
  nextWorkingTime,
  timeOfDay,
  type WorkingHours,
} from "./working-time.ts";

/**
 * A case that no CSM has taken: its CSMs are called once, then whoever stands in for them, and then the requester is
 * told how to reach Adobe without the bot.
 */

export const chaseSchema = z.object({
  /** The card has stood open since then. */
  since: z.iso.datetime(),
  /** Whom the thread has called, or is about to: nobody yet, the CSMs, or also whoever stands in for them. */
  said: z.int().min(0).max(2),
  /** The requester was told, or is about to be. */
  told: z.boolean().default(false),
});
export type Chase = z.infer<typeof chaseSchema>;

export interface ChaseContext {
  /** The CSMs', as far as they have one in common. */
  readonly zone: string;
  readonly requesterZone: string;
  readonly calendar: Calendar;
  readonly hours: WorkingHours;
  /** Business days after which it is said for the first time; twice as many for the second. */
  readonly withinDays: number;
}

export type ChaseStep =
  /** In the thread. `said`: as it will be; a call that was missed becomes one with the next. */
  | { readonly kind: "call"; readonly said: 1 | 2; readonly at: Date }
  /** By DM to the requester. */
  | { readonly kind: "tell"; readonly at: Date };

/** What comes next, and when: never outside the working hours of whom it is for. Null when everybody was told. */
export function nextChaseStep(
  chase: Chase,
  { backup }: Pick<Desk, "backup">,
  context: ChaseContext,
  now: Date,
): ChaseStep | null {
  const { zone, requesterZone } = context;
  const inHoursOf = (whose: string, planned: Date) => inHours(planned > now ? planned : now, whose, context);
  const second = nthCallAt(chase, 2, context);
  const calls = backup === null ? 1 : 2;
  if (chase.said >= calls) {
    return chase.told ? null : { kind: "tell", at: inHoursOf(requesterZone, second) };
  }
  const said = chase.said === 1 || (calls === 2 && second <= now) ? 2 : 1;
  return { kind: "call", said, at: inHoursOf(zone, nthCallAt(chase, said, context)) };
}

/** Business days are counted from when the card could first be seen at work. */
function nthCallAt({ since }: Chase, nth: 1 | 2, context: ChaseContext): Date {
  const { zone, calendar, withinDays } = context;
  const seen = inHours(new Date(since), zone, context);
  const day = addBusinessDays(localDate(seen, zone), withinDays * nth, calendar);
  return inHours(instantAt(day, timeOfDay(seen, zone), zone), zone, context);
}

function inHours(instant: Date, zone: string, { calendar, hours }: ChaseContext): Date {
  return nextWorkingTime(instant, zone, calendar, hours);
}

interface Waited {
  readonly status: CaseStatus;
  readonly chase: Chase | null;
}

/** Whether nobody has taken it yet, since then. */
export function isUnclaimed({ status, chase }: Waited, since: string): boolean {
  return status.state === "open" && chase?.since === since;
}

/** The card stands now: CSMs know of the case. */
export function afterCardStands({ status, chase }: Waited, at: Date): Chase | null {
  return status.state === "open" && chase === null ? begun(at) : chase;
}

/**
 * The case has moved: whoever took, returned or closed it is not waited for; one that is open again is waited for anew,
 * and one that is sent at last as soon as its card stands.
 */
export function afterMove({ status: before, chase }: Waited, after: CaseStatus, at: Date): Chase | null {
  if (after.state !== "open") return null;
  return before.state === "open" || before.state === "waiting_partner" ? chase : begun(at);
}

function begun(at: Date): Chase {
  return { since: at.toISOString(), said: 0, told: false };
}

/** It is set out: counted now, so that it goes out once. */
export function afterChaseStep(chase: Chase, step: ChaseStep): Chase {
  return step.kind === "tell" ? { ...chase, told: true } : { ...chase, said: step.said };
}

/** It could not go out in hours: it comes again at the next opening. `from`: what `said` was before it. */
export function putOffCall(
  chase: Chase,
  { from, said }: { readonly from: number; readonly said: number },
): Chase {
  return chase.said === said ? { ...chase, said: from } : chase;
}

export function putOffTelling(chase: Chase): Chase {
  return { ...chase, told: false };
}
