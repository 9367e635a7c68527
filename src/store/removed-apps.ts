import { sql, type Transaction } from "kysely";
import { fromTime } from "./columns.ts";
import type { Db } from "./database.ts";
import { forgetInstallation } from "./installations.ts";
import type { Database } from "./schema.ts";
import { isNews } from "./seen-events.ts";
import { hasRowLocks, inTransaction } from "./transactions.ts";

/**
 * Workspaces that have removed the app. What is sealed for them goes at once; all else that is theirs some time later,
 * unless they have installed it again by then.
 */

type Trx = Transaction<Database>;

/** False when this event was heard before: one that comes again must not undo an installation that was made since. */
export async function noteRemoval(
  db: Db,
  { teamId, eventId, now }: { readonly teamId: string; readonly eventId: string; readonly now: Date },
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    if (!(await isNews(trx, { teamId, eventId, now }))) return false;
    const wasInstalled = await forgetInstallation(trx, teamId);
    const row = { removed_at: fromTime(now) };
    await trx
      .insertInto("removed_apps")
      .values({ team_id: teamId, ...row })
      .onConflict((conflict) => {
        // Slack tells of one removal by two events: the days count from the first.
        const known = conflict.column("team_id");
        return wasInstalled ? known.doUpdateSet(row) : known.doNothing();
      })
      .execute();
    return true;
  });
}

/** The workspace has the app again. */
export async function forgetRemoval(db: Db, teamId: string): Promise<void> {
  await db.deleteFrom("removed_apps").where("team_id", "=", teamId).execute();
}

/** Those that removed the app before this instant, and have not installed it since. */
export async function listLongRemoved(db: Db, before: Date): Promise<string[]> {
  const rows = await longRemoved(db, before).execute();
  return rows.map((row) => row.team_id);
}

function longRemoved(db: Db, before: Date) {
  return db
    .selectFrom("removed_apps")
    .select("removed_apps.team_id")
    .where("removed_at", "<", fromTime(before))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("installations")
            .select("installations.team_id")
            .whereRef("installations.team_id", "=", "removed_apps.team_id"),
        ),
      ),
    )
    .orderBy("removed_at");
}

interface Erased {
  readonly cases: number;
  /** Nothing of the workspace is left. */
  readonly isAll: boolean;
}

/** Erases some of the cases of a workspace, each in a transaction of its own, and with the last of them all else. */
export async function eraseSomeOfWorkspace(
  db: Db,
  {
    teamId,
    before,
    limit,
    leaving,
  }: {
    readonly teamId: string;
    readonly before: Date;
    readonly limit: number;
    readonly leaving: AbortSignal;
  },
): Promise<Erased> {
  /** Whoever installs it at this moment waits for it, and then keeps what is left. */
  const ifStillRemoved = (act: (trx: Trx) => Promise<void>) =>
    inTransaction(db, async (trx) => {
      const removed = await longRemoved(trx, before)
        .where("removed_apps.team_id", "=", teamId)
        .$if(hasRowLocks(trx), (held) => held.forUpdate())
        .executeTakeFirst();
      if (removed) await act(trx);
      return removed !== undefined;
    });
  const rows = await db
    .selectFrom("escalations")
    .select(["id", "draft_id"])
    .where("team_id", "=", teamId)
    .limit(limit)
    .execute();
  let cases = 0;
  for (const row of rows) {
    if (leaving.aborted || !(await ifStillRemoved((trx) => eraseWhole(trx, row))))
      return { cases, isAll: false };
    cases += 1;
  }
  if (rows.length === limit || leaving.aborted) return { cases, isAll: false };
  return { cases, isAll: await ifStillRemoved((trx) => eraseTheRest(trx, teamId)) };
}

/** No token is left to take its messages out of Slack with: the orders to do so go too. */
async function eraseWhole(
  trx: Trx,
  { id, draft_id: draftId }: { readonly id: string; readonly draft_id: string },
): Promise<void> {
  await trx.deleteFrom("deliveries").where("owner_id", "in", [id, draftId]).execute();
  await trx.deleteFrom("drafts").where("id", "=", draftId).execute();
  await trx.deleteFrom("escalations").where("id", "=", id).execute();
}

type TableOfWorkspaces = {
  [Table in keyof Database]: Database[Table] extends { team_id: string } ? Table : never;
}[keyof Database];

/** Every table that says of which workspace a row is. The rows of the others belong to cases, and go with them. */
const tablesOfWorkspaces = {
  deliveries: true,
  drafts: true,
  escalations: true,
  listed_cases: true,
  listed_owners: true,
  shelf_counts: true,
  homes: true,
  nudges: true,
  proof_messages: true,
  kept_messages: true,
  erased_cases: true,
  escalation_counters: true,
  people: true,
  channels: true,
  moved_channels: true,
  channel_paces: true,
  seen_events: true,
  workspace_settings: true,
  installations: true,
  removed_apps: true,
} as const satisfies Record<TableOfWorkspaces, true>;

async function eraseTheRest(trx: Trx, teamId: string): Promise<void> {
  for (const table of Object.keys(tablesOfWorkspaces))
    await sql`delete from ${sql.table(table)} where team_id = ${teamId}`.execute(trx);
}
