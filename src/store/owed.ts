import type { Transaction } from "kysely";
import { type DeliveryKind, type DeliverySubject, isInThread, owedAfterChange } from "../domain/delivery.ts";
import { isOwner, wasSent } from "../domain/case-moves.ts";
import type { Escalation } from "../domain/escalation.ts";
import { type Delivery, listDeliveries, want, wantAgain } from "./deliveries.ts";
import type { Database } from "./schema.ts";

/** What a change of a case owes Slack, asked for in the transaction of the change. */
export async function oweAfterChange(
  trx: Transaction<Database>,
  escalation: Escalation,
  now: Date,
): Promise<void> {
  for (const subject of owedAfterChange(escalation, wasSent(escalation)))
    await owe(trx, escalation, subject, now);
  // What they ask for may be there now. One that is not posted yet is drawn as the case stands then.
  for (const delivery of await listDeliveries(trx, escalation.id))
    if (delivery.posted && saysHowItStands(delivery.subject) && isReadByThem(delivery, escalation))
      await wantAgain(trx, delivery, now);
}

/** What went to a requester who has left stays as it is. */
function isReadByThem({ destination }: Pick<Delivery, "destination">, escalation: Escalation): boolean {
  return "channel" in destination || isOwner(escalation, destination.person);
}

/** Who has taken a case is said once; everything else that is said of it may be over. */
function saysHowItStands(subject: DeliverySubject): boolean {
  if (subject.kind === "case_notice") return subject.notice !== "acknowledged";
  return speaksOfWhatIsMissing.has(subject.kind);
}

const speaksOfWhatIsMissing: ReadonlySet<DeliveryKind> = new Set([
  "nudge",
  "parked_notice",
  "thanks",
  "question",
  "chase",
  "unclaimed_notice",
]);

/** One message of a case: to its channel, or to its requester, as its kind wants or, for a reminder, as it says. */
export async function owe(
  trx: Transaction<Database>,
  escalation: Escalation,
  subject: DeliverySubject,
  now: Date,
  byDm = !(subject.kind === "card" || isInThread(subject)),
): Promise<void> {
  const person =
    subject.kind === "receipt" && subject.coOwner !== undefined ? subject.coOwner : escalation.requesterId;
  const destination = byDm ? { person } : { channel: escalation.channelId };
  await want(trx, { subject, teamId: escalation.teamId, destination, now });
}
