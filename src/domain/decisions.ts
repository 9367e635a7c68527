import { addDays } from "./calendar-days.ts";
import type { IsoDate } from "./answers.ts";

/** Which cases of a channel want a decision of its CSMs: what no rule of the bot moves on. */

export interface Undecided {
  readonly id: string;
  readonly number: number;
  /** Nobody has it: sent, and taken by no CSM. */
  readonly taken: boolean;
  /** Since when its card stands open; null when it does not stand. */
  readonly openSince: Date | null;
  /** The bot has stopped asking its requester. */
  readonly parked: boolean;
  readonly needBy: IsoDate | null;
}

export interface Decision extends Undecided {
  /** Its date is over, or within a week. */
  readonly pressing: boolean;
}

const soonDays = 7;

/** Null: nothing is to be decided. `today`: the day on which it is asked. */
export function decisionOn(standing: Undecided, today: IsoDate): Decision | null {
  const { taken, parked, needBy } = standing;
  const pressing = needBy !== null && needBy <= addDays(today, soonDays);
  return pressing || parked || !taken ? { ...standing, pressing } : null;
}

/** By its date first, then what nobody has, then what is parked; of equals the oldest. */
export function byPressure(one: Decision, other: Decision): number {
  return rank(one) - rank(other) || compare(dateOf(one), dateOf(other)) || one.number - other.number;
}

function rank({ pressing, taken }: Decision): number {
  if (pressing) return 0;
  return taken ? 2 : 1;
}

function dateOf({ pressing, needBy }: Decision): string {
  return pressing ? (needBy ?? "") : "";
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
