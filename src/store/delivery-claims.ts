import type { ExpressionBuilder } from "kysely";
import { fromTime, toOptionalTime } from "./columns.ts";
import type { Db } from "./database.ts";
import { type Claim, rowToDelivery, unsettled } from "./deliveries.ts";
import type { Database } from "./schema.ts";
import { hasRowLocks } from "./transactions.ts";

/** Which deliveries a runner may take, and when. */

export interface ClaimOptions {
  readonly now: Date;
  /** Names one runner, and no other one that may run at the same time. */
  readonly owner: string;
  /** Longer than posting, and waiting to post, can take: who outlives the lease may be overtaken. */
  readonly leaseMs: number;
  readonly limit: number;
}

/** Takes what is due, the longest due first, from each lane only the head, so that no two runners hold the same one. */
export async function claimDue(db: Db, { now, owner, leaseMs, limit }: ClaimOptions): Promise<Claim[]> {
  const until = new Date(now.getTime() + leaseMs);
  const rows = await db
    // Apart from the update, so that no plan can look for them more than once.
    .with("taken", () => claimable(db, now, limit))
    .updateTable("deliveries")
    .set({ lease_owner: owner, lease_until: fromTime(until), updated_at: fromTime(now) })
    .where("key", "in", (eb) => eb.selectFrom("taken").select("taken.key"))
    .returningAll()
    .execute();
  return rows
    .sort((a, b) => (a.due_at < b.due_at ? -1 : a.due_at > b.due_at ? 1 : a.seq - b.seq))
    .map((row) => ({ ...rowToDelivery(row), lease: { owner, until } }));
}

/** Of several runners each finds others: what one of them is about to take, the next one passes over. */
function claimable(db: Db, now: Date, limit: number) {
  return db
    .selectFrom("deliveries")
    .select("deliveries.key")
    .where(isHead)
    .where("deliveries.due_at", "<=", fromTime(now))
    .where(isFree(now))
    .orderBy("deliveries.due_at")
    .orderBy("deliveries.seq")
    .limit(limit)
    .$if(hasRowLocks(db), (free) => free.forUpdate().skipLocked());
}

type InDeliveries = ExpressionBuilder<Database, "deliveries">;

function isFree(now: Date) {
  return (eb: InDeliveries) =>
    eb.or([eb("deliveries.lease_until", "is", null), eb("deliveries.lease_until", "<=", fromTime(now))]);
}

/** The first of its lane that is not done. Equal numbers (given in two transactions at once) go by key. */
function isHead(eb: InDeliveries) {
  const ahead = eb
    .selectFrom("deliveries as ahead")
    .select("ahead.key")
    .whereRef("ahead.lane", "=", "deliveries.lane")
    .where("ahead.state", "in", unsettled)
    .where((of) =>
      of.or([
        of("ahead.seq", "<", of.ref("deliveries.seq")),
        of.and([
          of("ahead.seq", "=", of.ref("deliveries.seq")),
          of("ahead.key", "<", of.ref("deliveries.key")),
        ]),
      ]),
    );
  return eb.and([eb("deliveries.state", "in", unsettled), eb.not(eb.exists(ahead))]);
}

/** Something was mended in the workspace, or in one channel: what is parked there is tried at once. Tells how many. */
export async function wakeParked(
  db: Db,
  where: { readonly teamId: string; readonly channelId?: string | undefined; readonly now: Date },
): Promise<number> {
  const { teamId, channelId, now } = where;
  let query = db
    .updateTable("deliveries")
    .set({ due_at: fromTime(now), updated_at: fromTime(now) })
    .where("team_id", "=", teamId)
    .where("state", "=", "parked")
    .where("due_at", ">", fromTime(now));
  if (channelId !== undefined) {
    query = query.where((eb) => eb.or([eb("destination", "=", channelId), eb("channel_id", "=", channelId)]));
  }
  const { numUpdatedRows } = await query.executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** When there is next something to claim, so that a runner can sleep until then; null when nothing is owed. */
export async function nextDueAt(db: Db): Promise<Date | null> {
  const { next } = await db
    .selectFrom("deliveries")
    .where(isHead)
    .select((eb) => {
      const leasedLonger = eb("lease_until", ">", eb.ref("due_at"));
      return eb.fn
        .min(eb.case().when(leasedLonger).then(eb.ref("lease_until")).else(eb.ref("due_at")).end())
        .as("next");
    })
    .executeTakeFirstOrThrow();
  return toOptionalTime(next);
}
