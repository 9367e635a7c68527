import type { Selectable, Transaction } from "kysely";
import { z } from "zod";
import { eventKinds } from "../domain/case-events.ts";
import type { ErasedCase } from "../domain/erasing.ts";
import { fromFlag, fromJson, fromTime, toFlag, toJson, toTime } from "./columns.ts";
import type { Db } from "./database.ts";
import type { Database } from "./schema.ts";
import type { ErasedCaseTable } from "./workspace-tables.ts";

/** What is left of erased cases. Their numbers are not given again: the counter of the workspace goes on. */

const idsSchema = z.array(z.string()).readonly();
const trailSchema = z
  .array(
    z.object({
      at: z.iso.datetime(),
      by: z.string().nullable(),
      kind: z.enum(eventKinds),
      ready: z.boolean().optional(),
    }),
  )
  .readonly();

export async function keepErased(trx: Transaction<Database>, erased: ErasedCase): Promise<void> {
  await trx
    .insertInto("erased_cases")
    .values({
      id: erased.id,
      team_id: erased.teamId,
      number: erased.number,
      requester_id: erased.requesterId,
      co_owner_ids: fromJson(idsSchema, erased.coOwnerIds),
      channel_id: erased.channelId,
      usergroup: erased.usergroup,
      was_sent: fromFlag(erased.wasSent),
      trail: fromJson(trailSchema, erased.trail),
      erased_at: fromTime(erased.erasedAt),
      erased_by: erased.erasedBy,
    })
    .execute();
}

export async function findErased(
  db: Db,
  teamId: string,
  wanted: { readonly number: number } | { readonly id: string },
): Promise<ErasedCase | null> {
  const all = db.selectFrom("erased_cases").selectAll().where("team_id", "=", teamId);
  const one = "id" in wanted ? all.where("id", "=", wanted.id) : all.where("number", "=", wanted.number);
  const row = await one.executeTakeFirst();
  return row ? rowToErased(row) : null;
}

export function rowToErased(row: Selectable<ErasedCaseTable>): ErasedCase {
  return {
    id: row.id,
    teamId: row.team_id,
    number: row.number,
    requesterId: row.requester_id,
    coOwnerIds: toJson(idsSchema, row.co_owner_ids),
    channelId: row.channel_id,
    usergroup: row.usergroup,
    wasSent: toFlag(row.was_sent),
    trail: toJson(trailSchema, row.trail),
    erasedAt: toTime(row.erased_at),
    erasedBy: row.erased_by,
  };
}
