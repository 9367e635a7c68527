import type { SlackDeps } from "../deps.ts";
import { answerDraftClick, type ButtonClick, type Click } from "../draft-click.ts";
import { draftScreen } from "../draft-screen.ts";
import { keepNote } from "../keep-note.ts";
import { draftIn } from "../views/draft-metadata.ts";

/** *Back* from the review; the sentence typed there is kept. */
export const leaveReview = (deps: SlackDeps) => (click: ButtonClick) =>
  answerDraftClick(deps, click, draftIn, async ({ draft, person, view }) => {
    const left = await keepNote(deps, draft, view, { place: { step: "ask", example: null } });
    return left && draftScreen(deps, left, person);
  });

/** The reason was chosen: it is kept, and so is the sentence as far as it is typed. */
export const keepSendNote = (deps: SlackDeps) => (click: Click) =>
  answerDraftClick(deps, click, draftIn, async ({ draft, view }) => {
    const kept = await keepNote(deps, draft, view);
    return kept && "stay";
  });
