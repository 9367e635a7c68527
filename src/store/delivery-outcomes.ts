import type { ExpressionBuilder, Transaction, Updateable } from "kysely";
import type { ParkReason } from "../domain/delivery.ts";
import { fromTime } from "./columns.ts";
import type { Db } from "./database.ts";
import type { Claim, DeliveryState } from "./deliveries.ts";
import { isHeldUp } from "./delivery-queues.ts";
import type { Database, DeliveryTable } from "./schema.ts";

/**
 * What became of a claimed delivery. Each answers false, and changes nothing, when the lease was lost: somebody else
 * has the delivery now. All but `startPosting` and `recordFound` give it back.
 */

interface Standing {
  readonly channelId: string;
  readonly ts: string;
}

/** Before a post leaves: from here on it may stand in Slack. False also when it is known where it stands. */
export async function startPosting(db: Db, claim: Claim, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("deliveries")
    .set((eb) => ({
      posting_since: eb.fn.coalesce("posting_since", eb.val(fromTime(now))),
      posting_until: fromTime(claim.lease.until),
      updated_at: fromTime(now),
    }))
    .where(isHeldBy(claim))
    .where("lease_until", ">", fromTime(now))
    .where("ts", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** It was posted now, as it was wanted when it was claimed. */
export async function recordPosted(db: Db, claim: Claim, at: Standing, now: Date): Promise<boolean> {
  return recordDrawn(db, claim, stands(at), now);
}

/** An earlier post was found again. What it shows may be old: redraw it and `recordShown`. */
export async function recordFound(db: Db, claim: Claim, at: Standing, now: Date): Promise<boolean> {
  return update(db, claim, stands(at), now);
}

/** It was redrawn, as it was wanted when it was claimed. */
export async function recordShown(db: Db, claim: Claim, now: Date): Promise<boolean> {
  return recordDrawn(db, claim, {}, now);
}

/**
 * Of a redraw whose lease was lost: Slack may show it over what somebody else has recorded since. What stands there is
 * drawn once more at `at`.
 */
export async function drawOnceMore(db: Db, claim: Claim, at: Date, now: Date): Promise<void> {
  if (!claim.posted) return;
  await db
    .updateTable("deliveries")
    .set((eb) => {
      const wasSettled = eb("state", "=", settled);
      return {
        wanted: eb("wanted", "+", 1),
        due_at: eb.case().when(wasSettled).then(fromTime(at)).else(eb.ref("due_at")).end(),
        state: eb.case().when(wasSettled).then(due).else(eb.ref("state")).end(),
        updated_at: fromTime(now),
      };
    })
    .where("key", "=", claim.key)
    .where("kind", "=", claim.subject.kind)
    .where("ts", "=", claim.posted.ts)
    .where("state", "!=", "dropped")
    .execute();
}

/** Tries again at `at`; a parked delivery stays parked. */
export async function retryLater(
  db: Db,
  claim: Claim,
  failure: { readonly at: Date; readonly error: string; readonly outcomeUnknown: boolean },
  now: Date,
): Promise<boolean> {
  return giveBack(db, claim, { due_at: fromTime(failure.at), ...failed(claim, failure) }, now);
}

/** Waits for somebody to mend what is in the way, and tries again by itself at `retryAt`. */
export async function park(
  trx: Transaction<Database>,
  claim: Claim,
  failure: {
    readonly reason: ParkReason;
    readonly error: string;
    readonly retryAt: Date;
    /** Say false when Slack refused the post: otherwise it is looked for before it is posted. */
    readonly outcomeUnknown?: boolean;
  },
  now: Date,
): Promise<boolean> {
  const parked = {
    state: "parked",
    parked_reason: failure.reason,
    due_at: fromTime(failure.retryAt),
  } as const;
  return giveBack(trx, claim, { ...parked, ...failed(claim, { outcomeUnknown: true, ...failure }) }, now);
}

/** Gives the message up for good. */
export async function drop(
  trx: Transaction<Database>,
  claim: Claim,
  error: string,
  now: Date,
): Promise<boolean> {
  return giveBack(trx, claim, { state: "dropped", last_error: error }, now);
}

/** Gives up a message that nobody has in hand, and that waits behind one that cannot be posted. False when that is not so. */
export async function dropHeldUp(trx: Transaction<Database>, key: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("deliveries as d")
    .set({ state: "dropped", last_error: "held_up", updated_at: fromTime(now) })
    .where("d.key", "=", key)
    .where("d.state", "=", "due")
    .where("d.ts", "is", null)
    .where("d.posting_since", "is", null)
    .where("d.lease_until", "is", null)
    .where(isHeldUp)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Gives it back for `at`. Nothing was posted: it was untried, or Slack refused it. */
export async function release(db: Db, claim: Claim, at: Date, now: Date): Promise<boolean> {
  return giveBack(db, claim, { due_at: fromTime(at), ...undoubted(claim) }, now);
}

function stands({ channelId, ts }: Standing): Updateable<DeliveryTable> {
  return { channel_id: channelId, ts, posting_since: null };
}

function failed(
  claim: Claim,
  { error, outcomeUnknown }: { readonly error: string; readonly outcomeUnknown: boolean },
): Updateable<DeliveryTable> {
  return {
    attempts: claim.attempts + 1,
    last_error: error,
    ...(!outcomeUnknown && undoubted(claim)),
  };
}

/** A doubt from before this claim outlives it: looking once more is cheap, posting twice is not. */
function undoubted({ postingSince }: Claim): Updateable<DeliveryTable> {
  return postingSince === null ? { posting_since: null } : {};
}

async function recordDrawn(
  db: Db,
  claim: Claim,
  changes: Updateable<DeliveryTable>,
  now: Date,
): Promise<boolean> {
  const drawn = {
    ...changes,
    shown: claim.wanted,
    due_at: fromTime(now),
    attempts: 0,
    parked_reason: null,
    last_error: null,
  };
  const { numUpdatedRows } = await db
    .updateTable("deliveries")
    .set((eb) => ({
      ...drawn,
      ...leaseGivenBack,
      // Wanted again while it was drawn: there is work left.
      state: eb.case().when("wanted", ">", claim.wanted).then(due).else(settled).end(),
      updated_at: fromTime(now),
    }))
    .where(isHeldBy(claim))
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

const due: DeliveryState = "due";
const settled: DeliveryState = "settled";
const leaseGivenBack = { lease_owner: null, lease_until: null };

async function giveBack(
  db: Db,
  claim: Claim,
  changes: Updateable<DeliveryTable>,
  now: Date,
): Promise<boolean> {
  return update(db, claim, { ...changes, ...leaseGivenBack }, now);
}

async function update(db: Db, claim: Claim, changes: Updateable<DeliveryTable>, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("deliveries")
    .set({ ...changes, updated_at: fromTime(now) })
    .where(isHeldBy(claim))
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** An end of the lease that has passed is no harm as long as nobody took over: a new lease has another end. */
function isHeldBy({ key, lease }: Claim) {
  return (eb: ExpressionBuilder<Database, "deliveries">) =>
    eb.and([
      eb("key", "=", key),
      eb("lease_owner", "=", lease.owner),
      eb("lease_until", "=", fromTime(lease.until)),
    ]);
}
