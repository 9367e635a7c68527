import { endTurn } from "../../src/store/channel-paces.ts";
import type { Db } from "../../src/store/database.ts";
import type { Claim } from "../../src/store/deliveries.ts";

/** Whoever is done with a claim gives the channel's turn back with it, here with no second to wait. */
export async function endTurnOf(db: Db, { turn, lease }: Claim, now: Date): Promise<void> {
  if (turn) await endTurn(db, { ...turn, heldUntil: lease.until, freeAt: now });
}
