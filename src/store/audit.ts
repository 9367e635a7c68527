import type { Selectable, Transaction } from "kysely";
import { z } from "zod";
import type { ChangeKind, EventKind, NoticeKind } from "../domain/case-events.ts";
import { fromJson, fromTime, toJson, toTime } from "./columns.ts";
import type { Db } from "./database.ts";
import type { Database, EventTable } from "./schema.ts";

/**
 * What happened to a case, who did it and when. Events are added, never changed. Changes of the case itself are written
 * by `createEscalation` and `changeEscalation`, so that none is forgotten; what befell its messages is recorded by who
 * notices.
 */
const detailsSchema = z.record(z.string(), z.json());
export type EventDetails = z.infer<typeof detailsSchema>;

export interface EscalationEvent {
  readonly escalationId: string;
  /** 1, 2, 3 within the case. */
  readonly seq: number;
  readonly at: Date;
  /** Null: the bot itself. */
  readonly actorId: string | null;
  readonly kind: EventKind;
  readonly details: EventDetails;
}

/** The part of an event that the caller of a change knows. */
export interface Change {
  readonly kind: ChangeKind;
  readonly actorId: string | null;
  readonly details?: EventDetails;
}

/** What happened around a case without changing it; changes of the case record themselves. */
export async function recordNotice(
  trx: Transaction<Database>,
  notice: Omit<EscalationEvent, "seq" | "kind"> & { readonly kind: NoticeKind },
): Promise<void> {
  // Counting in the row of the case also makes two writers of one case wait for each other.
  const { event_count } = await trx
    .updateTable("escalations")
    .set((eb) => ({ event_count: eb("event_count", "+", 1) }))
    .where("id", "=", notice.escalationId)
    .returning("event_count")
    .executeTakeFirstOrThrow();
  await writeEvent(trx, { ...notice, seq: event_count });
}

/** For `escalations.ts` alone, which counts it: everybody else changes a case through that, or records a notice. */
export async function writeEvent(trx: Transaction<Database>, event: EscalationEvent): Promise<void> {
  await trx
    .insertInto("escalation_events")
    .values({
      escalation_id: event.escalationId,
      seq: event.seq,
      at: fromTime(event.at),
      actor_id: event.actorId,
      kind: event.kind,
      details: fromJson(detailsSchema, event.details),
    })
    .execute();
}

/** Oldest first. */
export async function listEvents(db: Db, escalationId: string): Promise<EscalationEvent[]> {
  const rows = await db
    .selectFrom("escalation_events")
    .selectAll()
    .where("escalation_id", "=", escalationId)
    .orderBy("seq")
    .execute();
  return rows.map(rowToEvent);
}

/** Those of these kinds, of each case oldest first. */
export async function listEventsOf(
  db: Db,
  escalationIds: readonly string[],
  kinds: readonly EventKind[],
): Promise<EscalationEvent[]> {
  if (escalationIds.length === 0) return [];
  const rows = await db
    .selectFrom("escalation_events")
    .selectAll()
    .where("escalation_id", "in", escalationIds)
    .where("kind", "in", kinds)
    .orderBy("escalation_id")
    .orderBy("seq")
    .execute();
  return rows.map(rowToEvent);
}

function rowToEvent(row: Selectable<EventTable>): EscalationEvent {
  return {
    escalationId: row.escalation_id,
    seq: row.seq,
    at: toTime(row.at),
    actorId: row.actor_id,
    kind: row.kind,
    details: toJson(detailsSchema, row.details),
  };
}
