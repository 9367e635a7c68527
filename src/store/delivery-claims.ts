import type { ExpressionBuilder, Transaction } from "kysely";
import { takeTurns } from "./channel-paces.ts";
import { fromTime, toOptionalTime } from "./columns.ts";
import type { Db } from "./database.ts";
import { type Claim, type Delivery, rowToDelivery, unsettled } from "./deliveries.ts";
import type { Database } from "./schema.ts";
import { hasRowLocks, inTransaction } from "./transactions.ts";

/** Which deliveries a runner may take, and when. */

export interface ClaimOptions {
  readonly now: Date;
  /** Names one runner, and no other one that may run at the same time. */
  readonly owner: string;
  /** Longer than posting, and waiting to post, can take: who outlives the lease may be overtaken. */
  readonly leaseMs: number;
  readonly limit: number;
}

/**
 * Takes what is due, the longest due first: from each lane only the head, so that no two runners hold the same one, and
 * for each channel that is free only one new message, with the turn of that channel for as long as the lease.
 */
export async function claimDue(db: Db, options: ClaimOptions): Promise<Claim[]> {
  const { now, owner, leaseMs } = options;
  const until = new Date(now.getTime() + leaseMs);
  return inTransaction(db, async (trx) => {
    const claims = await take(trx, options, until);
    const wanted = claims.flatMap((claim) => turnOf(claim) ?? []);
    const turns = await takeTurns(trx, wanted, { now, heldUntil: until });
    const isOutOfTurn = (claim: Claim) => {
      const turn = turnOf(claim);
      return (
        turn !== null &&
        !turns.some((other) => other.teamId === turn.teamId && other.channelId === turn.channelId)
      );
    };
    // Somebody was quicker since they were looked for.
    const outOfTurn = claims.filter(isOutOfTurn).map(({ key }) => key);
    if (outOfTurn.length === 0) return claims;
    await trx
      .updateTable("deliveries")
      .set({ lease_owner: null, lease_until: null })
      .where("key", "in", outOfTurn)
      .where("lease_owner", "=", owner)
      .execute();
    return claims.filter(({ key }) => !outOfTurn.includes(key));
  });
}

/** The channel whose turn a claim holds: of a new message to a channel. One to a person finds its turn when the DM is opened. */
export function turnOf({
  teamId,
  destination,
  posted,
}: Pick<Delivery, "teamId" | "destination" | "posted">): {
  readonly teamId: string;
  readonly channelId: string;
} | null {
  return posted === null && "channel" in destination ? { teamId, channelId: destination.channel } : null;
}

async function take(
  trx: Transaction<Database>,
  { now, owner, limit }: ClaimOptions,
  until: Date,
): Promise<Claim[]> {
  const rows = await trx
    // Apart from the update, so that no plan can look for them more than once.
    .with("taken", () => claimable(trx, now, limit))
    .updateTable("deliveries")
    .set({ lease_owner: owner, lease_until: fromTime(until), updated_at: fromTime(now) })
    .where("key", "in", (eb) => eb.selectFrom("taken").select("taken.key"))
    .returningAll()
    .execute();
  return rows
    .sort((a, b) => (a.due_at < b.due_at ? -1 : a.due_at > b.due_at ? 1 : a.seq - b.seq))
    .map((row) => ({ ...rowToDelivery(row), lease: { owner, until } }));
}

/** Of several runners each finds others: what one of them is about to take, the next one passes over. */
function claimable(db: Db, now: Date, limit: number) {
  return (
    db
      .selectFrom("deliveries")
      .select("deliveries.key")
      .where("deliveries.key", "in", (eb) =>
        eb.selectFrom(inItsTurn(db, now).as("ranked")).select("ranked.key").where("ranked.place", "=", 1),
      )
      // Said again for rows that somebody has taken since they were ranked.
      .where(isFree(now))
      .orderBy("deliveries.due_at")
      .orderBy("deliveries.seq")
      .limit(limit)
      .$if(hasRowLocks(db), (free) => free.forUpdate().skipLocked())
  );
}

