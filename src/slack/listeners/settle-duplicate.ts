import { changeDraft } from "../../store/drafts.ts";
import type { SlackDeps } from "../deps.ts";
import { answerDraftClick, type ButtonClick } from "../draft-click.ts";
import { aliveCasesOf, placeAfterSituation, screenAfterSituation } from "../duplicates.ts";
import { draftIn } from "../views/draft-metadata.ts";
import { casesShownIn } from "../views/duplicate-view.ts";

/** *It is another matter*: on with the new case, which is not asked about these again. */
export const sayItIsAnotherMatter = (deps: SlackDeps) => (click: ButtonClick) =>
  answerDraftClick(
    deps,
    click,
    draftIn,
    async ({ draft, person, view }) => {
      const own = await aliveCasesOf(deps, draft);
      const shown = casesShownIn(view);
      // Ids come back from the client: only the person's own cases are remembered.
      const settled = own.map(({ id }) => id).filter((id) => shown.includes(id));
      const moved = await changeDraft(deps.db, draft.id, deps.now(), ({ answers, otherThan, place }) => {
        const now = { answers, otherThan: [...new Set([...otherThan, ...settled])] };
        // Another window may have gone further.
        const goesOn = place.step === "situation";
        return { otherThan: now.otherThan, ...(goesOn && { place: placeAfterSituation(now, own) }) };
      });
      return moved && screenAfterSituation(deps, moved, person);
    },
    (draft, person) => screenAfterSituation(deps, draft, person),
  );
