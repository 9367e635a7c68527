import { wasSent } from "./case-moves.ts";
import type { Escalation } from "./escalation.ts";
import { levels, type Verdict } from "./verdict.ts";

/** Where a case is found when cases are looked through: whose turn it is, and who may find it there. */

export const shelves = [
  /** Sent, and no CSM has it. */
  "unclaimed",
  /** A CSM has it. */
  "taken",
  /** It went back to its requester. */
  "returned",
  /** It was sent, and nobody is asked for anything until somebody comes back to it. */
  "parked",
  "with_partner",
  /** As `parked`, of one that waits for its partner. */
  "partner_parked",
  "closed",
  /** It ended before the CSMs heard of it. */
  "closed_unsent",
] as const;
export type Shelf = (typeof shelves)[number];

/** Those of which the CSMs never heard: nobody finds a case there but its owners. */
const unsentShelves: readonly Shelf[] = ["with_partner", "partner_parked", "closed_unsent"];
export const sentShelves: readonly Shelf[] = shelves.filter((shelf) => !unsentShelves.includes(shelf));
export const liveShelves: readonly Shelf[] = shelves.filter(
  (shelf) => shelf !== "closed" && shelf !== "closed_unsent",
);

export function shelfOf({ status, nudging }: Pick<Escalation, "status" | "nudging">): Shelf {
  const parked = nudging.state === "parked";
  switch (status.state) {
    case "waiting_partner":
      return parked ? "partner_parked" : "with_partner";
    case "open":
      return parked ? "parked" : "unclaimed";
    case "acknowledged":
      return parked ? "parked" : "taken";
    case "returned":
      return parked ? "parked" : "returned";
    case "closed":
      return wasSent({ status }) ? "closed" : "closed_unsent";
  }
}

/** The CSM whose case it is: who has it, or has returned it. */
export function csmOf({ status }: Pick<Escalation, "status">): string | null {
  return status.state === "acknowledged" || status.state === "returned" ? status.by : null;
}

/** The levels as they are shown: partner-first replaces them all. */
export const shownLevels = [...levels, "partner_first"] as const;
export type ShownLevel = (typeof shownLevels)[number];

export function shownLevel({ partnerFirst, level }: Pick<Verdict, "partnerFirst" | "level">): ShownLevel {
  return partnerFirst ? "partner_first" : level;
}

/** What `/escalate list …` may be asked for. */
export const listScopes = ["mine", "open", "waiting", "parked", "all"] as const;
export type ListScope = (typeof listScopes)[number];

/** The shelves looked through for it: of a CSM those of the cases that were sent, of an owner all of their own. */
export const shelvesOf: Readonly<Record<ListScope, readonly Shelf[]>> = {
  mine: shelves,
  open: ["unclaimed", "taken", "returned", "parked"],
  waiting: ["with_partner", "returned"],
  parked: ["parked", "partner_parked"],
  all: shelves,
};
