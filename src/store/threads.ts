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

/** A message of the case cannot be posted to its channel until somebody mends something: what is new waits for it. */
async function isThreadHeldUp(db: Db, { id, channelId }: Threaded): Promise<boolean> {
  const all = await listDeliveries(db, id);
  return all.some(
    ({ state, posted, destination }) =>
      state === "parked" && posted === null && "channel" in destination && destination.channel === channelId,
  );
}
