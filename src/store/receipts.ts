import type { Transaction } from "kysely";
import { deliveryKey } from "../domain/delivery.ts";
import type { Escalation } from "../domain/escalation.ts";
import { fromTime } from "./columns.ts";
import { findDelivery } from "./deliveries.ts";
import { leaveBehind } from "./removals.ts";
import type { Database } from "./schema.ts";

/**
 * The receipt goes to whoever is the requester now, and the old one's stays as it is. A colleague has a receipt already:
 * that becomes it. Drawn when it is next wanted.
 */
export async function handOnReceipt(
  trx: Transaction<Database>,
  { id, requesterId }: Pick<Escalation, "id" | "requesterId">,
  now: Date,
): Promise<void> {
  const receipt = { kind: "receipt", escalationId: id } as const;
  const shared = await findDelivery(trx, deliveryKey({ ...receipt, coOwner: requesterId }));
  await leaveBehind(trx, deliveryKey(receipt), now);
  if (shared) await trx.deleteFrom("deliveries").where("key", "=", shared.key).execute();
  await trx
    .updateTable("deliveries")
    .set({
      lane: `${id}@${requesterId}`,
      destination_kind: "person",
      destination: requesterId,
      state: "settled",
      shown: 0,
      lease_owner: null,
      lease_until: null,
      attempts: 0,
      posting_since: null,
      channel_id: shared?.posted?.channelId ?? null,
      ts: shared?.posted?.ts ?? null,
      parked_reason: null,
      last_error: null,
      updated_at: fromTime(now),
    })
    .where("key", "=", deliveryKey(receipt))
    .execute();
}
