import type { Transaction } from "kysely";
import type { DeliverySubject } from "../domain/delivery.ts";
import { listDeliveries, want } from "./deliveries.ts";
import type { Database } from "./schema.ts";

type Sent = Extract<DeliverySubject, { kind: "partner_message" }>["sent"];

/** The messages to the partner that came of a draft are drawn again: the draft has moved on, or its person `sent` them. */
export async function redrawLetters(
  trx: Transaction<Database>,
  draftId: string,
  now: Date,
  sent?: Sent,
): Promise<void> {
  for (const { subject, teamId, destination } of await listDeliveries(trx, draftId)) {
    if (subject.kind !== "partner_message") continue;
    await want(trx, { subject: { ...subject, sent: sent ?? subject.sent }, teamId, destination, now });
  }
}
