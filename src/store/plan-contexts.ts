import type { NudgePolicy, PlanContext } from "../domain/nudge-plan.ts";
import type { Calendar, WorkingHours } from "../domain/working-time.ts";
import type { Db } from "./database.ts";
import { findPerson } from "./people.ts";

export interface PlanSettings {
  readonly calendar: Calendar;
  readonly hours: WorkingHours;
  readonly nudges: NudgePolicy;
  readonly defaultZone: string;
}

/** By whose clock, and by which settings, a person is reminded. */
export async function planContextOf(
  db: Db,
  { teamId, requesterId }: { readonly teamId: string; readonly requesterId: string },
  { calendar, hours, nudges, defaultZone }: PlanSettings,
): Promise<PlanContext> {
  const person = await findPerson(db, teamId, requesterId);
  return { zone: person?.zone ?? defaultZone, calendar, hours, policy: nudges };
}
