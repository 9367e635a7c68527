import type { Transaction } from "kysely";
import type { DeliverySubject } from "../domain/delivery.ts";
import { listDeliveries, want } from "./deliveries.ts";
import type { Database } from "./schema.ts";

type Sent = Extract<DeliverySubject, { kind: "partner_message" }>["sent"];

/** The messages to the partner that came of a draft are drawn again: the draft has moved on, and its person `sent` one of them. */
export async function redrawLetters(
  trx: Transaction<Database>,
  draftId: string,
  now: Date,
  sent?: { readonly letter: string; readonly told: Sent },
): Promise<void> {
  for (const { subject, posted, teamId, destination } of await listDeliveries(trx, draftId)) {
    if (subject.kind !== "partner_message") continue;
    const isIt = sent !== undefined && posted?.ts === sent.letter;
    const drawn = isIt ? { ...subject, sent: sent.told } : subject;
    await want(trx, { subject: drawn, teamId, destination, now });
  }
}
