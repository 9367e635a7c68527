import type { EventKind } from "../domain/case-events.ts";
import { deliveryKey } from "../domain/delivery.ts";
import { maySee } from "../domain/case-moves.ts";
import type { Escalation, Person } from "../domain/escalation.ts";
import type { Db } from "./database.ts";
import { rowToDelivery } from "./deliveries.ts";
import { rowToEvent } from "./audit.ts";
import { type EscalationFilter, rowToEscalation, takenAtOneOf } from "./escalations.ts";
import { namesOf } from "./names.ts";

/** Cases for an export, page by page: as many of them are held as a page has, however many there are. */

export interface ExportFilter {
  readonly teamId: string;
  /** Their own cases are among them, whatever they wait for. */
  readonly ownerId: string;
  /** Where they take cases; null: everywhere. */
  readonly takenAt: NonNullable<EscalationFilter["takenAt"]> | null;
}

export interface StoredForExport {
  readonly escalation: Escalation;
  readonly nameOf: (userId: string) => string;
  readonly readyAt: string | null;
  readonly acknowledgedAt: string | null;
  readonly card: { readonly channelId: string; readonly ts: string } | null;
}

/** Oldest first, four statements a page. A case is as it is when its page is read. */
export async function* casesForExport(
  db: Db,
  filter: ExportFilter,
  pageSize: number,
): AsyncGenerator<readonly StoredForExport[]> {
  let after = 0;
  for (;;) {
    const cases = await nextPage(db, filter, after, pageSize);
    const last = cases.at(-1);
    if (!last) return;
    after = last.number;
    const seen = cases.filter((escalation) => maySee(escalation, asSeenBy(filter)));
    if (seen.length > 0) yield await withWhatIsAround(db, filter.teamId, seen);
    if (cases.length < pageSize) return;
  }
}

/** The statement has chosen where they are a CSM; what that lets them see is said in one place. */
function asSeenBy({ ownerId }: ExportFilter): Person {
  return { id: ownerId, outsider: false, csm: true };
}

async function nextPage(
  db: Db,
  { teamId, ownerId, takenAt }: ExportFilter,
  after: number,
  limit: number,
): Promise<Escalation[]> {
  const rows = await db
    .selectFrom("escalations")
    .selectAll()
    .where("team_id", "=", teamId)
    .where("number", ">", after)
    .where((eb) =>
      eb.or([
        eb("requester_id", "=", ownerId),
        // Ids have no characters that mean something in a pattern.
        eb("co_owner_ids", "like", `%"${ownerId}"%`),
        eb.and([eb("state", "!=", "waiting_partner"), ...(takenAt ? [takenAtOneOf(takenAt)(eb)] : [])]),
      ]),
    )
    .orderBy("number")
    .limit(limit)
    .execute();
  return rows.map(rowToEscalation);
}

/** While a case waits for its partner its level is nobody's concern. */
const judging: readonly EventKind[] = [
  "sent",
  "evidence_added",
  "proof_added",
  "proof_edited",
  "proof_deleted",
];
const taking: readonly EventKind[] = ["acknowledged", "handed_over"];

async function withWhatIsAround(
  db: Db,
  teamId: string,
  cases: readonly Escalation[],
): Promise<readonly StoredForExport[]> {
  const ids = cases.map(({ id }) => id);
  const events = await db
    .selectFrom("escalation_events")
    .selectAll()
    .where("escalation_id", "in", ids)
    .where("kind", "in", [...judging, ...taking])
    .orderBy("seq")
    .execute();
  const eventsOf = Map.groupBy(events.map(rowToEvent), ({ escalationId }) => escalationId);
  const cardKeys = ids.map((escalationId) => deliveryKey({ kind: "card", escalationId }));
  const cards = await db.selectFrom("deliveries").selectAll().where("key", "in", cardKeys).execute();
  const cardOf = new Map(cards.map((row) => [row.owner_id, rowToDelivery(row).posted]));
  const people = cases.flatMap(({ requesterId, coOwnerIds, status }) => [
    requesterId,
    ...coOwnerIds,
    ...("by" in status ? [status.by] : []),
  ]);
  const nameOf = await namesOf(db, teamId, people);
  return cases.map((escalation) => {
    const known = eventsOf.get(escalation.id) ?? [];
    const firstAt = (meant: (event: (typeof known)[number]) => boolean) =>
      known.find(meant)?.at.toISOString() ?? null;
    return {
      escalation,
      nameOf,
      readyAt: firstAt(({ kind, details }) => judging.includes(kind) && details["level"] === "ready"),
      acknowledgedAt: firstAt(({ kind }) => taking.includes(kind)),
      card: cardOf.get(escalation.id) ?? null,
    };
  });
}
