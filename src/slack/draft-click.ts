import type {
  AllMiddlewareArgs,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
  StaticSelectAction,
} from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { Draft } from "../store/drafts.ts";
import type { SlackDeps } from "./deps.ts";
import { redrawModal } from "./open-modal.ts";
import { ownDraft } from "./own-draft.ts";
import { type Acting, actingPerson, type Clicker, clickerOf } from "./people.ts";
import { draftGoneView } from "./views/dead-end-view.ts";

/** Something was pressed or chosen in a modal about a draft. */
export type Click = AllMiddlewareArgs & SlackActionMiddlewareArgs<BlockAction>;
export type ButtonClick = AllMiddlewareArgs & SlackActionMiddlewareArgs<BlockAction<ButtonAction>>;
/** One option of a menu was chosen. */
export type Choice = AllMiddlewareArgs & SlackActionMiddlewareArgs<BlockAction<StaticSelectAction>>;
export type ClickedView = NonNullable<BlockAction["view"]>;

/** The draft, checked to be the clicker's own, and what they clicked in. */
export interface DraftClick {
  readonly draft: Draft;
  readonly person: Acting;
  readonly clicker: Clicker;
  readonly view: ClickedView;
}

/** What a draft shows as it stands now. */
type Redraw = (draft: Draft, person: Acting) => Promise<ModalView>;

/**
 * Acknowledges, finds the draft that the modal speaks of, and shows what `next` answers: another screen, the modal as
 * it is (`stay`), or null when the draft is not open any more. Of two clicks in quick succession the second finds the
 * modal drawn anew by the first; `redraw` then shows what both have led to.
 */
export async function answerDraftClick(
  deps: SlackDeps,
  { ack, body, client }: Click,
  draftIdIn: (view: ClickedView) => string,
  next: (click: DraftClick) => Promise<ModalView | "stay" | null>,
  redraw: Redraw | null = null,
): Promise<void> {
  await ack();
  const { view } = body;
  if (!view) return;
  const clicker = clickerOf(body);
  const person = await actingPerson(deps, clicker.userId);
  const draft = await ownDraft(deps, draftIdIn(view), clicker);
  const screen = draft ? await next({ draft, person, clicker, view }) : null;
  if (screen === "stay") return;
  const shown = screen ?? draftGoneView(person.reader);
  if (await redrawModal(deps, client, { viewId: view.id, hash: view.hash }, shown)) return;
  if (!redraw) return;
  const now = await ownDraft(deps, draftIdIn(view), clicker);
  if (now?.status === "open") await redrawModal(deps, client, { viewId: view.id }, await redraw(now, person));
}
