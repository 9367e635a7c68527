import { type RawBuilder, sql } from "kysely";
import { fromTime, toOptionalTime } from "./columns.ts";
import type { Db } from "./database.ts";
import { hasRowLocks } from "./transactions.ts";

/**
 * Which deliveries are next, and when. What is new in a channel waits for that channel, everything else for nothing but
 * its time; both are indexes (`migrations/005-queues.ts`), and only their beginnings are read. So what it costs to find
 * the next grows with the channels that are posted to, and not with what is owed.
 */

/** As in the indexes, word for word: otherwise they are not used. */
const isUnsettled = sql`d.state in ('due', 'parked')`;
/** Not posted yet, and to a channel: those take turns. What goes to a person finds its turn when its DM is opened. */
export const isNewInChannel = sql`${isUnsettled} and d.ts is null and d.destination_kind = 'channel'`;
export const isFreeOfChannel = sql`${isUnsettled} and (d.ts is not null or d.destination_kind = 'person')`;

/** Asked for before `d` in its lane. Equal numbers (given in two transactions at once) go by key. */
const isAhead = sql`ahead.lane = d.lane and (ahead.seq < d.seq or (ahead.seq = d.seq and ahead.key < d.key))`;
/** What is new stays in its order, so one that cannot be posted holds up the new ones after it. */
const holdsUp = sql`ahead.state = 'parked' and ahead.ts is null`;
/**
 * What stands waits for what stands, and not for what is still to come, which may be held up. What stands and is held up
 * itself holds up nothing; only removals keep their order, for Slack leaves a stub of a card that goes before its thread.
 */
const goesFirst = sql`(ahead.state = 'due' and (d.ts is null or ahead.ts is not null)) or ahead.kind = 'removal'`;
/** Nothing in its lane has to be done before it. */
const isHead = sql`not exists (
  select 1 from deliveries as ahead
  where ${isAhead} and ahead.state in ('due', 'parked') and (${goesFirst} or (${holdsUp} and d.ts is null))
)`;
/** Of a delivery `d` that is not posted yet: it waits for somebody to mend something that is ahead of it. */
export const isHeldUp = sql<boolean>`exists (select 1 from deliveries as ahead where ${isAhead} and ${holdsUp})`;
const longestDueFirst = sql`d.due_at, d.seq, d.key`;

/** Every channel that has something new to come, found one after the other in the index: in the same team, or in the next one. */
const firstChannel = (where: RawBuilder<unknown>) => sql`(
  select d.key from deliveries as d where ${isNewInChannel} and ${where} order by d.team_id, d.destination limit 1
)`;
const channels = sql`channels (team_id, channel) as (
  select first.team_id, first.destination from deliveries as first where first.key = ${firstChannel(sql`true`)}
  union all
  select next.team_id, next.destination from channels join deliveries as next on next.key = coalesce(
    ${firstChannel(sql`d.team_id = channels.team_id and d.destination > channels.channel`)},
    ${firstChannel(sql`d.team_id > channels.team_id`)}
  )
)`;
const isOfChannel = sql`d.team_id = channels.team_id and d.destination = channels.channel`;
const paceOf = (of: RawBuilder<unknown>) => sql`channel_paces as pace on ${of}`;
const ofChannel = sql`pace.team_id = channels.team_id and pace.channel_id = channels.channel`;
const ofDelivery = sql`pace.team_id = d.team_id and pace.channel_id = d.destination`;

/** Of a delivery `d`: nobody has it, or its lease is over, and its time has come. */
export function isFree(now: Date): RawBuilder<boolean> {
  const at = fromTime(now);
  return sql`${isUnsettled} and d.due_at <= ${at} and (d.lease_until is null or d.lease_until <= ${at})`;
}

/**
 * The keys of what is due and free: of each channel that is not silent at `opensBy` the first new message, and of
 * everything else so many. `inHand` are keys that are left where they are; a channel to which one of them is new takes no
 * other meanwhile.
 */
