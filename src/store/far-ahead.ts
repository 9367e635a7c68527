import { type RawBuilder, sql } from "kysely";
import { fromTime } from "./columns.ts";
import type { Db } from "./database.ts";
import { isFreeOfChannel, isNewInChannel } from "./delivery-queues.ts";
import { inTransaction } from "./transactions.ts";

/** What a clock that was far ahead has left behind once it is set back: times that lie further ahead than any wait does. */

const minutes = 60_000;
/** What is tried again by itself waits for a quarter of an hour at the most, and so does a channel (`slack/failures.ts`). */
const longestWaitMs = 16 * minutes;
/** What is held up is looked at again after an hour at the most (`jobs/for-workspace.ts`). */
const longestHoldUpMs = 61 * minutes;
/** Clocks of several bots may differ by some seconds. */
const leewayMs = 0.5 * minutes;
/** By how much the clock may have been ahead when a post left that is still to be looked for. */
const mostAheadMs = 24 * 60 * minutes;

/**
 * Brings such times back to where they may lie, and tells of how many messages and channels. A lease, or the turn of a
 * channel, runs for as long as if it were taken now: whoever has it may be posting.
 */
export async function bringBack(
  db: Db,
  { now, leaseMs }: { readonly now: Date; readonly leaseMs: number },
): Promise<{ readonly messages: number; readonly channels: number }> {
  const ahead = (ms: number) => fromTime(new Date(now.getTime() + ms));
  const leaseEnd = ahead(leaseMs);
  const latestLease = ahead(leaseMs + leewayMs);
  const latestWait = ahead(longestWaitMs);
  const latestStart = ahead(leewayMs);
  const atMost = (column: string, latest: RawBuilder<unknown>, back: string) =>
    sql<string>`case when ${sql.ref(column)} > ${latest} then ${back} else ${sql.ref(column)} end`;
  const latestDue = sql`case when state = 'parked' then ${ahead(longestHoldUpMs)} else ${latestWait} end`;
  const lies = sql`(d.due_at > ${latestWait} and (d.state = 'due' or d.due_at > ${ahead(longestHoldUpMs)})
    or d.lease_until > ${latestLease} or d.posting_since > ${latestStart})`;
  return inTransaction(db, async (trx) => {
    const messages = await trx
      .updateTable("deliveries")
      .set({
        due_at: atMost("due_at", latestDue, fromTime(now)),
        lease_until: atMost("lease_until", sql`${latestLease}`, leaseEnd),
        posting_since: atMost("posting_since", sql`${latestStart}`, ahead(-mostAheadMs)),
        updated_at: fromTime(now),
      })
      // One after the other: each is an index.
      .where(
        sql<boolean>`key in (
          select d.key from deliveries as d where ${isNewInChannel} and ${lies}
          union all
          select d.key from deliveries as d where ${isFreeOfChannel} and ${lies}
        )`,
      )
      .executeTakeFirstOrThrow();
    const channels = await trx
      .updateTable("channel_paces")
      .set({
        free_at: atMost("free_at", sql`${latestWait}`, fromTime(now)),
        held_until: atMost("held_until", sql`${latestLease}`, leaseEnd),
      })
      .where((eb) => eb.or([eb("free_at", ">", latestWait), eb("held_until", ">", latestLease)]))
      .executeTakeFirstOrThrow();
    return { messages: Number(messages.numUpdatedRows), channels: Number(channels.numUpdatedRows) };
  });
}
