import type { Hint } from "../domain/delivery.ts";
import { want } from "../store/deliveries.ts";
import { inTransaction } from "../store/transactions.ts";
import type { SlackDeps } from "./deps.ts";

/** For what somebody did that gives the bot no answer of its own; told once for each `occasion`. */
export async function tellInDm(
  { db, now, workspace, wake }: SlackDeps,
  userId: string,
  hint: Hint,
  occasion: string,
): Promise<void> {
  await inTransaction(db, (trx) =>
    want(trx, {
      subject: { kind: "hint", occasion, hint },
      teamId: workspace.teamId,
      destination: { person: userId },
      now: now(),
    }),
  );
  wake();
}
