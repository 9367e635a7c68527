import { findEscalation, listEscalations } from "../store/escalations.ts";
import { oweAfterChange } from "../store/owed.ts";
import { inTransaction } from "../store/transactions.ts";
import type { SlackDeps } from "./deps.ts";

const page = 50;

/** What the open cases of a requester show of them is drawn again. */
export async function redrawCasesOf({ db, now, workspace }: SlackDeps, requesterId: string): Promise<void> {
  const { teamId } = workspace;
  for (let before: number | undefined; ;) {
    const cases = await listEscalations(db, { teamId, ownerId: requesterId, limit: page, before });
    for (const { id, status, requesterId: whose } of cases) {
      if (whose !== requesterId || status.state === "closed") continue;
      await inTransaction(db, async (trx) => {
        const escalation = await findEscalation(trx, id);
        if (escalation) await oweAfterChange(trx, escalation, now());
      });
    }
    before = cases.at(-1)?.number;
    if (cases.length < page) return;
  }
}
