import { deliveryOwner } from "../domain/delivery.ts";
import { isDigestOver } from "../domain/report-weeks.ts";
import type { Measures } from "../measures.ts";
import { postTimeoutMs } from "../slack/clients.ts";
import { classify, describeError, refusesBlocks } from "../slack/failures.ts";
import type { Poster } from "../slack/poster.ts";
import type { Message } from "../slack/views/parts.ts";
import { recordNotice } from "../store/audit.ts";
import type { Db } from "../store/database.ts";
import { type Claim, listDeliveries } from "../store/deliveries.ts";
import {
  drawOnceMore,
  drop,
  recordFound,
  recordPosted,
  recordShown,
  release,
} from "../store/delivery-outcomes.ts";
import { findEscalation } from "../store/escalations.ts";
import { owe } from "../store/owed.ts";
import type { PlanSettings } from "../store/plan-contexts.ts";
import { inTransaction, inTransactionOn } from "../store/transactions.ts";
import { beginPosting, callIsOver, giveBack, type Turn, untilOpen } from "./deliver-in-turn.ts";
import { drawDelivery, type Drawing, type DrawDeps } from "./draw-delivery.ts";
import { fail } from "./fail-delivery.ts";
import { channelOf, findAgain, threadOf } from "./find-again.ts";
import { removeMessage } from "./remove-message.ts";
import { isOfChase, isPutOff, noteChased } from "./send-chase.ts";
import { beginNudging, mayGoOut, noteArrived, turnBack } from "./send-nudge.ts";

/** One message that is due, from the claim to what Slack shows: found again, drawn, posted or redrawn, and noted. */

const seconds = 1000;
/** A post begins only with this much of the lease left, so that nobody takes over while it is on its way. */
const roomToPostMs = postTimeoutMs + 5 * seconds;

/** What is shown is drawn and posted as its workspace wants it. */
export interface DeliverFor extends Omit<DrawDeps, "db"> {
  readonly settings: DrawDeps["settings"] & PlanSettings;
  readonly poster: Poster;
}

export interface DeliverWith {
  readonly db: Db;
  readonly now: () => Date;
  /** Given when the bot stops: what is not yet on its way is given back. */
  readonly leaving: AbortSignal;
  readonly measures?: Measures | undefined;
  readonly log: {
    readonly info: (facts: object, line: string) => void;
    readonly warn: (facts: object, line: string) => void;
    readonly error: (facts: object, line: string) => void;
  };
}

type Delivering = DeliverWith & DeliverFor;

export async function deliverOne(deps: Delivering, taken: Claim, turn: Turn): Promise<void> {
  const { db, now, log } = deps;
  let claim = taken;
  if (deps.leaving.aborted) {
    await release(db, claim, claim.dueAt, now());
    return;
  }
  try {
    const standing = claim.posted ?? (await findAgain(deps, claim));
    if (claim.subject.kind === "removal") {
      await removeMessage(deps, claim, standing);
      return;
    }
    if (standing && !claim.posted) {
      if (!(await keepFound(deps, claim, standing))) return;
      deps.measures?.delivered(claim.subject.kind, "found");
      claim = { ...claim, posted: standing };
    }
    if (claim.postingSince && !standing && runsOut(deps, claim)) {
      // It would begin from the start for ever, and nobody would know.
      await fail(deps, claim, {
        kind: "retry",
        error: "search_too_long",
        afterMs: null,
        outcomeUnknown: true,
      });
      return;
    }
    const { subject } = claim;
    if (subject.kind === "nudge" && !claim.posted) {
      const may = await mayGoOut(deps, claim, subject);
      if (may !== "yes") {
        await turnBack(deps, claim, subject, may === "nowhere" ? "refused" : may);
        deps.measures?.delivered(subject.kind, "withdrawn");
        return;
      }
    }
    if (subject.kind === "digest" && !claim.posted && isOver(deps, subject)) {
      await inTransaction(db, (trx) => drop(trx, claim, "digest_over", now()));
      deps.measures?.delivered(subject.kind, "withdrawn");
      return;
    }
    if (isOfChase(subject) && !claim.posted && (await isPutOff(deps, claim, subject))) {
      deps.measures?.delivered(subject.kind, "withdrawn");
      return;
    }
  } catch (error) {
    await fail(deps, claim, classify(error));
    return;
  }
  let drawing: Drawing | null;
  try {
    drawing = await drawDelivery(deps, claim);
  } catch (error) {
    log.error({ delivery: claim.key, ...describeError(error) }, "a message could not be drawn");
    await fail(deps, claim, { kind: "park", reason: "defect", error: "not_drawn" });
    return;
  }
  if (!drawing) {
    await inTransaction(db, (trx) => drop(trx, claim, "nothing_to_show", now()));
    deps.measures?.delivered(claim.subject.kind, "withdrawn");
    return;
  }
  try {
    await show(deps, claim, drawing, turn);
  } catch (error) {
    await fail(deps, claim, classify(error));
  }
}

function runsOut({ now }: Pick<Delivering, "now">, { lease }: Claim): boolean {
  return lease.until.getTime() - now().getTime() < roomToPostMs;
}

