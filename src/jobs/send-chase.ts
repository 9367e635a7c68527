import { isUnclaimed, putOffCall, putOffTelling } from "../domain/chase.ts";
import type { DeliverySubject } from "../domain/delivery.ts";
import { isWorkingTime } from "../domain/working-time.ts";
import { recordNotice } from "../store/audit.ts";
import type { Claim } from "../store/deliveries.ts";
import { drop } from "../store/delivery-outcomes.ts";
import { changeOrUndo, findEscalation } from "../store/escalations.ts";
import type { owe } from "../store/owed.ts";
import { chaseContextOf } from "../store/plan-contexts.ts";
import { inTransactionOn } from "../store/transactions.ts";
import type { SendDeps } from "./send-nudge.ts";

/** Word that nobody has taken a case, on its way to Slack. */

export type ChaseSubject = Extract<DeliverySubject, { kind: "chase" | "unclaimed_notice" }>;
type Trx = Parameters<typeof owe>[0];

export function isOfChase(subject: DeliverySubject): subject is ChaseSubject {
  return subject.kind === "chase" || subject.kind === "unclaimed_notice";
}

/**
 * Whether it is not posted at this moment, because those it is for are off duty: then the sweep sets it out again for
 * when they are back. Whether somebody has taken the case meanwhile is seen when it is drawn.
 */
export async function isPutOff(deps: SendDeps, claim: Claim, subject: ChaseSubject): Promise<boolean> {
  const { db, now, settings } = deps;
  const escalation = await findEscalation(db, subject.escalationId);
  if (!escalation) return false;
  const { zone, requesterZone, calendar, hours } = await chaseContextOf(db, escalation, settings);
  if (isWorkingTime(now(), subject.kind === "chase" ? zone : requesterZone, calendar, hours)) return false;
  await inTransactionOn(db, subject.escalationId, async (trx) => {
    if (await drop(trx, claim, "chase_not_now", now())) await takeBack(trx, subject, now());
  });
  return true;
}

async function takeBack(trx: Trx, subject: ChaseSubject, at: Date): Promise<void> {
  const escalation = await findEscalation(trx, subject.escalationId);
  if (!escalation?.chase || !isUnclaimed(escalation, subject.since)) return;
  const { chase } = escalation;
  const before = subject.kind === "chase" ? putOffCall(chase, subject) : putOffTelling(chase);
  await changeOrUndo(trx, escalation, { chase: before }, { kind: "chase_put_off", actorId: null }, at);
}

/** It stands in Slack since `at`. Part of the transaction that records that. */
export async function noteChased(trx: Trx, subject: ChaseSubject, at: Date): Promise<void> {
  const { escalationId } = subject;
  const details = subject.kind === "chase" ? { from: subject.from, said: subject.said } : { told: true };
  await recordNotice(trx, { escalationId, at, actorId: null, kind: "chased", details });
}
