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
import { postTimeoutMs } from "../slack/clients.ts";
import { classify, describeError, type Failure } from "../slack/failures.ts";
import type { Poster } from "../slack/poster.ts";
import { drawDelivery, type Drawing, type DrawDeps } from "./draw-delivery.ts";

/** Brings Slack to show what the store says: one pass over the messages that are due. */

const seconds = 1000;
const minutes = 60 * seconds;
/**
 * What a killed process held is taken over after this, and not sooner: what it was posting may still be on its way, and
 * whoever takes over must be able to find it.
 */
const leaseMs = 30 * seconds;
/** A post begins only with this much of the lease left, so that nobody takes over while it is on its way. */
const roomToPostMs = postTimeoutMs + 5 * seconds;
/** A post whose answer was lost may take this long to become visible. */
const doubtMs = 10 * seconds;
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
  await Promise.all(
    claims.map((claim) =>
      deliver(deps, claim).catch((error: unknown) => {
        // The store failed; the lease runs out by itself, and the others are not held up.
        deps.log.error({ delivery: claim.key, ...describeError(error) }, "a message was left in the middle");
      }),
    ),
  );
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
  if (claim.lease.until.getTime() - now().getTime() < roomToPostMs) {
    await release(db, claim, now(), now());
    return;
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
  // Slack counts from when the message stands, which a slow line makes later than when the turn was taken.
  const until = new Date(now().getTime() + postGapMs);
  await delayChannel(db, { teamId: claim.teamId, channelId, until });
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

/** Nobody can mend it: the message is given up. */
const hopeless: ReadonlySet<ParkReason> = new Set(["person_gone", "message_deleted"]);

async function fail(deps: DeliverDeps, claim: Claim, failure: Failure): Promise<void> {
  const { db, now, log } = deps;
  const at = now();
  if (failure.kind === "retry") {
    log.warn(
      { delivery: claim.key, error: failure.error, attempt: claim.attempts + 1 },
      "a message will be tried again",
    );
    const dueAt = new Date(at.getTime() + waitMs(failure, claim));
    if (failure.afterMs !== null) await quieten(deps, claim, dueAt);
    await retryLater(
      db,
      claim,
      { at: dueAt, error: failure.error, outcomeUnknown: failure.outcomeUnknown },
      at,
    );
    return;
  }
  log.error({ delivery: claim.key, error: failure.error, reason: failure.reason }, "a message is held up");
  await db.transaction().execute(async (trx) => {
    const retryAt = new Date(at.getTime() + parkedRetryMs);
    const held = hopeless.has(failure.reason)
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
  if (subject.kind !== "card" || hopeless.has(reason)) return;
  const escalation = await findEscalation(trx, escalationId);
  if (escalation) await owe(trx, escalation, { kind: "stuck_notice", escalationId, about: key, reason }, at);
}

/** As long as Slack asks for; else 2, 4, 8, … seconds, and enough for a post whose answer was lost to become visible. */
function waitMs(
  { afterMs, outcomeUnknown }: Extract<Failure, { kind: "retry" }>,
  { attempts, posted }: Claim,
): number {
  const backoff = Math.min(longestBackoffMs, 2 ** Math.min(attempts + 1, 20) * seconds);
  return afterMs ?? Math.max(backoff, outcomeUnknown && posted === null ? doubtMs : 0);
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
