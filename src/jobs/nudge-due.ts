import type { DeliverySubject } from "../domain/delivery.ts";
import type { Escalation } from "../domain/escalation.ts";
import {
  allowedFrom,
  nextNudgeTime,
  nextStep,
  type PlanContext,
  reopeningAfter,
  type Step,
} from "../domain/nudge-plan.ts";
import { closeReopening, park, setOut } from "../domain/nudging-moves.ts";
import { gapsToAskFor, type Nudging, type ParkedWhy } from "../domain/nudging.ts";
import { earlier, localDate } from "../domain/working-time.ts";
import { classify, describeError } from "../slack/failures.ts";
import { placeFor } from "../slack/place-for.ts";
import type { Change } from "../store/audit.ts";
import type { Db } from "../store/database.ts";
import { findCard } from "../store/deliveries.ts";
import { changeEscalation, changeOrUndo } from "../store/escalations.ts";
import { type NudgePlan, planNudges, takeNudgeDue } from "../store/nudge-times.ts";
import { type Nudge, type NudgePlace, setOutNudge } from "../store/nudges.ts";
import { owe, oweAfterChange } from "../store/owed.ts";
import { planContextOf, type PlanSettings } from "../store/plan-contexts.ts";
import { inTransaction, Overtaken } from "../store/transactions.ts";
import { inTrace, newTrace } from "../trace.ts";
import { chaseDue } from "./chase-due.ts";
import { type ForWorkspace, lookedAtAgain } from "./for-workspace.ts";
import { beginNudging, turnBackHeldUp } from "./send-nudge.ts";

/**
 * The sweep: looks at every case whose time has come, works out from what is stored now what there is to do, and does
 * it or notes when to look again. Nothing is remembered between passes, so that one run twice, by two, or after a week
 * of standstill comes to the same.
 */

const tryAgainMs = 60_000;
/** How often a reminder that is on its way is looked after. */
const lookAfterMs = 10 * 60_000;
const batch = 20;

/** People are reminded as their workspace wants it. */
interface NudgeFor {
  readonly settings: PlanSettings;
  /** Slack's present word on a person, which is kept: they may have travelled, or left. */
  readonly lookUp: (userId: string) => Promise<{ readonly deleted: boolean }>;
  readonly isInChannel: (channelId: string, userId: string) => Promise<boolean>;
}

export interface SweepDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly forWorkspace: ForWorkspace<NudgeFor>;
  /** Something is owed to Slack now. */
  readonly wake: () => void;
  /** Given when the bot stops: cases that it has not looked at yet are due for others at once. */
  readonly leaving: AbortSignal;
  readonly log: {
    readonly warn: (facts: object, line: string) => void;
  };
}

type NudgeDeps = SweepDeps & NudgeFor;

/** Begins with the cases that are due and answers what it began: one case after the other, for the next one may be the same person's. */
export async function nudgeDue(deps: SweepDeps): Promise<Promise<void>[]> {
  const now = deps.now();
  const due = await takeNudgeDue(deps.db, { now, until: new Date(now.getTime() + tryAgainMs), limit: batch });
  return due.length > 0 ? [lookAtEach(deps, due)] : [];
}

/** The times of the next looks are noted all at once: a case of which that is missing is looked at again in a minute. */
async function lookAtEach(deps: SweepDeps, due: readonly Escalation[]): Promise<void> {
  const { now, leaving } = deps;
  const plans: NudgePlan[] = [];
  for (const escalation of due) {
    try {
      if (leaving.aborted) plans.push({ escalation, at: now() });
      else await inTrace(newTrace(), () => lookAtOne(deps, escalation, plans));
    } catch (error) {
      deps.log.warn(
        { escalation: escalation.id, ...describeError(error) },
        "a case could not be looked at; it is tried again",
      );
      const at = now().getTime() + (leaving.aborted ? 0 : tryAgainMs);
      plans.push({ escalation, at: new Date(at) });
    }
  }
  await planNudges(deps.db, plans);
}

async function lookAtOne(deps: SweepDeps, escalation: Escalation, plans: NudgePlan[]): Promise<void> {
  const workspace = await deps.forWorkspace(escalation.teamId);
  if (workspace) await lookAt({ ...deps, ...workspace }, escalation, plans);
  else plans.push({ escalation, at: lookedAtAgain(deps.now()) });
}

/** A case that nobody has taken is looked at with the same look; `plan` notes the earlier of the two next times. */
async function lookAt(deps: NudgeDeps, escalation: Escalation, plans: NudgePlan[]): Promise<void> {
  const chase = await chaseDue(deps, escalation);
  if (chase.setOut) return;
  const plan = (at: Date | null) => {
    plans.push({ escalation, at: earlier(at, chase.next) });
  };
  await lookAtNudging({ ...deps, plan }, escalation);
}

interface LookDeps extends NudgeDeps {
  /** When to look at the case again. */
  readonly plan: (at: Date | null) => void;
}

async function lookAtNudging(deps: LookDeps, escalation: Escalation): Promise<void> {
  const { nudging } = escalation;
  if (nudging.state === "unstarted") return begin(deps, escalation);
  if ("underway" in nudging && nudging.underway !== null)
    return lookAfter(deps, escalation, nudging.underway);
  const before = await lookNow(deps, escalation);
  if (!before) return;
  if (before.step.kind === "close_reopening") return closeReopeningOf(deps, escalation);
  if (await isGone(deps, escalation)) return parkCase(deps, escalation, "person_gone", before.context);
  // What Slack just said of them may have changed the time.
  const now = await lookNow(deps, escalation);
  if (!now) return;
  const { step, context } = now;
  switch (step.kind) {
    case "remind":
      return remind(deps, escalation, "reminder", await placeOf(deps, escalation), context);
    case "ask_partner":
      return remind(deps, escalation, "question", "dm", context);
    case "park":
      return parkCase(deps, escalation, step.why, context);
    case "close_reopening":
      return;
  }
}

