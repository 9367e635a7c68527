import type { Transaction } from "kysely";
import { deliveryKey, type DeliverySubject, isInThread, owedAfterChange } from "../domain/delivery.ts";
import type { Escalation } from "../domain/escalation.ts";
import { findDelivery, listDeliveries, want } from "./deliveries.ts";
import { listSentNudges } from "./nudges.ts";
import type { Database } from "./schema.ts";

/** What a change of a case owes Slack, asked for in the transaction of the change. */
export async function oweAfterChange(
  trx: Transaction<Database>,
  escalation: Escalation,
  now: Date,
): Promise<void> {
  for (const subject of owedAfterChange(escalation, await hasCard(trx, escalation)))
    await owe(trx, escalation, subject, now);
  // What they asked for may be there now, and only the newest has buttons.
  for (const { number, place } of await listSentNudges(trx, escalation.id))
    await owe(trx, escalation, { kind: "nudge", escalationId: escalation.id, number }, now, place === "dm");
  for (const { subject } of await listDeliveries(trx, escalation.id))
    if (subject.kind === "parked_notice" || subject.kind === "thanks")
      await owe(trx, escalation, subject, now);
}

async function hasCard(trx: Transaction<Database>, { id, status }: Escalation): Promise<boolean> {
  if (status.state === "waiting_partner") return false;
  if (status.state !== "closed") return true;
  return (await findDelivery(trx, deliveryKey({ kind: "card", escalationId: id }))) !== null;
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
