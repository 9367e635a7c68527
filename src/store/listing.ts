import { type Insertable, type Transaction } from "kysely";
import { z } from "zod";
import type { Escalation } from "../domain/escalation.ts";
import { partnerKey } from "../domain/same-partner.ts";
import { wordsOfCase } from "../domain/search-words.ts";
import { csmOf, shelfOf, shownLevel } from "../domain/shelves.ts";
import { fromJson } from "./columns.ts";
import type { ListedCaseTable } from "./listing-tables.ts";
import type { Database } from "./schema.ts";

/** Keeps what cases are found by in step with them. Written with every change of a case, in its transaction. */

type Trx = Transaction<Database>;

export interface CounterId {
  readonly channelId: string;
  readonly usergroup: string | null;
}

/** Names the place where cases are taken: a channel, and who of it takes them. */
export function counterKey({ channelId, usergroup }: CounterId): string {
  return `${channelId} ${usergroup ?? ""}`;
}

export function counterOf(key: string): CounterId {
  const [channelId = "", usergroup = ""] = key.split(" ");
  return { channelId, usergroup: usergroup || null };
}

const idsSchema = z.array(z.string());

function listed(escalation: Escalation): Omit<Insertable<ListedCaseTable>, "id"> {
  const { teamId, number, channelId, desk, answers } = escalation;
  return {
    escalation_id: escalation.id,
    team_id: teamId,
    number,
    counter: counterKey({ channelId, usergroup: desk.usergroup }),
    shelf: shelfOf(escalation),
    level: shownLevel(escalation.verdict),
    csm_id: csmOf(escalation),
    partner_key: partnerKey(answers.partner_company),
    partner: fromJson(z.string(), answers.partner_company),
    owners: fromJson(idsSchema, ownersOf(escalation)),
    words: wordsOfCase(escalation).join(" "),
  };
}

/** A case that is new. */
export async function list(trx: Trx, escalation: Escalation): Promise<void> {
  await trx.insertInto("listed_cases").values(listed(escalation)).execute();
  await listOwners(trx, escalation);
}

/** A case that has changed, or was never listed. */
export async function listAgain(trx: Trx, escalation: Escalation): Promise<void> {
  const before = await trx
    .selectFrom("listed_cases")
    .selectAll()
    .where("escalation_id", "=", escalation.id)
    .executeTakeFirst();
  if (!before) return list(trx, escalation);
  const row = listed(escalation);
  if (changing.every((column) => row[column] === before[column])) return;
  await trx.updateTable("listed_cases").set(row).where("id", "=", before.id).execute();
  if (row.owners === before.owners && row.shelf === before.shelf) return;
  await trx.deleteFrom("listed_owners").where("escalation_id", "=", escalation.id).execute();
  await listOwners(trx, escalation);
}

const changing = [
  "counter",
  "shelf",
  "level",
  "csm_id",
  "partner_key",
  "partner",
  "owners",
  "words",
] as const;

const ownersOf = ({ requesterId, coOwnerIds }: Escalation) => [...new Set([requesterId, ...coOwnerIds])];

async function listOwners(trx: Trx, escalation: Escalation): Promise<void> {
  const { id, teamId, number } = escalation;
  const shelf = shelfOf(escalation);
  await trx
    .insertInto("listed_owners")
    .values(
      ownersOf(escalation).map((personId) => ({
        escalation_id: id,
        person_id: personId,
        team_id: teamId,
        shelf,
        number,
      })),
    )
    .execute();
}
