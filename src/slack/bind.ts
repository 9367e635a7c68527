import type { App, BlockAction, ButtonAction, OverflowAction, StaticSelectAction } from "@slack/bolt";
import type { AllMiddlewareArgs, SlackActionMiddlewareArgs } from "@slack/bolt";
import type { Submission } from "./draft-submission.ts";
import type { MeetingDeps } from "./people.ts";
import { answeringSubmission } from "./tell-of-failure.ts";

/** Binding a listener to an element of a message or a modal, by its `action_id`, or to the modal itself. */

type Listener<Element extends ButtonAction | StaticSelectAction | OverflowAction> = (
  action: AllMiddlewareArgs & SlackActionMiddlewareArgs<BlockAction<Element>>,
) => Promise<void>;

export function button(app: App, actionId: string, listener: Listener<ButtonAction>): void {
  app.action<BlockAction<ButtonAction>>({ type: "block_actions", action_id: actionId }, listener);
}

export function choice(app: App, actionId: string, listener: Listener<StaticSelectAction>): void {
  app.action<BlockAction<StaticSelectAction>>({ type: "block_actions", action_id: actionId }, listener);
}

/** Three dots, behind which there are several. */
export function menu(app: App, actionId: string, listener: Listener<OverflowAction>): void {
  app.action<BlockAction<OverflowAction>>({ type: "block_actions", action_id: actionId }, listener);
}

/** Whoever submits is answered, whatever happens. */
export function submission(
  app: App,
  deps: MeetingDeps,
  callbackId: string,
  listener: (submission: Submission) => Promise<void>,
): void {
  app.view(callbackId, answeringSubmission(deps, listener));
}
