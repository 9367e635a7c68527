import { sql, type Transaction } from "kysely";
import { movedTo } from "../domain/proof.ts";
import { delayChannel, silentUntil } from "./channel-paces.ts";
import { findChannel, rememberChannel } from "./channels.ts";
import type { Db } from "./database.ts";
import { changeOrUndo, findEscalation } from "./escalations.ts";
import { oweAfterChange } from "./owed.ts";
import type { Database } from "./schema.ts";

/** Slack may give a channel another id, for good: what is kept follows, and a setting that names the old one means the new one. */

interface Moving {
  readonly teamId: string;
  readonly from: string;
  readonly to: string;
}

/** The present id of a channel that was known by another one. */
export async function presentIds(db: Db, teamId: string): Promise<(channelId: string) => string> {
  const rows = await db
    .selectFrom("moved_channels")
    .select(["old_id", "new_id"])
    .where("team_id", "=", teamId)
    .execute();
  const moved = new Map(rows.map((row) => [row.old_id, row.new_id]));
  return (channelId) => moved.get(channelId) ?? channelId;
}

/** The id of a channel, and those it was known by before. */
export async function idsOf(db: Db, teamId: string, channelId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("moved_channels")
    .select("old_id")
    .where("team_id", "=", teamId)
    .where("new_id", "=", channelId)
    .execute();
  return [channelId, ...rows.map(({ old_id }) => old_id)];
}

/** Doing it twice does it once. */
export async function moveChannel(trx: Transaction<Database>, moving: Moving, now: Date): Promise<void> {
  await keepPresentId(trx, moving);
  await moveWhatIsKnown(trx, moving);
  // Before the cases, so that what their change owes meets the messages that are there.
  await moveDeliveries(trx, moving);
  await moveMessages(trx, moving);
  await moveCases(trx, moving, now);
}

async function keepPresentId(trx: Transaction<Database>, { teamId, from, to }: Moving): Promise<void> {
  await trx
    .updateTable("moved_channels")
    .set({ new_id: to })
    .where("team_id", "=", teamId)
    .where("new_id", "=", from)
    .execute();
  await trx
    .insertInto("moved_channels")
    .values({ team_id: teamId, old_id: from, new_id: to })
    .onConflict((conflict) => conflict.columns(["team_id", "old_id"]).doUpdateSet({ new_id: to }))
    .execute();
  // It has an id again that it had before.
  await trx
    .deleteFrom("moved_channels")
    .where("team_id", "=", teamId)
    .whereRef("old_id", "=", "new_id")
    .execute();
}

async function moveWhatIsKnown(trx: Transaction<Database>, { teamId, from, to }: Moving): Promise<void> {
  const known = await findChannel(trx, teamId, from);
  if (known) await rememberChannel(trx, { ...known, channelId: to });
  await trx.deleteFrom("channels").where("team_id", "=", teamId).where("channel_id", "=", from).execute();
  const pace = await trx
    .deleteFrom("channel_paces")
    .where("team_id", "=", teamId)
    .where("channel_id", "=", from)
    .returning(["free_at", "held_until"])
    .executeTakeFirst();
  if (pace) await delayChannel(trx, { teamId, channelId: to, until: silentUntil(pace) });
}

async function moveDeliveries(trx: Transaction<Database>, { teamId, from, to }: Moving): Promise<void> {
  await trx
    .updateTable("deliveries")
    .set({ destination: to, lane: sql`owner_id || '@' || ${to}` })
    .where("team_id", "=", teamId)
    .where("destination_kind", "=", "channel")
    .where("destination", "=", from)
    .execute();
  await trx
    .updateTable("deliveries")
    .set({ channel_id: to })
    .where("team_id", "=", teamId)
    .where("channel_id", "=", from)
    .execute();
}

/** Messages that a person may still add to a case, and those that answered a CSM. */
async function moveMessages(trx: Transaction<Database>, { teamId, from, to }: Moving): Promise<void> {
  await trx
    .updateTable("kept_messages")
    .set({ channel_id: to })
    .where("team_id", "=", teamId)
    .where("channel_id", "=", from)
    .execute();
  const place = (channelId: string) => `"channelId":${JSON.stringify(channelId)}`;
  await trx
    .updateTable("questions")
    .set({ answer_at: sql`replace(answer_at, ${place(from)}, ${place(to)})` })
    .where("answer_at", "like", `%${place(from)}%`)
    .execute();
}

/** The cases of the channel, and those for which messages in it are evidence. */
async function moveCases(trx: Transaction<Database>, { teamId, from, to }: Moving, now: Date): Promise<void> {
  const rows = await trx
    .selectFrom("escalations")
    .select("id")
    .where("team_id", "=", teamId)
    .where("channel_id", "=", from)
    .union((eb) =>
      eb
        .selectFrom("proof_messages")
        .select("escalation_id as id")
        .where("team_id", "=", teamId)
        .where("channel_id", "=", from),
    )
    .execute();
  await trx
    .deleteFrom("proof_messages")
    .where("team_id", "=", teamId)
    .where("channel_id", "=", from)
    .execute();
  for (const { id } of rows) {
    const before = await findEscalation(trx, id);
    if (!before) continue;
    const moved = await changeOrUndo(
      trx,
      before,
      {
        ...(before.channelId === from && { channelId: to }),
        proofs: before.proofs.map((proof) => movedTo(proof, { from, to })),
      },
      { kind: "channel_moved", actorId: null, details: { from, to } },
      now,
    );
    // Links to its messages have another address now.
    if (moved.status.state !== "closed") await oweAfterChange(trx, moved, now);
  }
}
