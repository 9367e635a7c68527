import type { Selectable, Transaction } from "kysely";
import {
  deliveryKey,
  deliveryOwner,
  type DeliverySubject,
  deliverySubjectSchema,
  type ParkReason,
} from "../domain/delivery.ts";
import { currentTrace } from "../trace.ts";
import type { HeldTurn } from "./channel-paces.ts";
import { fromJson, fromTime, toJson, toOptionalTime, toTime } from "./columns.ts";
import type { Db } from "./database.ts";
import type { Database, DeliveryTable } from "./schema.ts";
import { hasRowLocks } from "./transactions.ts";

/**
 * What the bot owes Slack: one row per message. It is posted once, then redrawn until what is shown is what is
 * wanted. A lane is what one conversation sees of one case: order holds within it, and lanes do not wait for each
 * other. Runners take them in `delivery-claims.ts`, and tell what came of it in `delivery-outcomes.ts`.
 */

/** `due` has work left, `parked` waits for somebody to mend something, `settled` shows what is wanted, `dropped` is given up. */
export type DeliveryState = "due" | "parked" | "settled" | "dropped";

/** A person is reached by the DM that the bot has with them. */
export type Destination = { readonly channel: string } | { readonly person: string };

export interface Delivery {
  readonly key: string;
  readonly teamId: string;
  readonly lane: string;
  readonly subject: DeliverySubject;
  readonly destination: Destination;
  /** Counts how often it was wanted; `shown` is the count that Slack shows, 0 before it is posted. */
  readonly wanted: number;
  readonly shown: number;
  readonly state: DeliveryState;
  readonly seq: number;
  readonly dueAt: Date;
  readonly lease: { readonly owner: string; readonly until: Date } | null;
  /** Failures since it was last shown. */
  readonly attempts: number;
  /** Since when it may stand in Slack without our knowing where: look for it there before posting. */
  readonly postingSince: Date | null;
  /** Later than this no post of it can have left; null when that is not known. */
  readonly postingUntil: Date | null;
  /** Where it stands in Slack. A message that stands is redrawn, never posted again. */
  readonly posted: { readonly channelId: string; readonly ts: string } | null;
  readonly parkedReason: ParkReason | null;
  /** A code, never what somebody wrote. */
  readonly lastError: string | null;
  /** What wanted it last, as the log tells of that; null when nothing did that has one. */
  readonly trace: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/**
 * A delivery as it was when its runner took it. The lease says whose it is, and the turn in which channel it is posted:
 * null for what stands already, and for what goes to a person, which finds its turn when the DM is opened.
 */
export type Claim = Delivery & {
  readonly lease: NonNullable<Delivery["lease"]>;
  readonly turn: HeldTurn | null;
};

const due: DeliveryState = "due";
const unsettled: readonly DeliveryState[] = ["due", "parked"];

export interface Want {
  readonly subject: DeliverySubject;
  readonly teamId: string;
  readonly destination: Destination;
  readonly now: Date;
}

/**
 * Asks for the message, or for drawing it again: asking often before it is drawn asks once. It keeps its turn until
 * it was shown; a parked one stays parked, a dropped one dropped.
 */
export async function want(trx: Transaction<Database>, wanted: Want): Promise<void> {
  await newRow(trx, wanted)
    .onConflict((conflict) =>
      conflict
        .column("key")
        .doUpdateSet((eb) => {
          const wasSettled = eb("deliveries.state", "=", "settled");
          return {
            subject: eb.ref("excluded.subject"),
            trace: eb.fn.coalesce("excluded.trace", "deliveries.trace"),
            wanted: eb("deliveries.wanted", "+", 1),
            state: eb.case().when(wasSettled).then(due).else(eb.ref("deliveries.state")).end(),
            seq: eb.case().when(wasSettled).then(eb.ref("excluded.seq")).else(eb.ref("deliveries.seq")).end(),
            due_at: eb
              .case()
              .when(wasSettled)
              .then(eb.ref("excluded.due_at"))
              .else(eb.ref("deliveries.due_at"))
              .end(),
            updated_at: fromTime(wanted.now),
          };
        })
        .where("deliveries.state", "!=", "dropped"),
    )
    .execute();
}

/** Asks for a message that is never drawn again. False, and nothing changed, when it was asked for before. */
export async function wantOnce(trx: Transaction<Database>, wanted: Want): Promise<boolean> {
  const made = await newRow(trx, wanted)
    .onConflict((conflict) => conflict.column("key").doNothing())
    .returning("key")
    .executeTakeFirst();
  return made !== undefined;
}

function newRow(trx: Transaction<Database>, { subject, teamId, destination, now }: Want) {
  const owner = deliveryOwner(subject);
  const kind = "channel" in destination ? "channel" : "person";
  const address = "channel" in destination ? destination.channel : destination.person;
  const lane = `${owner}@${address}`;
  return trx.insertInto("deliveries").values((eb) => ({
    key: deliveryKey(subject),
    team_id: teamId,
    owner_id: owner,
    lane,
    kind: subject.kind,
    subject: fromJson(deliverySubjectSchema, subject),
    destination_kind: kind,
    destination: address,
    wanted: 1,
    shown: 0,
    state: "due",
    seq: eb
      .selectFrom("deliveries as others")
      .where("others.lane", "=", lane)
      .select((of) => of(of.fn.coalesce(of.fn.max("others.seq"), of.lit(0)), "+", 1).as("next")),
    due_at: fromTime(now),
    lease_owner: null,
    lease_until: null,
    attempts: 0,
    posting_since: null,
    posting_until: null,
    channel_id: null,
    ts: null,
    parked_reason: null,
    reposts: 0,
    last_error: null,
    trace: currentTrace(),
    created_at: fromTime(now),
    updated_at: fromTime(now),
  }));
}

/** Asks for drawing a message that is there once more, to where it went. */
export async function wantAgain(
  trx: Transaction<Database>,
  { subject, teamId, destination }: Pick<Delivery, "subject" | "teamId" | "destination">,
  now: Date,
): Promise<void> {
  await want(trx, { subject, teamId, destination, now });
}

export async function findDelivery(db: Db, key: string): Promise<Delivery | null> {
  const row = await db.selectFrom("deliveries").selectAll().where("key", "=", key).executeTakeFirst();
  return row ? rowToDelivery(row) : null;
}

export function findCard(db: Db, escalationId: string): Promise<Delivery | null> {
  return findDelivery(db, deliveryKey({ kind: "card", escalationId }));
}

/** Where the card stands, as far as is known; null before it is posted, and once somebody has deleted it. */
export async function findStandingCard(db: Db, escalationId: string): Promise<Delivery["posted"]> {
  const card = await findCard(db, escalationId);
  return card && card.state !== "dropped" ? card.posted : null;
}

/** Of each case whose card stands, where. */
export async function listStandingCards(
  db: Db,
  escalationIds: readonly string[],
): Promise<ReadonlyMap<string, NonNullable<Delivery["posted"]>>> {
  const cards = await listCards(db, escalationIds);
  return new Map(
    cards.flatMap(({ owner, state, posted }) => (posted && state !== "dropped" ? [[owner, posted]] : [])),
  );
}

/** Of each case whose card was ever posted, where; it may have been given up since. */
export async function listPostedCards(
  db: Db,
  escalationIds: readonly string[],
): Promise<ReadonlyMap<string, NonNullable<Delivery["posted"]>>> {
  const cards = await listCards(db, escalationIds);
  return new Map(cards.flatMap(({ owner, posted }) => (posted ? [[owner, posted]] : [])));
}

/** All of them asked for at once. */
async function listCards(db: Db, escalationIds: readonly string[]) {
  if (escalationIds.length === 0) return [];
  const keys = escalationIds.map((escalationId) => deliveryKey({ kind: "card", escalationId }));
  const rows = await db.selectFrom("deliveries").selectAll().where("key", "in", keys).execute();
  return rows.map((row) => ({ owner: row.owner_id, ...rowToDelivery(row) }));
}

/** The message of ours that stands there. */
export async function findDeliveryAt(
  db: Db,
  { teamId, channelId, ts }: { readonly teamId: string; readonly channelId: string; readonly ts: string },
): Promise<Delivery | null> {
  const row = await db
    .selectFrom("deliveries")
    .selectAll()
    .where("channel_id", "=", channelId)
    .where("ts", "=", ts)
    .where("team_id", "=", teamId)
    .executeTakeFirst();
  return row ? rowToDelivery(row) : null;
}

/** All messages of a case (or of a draft), lane by lane, each in its order. */
export async function listDeliveries(db: Db, ownerId: string): Promise<Delivery[]> {
  return (await ofOwner(db, ownerId).execute()).map(rowToDelivery);
}

/** As `listDeliveries`, and nobody takes or changes one of them until the transaction is over. */
export async function holdDeliveries(trx: Transaction<Database>, ownerId: string): Promise<Delivery[]> {
  const rows = await ofOwner(trx, ownerId)
    .$if(hasRowLocks(trx), (held) => held.forUpdate())
    .execute();
  return rows.map(rowToDelivery);
}

function ofOwner(db: Db, ownerId: string) {
  return db
    .selectFrom("deliveries")
    .selectAll()
    .where("owner_id", "=", ownerId)
    .orderBy("lane")
    .orderBy("seq")
    .orderBy("key");
}

export async function countUnsettled(db: Db): Promise<{ readonly due: number; readonly parked: number }> {
  const rows = await db
    .selectFrom("deliveries")
    .select((eb) => ["state", eb.fn.countAll().as("count")])
    .where("state", "in", unsettled)
    .groupBy("state")
    .execute();
  const count = (state: DeliveryState) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return { due: count("due"), parked: count("parked") };
}

export function rowToDelivery(row: Selectable<DeliveryTable>): Delivery {
  return {
    key: row.key,
    teamId: row.team_id,
    lane: row.lane,
    subject: toJson(deliverySubjectSchema, row.subject),
    destination:
      row.destination_kind === "channel" ? { channel: row.destination } : { person: row.destination },
    wanted: row.wanted,
    shown: row.shown,
    state: row.state,
    seq: row.seq,
    dueAt: toTime(row.due_at),
    lease:
      row.lease_owner === null || row.lease_until === null
        ? null
        : { owner: row.lease_owner, until: toTime(row.lease_until) },
    attempts: row.attempts,
    postingSince: toOptionalTime(row.posting_since),
    postingUntil: toOptionalTime(row.posting_until),
    posted: row.channel_id === null || row.ts === null ? null : { channelId: row.channel_id, ts: row.ts },
    parkedReason: row.parked_reason,
    lastError: row.last_error,
    trace: row.trace,
    createdAt: toTime(row.created_at),
    updatedAt: toTime(row.updated_at),
  };
}
