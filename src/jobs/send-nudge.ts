import { deliveryKey, type DeliverySubject } from "../domain/delivery.ts";
import type { Escalation } from "../domain/escalation.ts";
import {
  allowedFrom,
  nextStep,
  parkingAfter,
  type PlanContext,
  isDatePassed,
  reopeningAfter,
  reopenUntil,
  slotsPassed,
} from "../domain/nudge-plan.ts";
import { afterCardPosted, arrived, park, turnedBack } from "../domain/nudging-moves.ts";
import { gapsToAskFor, type Nudging, questionsMax, type Said } from "../domain/nudging.ts";
import { localDate } from "../domain/working-time.ts";
import type { Db } from "../store/database.ts";
import { type Claim, findDelivery } from "../store/deliveries.ts";
import { changeEscalation, findEscalation } from "../store/escalations.ts";
import { drop } from "../store/delivery-outcomes.ts";
import {
  findNudge,
  freeDay,
  keepSaid,
  listSentNudges,
  type Nudge,
  recordNudgeSent,
} from "../store/nudges.ts";
import { owe, oweAfterChange } from "../store/owed.ts";
import { planContextOf, type PlanSettings } from "../store/plan-contexts.ts";

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
  if (!escalation || !nudge || escalation.status.state === "closed") return "moot";
  const { nudging } = escalation;
  if (!("underway" in nudging) || nudging.underway !== number) return "moot";
  if (nudge.kind === "reminder" && gapsToAskFor(escalation).length === 0) return "moot";
  const context = await planContextOf(db, escalation, deps.settings);
  if (localDate(at, context.zone) !== nudge.day || allowedFrom(at, context) > at) return "not_now";
  if ("channel" in claim.destination) {
    const card = await findDelivery(db, deliveryKey({ kind: "card", escalationId }));
    if (!card?.posted || card.state === "dropped") return "nowhere";
  }
  await keepSaid(db, nudge, saidNow(escalation, at, context));
  return "yes";
}

function saidNow(escalation: Escalation, at: Date, context: PlanContext): Said {
  const { nudging, answers } = escalation;
  const parkedOn = parkedOnAfter(nudging, escalation, at, context);
  return {
    gaps: [...gapsToAskFor(escalation)],
    examples: answers.examples.length,
    ending:
      parkedOn === null
        ? null
        : { parkedOn, reopenUntil: nudging.reopened ? null : reopenUntil(parkedOn, context) },
    datePassed: isDatePassed(answers, localDate(at, context.zone)),
  };
}

/** The day on which the case is parked when this was the last reminder, or question. */
function parkedOnAfter(
  nudging: Nudging,
  { answers }: Escalation,
  at: Date,
  context: PlanContext,
): string | null {
  switch (nudging.state) {
    case "active":
    case "snoozed":
      return parkingAfter(nudging, answers, at, context);
    case "waiting": {
      const asked = nudging.asked + 1;
      if (asked < questionsMax) return null;
      const then = { ...nudging, asked, lastSentAt: at.toISOString(), underway: null };
      const step = nextStep(then, answers, context);
      return step && localDate(step.at, context.zone);
    }
    default:
      return null;
  }
}

/** The card stands: days are counted from now on. */
export async function beginNudging(trx: Trx, escalationId: string, at: Date): Promise<void> {
  const escalation = await findEscalation(trx, escalationId);
  if (!escalation) return;
  const nudging = afterCardPosted(escalation.nudging, escalation, at);
  if (nudging === escalation.nudging) return;
  await changeEscalation(trx, escalation, { nudging }, { kind: "card_posted", actorId: null }, at);
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
  const isEpisode = nudging.state === "active" || nudging.state === "snoozed";
  const passed = isEpisode ? slotsPassed(nudging, answers, at, context) : 0;
  const changed = await changeEscalation(
    trx,
    escalation,
    { nudging: arrived(nudging, { number, kind: nudge.kind, at, passed }) },
    { kind: "nudged", actorId: null, details: { number } },
    deps.now(),
  );
  if (!changed) throw new Error("a case changed under its own transaction");
  if (nudge.kind === "reminder" && nudge.place === "dm") await oweNote(trx, changed, number, deps.now());
  // The receipt says that the partner's time is over.
  if (nudge.kind === "question") await owe(trx, changed, { kind: "receipt", escalationId }, deps.now());
  await redrawOlder(trx, changed, nudge, isStale(nudging, number), deps.now());
}

/** What was posted may already be out of date: the case went on while it was on its way. */
function isStale(nudging: Nudging, number: number): boolean {
  return !("underway" in nudging) || nudging.underway !== number;
}

async function oweNote(trx: Trx, escalation: Escalation, number: number, at: Date): Promise<void> {
  const card = await findDelivery(trx, deliveryKey({ kind: "card", escalationId: escalation.id }));
  if (!card?.posted || card.state === "dropped") return;
  await owe(trx, escalation, { kind: "nudge_note", escalationId: escalation.id, number }, at);
}

/** Only the newest one asks. */
async function redrawOlder(
  trx: Trx,
  escalation: Escalation,
  newest: Nudge,
  newestToo: boolean,
  at: Date,
): Promise<void> {
  for (const { number, place } of await listSentNudges(trx, escalation.id)) {
    if (number === newest.number && !newestToo) continue;
    await owe(trx, escalation, { kind: "nudge", escalationId: escalation.id, number }, at, place === "dm");
  }
}

/**
 * It is not posted, and its day is free again. `refused` by Slack it counts as a failure, of which the second parks the
 * case; `gone` is the person it was for.
 */
export async function turnBack(
  deps: SendDeps,
  claim: Claim,
  { escalationId, number }: NudgeSubject,
  why: "moot" | "not_now" | "refused" | "gone",
): Promise<void> {
  const at = deps.now();
  await deps.db.transaction().execute(async (trx) => {
    if (!(await drop(trx, claim, `nudge_${why}`, at))) return;
    await freeDay(trx, { escalationId, number });
    const escalation = await findEscalation(trx, escalationId);
    if (!escalation) return;
    const { nudging, givenUp } = turnedBack(escalation.nudging, number, why === "refused" || why === "gone");
    const context = await planContextOf(trx, escalation, deps.settings);
    const parked =
      why === "gone"
        ? park(nudging, "person_gone", at, reopeningAfter(at, context))
        : givenUp
          ? park(nudging, "undeliverable", at, reopeningAfter(at, context))
          : null;
    if (nudging === escalation.nudging) return;
    const change = { actorId: null, details: { number, why } };
    const changed = await changeEscalation(
      trx,
      escalation,
      { nudging: parked ?? nudging },
      parked ? { kind: "parked", ...change } : { kind: "nudge_withdrawn", ...change },
      at,
    );
    if (changed && parked) await oweAfterChange(trx, changed, at);
  });
}
