import { sql, type Transaction } from "kysely";
import { takeTurns } from "./channel-paces.ts";
import { fromTime } from "./columns.ts";
import type { Db } from "./database.ts";
import { type Claim, type Delivery, rowToDelivery } from "./deliveries.ts";
import { isFree, nextKeys } from "./delivery-queues.ts";
import type { Database } from "./schema.ts";
import { hasRowLocks, inTransaction } from "./transactions.ts";

/** Which deliveries a runner may take, and when. */

export interface ClaimOptions {
  readonly now: Date;
  /** Names one runner, and no other one that may run at the same time. */
  readonly owner: string;
  /** Longer than posting, and waiting to post, can take: who outlives the lease may be overtaken. */
  readonly leaseMs: number;
  readonly limit: number;
  /** How many of them at the most wait for no channel. Absent: as many as there are. */
  readonly othersLimit?: number;
  /** What is new in a channel is taken by so much before the channel is free, to be ready when it is. None if absent. */
  readonly aheadMs?: number;
  /** What this runner is not yet done with: not taken again, not even when its lease is over. */
  readonly inHand?: readonly string[];
}

/**
 * Takes what is due, the longest due first: from each lane only the head, so that no two runners hold the same one, and
 * for each channel that is free, or about to be, only one new message, with the turn of that channel for as long as the
 * lease.
 */
export async function claimDue(db: Db, options: ClaimOptions): Promise<Claim[]> {
  const { now, owner, leaseMs, aheadMs = 0 } = options;
  const until = new Date(now.getTime() + leaseMs);
  const opensBy = new Date(now.getTime() + aheadMs);
  return inTransaction(db, async (trx) => {
    const taken = await take(trx, options, { until, opensBy });
    const wanted = taken.flatMap((claim) => channelOf(claim) ?? []);
    const turns = await takeTurns(trx, wanted, { now, heldUntil: until, opensBy });
    const claims: Claim[] = [];
    const outOfTurn: string[] = [];
    for (const claim of taken) {
      const channel = channelOf(claim);
      const turn = turns.find(
        ({ teamId, channelId }) => teamId === channel?.teamId && channelId === channel.channelId,
      );
      // Somebody was quicker since they were looked for.
      if (channel && !turn) outOfTurn.push(claim.key);
      else claims.push({ ...claim, turn: turn ?? null });
    }
    if (outOfTurn.length === 0) return claims;
    await trx
      .updateTable("deliveries")
      .set({ lease_owner: null, lease_until: null })
      .where("key", "in", outOfTurn)
      .where("lease_owner", "=", owner)
      .execute();
    return claims;
  });
}

/** Where a message would be new. */
function channelOf({ teamId, destination, posted }: Delivery) {
  return posted === null && "channel" in destination ? { teamId, channelId: destination.channel } : null;
}

async function take(
  trx: Transaction<Database>,
  { now, owner, ...wanted }: ClaimOptions,
  { until, opensBy }: { readonly until: Date; readonly opensBy: Date },
): Promise<Omit<Claim, "turn">[]> {
  const rows = await trx
    // Apart from the update, so that no plan can look for them more than once.
    .with("taken", () => claimable(trx, now, { ...wanted, opensBy }))
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
function claimable(
  db: Db,
  now: Date,
  {
    limit,
    othersLimit = limit,
    inHand = [],
    opensBy,
  }: Pick<ClaimOptions, "limit" | "othersLimit" | "inHand"> & { readonly opensBy: Date },
) {
  const next = nextKeys(now, { othersLimit: Math.min(limit, othersLimit), inHand, opensBy });
  // Looked for once and not for each delivery, which PostgreSQL does not see by itself in a table that has grown quickly.
  const isNext = hasRowLocks(db)
    ? sql<boolean>`d.key = any(array(select key from ${next} as next_keys))`
    : sql<boolean>`d.key in ${next}`;
  return (
    db
      .selectFrom("deliveries as d")
      .select("d.key")
      .where(isNext)
      // Said again for rows that somebody has taken, or been done with, since they were found.
      .where(isFree(now))
      .orderBy("d.due_at")
      .orderBy("d.seq")
      .limit(limit)
      .$if(hasRowLocks(db), (free) => free.forUpdate().skipLocked())
  );
}

/** Something was mended in the workspace, or in one channel: what is parked there is tried at once. Tells how many. */
export async function wakeParked(
  db: Db,
  where: { readonly teamId: string; readonly channelId?: string | undefined; readonly now: Date },
): Promise<number> {
  const { teamId, channelId, now } = where;
  return inTransaction(db, async (trx) => {
    let query = trx
      .updateTable("deliveries")
      .set({ due_at: fromTime(now), updated_at: fromTime(now) })
      .where("team_id", "=", teamId)
      // As in its index, and no parameter.
      .where("state", "=", sql.lit("parked"))
      .where("due_at", ">", fromTime(now));
    if (channelId !== undefined) {
      query = query.where((eb) =>
        eb.or([eb("destination", "=", channelId), eb("channel_id", "=", channelId)]),
      );
    }
    const { numUpdatedRows } = await query.executeTakeFirstOrThrow();
    return Number(numUpdatedRows);
  });
}
