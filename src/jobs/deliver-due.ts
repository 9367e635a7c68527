import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { describeError } from "../slack/failures.ts";
import type { Claim } from "../store/deliveries.ts";
import { claimDue } from "../store/delivery-claims.ts";
import { nextClaimAt } from "../store/delivery-queues.ts";
import { park } from "../store/delivery-outcomes.ts";
import { inTransaction } from "../store/transactions.ts";
import { inTrace, newTrace } from "../trace.ts";
import { aheadMs, inTurn, type Turn } from "./deliver-in-turn.ts";
import { type DeliverFor, deliverOne, type DeliverWith } from "./deliver-one.ts";
import { type ForWorkspace, lookedAtAgain } from "./for-workspace.ts";

/** Brings Slack to show what the store says: one pass over the messages that are due. */

const seconds = 1000;
/**
 * What a killed process held is taken over after this, and not sooner: what it was posting may still be on its way, and
 * whoever takes over must be able to find it.
 */
export const leaseMs = 30 * seconds;
/**
 * What waits for no channel comes in hundreds, and must not keep back what is ready for one. Slack takes some hundred
 * messages a minute of an app: more at once would gain nothing.
 */
const othersAtOnce = 4;

export interface DeliverDeps extends DeliverWith {
  readonly forWorkspace: ForWorkspace<DeliverFor>;
  /** Names this runner among others. */
  readonly owner: string;
  /**
   * What it is not yet done with, by its key, and whether that waits for a channel. After a sleep of the machine their
   * leases may be over: others may have them then, and find what was posted; to post the same a second time from here
   * would be too early for that.
   */
  readonly inHand: Map<string, "for a channel" | "for none">;
}

/** When there is next something to begin with; null when nothing is owed. */
export const nextToDeliverAt = ({ db, now, inHand }: Pick<DeliverDeps, "db" | "now" | "inHand">) =>
  nextClaimAt(db, { now: now(), aheadMs, others: roomForOthers(inHand) > 0 });

function roomForOthers(inHand: DeliverDeps["inHand"]): number {
  return othersAtOnce - [...inHand.values()].filter((kind) => kind === "for none").length;
}

/** Begins with the messages that are due, so many at the most, and answers them: each is over when it is shown or put off. */
export async function deliverDue(deps: DeliverDeps, limit: number): Promise<Promise<void>[]> {
  const { inHand } = deps;
  const claims = await claimDue(deps.db, {
    now: deps.now(),
    owner: deps.owner,
    leaseMs,
    limit,
    othersLimit: roomForOthers(inHand),
    aheadMs,
    inHand: [...inHand.keys()],
  });
  for (const { key, turn } of claims) inHand.set(key, turn ? "for a channel" : "for none");
  const begun: Promise<void>[] = [];
  for (const claim of claims) {
    begun.push(inTrace(claim.trace ?? newTrace(), () => deliverInTurn(deps, claim)));
    // A file answers without waiting: else all would be drawn before the first leaves, with everybody else waiting.
    await turnOfTheLoop();
  }
  return begun;
}

function deliverInTurn(deps: DeliverDeps, claim: Claim): Promise<void> {
  return inTurn(deps, claim, (turn) => deliverTo(deps, claim, turn))
    .catch((error: unknown) => {
      // The store failed; the lease runs out by itself, and the others are not held up.
      deps.log.error({ delivery: claim.key, ...describeError(error) }, "a message was left in the middle");
    })
    .finally(() => deps.inHand.delete(claim.key));
}

/** Of a workspace that has removed the bot: it is held up like what a revoked token holds up. */
async function deliverTo(deps: DeliverDeps, claim: Claim, turn: Turn): Promise<void> {
  const { db, now, log } = deps;
  const workspace = await deps.forWorkspace(claim.teamId);
  if (workspace) {
    await deliverOne({ ...deps, ...workspace }, claim, turn);
    return;
  }
  const at = now();
  const retryAt = lookedAtAgain(at);
  const why = { reason: "token_revoked", error: "not_served", retryAt, outcomeUnknown: false } as const;
  log.info(
    { delivery: claim.key, team: claim.teamId },
    "a message is of a workspace that is not served here",
  );
  await inTransaction(db, (trx) => park(trx, claim, why, at));
}