/** The one on its way may come to wait behind another message that cannot be delivered. */
async function lookAfter(deps: LookDeps, escalation: Escalation, number: number): Promise<void> {
  const { now, plan } = deps;
  if (await turnBackHeldUp(deps, { kind: "nudge", escalationId: escalation.id, number })) return;
  plan(new Date(now().getTime() + lookAfterMs));
}

/** What is to be done at this moment; null when nothing is, and then it is noted when to look again. */
async function lookNow(
  deps: LookDeps,
  escalation: Escalation,
): Promise<{ readonly step: Step; readonly context: PlanContext } | null> {
  const { db, now, plan } = deps;
  const context = await planContextOf(db, escalation, deps.settings);
  const step = nextStep(escalation.nudging, escalation.answers, context);
  const at = step && whenFor(step, now(), context);
  if (step && at && at <= now()) return { step, context };
  plan(at);
  return null;
}

/** Nobody is written to out of hours, however late the bot is. */
function whenFor(step: Step, now: Date, context: PlanContext): Date {
  if (step.at > now || step.kind === "close_reopening") return step.at;
  return allowedFrom(now, context, step.at);
}

/** It begins when the card is posted; here only for cases of a version that did not remind yet. */
async function begin(deps: LookDeps, escalation: Escalation): Promise<void> {
  const { db, now, plan } = deps;
  if (!(await findCard(db, escalation.id))?.posted) {
    plan(null);
    return;
  }
  await inTransaction(db, (trx) => beginNudging(trx, escalation.id, now()));
}

async function closeReopeningOf(deps: NudgeDeps, escalation: Escalation): Promise<void> {
  const { nudging } = escalation;
  if (nudging.state !== "parked" && nudging.state !== "done") return;
  const closed = closeReopening(nudging);
  await change(deps, escalation, closed, { kind: "reopening_over", actorId: null });
}

async function isGone(deps: NudgeDeps, { requesterId }: Escalation): Promise<boolean> {
  try {
    return (await deps.lookUp(requesterId)).deleted;
  } catch (error) {
    const failure = classify(error);
    if (failure.kind === "park" && failure.reason === "person_gone") return true;
    throw error;
  }
}

async function parkCase(
  deps: NudgeDeps,
  escalation: Escalation,
  why: ParkedWhy,
  context: PlanContext,
): Promise<void> {
  const { nudging, id } = escalation;
  const at = deps.now();
  const tells = ({ revision }: Escalation): readonly DeliverySubject[] =>
    why === "person_gone" ? [] : [{ kind: "parked_notice", escalationId: id, revision }];
  const parked = park(nudging, why, at, reopeningAfter(at, context));
  await change(deps, escalation, parked, { kind: "parked", actorId: null, details: { why } }, tells);
}

/** By DM also when it failed in the thread. */
async function placeOf(deps: NudgeDeps, escalation: Escalation): Promise<NudgePlace> {
  const { nudging } = escalation;
  const failed = "failures" in nudging && nudging.failures > 0;
  return failed ? "dm" : placeFor(deps, escalation);
}

/** Sets the reminder out: the person's day, the number and the message are taken in one transaction, or none of them. */
async function remind(
  deps: LookDeps,
  escalation: Escalation,
  kind: Nudge["kind"],
  place: NudgePlace,
  context: PlanContext,
): Promise<void> {
  const { db, now, plan } = deps;
  const { nudging, id: escalationId, teamId, requesterId } = escalation;
  if (!("underway" in nudging)) return;
  if (kind === "reminder" && gapsToAskFor(escalation).length === 0) {
    plan(null);
    return;
  }
  const at = now();
  const out = setOut(nudging);
  const nudge = {
    escalationId,
    number: out.count,
    kind,
    place,
    // Of a question: whether it is the first or the second.
    episode: nudging.state === "waiting" ? nudging.asked + 1 : nudging.episodes,
    teamId,
    personId: requesterId,
    day: localDate(at, context.zone),
  };
  const isOut = await inTransaction(db, async (trx) => {
    if (!(await setOutNudge(trx, nudge, at))) return false;
    const details = { number: out.count, kind, place };
    // When it changed while we asked Slack, whoever changed it has the sweep look again.
    const changed = await changeOrUndo(
      trx,
      escalation,
      { nudging: out },
      { kind: "nudge_set_out", actorId: null, details },
      at,
    );
    await owe(trx, changed, { kind: "nudge", escalationId, number: out.count }, at, place === "dm");
    return true;
  }).catch((error: unknown) => {
    if (error instanceof Overtaken) return true;
    throw error;
  });
  if (isOut) deps.wake();
  else plan(nextNudgeTime(at, context));
}

/** A change that the clock makes; a case that has moved on since it was read is left to the next pass. */
async function change(
  deps: NudgeDeps,
  escalation: Escalation,
  nudging: Nudging,
  as: Change,
  tells: (changed: Escalation) => readonly DeliverySubject[] = () => [],
): Promise<void> {
  const at = deps.now();
  await inTransaction(deps.db, async (trx) => {
    const changed = await changeEscalation(trx, escalation, { nudging }, as, at);
    if (!changed) return;
    await oweAfterChange(trx, changed, at);
    for (const subject of tells(changed)) await owe(trx, changed, subject, at);
  });
  deps.wake();
}
