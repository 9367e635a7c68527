import { sql } from "kysely";
import type { CaseState } from "../domain/escalation.ts";
import { toOptionalTime } from "./columns.ts";
import type { Db } from "./database.ts";
import { isFreeOfChannel, isNewInChannel } from "./delivery-queues.ts";

/** How much there is, for those who watch over the bot. What is asked of the store grows with what is under way, not with what is over. */
export interface Figures {
  /** Closed ones count as long as their workspace has numbers for cases, erased ones among them. */
  readonly cases: Readonly<Record<CaseState, number>>;
  readonly owed: Readonly<Record<"due" | "parked", Owed>>;
}

interface Owed {
  /** Messages to be posted or drawn again. */
  readonly count: number;
  /** Since when the oldest that was never posted is wanted. */
  readonly oldest: Date | null;
}

export async function readFigures(db: Db): Promise<Figures> {
  const owed = await db.selectFrom(owedByState().as("owed")).selectAll().execute();
  const open = await db
    .selectFrom("escalations")
    .select((eb) => ["state", eb.fn.countAll().as("count")])
    // As in its index, and no parameter.
    .where("state", "<>", sql.lit("closed"))
    .groupBy("state")
    .execute();
  const { given } = await db
    .selectFrom("escalation_counters")
    .select((eb) => eb.fn.sum("last_number").as("given"))
    .executeTakeFirstOrThrow();
  const casesIn = (state: CaseState) => Number(open.find((row) => row.state === state)?.count ?? 0);
  const cases = {
    waiting_partner: casesIn("waiting_partner"),
    open: casesIn("open"),
    acknowledged: casesIn("acknowledged"),
    returned: casesIn("returned"),
  };
  const notClosed = Object.values(cases).reduce((sum, count) => sum + count, 0);
  const owedAs = (state: "due" | "parked"): Owed => {
    const row = owed.find((each) => each.state === state);
    return { count: Number(row?.count ?? 0), oldest: toOptionalTime(row?.oldest ?? null) };
  };
  return {
    // Counted one after the other, so a case may come in between.
    cases: { ...cases, closed: Math.max(0, Number(given) - notClosed) },
    owed: { due: owedAs("due"), parked: owedAs("parked") },
  };
}

interface OwedRow {
  readonly state: string;
  readonly count: number | string;
  readonly oldest: string | null;
}

/** The bounds hold for all, and lead to the queues. */
export function owedByState() {
  return sql<OwedRow>`(
    select state, count(*) as count, min(case when ts is null then created_at end) as oldest from (
      select d.state, d.ts, d.created_at from deliveries as d where ${isNewInChannel} and d.team_id >= ''
      union all
      select d.state, d.ts, d.created_at from deliveries as d where ${isFreeOfChannel} and d.due_at >= ''
    ) as queued group by state
  )`;
}
