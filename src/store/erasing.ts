import { sql, type Transaction } from "kysely";
import { wasSent } from "../domain/case-moves.ts";
import { readyAfter } from "../domain/channel-report.ts";
import type { ErasedCase } from "../domain/erasing.ts";
import type { Escalation } from "../domain/escalation.ts";
import { partnerKey } from "../domain/same-partner.ts";
import { type EscalationEvent, listEvents } from "./audit.ts";
import { fromTime } from "./columns.ts";
import type { Db } from "./database.ts";
import { keepErased } from "./erased-cases.ts";
import { closedAt, findEscalation } from "./escalations.ts";
import { forgetFilterBy } from "./homes.ts";
import { removeMessages } from "./removals.ts";
import type { Database } from "./schema.ts";
import { inTransaction, inTransactionOn } from "./transactions.ts";

/**
 * Erasing: the record goes, with all that was written for it, and what the bot said of it is taken out of Slack by the
 * runner. What is left says that there was a case, and what kinds of things happened to it.
 */

type Trx = Transaction<Database>;

/** `by`: who wanted it; null for the bot itself. The case is held (`inTransactionOn`), or SQLite holds everything. */
export async function eraseCase(
  trx: Trx,
  escalation: Escalation,
  { by, now }: { readonly by: string | null; readonly now: Date },
): Promise<void> {
  const { id, teamId, number, requesterId, coOwnerIds, channelId, desk } = escalation;
  const events = await listEvents(trx, id);
  await keepErased(trx, {
    id,
    teamId,
    number,
    requesterId,
    coOwnerIds,
    channelId,
    usergroup: desk.usergroup,
    wasSent: wasSent(escalation),
    trail: events.map((event) => markOf(event, escalation)),
    erasedAt: now,
    erasedBy: by,
  });
  await forgetKeptFor(trx, id, teamId);
  await removeMessages(trx, id, now);
  const drafts = await trx
    .selectFrom("drafts")
    .select("id")
    .where((eb) =>
      eb.or([
        eb("escalation_id", "=", id),
        eb("id", "=", eb.selectFrom("escalations").select("draft_id").where("escalations.id", "=", id)),
      ]),
    )
    .execute();
  for (const draft of drafts) await eraseDraft(trx, draft.id, now);
  await forgetFilterBy(trx, teamId, partnerKey(escalation.answers.partner_company));
  // Its events, reminders, questions and the places of its evidence go with it.
  await trx.deleteFrom("escalations").where("id", "=", id).execute();
}

function markOf(event: EscalationEvent, escalation: Escalation): ErasedCase["trail"][number] {
  const { at, actorId, kind } = event;
  const ready = readyAfter(event, escalation);
  return { at: at.toISOString(), by: actorId, kind, ...(ready !== null && { ready }) };
}

/** With the letters to the partner that came of it. */
export async function eraseDraft(trx: Trx, id: string, now: Date): Promise<void> {
  await removeMessages(trx, id, now);
  await trx.deleteFrom("drafts").where("id", "=", id).execute();
}

/** Messages in its threads, and those that became its evidence, which somebody could still add to a case. */
async function forgetKeptFor(trx: Trx, escalationId: string, teamId: string): Promise<void> {
  await trx
    .deleteFrom("kept_messages")
    .where("team_id", "=", teamId)
    .where((eb) =>
      eb.or([
        eb.exists(
          eb
            .selectFrom("deliveries")
            .select("deliveries.key")
            .where("deliveries.owner_id", "=", escalationId)
            .whereRef("deliveries.channel_id", "=", "kept_messages.channel_id")
            .whereRef("deliveries.ts", "=", "kept_messages.thread_ts"),
        ),
        eb.exists(
          eb
            .selectFrom("proof_messages")
            .select("proof_messages.ts")
            .where("proof_messages.escalation_id", "=", escalationId)
            .whereRef("proof_messages.channel_id", "=", "kept_messages.channel_id")
            .whereRef("proof_messages.ts", "=", "kept_messages.ts"),
        ),
      ]),
    )
    .execute();
}

export interface Due {
  readonly teamId: string;
  /** What was closed, or left alone, before this instant. */
  readonly before: Date;
  readonly limit: number;
}

/** The cases that were closed so long ago, the longest first. A few, found in an index. */
export async function listLongClosed(db: Db, { teamId, before, limit }: Due): Promise<string[]> {
  const rows = await closedCases(db, teamId)
    .where("closed_at", "<", fromTime(before))
    .orderBy("closed_at")
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

function closedCases(db: Db, teamId: string) {
  return db
    .selectFrom("escalations")
    .select("id")
    .where("team_id", "=", teamId)
    .where("state", "=", sql.lit("closed"));
}

/** Cases that an earlier version closed do not say when in a column of their own. */
export async function noteWhenClosed(db: Db, teamId: string, limit: number): Promise<void> {
  const rows = await closedCases(db, teamId).where("closed_at", "is", null).limit(limit).execute();
  for (const { id } of rows) await inTransactionOn(db, id, (trx) => noteClosing(trx, id));
}

async function noteClosing(trx: Trx, id: string): Promise<void> {
  const escalation = await findEscalation(trx, id);
  if (!escalation) return;
  const at = closedAt(escalation.status);
  await trx.updateTable("escalations").set({ closed_at: at }).where("id", "=", id).execute();
}

/** True for exactly one caller. A case that was reopened meanwhile stays. */
export async function eraseLongClosed(db: Db, id: string, before: Date, now: Date): Promise<boolean> {
  return inTransactionOn(db, id, async (trx) => {
    const escalation = await findEscalation(trx, id);
    if (!escalation) return false;
    const at = closedAt(escalation.status);
    if (at === null || at >= fromTime(before)) {
      await noteClosing(trx, id);
      return false;
    }
    await eraseCase(trx, escalation, { by: null, now });
    return true;
  });
}

const unsent = ["open", "pending", "set_aside"] as const;

/** Drafts that nobody has sent, or gone on with, for so long. */
export async function listLongLeft(db: Db, { teamId, before, limit }: Due): Promise<string[]> {
  const rows = await db
    .selectFrom("drafts")
    .select("id")
    .where("team_id", "=", teamId)
    // As in its index, and no parameters.
    .where(sql<boolean>`status in ('open', 'pending', 'set_aside')`)
    .where("updated_at", "<", fromTime(before))
    .orderBy("updated_at")
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** True for exactly one caller. One that somebody has gone on with meanwhile stays. */
export async function eraseLongLeft(db: Db, id: string, before: Date, now: Date): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom("drafts")
      .where("id", "=", id)
      .where("status", "in", unsent)
      .where("updated_at", "<", fromTime(before))
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) return false;
    await removeMessages(trx, id, now);
    return true;
  });
}
