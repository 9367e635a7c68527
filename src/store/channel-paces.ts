import { fromTime, toOptionalTime, toTime } from "./columns.ts";
import type { Db } from "./database.ts";

/**
 * Slack takes about one message a second per channel, counted from when the last one stood. So whoever has the turn
 * holds it until its call is over, and only then the second begins. Runners share the turns, and turns survive a
 * restart: of a runner that dies the turn is over when its lease is, and by then its message has come through or never
 * will.
 */

const lookEveryMs = 1_000;

interface Channel {
  readonly teamId: string;
  readonly channelId: string;
}

/** A turn goes by when it runs out at the latest: nobody else holds the channel until the same instant. */
interface Turn {
  readonly now: Date;
  readonly heldUntil: Date;
}

/** A turn that somebody holds. Nothing is posted before it opens. */
export interface HeldTurn extends Channel {
  readonly opensAt: Date;
}

/** Takes the channel's turn: null when it is this caller's now, else when to try for it again. */
export async function takeTurn(db: Db, turn: Channel & Turn): Promise<Date | null> {
  const [taken] = await takeTurns(db, [turn], { ...turn, opensBy: turn.now });
  if (taken) return null;
  const { teamId, channelId, now } = turn;
  const row = await db
    .selectFrom("channel_paces")
    .select(["free_at", "held_until"])
    .where("team_id", "=", teamId)
    .where("channel_id", "=", channelId)
    .executeTakeFirst();
  return row ? lookAgainAt(row, now) : now;
}

/** Whoever holds a turn mostly gives it back long before it runs out; a silence that Slack asked for lasts as long as it says. */
function lookAgainAt(pace: Parameters<typeof silentUntil>[0], now: Date): Date {
  const soon = Math.min(silentUntil(pace).getTime(), now.getTime() + lookEveryMs);
  return new Date(Math.max(toTime(pace.free_at).getTime(), soon));
}

/** Takes the turns of those channels that nobody holds and that are free at `opensBy`, and tells of which. */
export async function takeTurns(
  db: Db,
  channels: readonly Channel[],
  { now, heldUntil, opensBy }: Turn & { readonly opensBy: Date },
): Promise<HeldTurn[]> {
  if (channels.length === 0) return [];
  const rows = await db
    .insertInto("channel_paces")
    .values(
      // Always in the same order, so that no two runners wait for each other.
      channels
        .toSorted((one, other) => (one.channelId < other.channelId ? -1 : 1))
        .map(({ teamId, channelId }) => ({
          team_id: teamId,
          channel_id: channelId,
          free_at: fromTime(now),
          held_until: fromTime(heldUntil),
        })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(["team_id", "channel_id"])
        .doUpdateSet((eb) => ({ held_until: eb.ref("excluded.held_until") }))
        .where((eb) =>
          eb.and([
            eb("channel_paces.free_at", "<=", fromTime(opensBy)),
            eb.or([
              eb("channel_paces.held_until", "is", null),
              eb("channel_paces.held_until", "<=", fromTime(now)),
            ]),
          ]),
        ),
    )
    .returning(["team_id", "channel_id", "free_at"])
    .execute();
  return rows.map((row) => ({
    teamId: row.team_id,
    channelId: row.channel_id,
    opensAt: toTime(row.free_at),
  }));
}

/** The call of whoever holds the turn is over, or was not made: the channel is free at `freeAt`, or later if Slack asked for that. */
export async function endTurn(
  db: Db,
  { teamId, channelId, heldUntil, freeAt }: Channel & { readonly heldUntil: Date; readonly freeAt: Date },
): Promise<void> {
  await db
    .updateTable("channel_paces")
    .set((eb) => ({
      held_until: null,
      free_at: eb
        .case()
        .when("free_at", "<", fromTime(freeAt))
        .then(fromTime(freeAt))
        .else(eb.ref("free_at"))
        .end(),
    }))
    .where("team_id", "=", teamId)
    .where("channel_id", "=", channelId)
    .where("held_until", "=", fromTime(heldUntil))
    .execute();
}

/** Slack asked for silence in the channel until then. */
export async function delayChannel(
  db: Db,
  { teamId, channelId, until }: Channel & { readonly until: Date },
): Promise<void> {
  await db
    .insertInto("channel_paces")
    .values({ team_id: teamId, channel_id: channelId, free_at: fromTime(until), held_until: null })
    .onConflict((conflict) =>
      conflict
        .columns(["team_id", "channel_id"])
        .doUpdateSet((eb) => ({ free_at: eb.ref("excluded.free_at") }))
        .whereRef("channel_paces.free_at", "<", "excluded.free_at"),
    )
    .execute();
}

/** When nobody is posting there any more, and Slack takes the next message. */
export function silentUntil(pace: { readonly free_at: string; readonly held_until: string | null }): Date {
  const freeAt = toTime(pace.free_at);
  const heldUntil = toOptionalTime(pace.held_until);
  return heldUntil && heldUntil > freeAt ? heldUntil : freeAt;
}
