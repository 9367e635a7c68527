import { setTimeout as pause } from "node:timers/promises";
import { given } from "../patience.ts";
import { endTurn, takeTurn } from "../store/channel-paces.ts";
import type { Db } from "../store/database.ts";
import type { Claim } from "../store/deliveries.ts";
import { release, startPosting } from "../store/delivery-outcomes.ts";
import { inTransaction } from "../store/transactions.ts";

/**
 * One message a second per channel: its turn is held from the claim until the call is over, and a second longer. It is
 * claimed a little before the channel is free, and drawn meanwhile.
 */

const seconds = 1000;
const postGapMs = 1 * seconds;
/** What is new in a channel is claimed and drawn by so much before the channel is free, to leave at that moment. */
export const aheadMs = 0.25 * seconds;

/** The turn of the channel that is posted to. */
export interface Turn {
  /** Null while no turn is held. */
  channel: { readonly teamId: string; readonly channelId: string } | null;
  /** When the channel takes the next message; null as long as nothing was posted. */
  freeAt: Date | null;
}

/** Gives the turn back whatever becomes of the claim, unless `giveBack` has done so already. */
export async function inTurn(
  { db, now }: { readonly db: Db; readonly now: () => Date },
  claim: Claim,
  deliver: (turn: Turn) => Promise<void>,
): Promise<void> {
  const turn: Turn = { channel: claim.turn, freeAt: null };
  try {
    await deliver(turn);
  } finally {
    await giveBack(db, claim, turn, now());
  }
}

/**
 * Writes down, before a post leaves, that it may stand from here on, and takes the turn if it did not come with the
 * claim. False when the claim was lost, or was released because the channel is not free.
 */
export async function beginPosting(
  { db, now }: { readonly db: Db; readonly now: () => Date },
  claim: Claim,
  channelId: string,
  turn: Turn,
): Promise<boolean> {
  const channel = turn.channel ?? { teamId: claim.teamId, channelId };
  const begun = await inTransaction(db, async (trx) => {
    const taking = { ...channel, now: now(), heldUntil: claim.lease.until };
    const freeAt = turn.channel ? null : await takeTurn(trx, taking);
    if (freeAt) await release(trx, claim, freeAt, now());
    return !freeAt && { isOurs: await startPosting(trx, claim, now()) };
  });
  if (!begun) return false;
  turn.channel = channel;
  return begun.isOurs;
}

/** Waits for the channel. Answers null when it takes the message now, else when it will: the clock stood still, or the bot stops. */
export async function untilOpen(
  { turn }: Pick<Claim, "turn">,
  now: () => Date,
  leaving: AbortSignal,
): Promise<Date | null> {
  if (!turn) return null;
  const { opensAt } = turn;
  const restMs = opensAt.getTime() - now().getTime();
  // A timer may end a little before the clock says so. Longer than that is nobody to wait: the clock was set back.
  if (restMs > 0) await Promise.race([pause(Math.min(restMs, aheadMs) + 1), given(leaving)]);
  return opensAt > now() ? opensAt : null;
}

/** The call is over, whatever came of it: the message may stand since this moment. */
export function callIsOver(turn: Turn, now: Date): void {
  turn.freeAt = new Date(now.getTime() + postGapMs);
}

export async function giveBack(db: Db, { lease }: Claim, turn: Turn, now: Date): Promise<void> {
  const { channel, freeAt } = turn;
  if (channel) await endTurn(db, { ...channel, heldUntil: lease.until, freeAt: freeAt ?? now });
}
