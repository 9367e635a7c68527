import { afterFix } from "../../domain/partner-answer.ts";
import { changeDraft } from "../../store/drafts.ts";
import type { SlackDeps } from "../deps.ts";
import { answerDraftClick, type ButtonClick } from "../draft-click.ts";
import { draftScreen, judgeDraft } from "../draft-screen.ts";
import { answerDraftSubmission, type Submission } from "../draft-submission.ts";
import { keepNote } from "../keep-note.ts";
import { leaveDraft, whereItStands } from "../leave-draft.ts";
import { draftIn } from "../views/draft-metadata.ts";
import { avoidedView } from "../views/sent-view.ts";
import { readWhatWorked, whatWorkedView } from "../views/what-worked-view.ts";

/** *Close as avoided* in the review: asks what worked before it ends the case. */
export const askWhatWorked = (deps: SlackDeps) => (click: ButtonClick) =>
  answerDraftClick(deps, click, draftIn, async ({ draft: before, person, view }) => {
    const draft = await keepNote(deps, before, view);
    if (!draft) return whereItStands(deps, before, person);
    const verdict = await judgeDraft(deps, draft, person);
    if (verdict.partnerFirst?.reason !== "partner_fixed")
      return draftScreen(deps, draft, person, { changed: true });
    const { id: draftId, whatWorked } = draft;
    return whatWorkedView({ draftId, whatWorked, overReview: true }, person.reader);
  });

/** *Back* to the review; the line is kept as it is. */
export const comeBackFromWhatWorked = (deps: SlackDeps) => (click: ButtonClick) =>
  answerDraftClick(deps, click, draftIn, async ({ draft, person, view }) => {
    const back = await changeDraft(deps.db, draft.id, deps.now(), () => ({
      whatWorked: readWhatWorked(view),
      place: { step: "review", example: null },
    }));
    return back && draftScreen(deps, back, person);
  });

/** The partner fixed it. The case is counted; nobody else hears of it. */
export const closeAsAvoided = (deps: SlackDeps) => (submission: Submission) =>
  answerDraftSubmission(deps, submission, async ({ draft, person, view }) => {
    const answers = afterFix(draft.answers);
    const verdict = await judgeDraft(deps, { ...draft, answers }, person);
    const ending = { as: "avoided", note: readWhatWorked(view) } as const;
    const avoided = await leaveDraft(deps, draft, person, { answers, verdict, ending });
    return avoided ? avoidedView(avoided, person.reader) : whereItStands(deps, draft, person);
  });
