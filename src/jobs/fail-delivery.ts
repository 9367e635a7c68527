import { deliveryOwner, isInThread, type ParkReason } from "../domain/delivery.ts";
import type { Measures } from "../measures.ts";
import type { Failure } from "../slack/failures.ts";
import { recordNotice } from "../store/audit.ts";
import { delayChannel } from "../store/channel-paces.ts";
import type { Db } from "../store/database.ts";
import { noteDeletedCard } from "../store/deleted-cards.ts";
import { type Claim, findCard } from "../store/deliveries.ts";
import { drawOnceMore, drop, park, retryLater } from "../store/delivery-outcomes.ts";
import { findEscalation } from "../store/escalations.ts";
import { owe } from "../store/owed.ts";
import { inTransactionOn } from "../store/transactions.ts";
import { noteRemoved } from "./remove-message.ts";
import { type SendDeps, turnBack } from "./send-nudge.ts";

/** What becomes of a message that Slack did not take: tried again, held up until somebody mends something, or given up. */

const seconds = 1000;
const minutes = 60 * seconds;
/** A post whose answer was lost may take this long to become visible, and a redraw to be over. */
const doubtMs = 10 * seconds;
const parkedRetryMs = 10 * minutes;
const longestBackoffMs = 5 * minutes;

type Trx = Parameters<typeof owe>[0];

export interface FailDeps extends SendDeps {
  readonly measures?: Measures | undefined;
  readonly log: {
    readonly info: (facts: object, line: string) => void;
    readonly warn: (facts: object, line: string) => void;
    readonly error: (facts: object, line: string) => void;
  };
}

/** Nobody can mend it: the message is given up. */
const hopeless: ReadonlySet<ParkReason> = new Set(["person_gone", "message_deleted"]);

export async function fail(deps: FailDeps, claim: Claim, failure: Failure): Promise<void> {
  const { db, now, log, measures } = deps;
  const { kind } = claim.subject;
  const at = now();
  if (failure.kind === "retry") {
    measures?.delivered(kind, "retried");
    log.warn(
      { delivery: claim.key, error: failure.error, attempt: claim.attempts + 1 },
      "a message will be tried again",
    );
    const dueAt = new Date(at.getTime() + waitMs(failure, claim));
    if (failure.afterMs !== null) await quieten(deps, claim, dueAt);
    const isOurs = await retryLater(
      db,
      claim,
      { at: dueAt, error: failure.error, outcomeUnknown: failure.outcomeUnknown },
      at,
    );
    if (!isOurs && failure.outcomeUnknown) await drawOnceMore(db, claim, dueAt, at);
    return;
  }
  if (claim.subject.kind === "removal" && hopeless.has(failure.reason)) {
    // There is nothing of it left to remove.
    await noteRemoved(deps, claim);
    return;
  }
  if (failure.reason === "message_deleted" && (await comesBack(deps, claim, failure.error))) {
    measures?.delivered(kind, "retried");
    return;
  }
  log.error({ delivery: claim.key, error: failure.error, reason: failure.reason }, "a message is held up");
  if (claim.subject.kind === "nudge" && !claim.posted) {
    // A reminder does not wait for somebody to mend something: it goes another way, or is given up.
    await turnBack(deps, claim, claim.subject, failure.reason === "person_gone" ? "gone" : "refused");
    measures?.delivered(kind, "withdrawn");
    return;
  }
  await inTransactionOn(db, deliveryOwner(claim.subject), async (trx) => {
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
  measures?.delivered(kind, hopeless.has(failure.reason) ? "dropped" : "parked");
}

/** The card is not where it was, or its thread is not: false when nothing of that comes back. */
async function comesBack({ db, now, log }: FailDeps, claim: Claim, error: string): Promise<boolean> {
  const { subject, destination, posted } = claim;
  if (!("escalationId" in subject)) return false;
  const { escalationId } = subject;
  const isBelowCard = isInThread(subject) && posted === null && "channel" in destination;
  if (!isBelowCard && subject.kind !== "card") return false;
  const at = now();
  const back = await inTransactionOn(db, escalationId, async (trx) => {
    const card = await findCard(trx, escalationId);
    const outcome = card?.posted ? await noteDeletedCard(trx, escalationId, card.posted, at) : null;
    if (!card || card.state === "dropped" || outcome === "given_up") return false;
    // What belongs below it waits for the new one; the evidence does so already.
    if (isBelowCard) await retryLater(trx, claim, { at, error, outcomeUnknown: false }, at);
    return true;
  });
  if (back) log.warn({ delivery: claim.key, error }, "a card was deleted: it is posted again");
  return back;
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
  if (!escalation) return;
  const since = at.toISOString();
  await owe(trx, escalation, { kind: "stuck_notice", escalationId, about: key, reason, since }, at);
}

/** As long as Slack asks for; else 2, 4, 8, … seconds, and enough for a post or a redraw whose answer was lost to be done. */
function waitMs(
  { afterMs, outcomeUnknown }: Extract<Failure, { kind: "retry" }>,
  { attempts }: Claim,
): number {
  const backoff = Math.min(longestBackoffMs, 2 ** Math.min(attempts + 1, 20) * seconds);
  return afterMs ?? Math.max(backoff, outcomeUnknown ? doubtMs : 0);
}

/** Slack asked for silence: the other messages to the same channel wait too. */
async function quieten(
  { db }: { readonly db: Db },
  { destination, posted, teamId }: Claim,
  until: Date,
): Promise<void> {
  const channelId = posted?.channelId ?? ("channel" in destination ? destination.channel : null);
  if (channelId !== null) await delayChannel(db, { teamId, channelId, until });
}
