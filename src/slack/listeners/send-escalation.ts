import { type SendNote, whatSendingNeeds } from "../../domain/escalation.ts";
import { channelOf } from "../channels.ts";
import type { SlackDeps } from "../deps.ts";
import { draftScreen, judgeFor } from "../draft-screen.ts";
import { answerDraftSubmission, type Submission } from "../draft-submission.ts";
import { keepNote } from "../keep-note.ts";
import { leaveDraft, whereItStands } from "../leave-draft.ts";
import { readReviewMetadata, verdictOnScreen } from "../views/review-view.ts";
import { sendNoteFaults } from "../views/send-note.ts";
import { sentView } from "../views/sent-view.ts";

/** *Send*: the draft becomes a case, once, or lets the case go on that waited; the card is owed from the same moment on. */
export const sendEscalation = (deps: SlackDeps) => (submission: Submission) =>
  answerDraftSubmission(deps, submission, async ({ draft: before, person, view }) => {
    const draft = await keepNote(deps, before, view);
    if (!draft) return whereItStands(deps, before, person);

    const verdict = judgeFor(draft.answers, person, deps);
    const needs = whatSendingNeeds(draft.answers, verdict);
    if (needs === "adobe_does_not_serve_it" || verdictOnScreen(verdict) !== readReviewMetadata(view).level) {
      return draftScreen(deps, draft, person, { changed: true });
    }
    const errors = sendNoteFaults(draft.sendNote, needs, person.reader);
    if (Object.keys(errors).length > 0) return { errors };

    const sendNote = needs === "nothing" ? null : noteFor(needs, draft.sendNote);
    const { answers } = draft;
    const sent = await leaveDraft(deps, draft, person, {
      answers,
      verdict,
      ending: { as: "sent", sendNote },
    });
    return sent
      ? sentView(sent, await channelOf(deps.db, sent), false, person.reader)
      : whereItStands(deps, draft, person);
  });

function noteFor(needs: "sentence" | "reason_and_sentence", { reason, sentence }: SendNote): SendNote {
  return { reason: needs === "reason_and_sentence" ? reason : null, sentence };
}
