import type { EventKind } from "./case-events.ts";

/** The trail of a case, as it is told to a person. */

export interface TrailEvent {
  readonly at: Date;
  /** Null: the bot itself, or somebody whom Slack does not name. */
  readonly actorId: string | null;
  readonly kind: EventKind;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What the bot has only begun: what becomes of it is an event of its own. */
const preparing: ReadonlySet<EventKind> = new Set(["nudge_set_out", "chase_set_out", "chase_put_off"]);

/** What is worth telling, oldest first: what was only begun as long as it is the last that is known. */
export function toldEvents<Event extends Pick<TrailEvent, "kind">>(
  events: readonly Event[],
): readonly Event[] {
  return events.filter(({ kind }, place) => !preparing.has(kind) || place === events.length - 1);
}

/** Everybody it names besides the bot. */
export function peopleIn(events: readonly TrailEvent[]): readonly string[] {
  const named = events.flatMap(({ actorId, details }) => [
    actorId,
    details["to"],
    details["who"],
    details["from"],
  ]);
  return [...new Set(named.filter((id) => typeof id === "string"))];
}
