import type { Escalation } from "../domain/escalation.ts";
import type { Db } from "./database.ts";
import { findPeople, findPerson } from "./people.ts";

/** Names of the people a case speaks of, and of `others`; somebody unknown goes by their id. */
export async function namesIn(
  db: Db,
  { teamId, requesterId, coOwnerIds, status, nudging }: Escalation,
  others: readonly string[] = [],
): Promise<(userId: string) => string> {
  const actors = [status, nudging].flatMap((part) => ("by" in part ? [part.by] : []));
  const ids = [...new Set([requesterId, ...coOwnerIds, ...actors, ...others])];
  const known = await Promise.all(
    ids.map(async (id) => [id, (await findPerson(db, teamId, id))?.name] as const),
  );
  const names = new Map(known);
  return (userId) => names.get(userId) ?? userId;
}

/** Of all of these, asked for at once. */
export async function namesOf(
  db: Db,
  teamId: string,
  userIds: readonly string[],
): Promise<(userId: string) => string> {
  const known = await findPeople(db, teamId, [...new Set(userIds)]);
  const names = new Map(known.map(({ userId, name }) => [userId, name]));
  return (userId) => names.get(userId) ?? userId;
}
