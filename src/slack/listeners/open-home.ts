import type { AllMiddlewareArgs, AnyMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";
import { openHome } from "../../store/homes.ts";
import type { SlackDeps } from "../deps.ts";
import { isInHome } from "../open-from-message.ts";

/** Somebody looks at the App Home: from now on it is kept up to date for a while. */
export const noticeOpenedHome =
  (deps: SlackDeps) =>
  async ({ event }: AllMiddlewareArgs & SlackEventMiddlewareArgs<"app_home_opened">): Promise<void> => {
    if (event.tab === "home") await lookAgain(deps, event.user);
  };

/** Whatever was pressed in it, it shows what came of that. */
export const redrawHomeAfter =
  (deps: SlackDeps) =>
  async (act: AnyMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    await act.next();
    if (!("action" in act) || act.body.type !== "block_actions") return;
    if (isInHome(act.body)) await lookAgain(deps, act.body.user.id);
  };

async function lookAgain({ db, workspace, now, wake }: SlackDeps, userId: string): Promise<void> {
  await openHome(db, { teamId: workspace.teamId, userId }, now());
  wake();
}
