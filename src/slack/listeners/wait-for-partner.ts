import { changeDraft } from "../../store/drafts.ts";
import type { SlackDeps } from "../deps.ts";
import { answerDraftClick, type ButtonClick } from "../draft-click.ts";
import { draftScreen, judgeFor, waitOn } from "../draft-screen.ts";
import { leaveDraft, whereItStands } from "../leave-draft.ts";
import { draftIn } from "../views/draft-metadata.ts";
import { readSendNote } from "../views/send-note.ts";
import { waitingView } from "../views/waiting-view.ts";

/** *Wait*: the partner was told, or gave a date. The case is there, and nothing is posted until the day has come. */
export const waitForPartner =
  (deps: SlackDeps) =>
  async (click: ButtonClick): Promise<void> => {
    await answerDraftClick(deps, click, draftIn, async ({ draft: before, person, view }) => {
      const draft = await changeDraft(deps.db, before.id, deps.now(), ({ sendNote }) => ({
        sendNote: readSendNote(view, sendNote),
      }));
      if (!draft) return whereItStands(deps, before, person);
      const { answers } = draft;
      const verdict = judgeFor(answers, person, deps);
      const wait = waitOn(answers, verdict);
      if (!wait) return draftScreen(deps, draft, person, { changed: true });
      const waiting = await leaveDraft(deps, draft, person, {
        answers,
        verdict,
        ending: { as: "waiting", wait },
      });
      return waiting ? waitingView(waiting, person.reader) : whereItStands(deps, draft, person);
    });
    deps.wake();
  };
