import { isInThread } from "../domain/delivery.ts";
import type { Poster } from "../slack/poster.ts";
import type { Db } from "../store/database.ts";
import { type Claim, findStandingCard } from "../store/deliveries.ts";

/** Where a message goes, and whether it stands there already. */

const hour = 60 * 60_000;
/** A post stands long before that, also by a clock that is behind Slack's. */
const standsWithinMs = 1 * hour;

interface FindDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly poster: Pick<Poster, "find" | "openDm">;
}

/** Where a post stands whose outcome was not heard of; null when it is not in doubt, or not there. */
export async function findAgain(
  { poster, db, now }: FindDeps,
  claim: Claim,
): Promise<{ readonly channelId: string; readonly ts: string } | null> {
  if (!claim.postingSince) return null;
  const channelId = await channelOf(poster, claim);
  const thread = await threadOf(db, claim);
  if (thread === "gone") return null;
  const { key, postingSince: since } = claim;
  const ts = await poster.find({ channelId, ...thread, key, since, until: stoodBy(claim, since, now()) });
  return ts === null ? null : { channelId, ts };
}

/** By when it stood if it ever left; null when that is not known, or not past. */
function stoodBy({ postingUntil }: Claim, since: Date, now: Date): Date | null {
  if (!postingUntil || postingUntil < since) return null;
  const by = new Date(postingUntil.getTime() + standsWithinMs);
  return by < now ? by : null;
}

export async function channelOf(poster: Pick<Poster, "openDm">, { destination }: Claim): Promise<string> {
  return "channel" in destination ? destination.channel : await poster.openDm(destination.person);
}

/** The thread of the card, which its lane sees to be there first; `gone` when somebody has deleted it. */
export async function threadOf(
  db: Db,
  { subject, destination }: Claim,
): Promise<{ readonly threadTs: string | null } | "gone"> {
  if (subject.kind === "removal") return { threadTs: subject.threadTs };
  if (!("escalationId" in subject) || !("channel" in destination) || !isInThread(subject))
    return { threadTs: null };
  const card = await findStandingCard(db, subject.escalationId);
  return card ? { threadTs: card.ts } : "gone";
}
