import { type Selectable, sql, type Transaction } from "kysely";
import {
  type HomeFilter,
  homeFilterSchema,
  type HomePlace,
  homePlaceSchema,
  noFilter,
} from "../domain/home.ts";
import { fromJson, fromTime, toJson, toOptionalTime } from "./columns.ts";
import type { Db } from "./database.ts";
import type { HomeTable } from "./listing-tables.ts";
import type { Database } from "./schema.ts";
import { hasRowLocks, inTransaction } from "./transactions.ts";

/** What each person looks at in the App Home, and when it is to be drawn again: whoever draws reads the cases anew. */

export interface Home {
  readonly teamId: string;
  readonly userId: string;
  readonly filter: HomeFilter;
  /** Null: the first page. */
  readonly beginsAt: HomePlace | null;
  /** How often drawing it has failed since it last did not. */
  readonly tries: number;
}
type Whose = Pick<Home, "teamId" | "userId">;

/** After this long nobody is taken to look at it any more. */
const lookedAtMs = 15 * 60_000;
/** However much happens, it is not drawn more often. */
const restMs = 3000;
/** Nothing tells of what changes what it shows. */
const lookEveryMs = 1000;
/** So long after a try that failed there is another one. */
const againMs = 30_000;
export const mostTries = 5;

/** Somebody looks at theirs, or has changed what it shows: it is drawn as soon as may be. */
export async function openHome(
  db: Db,
  { teamId, userId }: Whose,
  now: Date,
  shows: { readonly filter?: HomeFilter; readonly beginsAt?: HomePlace | null } = {},
): Promise<void> {
  const { filter, beginsAt } = shows;
  const changed = {
    ...(filter && { filter: fromJson(homeFilterSchema, filter) }),
    ...(beginsAt !== undefined && { begins_at: beginsAt && fromJson(homePlaceSchema, beginsAt) }),
    opened_at: fromTime(now),
    due_at: fromTime(now),
    tries: 0,
  };
  await db
    .insertInto("homes")
    .values({
      team_id: teamId,
      user_id: userId,
      filter: fromJson(homeFilterSchema, noFilter),
      begins_at: null,
      drawn_at: null,
      ...changed,
    })
    .onConflict((conflict) => conflict.columns(["team_id", "user_id"]).doUpdateSet(changed))
    .execute();
}

export async function findHome(db: Db, { teamId, userId }: Whose): Promise<Home | null> {
  const row = await db
    .selectFrom("homes")
    .selectAll()
    .where("team_id", "=", teamId)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return row ? rowToHome(row) : null;
}

function rowToHome(row: Selectable<HomeTable>): Home {
  return {
    teamId: row.team_id,
    userId: row.user_id,
    filter: toJson(homeFilterSchema, row.filter),
    beginsAt: row.begins_at === null ? null : toJson(homePlaceSchema, row.begins_at),
    tries: row.tries,
  };
}

/** Those that somebody may be looking at, and that do not show any more what there is. */
function outdated(db: Db, now: Date) {
  const at = fromTime(now);
  return db
    .selectFrom("homes")
    .where("opened_at", ">", fromTime(new Date(now.getTime() - lookedAtMs)))
    .where((eb) =>
      eb.or([
        eb("due_at", "<=", at),
        eb.and([
          eb("due_at", "is", null),
          eb("drawn_at", "<=", fromTime(new Date(now.getTime() - restMs))),
          eb.or([
            eb.exists(
              eb
                .selectFrom("escalations as changed")
                .select(sql.lit(1).as("one"))
                .whereRef("changed.team_id", "=", "homes.team_id")
                .whereRef("changed.updated_at", ">=", "homes.drawn_at"),
            ),
            eb.exists(
              eb
                .selectFrom("drafts as draft")
                .select(sql.lit(1).as("one"))
                .whereRef("draft.team_id", "=", "homes.team_id")
                .whereRef("draft.user_id", "=", "homes.user_id")
                .whereRef("draft.updated_at", ">=", "homes.drawn_at"),
            ),
          ]),
        ]),
      ]),
    );
}

