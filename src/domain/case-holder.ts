import type { EventKind } from "./case-events.ts";

/** Which CSM has a case, told from its trail: its state keeps that only as long as somebody has it. */

interface Happened {
  readonly kind: EventKind;
  readonly actorId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** The CSM who had it last, or who had closed it; null when nobody did since it was last open. `events`: oldest first. */
export function lastHolder(events: readonly Happened[]): string | null {
  return events.reduce<string | null>((holder, { kind, actorId, details }) => {
    switch (kind) {
      case "acknowledged":
      case "resolved":
        return actorId;
      case "handed_over":
        return typeof details["to"] === "string" ? details["to"] : holder;
      case "returned":
      case "sent_again":
      case "closed_reopened":
        return null;
      default:
        return holder;
    }
  }, null);
}
