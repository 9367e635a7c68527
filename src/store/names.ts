import type { Escalation } from "../domain/escalation.ts";
import type { Db } from "./database.ts";
import { findPeople } from "./people.ts";

/** Names people by their ids; somebody unknown goes by theirs. */
export type NameOf = (userId: string) => string;

/** Names of the people a case speaks of, and of `others`. */
export function namesIn(db: Db, escalation: Escalation, others: readonly string[] = []): Promise<NameOf> {
  return namesOf(db, escalation.teamId, [...peopleOf(escalation), ...others]);
}

/** Names of the people that any of the cases of a workspace speaks of. */
export function namesInAll(db: Db, teamId: string, cases: readonly Escalation[]): Promise<NameOf> {
  return namesOf(db, teamId, cases.flatMap(peopleOf));
}

function peopleOf({ requesterId, coOwnerIds, status, nudging }: Escalation): readonly string[] {
  const actors = [status, nudging].flatMap((part) => ("by" in part ? [part.by] : []));
  return [requesterId, ...coOwnerIds, ...actors];
}

async function namesOf(db: Db, teamId: string, userIds: readonly string[]): Promise<NameOf> {
  const known = await findPeople(db, teamId, [...new Set(userIds)]);
  const names = new Map(known.map(({ userId, name }) => [userId, name]));
  return (userId) => names.get(userId) ?? userId;
}