/** Takes some of them: whoever takes one draws it. */
export async function takeOutdated(db: Db, now: Date, limit: number): Promise<readonly Home[]> {
  // Mostly there are none, and a transaction would hold up those who write.
  if (!(await isAnyOutdated(db, now))) return [];
  return inTransaction(db, async (trx) => {
    const rows = await outdated(trx, now)
      .selectAll("homes")
      .orderBy("opened_at", "desc")
      .limit(limit)
      .$if(hasRowLocks(trx), (free) => free.forUpdate().skipLocked())
      .execute();
    for (const { team_id, user_id } of rows)
      await trx
        .updateTable("homes")
        // What changes from now on is not on it.
        .set({ due_at: null, drawn_at: fromTime(now) })
        .where("team_id", "=", team_id)
        .where("user_id", "=", user_id)
        .execute();
    return rows.map(rowToHome);
  });
}

async function isAnyOutdated(db: Db, now: Date): Promise<boolean> {
  const row = await outdated(db, now).select(sql.lit(1).as("one")).limit(1).executeTakeFirst();
  return row !== undefined;
}

/** When one is next to be drawn, or there is to be a look whether it is; null while nobody looks at any. */
export async function nextOutdatedAt(db: Db, now: Date): Promise<Date | null> {
  const { open, due_at } = await db
    .selectFrom("homes")
    .select((eb) => [eb.fn.countAll().as("open"), eb.fn.min("due_at").as("due_at")])
    .where("opened_at", ">", fromTime(new Date(now.getTime() - lookedAtMs)))
    .executeTakeFirstOrThrow();
  if (Number(open) === 0) return null;
  if (await isAnyOutdated(db, now)) return now;
  const lookAt = new Date(now.getTime() + lookEveryMs);
  const dueAt = toOptionalTime(due_at);
  return dueAt && dueAt < lookAt ? dueAt : lookAt;
}

/** Drawing it failed: once more in a while, unless it has failed too often. */
export async function drawLater(db: Db, { teamId, userId, tries }: Home, now: Date): Promise<void> {
  await db
    .updateTable("homes")
    .set({
      tries: tries + 1,
      due_at: tries + 1 < mostTries ? fromTime(new Date(now.getTime() + againMs)) : null,
    })
    .where("team_id", "=", teamId)
    .where("user_id", "=", userId)
    .where("due_at", "is", null)
    .execute();
}

export async function drawnWell(db: Db, { teamId, userId }: Whose): Promise<void> {
  await db
    .updateTable("homes")
    .set({ tries: 0 })
    .where("team_id", "=", teamId)
    .where("user_id", "=", userId)
    .execute();
}

/** The partner's name came from the case: it goes with it. */
export async function forgetFilterBy(
  trx: Transaction<Database>,
  teamId: string,
  partner: string,
): Promise<void> {
  const rows = await trx
    .selectFrom("homes")
    .select(["user_id", "filter"])
    .where("team_id", "=", teamId)
    .where("filter", "not like", `%"partner":null%`)
    .execute();
  for (const { user_id, filter } of rows) {
    const before = toJson(homeFilterSchema, filter);
    if (before.partner?.key !== partner) continue;
    await trx
      .updateTable("homes")
      .set({ filter: fromJson(homeFilterSchema, { ...before, partner: null }) })
      .where("team_id", "=", teamId)
      .where("user_id", "=", user_id)
      .execute();
  }
}

/** Of those who have not come back for so long. */
export async function forgetOldHomes(db: Db, teamId: string, before: Date): Promise<void> {
  await inTransaction(db, (trx) =>
    trx.deleteFrom("homes").where("team_id", "=", teamId).where("opened_at", "<", fromTime(before)).execute(),
  );
}
