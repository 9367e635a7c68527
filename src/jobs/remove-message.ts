import type { Poster } from "../slack/poster.ts";
import type { Db } from "../store/database.ts";
import type { Claim } from "../store/deliveries.ts";
import { forgetRemoved } from "../store/removals.ts";

/** A message whose case was erased goes out of Slack. */

interface RemoveDeps {
  readonly db: Db;
  readonly log: { readonly info: (facts: object, line: string) => void };
}

/** `standing`: where it stands; null when it was never posted, as far as can be told. */
export async function removeMessage(
  deps: RemoveDeps & { readonly poster: Pick<Poster, "remove"> },
  claim: Claim,
  standing: { readonly channelId: string; readonly ts: string } | null,
): Promise<void> {
  if (standing) await deps.poster.remove(standing);
  await noteRemoved(deps, claim);
}

export async function noteRemoved({ db, log }: RemoveDeps, claim: Claim): Promise<void> {
  if (await forgetRemoved(db, claim)) log.info({ delivery: claim.key }, "a message was removed");
}
