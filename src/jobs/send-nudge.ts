import { deliveryKey, type DeliverySubject } from "../domain/delivery.ts";
import { afterCardStands } from "../domain/chase.ts";
import type { Escalation } from "../domain/escalation.ts";
import { allowedFrom, reopeningAfter, slotsPassed } from "../domain/nudge-plan.ts";
import { afterCardPosted, arrived, park, turnedBack } from "../domain/nudging-moves.ts";
import { isEpisode, isUnderway } from "../domain/nudging.ts";
import { saidAt } from "../domain/said.ts";
import { localDate } from "../domain/working-time.ts";
import type { Db } from "../store/database.ts";
import { type Claim, findStandingCard, listDeliveries, wantAgain } from "../store/deliveries.ts";
import { changeOrUndo, findEscalation } from "../store/escalations.ts";
import { drop, dropHeldUp } from "../store/delivery-outcomes.ts";
import { findNudge, freeDay, keepSaid, recordNudgeSent } from "../store/nudges.ts";
import { owe, oweAfterChange } from "../store/owed.ts";
import { planContextOf, type PlanSettings } from "../store/plan-contexts.ts";
import { takesMessages } from "../store/threads.ts";
import { inTransactionOn } from "../store/transactions.ts";

/** A reminder on its way to Slack: looked at once more before it is posted, and what came of it. */

export type NudgeSubject = Extract<DeliverySubject, { kind: "nudge" }>;
type Trx = Parameters<typeof owe>[0];

export interface SendDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly settings: PlanSettings;
}

/**
 * Whether it may be posted at this moment; what it says is kept then. `moot`: the case has moved on, and nobody is
 * reminded. `not_now`: out of hours, or on another day than the one it was set out for. `nowhere`: the card is gone.
 */
export async function mayGoOut(
  deps: SendDeps,
  claim: Claim,
  { escalationId, number }: NudgeSubject,
): Promise<"yes" | "moot" | "not_now" | "nowhere"> {
  const { db, now } = deps;
  const at = now();
  const escalation = await findEscalation(db, escalationId);
  const nudge = await findNudge(db, escalationId, number);
  // Evidence, an ending and an answer to a reminder all end what was on its way.
  if (!escalation || !nudge || !isUnderway(escalation.nudging, number)) return "moot";
  const context = await planContextOf(db, escalation, deps.settings);
  if (localDate(at, context.zone) !== nudge.day || allowedFrom(at, context) > at) return "not_now";
  if ("channel" in claim.destination && !(await findStandingCard(db, escalationId))) return "nowhere";
  await keepSaid(db, nudge, saidAt(escalation, at, context));
  return "yes";
}

/** The card stands: days are counted from now on. */
export async function beginNudging(trx: Trx, escalationId: string, at: Date): Promise<void> {
  const escalation = await findEscalation(trx, escalationId);
  if (!escalation) return;
  const nudging = afterCardPosted(escalation.nudging, escalation, at);
  const chase = afterCardStands(escalation, at);
  if (nudging === escalation.nudging && chase === escalation.chase) return;
  await changeOrUndo(trx, escalation, { nudging, chase }, { kind: "card_posted", actorId: null }, at);
}

/** It stands in Slack since `at`. Part of the transaction that records that. */
export async function noteArrived(
  deps: SendDeps,
  trx: Trx,
  { escalationId, number }: NudgeSubject,
  at: Date,
): Promise<void> {
  const escalation = await findEscalation(trx, escalationId);
  const nudge = await findNudge(trx, escalationId, number);
  if (!escalation || !nudge) return;
  await recordNudgeSent(trx, nudge, at);
  const { nudging, answers } = escalation;
  const context = await planContextOf(trx, escalation, deps.settings);
  const passed = isEpisode(nudging) ? slotsPassed(nudging, answers, at, context) : 0;
  const changed = await changeOrUndo(
    trx,
    escalation,
    { nudging: arrived(nudging, { number, kind: nudge.kind, at, passed }) },
    { kind: "nudged", actorId: null, details: { number } },
    deps.now(),
  );
  if (nudge.kind === "reminder" && nudge.place === "dm") await oweNote(trx, changed, number, deps.now());
  // The receipt says that the partner's time is over.
  if (nudge.kind === "question") await owe(trx, changed, { kind: "receipt", escalationId }, deps.now());
  await redrawOthers(trx, changed, isUnderway(nudging, number) ? number : null, deps.now());
}

async function oweNote(trx: Trx, escalation: Escalation, number: number, at: Date): Promise<void> {
  if (!(await takesMessages(trx, escalation))) return;
  await owe(trx, escalation, { kind: "nudge_note", escalationId: escalation.id, number }, at);
}

/** Only the newest one asks; unless the case went on while it was on its way, it is drawn right already. */
async function redrawOthers(trx: Trx, { id }: Escalation, newest: number | null, at: Date): Promise<void> {
  for (const delivery of await listDeliveries(trx, id)) {
    const { subject, posted } = delivery;
    if (subject.kind === "nudge" && posted && subject.number !== newest) await wantAgain(trx, delivery, at);
  }
}

type Reason = "moot" | "not_now" | "refused" | "gone";

/**
 * It is not posted, and its day is free again. `refused` by Slack it counts as a failure, of which the second parks the
 * case; `gone` is the person it was for.
 */
export async function turnBack(
  deps: SendDeps,
  claim: Claim,
  subject: NudgeSubject,
  why: Reason,
): Promise<void> {
  await inTransactionOn(deps.db, subject.escalationId, async (trx) => {
    if (await drop(trx, claim, `nudge_${why}`, deps.now())) await takeBack(deps, trx, subject, why);
  });
}

/** It waits behind a message that waits for somebody to mend something: it goes another way instead. False when it does not. */
export async function turnBackHeldUp(deps: SendDeps, subject: NudgeSubject): Promise<boolean> {
  return inTransactionOn(deps.db, subject.escalationId, async (trx) => {
    if (!(await dropHeldUp(trx, deliveryKey(subject), deps.now()))) return false;
    await takeBack(deps, trx, subject, "refused");
    return true;
  });
}

async function takeBack(
  deps: SendDeps,
  trx: Trx,
  { escalationId, number }: NudgeSubject,
  why: Reason,
): Promise<void> {
  const at = deps.now();
  await freeDay(trx, { escalationId, number });
  const escalation = await findEscalation(trx, escalationId);
  if (!escalation) return;
  const { nudging, givenUp } = turnedBack(escalation.nudging, number, why === "refused" || why === "gone");
  if (nudging === escalation.nudging) return;
  const reopening = reopeningAfter(at, await planContextOf(trx, escalation, deps.settings));
  const because = why === "gone" ? "person_gone" : givenUp ? "undeliverable" : null;
  const changed = await changeOrUndo(
    trx,
    escalation,
    { nudging: because ? park(nudging, because, at, reopening) : nudging },
    {
      kind: because ? "parked" : "nudge_withdrawn",
      actorId: null,
      details: { number, why: because ?? why },
    },
    at,
  );
  if (!because) return;
  await oweAfterChange(trx, changed, at);
  // It waits until Slack takes messages for them again.
  if (because === "undeliverable")
    await owe(trx, changed, { kind: "parked_notice", escalationId, revision: changed.revision }, at);
}
