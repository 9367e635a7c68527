import type { Escalation } from "../domain/escalation.ts";
import { fromTime, toOptionalTime } from "./columns.ts";
import type { Db } from "./database.ts";
import { rowToEscalation } from "./escalations.ts";
import { hasRowLocks, inTransaction } from "./transactions.ts";

/** When the bot looks at a case by itself. Every change of a case has it looked at at once. */

/**
 * The cases at which the bot should look now, the longest due first. Whoever takes one has it until `until`; if they do
 * not get to it, it is due again then.
 */
export async function takeNudgeDue(
  db: Db,
  { now, until, limit }: { readonly now: Date; readonly until: Date; readonly limit: number },
): Promise<Escalation[]> {
  return inTransaction(db, async (trx) => {
    const rows = await trx
      .selectFrom("escalations")
      .selectAll()
      .where("next_nudge_at", "<=", fromTime(now))
      .orderBy("next_nudge_at")
      .limit(limit)
      .$if(hasRowLocks(trx), (free) => free.forUpdate().skipLocked())
      .execute();
    if (rows.length === 0) return [];
    const ids = rows.map(({ id }) => id);
    await trx
      .updateTable("escalations")
      .set({ next_nudge_at: fromTime(until) })
      .where("id", "in", ids)
      .execute();
    return rows.map((row) => ({ ...rowToEscalation(row), nextNudgeAt: until }));
  });
}

/** When the sweep next looks at the case. Not a change of the case, and not made when something has changed since it was read. */
export async function planNudge(
  db: Db,
  { id, revision, nextNudgeAt: before }: Pick<Escalation, "id" | "revision" | "nextNudgeAt">,
  at: Date | null,
): Promise<void> {
  await db
    .updateTable("escalations")
    .set({ next_nudge_at: at && fromTime(at) })
    .where("id", "=", id)
    .where("revision", "=", revision)
    .where("next_nudge_at", "is not distinct from", before && fromTime(before))
    .execute();
}

/** When the sweep next looks at a case; null when it need not. */
export interface NudgePlan {
  readonly escalation: Escalation;
  readonly at: Date | null;
}

/** As `planNudge`, of many cases with one commit. */
export async function planNudges(db: Db, plans: readonly NudgePlan[]): Promise<void> {
  if (plans.length === 0) return;
  await inTransaction(db, async (trx) => {
    for (const { escalation, at } of plans) await planNudge(trx, escalation, at);
  });
}

/** A zone, a setting or the clock may have changed: every case, or every one of a person, is looked at. */
export async function lookAtNudges(
  db: Db,
  {
    teamId,
    requesterId,
    now,
  }: { readonly teamId: string; readonly requesterId?: string; readonly now: Date },
): Promise<void> {
  await inTransaction(db, (trx) =>
    trx
      .updateTable("escalations")
      .set({ next_nudge_at: fromTime(now) })
      .where("team_id", "=", teamId)
      .where("state", "!=", "closed")
      .$if(requesterId !== undefined, (all) => all.where("requester_id", "=", requesterId ?? ""))
      .execute(),
  );
}

export async function nextNudgeAt(db: Db): Promise<Date | null> {
  const { next } = await db
    .selectFrom("escalations")
    .select((eb) => eb.fn.min("next_nudge_at").as("next"))
    .executeTakeFirstOrThrow();
  return toOptionalTime(next);
}
