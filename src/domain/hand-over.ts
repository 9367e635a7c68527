import { isOwner } from "./case-moves.ts";
import type { Escalation, Person } from "./escalation.ts";

/** Why a case cannot be handed over to somebody. */
export type HandOverObjection = "yourself" | "has_it" | "owner" | "not_csm";

/** Null when they can have it. `to`: with Slack's present word on whether they are a CSM of the case. */
export function whyNotTo(
  escalation: Pick<Escalation, "status" | "requesterId" | "coOwnerIds">,
  to: Person,
  by: string,
): HandOverObjection | null {
  if (hasIt(escalation, to.id)) return "has_it";
  if (to.id === by) return "yourself";
  if (isOwner(escalation, to.id)) return "owner";
  return to.csm && !to.outsider ? null : "not_csm";
}

export function hasIt({ status }: Pick<Escalation, "status">, personId: string): boolean {
  return status.state === "acknowledged" && status.by === personId;
}
