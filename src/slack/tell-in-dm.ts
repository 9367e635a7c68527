import { createHash } from "node:crypto";
import type { Hint } from "../domain/delivery.ts";
import { want } from "../store/deliveries.ts";
import { inTransaction } from "../store/transactions.ts";
import type { SlackDeps } from "./deps.ts";

/**
 * For what somebody did that gives the bot no answer of its own; told once for each `slackId`, by which Slack names what
 * they did. Only a digest of it is kept: some of these ids open windows.
 */
export async function tellInDm(
  { db, now, workspace, wake }: SlackDeps,
  userId: string,
  hint: Hint,
  slackId: string,
): Promise<void> {
  const occasion = createHash("sha256").update(slackId).digest("base64url");
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
