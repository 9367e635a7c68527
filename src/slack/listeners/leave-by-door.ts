import { changeDraft, type Place } from "../../store/drafts.ts";
import type { SlackDeps } from "../deps.ts";
import { answerDraftClick, type ButtonClick } from "../draft-click.ts";
import { draftScreen } from "../draft-screen.ts";
import { draftIn } from "../views/draft-metadata.ts";

/** The person chose the wrong thing: the step they came from, as they left it. */
export const comeBackFromDoor = (deps: SlackDeps) => (click: ButtonClick) =>
  go(deps, click, { step: "situation", example: null });

/** The partner is the problem after all: on with the case. */
export const continueAnyway = (deps: SlackDeps) => (click: ButtonClick) =>
  go(deps, click, { step: "scope", example: null });

/** From a screen without inputs to a place in the draft. */
function go(deps: SlackDeps, click: ButtonClick, place: Place): Promise<void> {
  return answerDraftClick(deps, click, draftIn, async ({ draft, person }) => {
    const moved = await changeDraft(deps.db, draft.id, deps.now(), () => ({ place }));
    return moved && draftScreen(deps, moved, person);
  });
}
