import type { Escalation } from "../domain/escalation.ts";
import type { Db } from "./database.ts";
import { findPerson } from "./people.ts";

/** Names of the people a case speaks of; somebody unknown goes by their id. */
export async function namesIn(
  db: Db,
  { teamId, requesterId, status, nudging }: Escalation,
): Promise<(userId: string) => string> {
  const actors = [status, nudging].flatMap((part) => ("by" in part ? [part.by] : []));
  const ids = [...new Set([requesterId, ...actors])];
  const known = await Promise.all(
    ids.map(async (id) => [id, (await findPerson(db, teamId, id))?.name] as const),
  );
  const names = new Map(known);
  return (userId) => names.get(userId) ?? userId;
}