async function show(deps: Delivering, claim: Claim, drawing: Drawing, turn: Turn): Promise<void> {
  const { db, now, poster } = deps;
  if (claim.posted) {
    const { posted } = claim;
    const redraw = async (message: Message) => {
      const isInTime = !runsOut(deps, claim);
      if (isInTime) await poster.redraw(posted, message);
      return isInTime;
    };
    const isShown = await redraw(drawing.message).catch((error: unknown) =>
      redraw(plainInstead(drawing, error)),
    );
    if (!isShown) await release(db, claim, now(), now());
    else if (!(await settle(deps, claim, drawing, turn, (trx) => recordShown(trx, claim, now()))))
      await drawOnceMore(db, claim, now(), now());
    return;
  }
  const { subject } = claim;
  const channelId = await channelOf(poster, claim);
  const thread = await threadOf(db, claim);
  if (thread === "gone") {
    await inTransaction(db, (trx) => drop(trx, claim, "no_thread", now()));
    deps.measures?.delivered(subject.kind, "dropped");
    return;
  }
  const isTooLate = () => deps.leaving.aborted || runsOut(deps, claim);
  if (!isTooLate() && !(await beginPosting(deps, claim, channelId, turn))) return;
  const closedUntil = await untilOpen(claim, now, deps.leaving);
  // Said again, for the machine may have slept in between.
  if (closedUntil || isTooLate()) {
    await release(db, claim, closedUntil ?? now(), now());
    return;
  }
  const escalationId = "escalationId" in subject ? subject.escalationId : null;
  const label = { key: claim.key, escalationId };
  const post = (message: Message) =>
    poster.post({ channelId, ...thread, message, label }).finally(() => {
      callIsOver(turn, now());
    });
  const at = await post(drawing.message).catch(async (error: unknown) => {
    const message = plainInstead(drawing, error);
    return isTooLate() ? null : post(message);
  });
  if (at === null) {
    await release(db, claim, now(), now());
    return;
  }
  await settle(deps, claim, drawing, turn, async (trx) => {
    if (!(await recordPosted(trx, claim, at, now()))) return false;
    await noteStanding(deps, trx, claim, now());
    return true;
  });
}

/** It was held up until its week was over. */
function isOver(
  { settings, now }: Delivering,
  { week }: Extract<Claim["subject"], { kind: "digest" }>,
): boolean {
  return isDigestOver(week, now(), settings.defaultZone);
}

/** What to show to a Slack that did not take the blocks; throws the error again when there is nothing else, or it is another one. */
function plainInstead({ plain }: Drawing, error: unknown): Message {
  if (plain === null || !refusesBlocks(error)) throw error;
  return plain;
}

/** The earlier post was found again. It was made about when it went out, whenever it is found. */
async function keepFound(
  deps: Delivering,
  claim: Claim,
  standing: { readonly channelId: string; readonly ts: string },
): Promise<boolean> {
  return inTransactionOn(deps.db, deliveryOwner(claim.subject), async (trx) => {
    if (!(await recordFound(trx, claim, standing, deps.now()))) return false;
    await noteStanding(deps, trx, claim, claim.postingSince ?? deps.now());
    return true;
  });
}

/** What it means for the case that a message of it stands now, since then. */
async function noteStanding(deps: Delivering, trx: Trx, { subject }: Claim, since: Date): Promise<void> {
  if (subject.kind === "nudge") await noteArrived(deps, trx, subject, since);
  if (subject.kind === "card") await beginNudging(trx, subject.escalationId, since);
  if (isOfChase(subject)) await noteChased(trx, subject, since);
}

/** Records what Slack shows, and in the same transaction what follows from it. False when the claim was lost. */
async function settle(
  deps: Delivering,
  claim: Claim,
  drawing: Drawing,
  turn: Turn,
  record: (trx: Trx) => Promise<boolean>,
): Promise<boolean> {
  const { db, now, log } = deps;
  const recorded = await inTransactionOn(db, deliveryOwner(claim.subject), async (trx) => {
    if (!(await record(trx))) return false;
    if (claim.state === "parked") await noteResumed(trx, claim, now());
    await oweWhatFollows(trx, claim, drawing, now());
    // The last thing, so that whoever claims waits for nothing but the commit.
    await giveBack(trx, claim, turn, now());
    return true;
  });
  if (!recorded) return false;
  turn.channel = null;
  deps.measures?.delivered(claim.subject.kind, claim.posted === null ? "posted" : "redrawn");
  log.info({ delivery: claim.key, posted: claim.posted === null }, "a message was shown");
  return true;
}

type Trx = Parameters<typeof owe>[0];

async function noteResumed(trx: Trx, { subject, key }: Claim, at: Date): Promise<void> {
  if (!("escalationId" in subject)) return;
  await recordNotice(trx, {
    escalationId: subject.escalationId,
    at,
    actorId: null,
    kind: "delivery_resumed",
    details: { delivery: key },
  });
}

/**
 * The receipt links to the card once that stands. The parts of the evidence follow the first one, and each points to
 * the next once that stands.
 */
async function oweWhatFollows(trx: Trx, claim: Claim, { evidenceParts }: Drawing, at: Date): Promise<void> {
  const { subject } = claim;
  if (subject.kind !== "card" && subject.kind !== "evidence") return;
  const escalation = await findEscalation(trx, subject.escalationId);
  if (!escalation) return;
  // Also when its post was found again, which may have been two lives ago.
  const isNew = claim.shown === 0;
  if (subject.kind === "card") {
    if (isNew) await owe(trx, escalation, { kind: "receipt", escalationId: escalation.id }, at);
    return;
  }
  const evidence = (part: number) =>
    owe(trx, escalation, { kind: "evidence", escalationId: escalation.id, part }, at);
  if (subject.part > 1) {
    if (isNew) await evidence(subject.part - 1);
    return;
  }
  const known = await listDeliveries(trx, escalation.id);
  const standing = known.flatMap((delivery) =>
    delivery.subject.kind === "evidence" ? [delivery.subject.part] : [],
  );
  const last = Math.max(evidenceParts, ...standing);
  for (let part = 2; part <= last; part += 1) await evidence(part);
}
