import type { Escalation } from "../domain/escalation.ts";
import type { Db } from "../store/database.ts";
import { findEscalation } from "../store/escalations.ts";
import type { SlackDeps } from "./deps.ts";

/**
 * The case that a button or a window speaks of, if it belongs to this workspace: ids come back from the client and prove
 * nothing. `db`: the transaction, where there is one.
 */
export async function ourCase(
  { workspace }: Pick<SlackDeps, "workspace">,
  db: Db,
  escalationId: string,
): Promise<Escalation | null> {
  const escalation = await findEscalation(db, escalationId);
  return escalation?.teamId === workspace.teamId ? escalation : null;
}
