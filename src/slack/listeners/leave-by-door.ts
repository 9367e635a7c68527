import { changeDraft } from "../../store/drafts.ts";
import type { SlackDeps } from "../deps.ts";
import { answerDraftClick, type ButtonClick } from "../draft-click.ts";
import { draftScreen } from "../draft-screen.ts";
import { aliveCasesOf, placeAfterSituation, screenAfterSituation } from "../duplicates.ts";
import { draftIn } from "../views/draft-metadata.ts";

/** The person chose the wrong thing, or means another partner: the step they came from, as they left it. */
export const comeBackToSituation = (deps: SlackDeps) => (click: ButtonClick) =>
  answerDraftClick(deps, click, draftIn, async ({ draft, person }) => {
    const place = { step: "situation", example: null } as const;
    const moved = await changeDraft(deps.db, draft.id, deps.now(), () => ({ place }));
    return moved && draftScreen(deps, moved, person);
  });

/** The partner is the problem after all: on with the case, unless the person has that one already. */
export const continueAnyway = (deps: SlackDeps) => (click: ButtonClick) =>
  answerDraftClick(deps, click, draftIn, async ({ draft, person }) => {
    const own = await aliveCasesOf(deps, draft);
    const moved = await changeDraft(deps.db, draft.id, deps.now(), (before) => ({
      place: placeAfterSituation(before, own),
    }));
    return moved && screenAfterSituation(deps, moved, person);
  });
