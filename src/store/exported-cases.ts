import type { ExpressionBuilder } from "kysely";
import type { EventKind } from "../domain/case-events.ts";
import { countedKinds, firstReadyAt, readyAfter } from "../domain/channel-report.ts";
import { maySee } from "../domain/case-moves.ts";
import type { Escalation, Person } from "../domain/escalation.ts";
import type { Db } from "./database.ts";
import { listPostedCards } from "./deliveries.ts";
import { listEventsOf } from "./audit.ts";
import { rowToEscalation } from "./escalations.ts";
import type { CounterId } from "./listing.ts";
import { namesInAll, type NameOf } from "./names.ts";
import type { Database } from "./schema.ts";

/** Cases for an export, page by page: as many of them are held as a page has, however many there are. */

export interface ExportFilter {
  readonly teamId: string;
  /** Their own cases are among them, whatever they wait for. */
  readonly ownerId: string;
  /** Where they take cases; null: everywhere. */
  readonly takenAt: readonly CounterId[] | null;
}

export interface StoredForExport {
  readonly escalation: Escalation;
  readonly nameOf: NameOf;
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

/** Those of these channels that these people take: a user group, or, null, the members of the channel. */
function takenAtOneOf(counters: readonly CounterId[]) {
  return (eb: ExpressionBuilder<Database, "escalations">) =>
    eb.or(
      counters.map(({ channelId, usergroup }) =>
        eb.and([
          eb("channel_id", "=", channelId),
          eb("desk", "like", `%"usergroup":${JSON.stringify(usergroup)},%`),
        ]),
      ),
    );
}

const taking: readonly EventKind[] = ["acknowledged", "handed_over"];

async function withWhatIsAround(
  db: Db,
  teamId: string,
  cases: readonly Escalation[],
): Promise<readonly StoredForExport[]> {
  const ids = cases.map(({ id }) => id);
  const events = await listEventsOf(db, ids, [...countedKinds, ...taking]);
  const eventsOf = Map.groupBy(events, ({ escalationId }) => escalationId);
  const cards = await listPostedCards(db, ids);
  const nameOf = await namesInAll(db, teamId, cases);
  return cases.map((escalation) => {
    const known = eventsOf.get(escalation.id) ?? [];
    const trail = known.map((event) => ({ ...event, ready: readyAfter(event, escalation) }));
    return {
      escalation,
      nameOf,
      readyAt: firstReadyAt({ trail })?.toISOString() ?? null,
      acknowledgedAt: known.find(({ kind }) => taking.includes(kind))?.at.toISOString() ?? null,
      card: cards.get(escalation.id) ?? null,
    };
  });
}