export function nextKeys(
  now: Date,
  {
    othersLimit,
    inHand,
    opensBy,
  }: { readonly othersLimit: number; readonly inHand: readonly string[]; readonly opensBy: Date },
): RawBuilder<{ key: string }> {
  const at = fromTime(now);
  const keys = sql.join(inHand);
  const [isOut, isSilentForUs] =
    inHand.length === 0
      ? [sql`true`, sql`false`]
      : [
          sql`d.key not in (${keys})`,
          sql`exists (select 1 from deliveries as d where d.key in (${keys}) and ${isNewInChannel} and ${isOfChannel})`,
        ];
  const isDue = sql`${isFree(now)} and ${isOut} and ${isHead}`;
  return sql`(
    with recursive ${channels}
    select (
      select d.key from deliveries as d where ${isNewInChannel} and ${isOfChannel} and ${isDue}
      order by ${longestDueFirst} limit 1
    ) as key
    from channels left join ${paceOf(ofChannel)}
    where (pace.free_at is null or pace.free_at <= ${fromTime(opensBy)}) and (pace.held_until is null or pace.held_until <= ${at})
      and not ${isSilentForUs}
    union all
    select key from (
      select d.key from deliveries as d where ${isFreeOfChannel} and ${isDue} order by ${longestDueFirst} limit ${othersLimit}
    ) as others
  )`;
}

/** When there is next something to post or to draw anew; null when nothing is owed. */
export async function nextDueAt(db: Db): Promise<Date | null> {
  // Which channels are about to be free is not asked: any time will do.
  return (await findNextDue(db, { now: new Date(0), others: true })).dueAt;
}

/**
 * When there is next something to claim, so that a runner can sleep until then; null when nothing is owed. Without
 * `others` only what is new in a channel is looked for, and what somebody holds.
 */
export async function nextClaimAt(
  db: Db,
  { now, aheadMs, others }: { readonly now: Date; readonly aheadMs: number; readonly others: boolean },
): Promise<Date | null> {
  const { dueAt, opensAt } = await findNextDue(db, { now, others });
  const aheadAt = opensAt && new Date(opensAt.getTime() - aheadMs);
  return aheadAt && dueAt && aheadAt < dueAt ? aheadAt : dueAt;
}

interface Sought {
  readonly now: Date;
  readonly others: boolean;
}

async function findNextDue(db: Db, sought: Sought) {
  const { due_at, opens_at } = await db
    .selectFrom(nextDue(db, sought).as("found"))
    .select(["found.due_at", "found.opens_at"])
    .executeTakeFirstOrThrow();
  return { dueAt: toOptionalTime(due_at), opensAt: toOptionalTime(opens_at) };
}

/** When something can next be shown; and when the first channel is free whose message waits for nothing else. */
export function nextDue(
  db: Db,
  { now, others }: Sought,
): RawBuilder<{ due_at: string | null; opens_at: string | null }> {
  const latest = hasRowLocks(db) ? sql`greatest` : sql`max`;
  const silence = sql`${latest}(pace.free_at, coalesce(pace.held_until, pace.free_at))`;
  const isNobodys = sql`d.lease_until is null and ${isHead}`;
  return sql`(
    with recursive ${channels}
    select min(due_at) as due_at, min(opens_at) as opens_at from (
      select
        ${latest}(due_at, coalesce(silent_until, due_at)) as due_at,
        case when due_at <= ${fromTime(now)} and silent_until = free_at then free_at end as opens_at
      from (
        select pace.free_at, ${silence} as silent_until, (
          select d.due_at from deliveries as d where ${isNewInChannel} and ${isOfChannel} and ${isNobodys}
          order by ${longestDueFirst} limit 1
        ) as due_at
        from channels left join ${paceOf(ofChannel)}
      ) as new_messages where due_at is not null
      union all
      select due_at, null from (
        select d.due_at from deliveries as d where ${isFreeOfChannel} and ${isNobodys} order by ${longestDueFirst}
        limit ${others ? 1 : 0}
      ) as others
      union all
      select
        ${latest}(d.due_at, d.lease_until, case when ${isNewInChannel} then coalesce(${silence}, d.due_at) else d.due_at end),
        null
      from deliveries as d left join ${paceOf(ofDelivery)}
      where d.lease_until is not null and ${isUnsettled} and ${isHead}
    ) as each_of_them
  )`;
}
