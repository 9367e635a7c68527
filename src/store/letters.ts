import type { Transaction } from "kysely";
import type { DeliverySubject } from "../domain/delivery.ts";
import { listDeliveries, wantAgain } from "./deliveries.ts";
import type { Database } from "./schema.ts";

type Sent = Extract<DeliverySubject, { kind: "partner_message" }>["sent"];

/** The messages to the partner that came of a draft are drawn again: the draft has moved on, and its person `sent` one of them. */
export async function redrawLetters(
  trx: Transaction<Database>,
  draftId: string,
  now: Date,
  sent?: { readonly letter: string; readonly told: Sent },
): Promise<void> {
  for (const delivery of await listDeliveries(trx, draftId)) {
    const { subject, posted } = delivery;
    if (subject.kind !== "partner_message") continue;
    const isIt = sent !== undefined && posted?.ts === sent.letter;
    await wantAgain(trx, isIt ? { ...delivery, subject: { ...subject, sent: sent.told } } : delivery, now);
  }
}
