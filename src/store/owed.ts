import type { Transaction } from "kysely";
import { type DeliveryKind, type DeliverySubject, isInThread, owedAfterChange } from "../domain/delivery.ts";
import type { Escalation } from "../domain/escalation.ts";
import { findCard, listDeliveries, want, wantAgain } from "./deliveries.ts";
import type { Database } from "./schema.ts";

/** What a change of a case owes Slack, asked for in the transaction of the change. */
export async function oweAfterChange(
  trx: Transaction<Database>,
  escalation: Escalation,
  now: Date,
): Promise<void> {
  for (const subject of owedAfterChange(escalation, await hasCard(trx, escalation)))
    await owe(trx, escalation, subject, now);
  // What they ask for may be there now. One that is not posted yet is drawn as the case stands then.
  for (const delivery of await listDeliveries(trx, escalation.id))
    if (delivery.posted && speaksOfWhatIsMissing.has(delivery.subject.kind))
      await wantAgain(trx, delivery, now);
}

const speaksOfWhatIsMissing: ReadonlySet<DeliveryKind> = new Set(["nudge", "parked_notice", "thanks"]);

async function hasCard(trx: Transaction<Database>, { id, status }: Escalation): Promise<boolean> {
  if (status.state === "waiting_partner") return false;
  if (status.state !== "closed") return true;
  return (await findCard(trx, id)) !== null;
}

/** One message of a case: to its channel, or to its requester, as its kind wants or, for a reminder, as it says. */
export async function owe(
  trx: Transaction<Database>,
  escalation: Escalation,
  subject: DeliverySubject,
  now: Date,
  byDm = !(subject.kind === "card" || isInThread(subject)),
): Promise<void> {
  const destination = byDm ? { person: escalation.requesterId } : { channel: escalation.channelId };
  await want(trx, { subject, teamId: escalation.teamId, destination, now });
}
