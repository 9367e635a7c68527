import type { Transaction } from "kysely";
import {
  deliveryOwner,
  type DeliverySubject,
  deliverySubjectSchema,
  isInThread,
} from "../domain/delivery.ts";
import { fromJson, fromTime } from "./columns.ts";
import type { Db } from "./database.ts";
import { type Claim, type Delivery, holdDeliveries } from "./deliveries.ts";
import type { Database } from "./schema.ts";

/**
 * Messages of ours that are taken out of Slack. The row of a message becomes the order to remove it, under the key that the
 * message carries: one whose posting is in doubt is found by it. Once it is gone nothing is left of the row.
 */

/** Not a runner: nobody who had the message in hand may record anything more of it. */
const nobody = "erasing";
/** A card goes after its thread: so nothing is left to mark the place. */
const afterItsThread = 1_000_000;

/** Those of a case, or of a draft, that are `meant`; all of them when nothing is said. */
export async function removeMessages(
  trx: Transaction<Database>,
  ownerId: string,
  now: Date,
  meant: (delivery: Delivery) => boolean = () => true,
): Promise<void> {
  const all = await holdDeliveries(trx, ownerId);
  const card = all.find(({ subject }) => subject.kind === "card");
  for (const delivery of all.filter(meant)) await removeMessage(trx, delivery, card?.posted?.ts ?? null, now);
}

/**
 * A message of a case stays where it stands while its row goes on with another one. It is not drawn again; once the case is
 * erased it goes too.
 */
export async function leaveBehind(trx: Transaction<Database>, key: string, now: Date): Promise<void> {
  const row = await trx
    .selectFrom("deliveries")
    .selectAll()
    .where("key", "=", key)
    .where("ts", "is not", null)
    .executeTakeFirst();
  if (!row) return;
  const left = `${key}:left:${row.ts}`;
  const removal: DeliverySubject = { kind: "removal", of: left, ownerId: row.owner_id, threadTs: null };
  await trx
    .insertInto("deliveries")
    .values({
      ...row,
      key: left,
      kind: "removal",
      subject: fromJson(deliverySubjectSchema, removal),
      state: "settled",
      shown: row.wanted,
      lease_owner: null,
      lease_until: null,
      posting_since: null,
      updated_at: fromTime(now),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function removeMessage(
  trx: Transaction<Database>,
  { key, subject, lease, posted, postingSince, seq }: Delivery,
  cardTs: string | null,
  now: Date,
): Promise<void> {
  if (subject.kind === "removal") {
    await trx
      .updateTable("deliveries")
      .set({ state: "due", due_at: fromTime(now), updated_at: fromTime(now) })
      .where("key", "=", key)
      .where("state", "=", "settled")
      .execute();
    return;
  }
  if (!posted && !postingSince) {
    // Whoever is about to post it finds that it is not theirs any more.
    await trx.deleteFrom("deliveries").where("key", "=", key).execute();
    return;
  }
  const removal: DeliverySubject = {
    kind: "removal",
    of: key,
    ownerId: deliveryOwner(subject),
    threadTs: isInThread(subject) ? cardTs : null,
  };
  await trx
    .updateTable("deliveries")
    .set((eb) => ({
      kind: "removal",
      subject: fromJson(deliverySubjectSchema, removal),
      wanted: eb("wanted", "+", 1),
      state: "due",
      due_at: fromTime(now),
      seq: subject.kind === "card" ? seq + afterItsThread : seq,
      attempts: 0,
      parked_reason: null,
      last_error: null,
      updated_at: fromTime(now),
      // What is on its way at this moment is left to arrive, as after a kill, and is removed then.
      ...(lease && { lease_owner: nobody }),
    }))
    .where("key", "=", key)
    .execute();
}

/** It does not stand in Slack any more. False when somebody else has it in hand now, or knew before. */
export async function forgetRemoved(db: Db, { key, lease }: Claim): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("deliveries")
    .where("key", "=", key)
    .where("kind", "=", "removal")
    .where("lease_owner", "=", lease.owner)
    .where("lease_until", "=", fromTime(lease.until))
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}
