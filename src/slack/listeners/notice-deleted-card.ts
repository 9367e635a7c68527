import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";
import { noteDeleted } from "../../store/deleted-cards.ts";
import { inTransaction } from "../../store/transactions.ts";
import { deletedIn } from "../deleted-message.ts";
import type { SlackDeps } from "../deps.ts";

/**
 * Somebody deleted a message: a card is posted again once, anything else of ours stays away. Where messages stand is
 * kept, so that an event that comes twice finds nothing the second time.
 */
export const noticeDeletedCard =
  ({ db, now, workspace, log, wake }: SlackDeps) =>
  async ({ event }: AllMiddlewareArgs & SlackEventMiddlewareArgs<"message">): Promise<void> => {
    const place = deletedIn(event);
    if (!place) return;
    const deleted = await inTransaction(db, (trx) =>
      noteDeleted(trx, { ...place, teamId: workspace.teamId }, now()),
    );
    if (!deleted) return;
    log.info({ delivery: deleted.key, outcome: deleted.outcome }, "a message was deleted in Slack");
    wake();
  };
