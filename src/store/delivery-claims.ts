import type { ExpressionBuilder } from "kysely";
import { fromTime, toOptionalTime } from "./columns.ts";
import type { Db } from "./database.ts";
import { type Claim, rowToDelivery, unsettled } from "./deliveries.ts";
import type { Database } from "./schema.ts";
import { hasRowLocks } from "./transactions.ts";

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
 * for each channel that has its turn only one new message, so that none is taken in vain.
 */
export async function claimDue(db: Db, { now, owner, leaseMs, limit }: ClaimOptions): Promise<Claim[]> {
  const until = new Date(now.getTime() + leaseMs);
  const rows = await db
    // Apart from the update, so that no plan can look for them more than once.
    .with("taken", () => claimable(db, now, limit))
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
  return eb.exists(silence(eb).where("channel_paces.free_at", ">", fromTime(now)));
}

/** Until when the channel of a delivery takes no new message. */
function silence(eb: InDeliveries) {
  return eb
    .selectFrom("channel_paces")
    .select("channel_paces.free_at")
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
          .then(eb.fn.coalesce(silence(eb), "due_at"))
          .else(eb.ref("due_at"))
          .end(),
      ];
      return eb.fn.min(eb.fn<string>(hasRowLocks(db) ? "greatest" : "max", at)).as("next");
    })
    .executeTakeFirstOrThrow();
  return toOptionalTime(next);
}
