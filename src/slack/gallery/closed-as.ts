import type { CaseStatus, Closing } from "../../domain/escalation.ts";

type Closed = Extract<CaseStatus, { state: "closed" }>;

/** A case that has ended; one that was avoided never reached the CSM. */
export function closedAs(
  as: Closing,
  given: Partial<Pick<Closed, "note" | "sent" | "by" | "at">> = {},
): Closed {
  const act = { by: "U1", at: "2026-03-17T09:00:00.000Z" };
  const closed = { state: "closed", note: "", sent: as !== "avoided", ...act, ...given } as const;
  switch (as) {
    case "plan_agreed":
      return { ...closed, as, planDue: "2026-04-10" };
    case "not_ours":
      return { ...closed, as, door: "support" };
    case "resolved":
    case "withdrawn":
    case "avoided":
    case "declined":
      return { ...closed, as };
  }
}
