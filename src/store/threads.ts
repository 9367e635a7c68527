import type { ParkReason } from "../domain/delivery.ts";
import type { Escalation } from "../domain/escalation.ts";
import type { Db } from "./database.ts";
import { findStandingCard, listDeliveries } from "./deliveries.ts";

/** The thread of a card: whether something can be said there now. */

type Threaded = Pick<Escalation, "id" | "channelId">;

/** The card stands, and nothing is held up before its thread. */
export async function takesMessages(db: Db, escalation: Threaded): Promise<boolean> {
  // A card that is held up itself holds up its thread.
  return (await findStandingCard(db, escalation.id)) !== null && !(await isThreadHeldUp(db, escalation));
}

/** Why a message that stands may not be drawn again, and a new one be welcome all the same. */
const aboutItAlone: ReadonlySet<ParkReason | null> = new Set(["restricted", "message_deleted", "defect"]);

/** A message of the case cannot be posted to its channel until somebody mends something, or the channel takes nothing. */
async function isThreadHeldUp(db: Db, { id, channelId }: Threaded): Promise<boolean> {
  const all = await listDeliveries(db, id);
  return all.some(
    ({ state, posted, parkedReason, destination }) =>
      state === "parked" &&
      "channel" in destination &&
      destination.channel === channelId &&
      (posted === null || !aboutItAlone.has(parkedReason)),
  );
}
