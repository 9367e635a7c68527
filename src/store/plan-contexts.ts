import type { ChaseContext } from "../domain/chase.ts";
import type { NudgePolicy, PlanContext } from "../domain/nudge-plan.ts";
import type { Calendar, WorkingHours } from "../domain/working-time.ts";
import type { Db } from "./database.ts";
import { findPerson } from "./people.ts";

export interface PlanSettings {
  readonly calendar: Calendar;
  readonly hours: WorkingHours;
  readonly nudges: NudgePolicy;
  readonly defaultZone: string;
  readonly acknowledgeWithinDays: number;
}

interface Requested {
  readonly teamId: string;
  readonly requesterId: string;
}

/** By whose clock, and by which settings, a person is reminded. */
export async function planContextOf(
  db: Db,
  { teamId, requesterId }: Requested,
  { calendar, hours, nudges, defaultZone }: Omit<PlanSettings, "acknowledgeWithinDays">,
): Promise<PlanContext> {
  const person = await findPerson(db, teamId, requesterId);
  return { zone: person?.zone ?? defaultZone, calendar, hours, policy: nudges };
}

/** By whose clocks, and by which settings, it is said that nobody has taken a case. */
export async function chaseContextOf(
  db: Db,
  { teamId, requesterId }: Requested,
  { calendar, hours, defaultZone, acknowledgeWithinDays }: Omit<PlanSettings, "nudges">,
): Promise<ChaseContext> {
  const requester = await findPerson(db, teamId, requesterId);
  return {
    zone: defaultZone,
    requesterZone: requester?.zone ?? defaultZone,
    calendar,
    hours,
    withinDays: acknowledgeWithinDays,
  };
}