/** What is due, with its place among the new messages to its channel; everything else is first. */
function inItsTurn(db: Db, now: Date) {
  const due = db
    .selectFrom("deliveries")
    .where("deliveries.state", "in", unsettled)
    .where("deliveries.due_at", "<=", fromTime(now))
    .where(isFree(now))
    .where((eb) => eb.not(eb.and([isNewInChannel(eb), isSilent(eb, now)])))
    .where(isHead)
    .select((eb) => [
      "deliveries.key",
      "deliveries.team_id",
      "deliveries.due_at",
      "deliveries.seq",
      eb
        .case()
        .when(isNewInChannel(eb))
        .then(eb.ref("deliveries.destination"))
        .else(eb.ref("deliveries.key"))
        .end()
        .as("queue"),
    ]);
  return db.selectFrom(due.as("due")).select((eb) => [
    "due.key",
    eb.fn
      .agg<number>("row_number")
      .over((over) =>
        over
          .partitionBy(["due.team_id", "due.queue"])
          .orderBy("due.due_at")
          .orderBy("due.seq")
          .orderBy("due.key"),
      )
      .as("place"),
  ]);
}

type InDeliveries = ExpressionBuilder<Database, "deliveries">;

function isFree(now: Date) {
  return (eb: InDeliveries) =>
    eb.or([eb("deliveries.lease_until", "is", null), eb("deliveries.lease_until", "<=", fromTime(now))]);
}

/** Not posted yet, and to a channel: those take turns. What goes to a person finds its turn when its DM is opened. */
function isNewInChannel(eb: InDeliveries) {
  return eb.and([eb("deliveries.ts", "is", null), eb("deliveries.destination_kind", "=", "channel")]);
}

function isSilent(eb: InDeliveries, now: Date) {
  return eb.exists(
    paceOf(eb)
      .select("channel_paces.channel_id")
      .where((pace) =>
        pace.or([
          pace("channel_paces.free_at", ">", fromTime(now)),
          pace("channel_paces.held_until", ">", fromTime(now)),
        ]),
      ),
  );
}

/** Until when the channel of a delivery takes no new message. */
function silence(eb: InDeliveries, latest: "greatest" | "max") {
  return paceOf(eb).select((pace) =>
    pace.fn<string>(latest, ["free_at", pace.fn.coalesce("held_until", "free_at")]).as("until"),
  );
}

function paceOf(eb: InDeliveries) {
  return eb
    .selectFrom("channel_paces")
    .whereRef("channel_paces.team_id", "=", "deliveries.team_id")
    .whereRef("channel_paces.channel_id", "=", "deliveries.destination");
}

/** The first of its lane that is not done. Equal numbers (given in two transactions at once) go by key. */
function isHead(eb: InDeliveries) {
  const ahead = eb
    .selectFrom("deliveries as ahead")
    .select("ahead.key")
    .whereRef("ahead.lane", "=", "deliveries.lane")
    .where("ahead.state", "in", unsettled)
    .where((of) =>
      of.or([
        of("ahead.seq", "<", of.ref("deliveries.seq")),
        of.and([
          of("ahead.seq", "=", of.ref("deliveries.seq")),
          of("ahead.key", "<", of.ref("deliveries.key")),
        ]),
      ]),
    );
  return eb.and([eb("deliveries.state", "in", unsettled), eb.not(eb.exists(ahead))]);
}

/** Something was mended in the workspace, or in one channel: what is parked there is tried at once. Tells how many. */
export async function wakeParked(
  db: Db,
  where: { readonly teamId: string; readonly channelId?: string | undefined; readonly now: Date },
): Promise<number> {
  const { teamId, channelId, now } = where;
  let query = db
    .updateTable("deliveries")
    .set({ due_at: fromTime(now), updated_at: fromTime(now) })
    .where("team_id", "=", teamId)
    .where("state", "=", "parked")
    .where("due_at", ">", fromTime(now));
  if (channelId !== undefined) {
    query = query.where((eb) => eb.or([eb("destination", "=", channelId), eb("channel_id", "=", channelId)]));
  }
  const { numUpdatedRows } = await query.executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** When there is next something to claim, so that a runner can sleep until then; null when nothing is owed. */
export async function nextDueAt(db: Db): Promise<Date | null> {
  const latest = hasRowLocks(db) ? "greatest" : "max";
  const { next } = await db
    .selectFrom("deliveries")
    .where(isHead)
    .select((eb) => {
      const at = [
        eb.ref("due_at"),
        eb.fn.coalesce("lease_until", "due_at"),
        eb
          .case()
          .when(isNewInChannel(eb))
          .then(eb.fn.coalesce(silence(eb, latest), "due_at"))
          .else(eb.ref("due_at"))
          .end(),
      ];
      return eb.fn.min(eb.fn<string>(latest, at)).as("next");
    })
    .executeTakeFirstOrThrow();
  return toOptionalTime(next);
}
