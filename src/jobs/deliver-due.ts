import { deliveryKey, type ParkReason } from "../domain/delivery.ts";
import { findEscalation } from "../store/escalations.ts";
import { recordNotice } from "../store/audit.ts";
import { delayChannel, takeTurn } from "../store/channel-paces.ts";
import { type Claim, findDelivery, listDeliveries } from "../store/deliveries.ts";
import { claimDue } from "../store/delivery-claims.ts";
import {
  drop,
  park,
  recordFound,
  recordPosted,
  recordShown,
  release,
  retryLater,
  startPosting,
} from "../store/delivery-outcomes.ts";
import { owe } from "../store/owed.ts";
import { classify, describeError, type Failure } from "../slack/failures.ts";
import type { Poster } from "../slack/poster.ts";
import { drawDelivery, type Drawing, type DrawDeps } from "./draw-delivery.ts";

/** Brings Slack to show what the store says: one pass over the messages that are due. */

const seconds = 1000;
const minutes = 60 * seconds;
/** Longer than a look for an old post and a post can take together, each bounded by the client's own timeout. */
const leaseMs = 60 * seconds;
/** Slack takes one message a second per channel. */
const postGapMs = 1 * seconds;
const parkedRetryMs = 10 * minutes;
const longestBackoffMs = 5 * minutes;
const batch = 10;

export interface DeliverDeps extends DrawDeps {
  readonly now: () => Date;
  readonly poster: Poster;
  /** Names this runner among others. */
  readonly owner: string;
  readonly log: {
    readonly info: (facts: object, line: string) => void;
    readonly warn: (facts: object, line: string) => void;
    readonly error: (facts: object, line: string) => void;
  };
}

/** Tells how many messages were taken up; 0 when nothing is due. */
export async function deliverDue(deps: DeliverDeps): Promise<number> {
  const claims = await claimDue(deps.db, { now: deps.now(), owner: deps.owner, leaseMs, limit: batch });
  await Promise.all(claims.map((claim) => deliver(deps, claim)));
  return claims.length;
}

async function deliver(deps: DeliverDeps, claim: Claim): Promise<void> {
  const { db, now, log } = deps;
  let drawing: Drawing | null;
  try {
    drawing = await drawDelivery(deps, claim);
  } catch (error) {
    log.error({ delivery: claim.key, ...describeError(error) }, "a message could not be drawn");
    await fail(deps, claim, { kind: "park", reason: "defect", error: "not_drawn" });
    return;
  }
  if (!drawing) {
    await db.transaction().execute((trx) => drop(trx, claim, "nothing_to_show", now()));
    return;
  }
  try {
    await show(deps, claim, drawing);
  } catch (error) {
    await fail(deps, claim, classify(error));
  }
}

async function show(deps: DeliverDeps, claim: Claim, drawing: Drawing): Promise<void> {
  const { db, now, poster } = deps;
  if (claim.posted) {
    await poster.redraw(claim.posted, drawing.message);
    await settle(deps, claim, drawing, (trx) => recordShown(trx, claim, now()));
    return;
  }
  const { destination, subject } = claim;
  const channelId = "channel" in destination ? destination.channel : await poster.openDm(destination.person);
  const threadTs = subject.kind === "evidence" ? await cardTs(deps, subject.escalationId) : null;
  if (claim.postingSince) {
    const ts = await poster.find({ channelId, threadTs, key: claim.key, since: claim.postingSince });
    if (ts !== null) {
      if (!(await recordFound(db, claim, { channelId, ts }, now()))) return;
      await poster.redraw({ channelId, ts }, drawing.message);
      await settle(deps, claim, drawing, (trx) => recordShown(trx, claim, now()));
      return;
    }
  }
  const freeAt = await takeTurn(db, { teamId: claim.teamId, channelId, now: now(), gapMs: postGapMs });
  if (freeAt) {
    await release(db, claim, freeAt, now());
    return;
  }
  if (!(await startPosting(db, claim, now()))) return;
  const escalationId = "escalationId" in subject ? subject.escalationId : null;
  const at = await poster.post({
    channelId,
    threadTs,
    message: drawing.message,
    label: { key: claim.key, escalationId },
  });
  await settle(deps, claim, drawing, (trx) => recordPosted(trx, claim, at, now()));
}

