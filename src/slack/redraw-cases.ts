import type { Escalation } from "../domain/escalation.ts";
import { liveShelves } from "../domain/shelves.ts";
import { findEscalation } from "../store/escalations.ts";
import { lookThrough } from "../store/finding.ts";
import { oweAfterChange } from "../store/owed.ts";
import { inTransaction } from "../store/transactions.ts";
import type { SlackDeps } from "./deps.ts";

const page = 50;

/** What the open cases of a requester show of them is drawn again. */
export async function redrawCasesOf({ db, now, workspace }: SlackDeps, requesterId: string): Promise<void> {
  const { teamId } = workspace;
  const look = { teamId, shelves: liveShelves, of: [{ ownerId: requesterId }] };
  for (let from: number | null = null; ;) {
    const cases: readonly Escalation[] = await lookThrough(db, look, { order: "newest", from, limit: page });
    for (const { id, requesterId: whose } of cases) {
      if (whose !== requesterId) continue;
      await inTransaction(db, async (trx) => {
        const escalation = await findEscalation(trx, id);
        if (escalation) await oweAfterChange(trx, escalation, now());
      });
    }
    const last = cases.at(-1);
    if (cases.length < page || !last) return;
    from = last.number - 1;
  }
}
