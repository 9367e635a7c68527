import type { Transaction } from "kysely";
import { type DeliverySubject, owedAfterChange } from "../domain/delivery.ts";
import type { Escalation } from "../domain/escalation.ts";
import { want } from "./deliveries.ts";
import type { Database } from "./schema.ts";

/** What a change of a case owes Slack, asked for in the transaction of the change. */
export async function oweAfterChange(
  trx: Transaction<Database>,
  escalation: Escalation,
  now: Date,
): Promise<void> {
  for (const subject of owedAfterChange(escalation)) await owe(trx, escalation, subject, now);
}

/** One message of a case: to its channel, or to its requester. */
export async function owe(
  trx: Transaction<Database>,
  escalation: Escalation,
  subject: DeliverySubject,
  now: Date,
): Promise<void> {
  const toChannel = subject.kind === "card" || subject.kind === "evidence";
  const destination = toChannel ? { channel: escalation.channelId } : { person: escalation.requesterId };
  await want(trx, { subject, teamId: escalation.teamId, destination, now });
}
