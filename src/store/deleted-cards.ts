import type { Transaction } from "kysely";
import { deliveryKey } from "../domain/delivery.ts";
import { recordNotice } from "./audit.ts";
import { fromTime } from "./columns.ts";
import { holdDeliveries, rowToDelivery } from "./deliveries.ts";
import { leaveBehind } from "./removals.ts";
import type { Database } from "./schema.ts";
import { holdCase } from "./transactions.ts";

/**
 * Somebody deleted a message of ours in Slack, and it stays away, but for a card: that is posted again once, with the
 * evidence below it. The second time they meant it.
 */

/** Before all others of its lane: what goes into the thread of the card waits for the card. */
const first = 0;

interface Standing {
  readonly channelId: string;
  readonly ts: string;
}

/** What becomes of the message that stood there; null, and nothing changed, when none of ours is known to. */
export async function noteDeleted(
  trx: Transaction<Database>,
  { teamId, channelId, ts }: Standing & { readonly teamId: string },
  now: Date,
): Promise<{ readonly key: string; readonly outcome: Outcome } | null> {
  const row = await trx
    .selectFrom("deliveries")
    .selectAll()
    .where("team_id", "=", teamId)
    .where("channel_id", "=", channelId)
    .where("ts", "=", ts)
    .executeTakeFirst();
  if (!row) return null;
  const { subject, key } = rowToDelivery(row);
  if (subject.kind === "removal") {
    // That was ours, or spared us the call.
    await trx.deleteFrom("deliveries").where("key", "=", key).execute();
    return null;
  }
  const isCard = subject.kind === "card";
  const outcome = isCard
    ? await noteDeletedCard(trx, subject.escalationId, { channelId, ts }, now)
    : await giveUp(trx, key, ts, now);
  return outcome && { key, outcome };
}

type Outcome = "again" | "given_up";

/**
 * What becomes of a card that does not stand there any more. Null, and nothing changed, when that is known already:
 * Slack tells it twice, and a redraw that is refused tells it too. Whoever had the card in hand has lost it.
 */
export async function noteDeletedCard(
  trx: Transaction<Database>,
  escalationId: string,
  { ts }: Standing,
  now: Date,
): Promise<Outcome | null> {
  const key = deliveryKey({ kind: "card", escalationId });
  await holdCase(trx, escalationId);
  if (await postAgain(trx, key, ts, now)) {
    await postEvidenceAgain(trx, escalationId, now);
    const details = { delivery: key };
    await recordNotice(trx, { escalationId, at: now, actorId: null, kind: "card_reposted", details });
    return "again";
  }
  const outcome = await giveUp(trx, key, ts, now);
  if (outcome) {
    const details = { delivery: key, reason: "message_deleted" };
    await recordNotice(trx, { escalationId, at: now, actorId: null, kind: "delivery_parked", details });
  }
  return outcome;
}

const notPosted = {
  state: "due",
  shown: 0,
  seq: first,
  lease_owner: null,
  lease_until: null,
  posting_since: null,
  channel_id: null,
  ts: null,
  attempts: 0,
  parked_reason: null,
  last_error: "deleted",
} as const;

async function postAgain(trx: Transaction<Database>, key: string, ts: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("deliveries")
    .set((eb) => ({
      ...notPosted,
      wanted: eb("wanted", "+", 1),
      reposts: eb("reposts", "+", 1),
      due_at: fromTime(now),
      updated_at: fromTime(now),
    }))
    .where("key", "=", key)
    .where("ts", "=", ts)
    .where("state", "!=", "dropped")
    .where("reposts", "=", 0)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** What stands below the deleted card stays there; the new one has its own. A part that somebody deleted stays away. */
async function postEvidenceAgain(trx: Transaction<Database>, escalationId: string, now: Date): Promise<void> {
  for (const { key, subject, state } of await holdDeliveries(trx, escalationId))
    if (subject.kind === "evidence" && state !== "dropped") await leaveBehind(trx, key, now);
  await trx
    .updateTable("deliveries")
    .set((eb) => ({
      ...notPosted,
      wanted: eb("wanted", "+", 1),
      due_at: fromTime(now),
      updated_at: fromTime(now),
    }))
    .where("owner_id", "=", escalationId)
    .where("kind", "=", "evidence")
    .where("state", "!=", "dropped")
    .execute();
}

async function giveUp(
  trx: Transaction<Database>,
  key: string,
  ts: string,
  now: Date,
): Promise<"given_up" | null> {
  const { numUpdatedRows } = await trx
    .updateTable("deliveries")
    .set({
      state: "dropped",
      lease_owner: null,
      lease_until: null,
      last_error: "deleted",
      updated_at: fromTime(now),
    })
    .where("key", "=", key)
    .where("ts", "=", ts)
    .where("state", "!=", "dropped")
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n ? "given_up" : null;
}
