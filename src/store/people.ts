import type { Selectable } from "kysely";
import { z } from "zod";
import type { Locale } from "../domain/escalation.ts";
import { fromFlag, fromJson, fromTime, toFlag, toJson, toTime } from "./columns.ts";
import type { Db } from "./database.ts";
import type { PersonTable } from "./schema.ts";

const nameSchema = z.string();

/** What Slack last said of a person: kept, because nothing may be looked up before a modal opens. */
export interface KnownPerson {
  /** The workspace in which the bot met them. */
  readonly teamId: string;
  readonly userId: string;
  readonly name: string;
  readonly locale: Locale | null;
  readonly zone: string | null;
  /** Where they belong; another workspace for people of a shared channel. */
  readonly homeTeamId: string;
  readonly guest: boolean;
  readonly deleted: boolean;
  readonly refreshedAt: Date;
}

export async function findPerson(db: Db, teamId: string, userId: string): Promise<KnownPerson | null> {
  const row = await db
    .selectFrom("people")
    .selectAll()
    .where("team_id", "=", teamId)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return row ? rowToPerson(row) : null;
}

/** All of them asked for at once. */
export async function findPeople(db: Db, teamId: string, userIds: readonly string[]): Promise<KnownPerson[]> {
  if (userIds.length === 0) return [];
  const rows = await db
    .selectFrom("people")
    .selectAll()
    .where("team_id", "=", teamId)
    .where("user_id", "in", userIds)
    .execute();
  return rows.map(rowToPerson);
}

/** Keeps the newer of what is known and what is told. */
export async function rememberPerson(db: Db, person: KnownPerson): Promise<void> {
  const known = {
    name: fromJson(nameSchema, person.name),
    locale: person.locale,
    zone: person.zone,
    home_team_id: person.homeTeamId,
    guest: fromFlag(person.guest),
    deleted: fromFlag(person.deleted),
    refreshed_at: fromTime(person.refreshedAt),
  };
  await db
    .insertInto("people")
    .values({ team_id: person.teamId, user_id: person.userId, ...known })
    .onConflict((conflict) =>
      conflict
        .columns(["team_id", "user_id"])
        .doUpdateSet(known)
        .where("people.refreshed_at", "<=", known.refreshed_at),
    )
    .execute();
}

function rowToPerson(row: Selectable<PersonTable>): KnownPerson {
  return {
    teamId: row.team_id,
    userId: row.user_id,
    name: toJson(nameSchema, row.name),
    locale: row.locale,
    zone: row.zone,
    homeTeamId: row.home_team_id,
    guest: toFlag(row.guest),
    deleted: toFlag(row.deleted),
    refreshedAt: toTime(row.refreshed_at),
  };
}
