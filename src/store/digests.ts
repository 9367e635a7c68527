import { deliveryKey, type DeliverySubject } from "../domain/delivery.ts";
import type { Db } from "./database.ts";
import { wantOnce } from "./deliveries.ts";
import { idsOf } from "./moved-channels.ts";
import { inTransaction } from "./transactions.ts";

/** The weekly digests that are owed. Each is one row among the deliveries: that it is there says that it was sent, or is about to be. */

export type Digest = Omit<Extract<DeliverySubject, { kind: "digest" }>, "kind">;

/** False, and nothing changed, when somebody has seen to it before: at most one for each channel and week. */
export async function oweDigest(db: Db, digest: Digest, now: Date): Promise<boolean> {
  const { teamId, channelId } = digest;
  return inTransaction(db, async (trx) => {
    // Slack may have given the channel another id since.
    const [, ...formerIds] = await idsOf(trx, teamId, channelId);
    const former = formerIds.map((id) => deliveryKey({ kind: "digest", ...digest, channelId: id }));
    if (former.length > 0) {
      const known = await trx.selectFrom("deliveries").select("key").where("key", "in", former).execute();
      if (known.length > 0) return false;
    }
    const subject = { kind: "digest", ...digest } as const;
    return wantOnce(trx, { subject, teamId, destination: { channel: channelId }, now });
  });
}
