import type { Answers } from "./answers.ts";

/** Where a matter belongs that is not for the CSM. Outage and security leave at once, the others after step 1. */
export type Door =
  | "outage"
  | "security"
  | "product_or_infrastructure"
  | "extension_fault"
  | "support_experience"
  | "i_am_the_partner";

/** The door shown as soon as the urgency is chosen. No score, no case; the draft stays. */
export function urgentDoor(answers: Pick<Answers, "urgency">): Door | null {
  return answers.urgency === "outage" || answers.urgency === "security" ? answers.urgency : null;
}

/** The door shown when step 1 is left, the urgent ones included. */
export function doorAfterSituation(answers: Pick<Answers, "urgency" | "concern_type">): Door | null {
  const urgent = urgentDoor(answers);
  if (urgent) return urgent;
  switch (answers.concern_type) {
    case "product_or_infrastructure":
    case "extension_fault":
    case "support_experience":
    case "i_am_the_partner":
      return answers.concern_type;
    default:
      return null;
  }
}

/** Whether a person may go on with the case although another door is shown. */
export function mayContinueAnyway(door: Door): boolean {
  return door === "product_or_infrastructure" || door === "extension_fault" || door === "support_experience";
}
