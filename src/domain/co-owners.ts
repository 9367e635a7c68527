import { isOwner } from "./case-moves.ts";
import type { Escalation } from "./escalation.ts";

/** Colleagues who act for the requester, and who comes after one who has left. */

export const coOwnersMax = 5;

export const ownerRefusals = ["already_owner", "owners_full", "has_the_case"] as const;
export type OwnerRefusal = (typeof ownerRefusals)[number];

type Shared = Pick<Escalation, "status" | "requesterId" | "coOwnerIds">;

/** Why somebody cannot become a co-owner; null when they can. */
export function whyNotCoOwner(escalation: Shared, personId: string): OwnerRefusal | null {
  const { status, coOwnerIds } = escalation;
  if (isOwner(escalation, personId)) return "already_owner";
  // Whoever works on a case cannot be on both sides of it.
  if (status.state === "acknowledged" && status.by === personId) return "has_the_case";
  return coOwnerIds.length >= coOwnersMax ? "owners_full" : null;
}

/** The case with somebody else in the requester's place; the other colleagues stay. */
export function takenOverBy(
  { coOwnerIds }: Pick<Escalation, "coOwnerIds">,
  personId: string,
): Pick<Escalation, "requesterId" | "coOwnerIds"> {
  return { requesterId: personId, coOwnerIds: coOwnerIds.filter((id) => id !== personId) };
}
