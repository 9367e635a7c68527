import type { AllMiddlewareArgs, BlockAction, ButtonAction, SlackActionMiddlewareArgs } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { Draft } from "../store/drafts.ts";
import type { SlackDeps } from "./deps.ts";
import { redrawModal } from "./open-modal.ts";
import { ownDraft } from "./own-draft.ts";
import { type Acting, actingPerson } from "./people.ts";
import { draftGoneView } from "./views/dead-end-view.ts";

/** Something was pressed or chosen in a modal about a draft. */
export type Click = AllMiddlewareArgs & SlackActionMiddlewareArgs<BlockAction>;
export type ButtonClick = AllMiddlewareArgs & SlackActionMiddlewareArgs<BlockAction<ButtonAction>>;
export type ClickedView = NonNullable<BlockAction["view"]>;

/** The draft, checked to be the clicker's own, and what they clicked in. */
export interface DraftClick {
  readonly draft: Draft;
  readonly person: Acting;
  readonly view: ClickedView;
}

/**
 * Acknowledges, finds the draft that the modal speaks of, and shows what `next` answers: another screen, the modal as
 * it is (`stay`), or null when the draft is not open any more.
 */
export async function answerDraftClick(
  deps: SlackDeps,
  { ack, body, client }: Click,
  draftIdIn: (view: ClickedView) => string,
  next: (click: DraftClick) => Promise<ModalView | "stay" | null>,
): Promise<void> {
  await ack();
  const { view, user } = body;
  if (!view) return;
  const person = await actingPerson(deps, user.id);
  const draft = await ownDraft(deps, draftIdIn(view), user.id);
  const screen = draft ? await next({ draft, person, view }) : null;
  if (screen === "stay") return;
  await redrawModal(
    deps,
    client,
    { viewId: view.id, hash: view.hash },
    screen ?? draftGoneView(person.reader),
  );
}
