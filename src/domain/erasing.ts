import type { EventKind } from "./case-events.ts";
import { isOwner, maySee, type Owned } from "./case-moves.ts";
import { addDays } from "./calendar-days.ts";
import type { Person } from "./escalation.ts";
import { instantAt, localDate } from "./working-time.ts";

/** A case that is erased: who may do that, and what is left of it, which is that it was there. */

export interface ErasedCase {
  readonly id: string;
  readonly teamId: string;
  readonly number: number;
  /** Null: a person who was erased. */
  readonly requesterId: string | null;
  readonly coOwnerIds: readonly string[];
  /** Where it was taken, and by whom: whoever takes cases there is told that it was erased. */
  readonly channelId: string;
  readonly usergroup: string | null;
  readonly wasSent: boolean;
  readonly trail: readonly TrailMark[];
  readonly erasedAt: Date;
  /** Null: the bot itself. */
  readonly erasedBy: string | null;
}

/** That something happened. Who did it: null for the bot itself, and `erasedPerson` for somebody who was erased. */
interface TrailMark {
  readonly at: string;
  readonly by: string | null;
  readonly kind: EventKind;
  /** Whether the case was Ready after it, where it told; a mark of an earlier version never does. */
  readonly ready?: boolean | undefined;
}

/** Stands where the id, the name or the words of a person stood; it is read in every language. */
export const erasedPerson = "–";

/** Who speaks for the workspace may erase what is in it, without being able to read it. */
export type Eraser = Person & { readonly administrator: boolean };

/** `unknown`: whoever may not see a case is not told that it exists. */
export function whyNotErased(
  escalation: Owned,
  person: Eraser,
): "outsider" | "unknown" | "only_requester_or_admin" | null {
  if (person.outsider) return "outsider";
  if (person.id === escalation.requesterId || person.administrator) return null;
  return maySee(escalation, person) ? "only_requester_or_admin" : "unknown";
}

/** Those who could see the case, and the administrators. */
export function mayKnowErased(
  { requesterId, coOwnerIds, wasSent, erasedBy }: ErasedCase,
  person: Person,
): boolean {
  if (person.outsider) return false;
  const owns = isOwner({ requesterId: requesterId ?? "", coOwnerIds }, person.id);
  return owns || person.id === erasedBy || (person.csm && wasSent);
}

export interface Retention {
  /** Whole calendar days. */
  readonly days: number;
  readonly zone: string;
}

/** What was closed, or left alone, before this instant has been kept for all of its days. */
export function keptSince(now: Date, { days, zone }: Retention): Date {
  return instantAt(addDays(localDate(now, zone), -days), "00:00", zone);
}