/** The evidence stands in the card's thread; its lane sees to it that the card is there first. */
async function cardTs({ db }: DeliverDeps, escalationId: string): Promise<string | null> {
  const card = await findDelivery(db, deliveryKey({ kind: "card", escalationId }));
  return card?.posted?.ts ?? null;
}

/** Records what Slack shows, and in the same transaction what follows from it. */
async function settle(
  deps: DeliverDeps,
  claim: Claim,
  drawing: Drawing,
  record: (trx: Parameters<typeof owe>[0]) => Promise<boolean>,
): Promise<void> {
  const { db, now, log } = deps;
  const recorded = await db.transaction().execute(async (trx) => {
    if (!(await record(trx))) return false;
    if (claim.state === "parked") await noteResumed(trx, claim, now());
    await oweWhatFollows(trx, claim, drawing, now());
    return true;
  });
  if (recorded) log.info({ delivery: claim.key, posted: claim.posted === null }, "a message was shown");
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
  const isNew = claim.posted === null;
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

async function fail(deps: DeliverDeps, claim: Claim, failure: Failure): Promise<void> {
  const { db, now, log } = deps;
  const at = now();
  if (failure.kind === "retry") {
    log.warn(
      { delivery: claim.key, error: failure.error, attempt: claim.attempts + 1 },
      "a message will be tried again",
    );
    const dueAt = new Date(at.getTime() + (failure.afterMs ?? backoffMs(claim.attempts)));
    if (failure.afterMs !== null) await quieten(deps, claim, dueAt);
    await retryLater(
      db,
      claim,
      { at: dueAt, error: failure.error, outcomeUnknown: failure.outcomeUnknown },
      at,
    );
    return;
  }
  const hopeless = failure.reason === "person_gone" || failure.reason === "message_deleted";
  log.error({ delivery: claim.key, error: failure.error, reason: failure.reason }, "a message is held up");
  await db.transaction().execute(async (trx) => {
    const retryAt = new Date(at.getTime() + parkedRetryMs);
    const held = hopeless
      ? await drop(trx, claim, failure.error, at)
      : await park(
          trx,
          claim,
          { reason: failure.reason, error: failure.error, retryAt, outcomeUnknown: false },
          at,
        );
    // Said once: a message that is still held up for the same reason is no news.
    if (held && claim.parkedReason !== failure.reason) await tellOfHoldUp(trx, claim, failure.reason, at);
  });
}

async function tellOfHoldUp(trx: Trx, { subject, key }: Claim, reason: ParkReason, at: Date): Promise<void> {
  if (!("escalationId" in subject)) return;
  const { escalationId } = subject;
  await recordNotice(trx, {
    escalationId,
    at,
    actorId: null,
    kind: "delivery_parked",
    details: { delivery: key, reason },
  });
  if (subject.kind !== "card") return;
  const escalation = await findEscalation(trx, escalationId);
  if (escalation) await owe(trx, escalation, { kind: "stuck_notice", escalationId, about: key, reason }, at);
}

/** 2, 4, 8, … seconds: time also for a post whose answer was lost to become visible. */
function backoffMs(attempts: number): number {
  return Math.min(longestBackoffMs, 2 ** Math.min(attempts + 1, 20) * seconds);
}

/** Slack asked for silence: the other messages to the same channel wait too. */
async function quieten(
  { db }: DeliverDeps,
  { destination, posted, teamId }: Claim,
  until: Date,
): Promise<void> {
  const channelId = posted?.channelId ?? ("channel" in destination ? destination.channel : null);
  if (channelId !== null) await delayChannel(db, { teamId, channelId, until });
}
