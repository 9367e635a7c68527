import type { SlackDeps } from "../deps.ts";
import { answerDraftClick, type ButtonClick } from "../draft-click.ts";
import { draftScreen } from "../draft-screen.ts";
import { keepNote } from "../keep-note.ts";
import { leaveToWait, whereItStands } from "../leave-draft.ts";
import { draftIn } from "../views/draft-metadata.ts";

/** *Wait*: the partner was told, or gave a date. The case is there, and nothing is posted until the day has come. */
export const waitForPartner =
  (deps: SlackDeps) =>
  async (click: ButtonClick): Promise<void> => {
    await answerDraftClick(deps, click, draftIn, async ({ draft: before, person, view }) => {
      const draft = await keepNote(deps, before, view);
      if (!draft) return whereItStands(deps, before, person);
      const waiting = await leaveToWait(deps, draft, person);
      return waiting ?? draftScreen(deps, draft, person, { changed: true });
    });
    deps.wake();
  };
