import type { ModalView } from "@slack/types";
import { type SendNote, whatSendingNeeds } from "../../domain/escalation.ts";
import { changeDraft, type Draft } from "../../store/drafts.ts";
import { audienceOf, channelOf, placementFor } from "../channels.ts";
import type { SlackDeps } from "../deps.ts";
import { answerDraftClick, type ButtonClick } from "../draft-click.ts";
import { draftScreen, judgeDraft } from "../draft-screen.ts";
import { answerDraftSubmission, type Answer, type Submission } from "../draft-submission.ts";
import { keepNote } from "../keep-note.ts";
import { leaveDraft, whereItStands } from "../leave-draft.ts";
import type { Acting } from "../people.ts";
import { draftIn } from "../views/draft-metadata.ts";
import { readReviewMetadata, verdictOnScreen } from "../views/review-view.ts";
import { sendNoteFaults } from "../views/send-note.ts";
import { sentView } from "../views/sent-view.ts";
import { readSharedChannelMetadata, sharedChannelView } from "../views/shared-channel-view.ts";

/**
 * *Send*: the draft becomes a case, once, or lets the case go on that waited; the card is owed from the same moment on.
 * Where other organisations read along, the person is shown who they are, and sends it from there.
 */

/** *Send* in the review. */
export const sendEscalation = (deps: SlackDeps) => (submission: Submission) =>
  answerDraftSubmission(deps, submission, async ({ draft: before, person, view }) => {
    const seen = readReviewMetadata(view);
    if (!seen) return null;
    const draft = await keepNote(deps, before, view);
    if (!draft) return whereItStands(deps, before, person);
    return send(deps, draft, person, { level: seen.level, audience: null });
  });

/** *Send to all of them*: once more from the start, since a minute has passed; only they need not be shown again. */
export const sendToAll = (deps: SlackDeps) => (submission: Submission) =>
  answerDraftSubmission(deps, submission, async ({ draft, person, view }) => {
    if (draft.status !== "open") return whereItStands(deps, draft, person);
    const seen = readSharedChannelMetadata(view);
    if (!seen) return null;
    const answer = await send(deps, draft, person, seen);
    // What is missing is asked for in the review.
    return "errors" in answer ? draftScreen(deps, draft, person) : answer;
  });

/** *Back* to the review: nothing was sent. */
export const comeBackFromSharedChannel = (deps: SlackDeps) => (click: ButtonClick) =>
  answerDraftClick(deps, click, draftIn, async ({ draft, person }) => {
    const back = await changeDraft(deps.db, draft.id, deps.now(), () => ({
      place: { step: "review", example: null },
    }));
    return back && draftScreen(deps, back, person);
  });

/** What the person saw as they pressed the button. */
interface Seen {
  readonly level: string;
  /** The mark of the organisations that they agreed to; null when they were shown none. */
  readonly audience: string | null;
}

async function send(deps: SlackDeps, draft: Draft, person: Acting, seen: Seen): Promise<Answer> {
  const { answers } = draft;
  const verdict = await judgeDraft(deps, draft, person);
  const needs = whatSendingNeeds(answers, verdict);
  if (needs === "adobe_does_not_serve_it" || verdictOnScreen(verdict) !== seen.level) {
    return draftScreen(deps, draft, person, { changed: true });
  }
  const errors = sendNoteFaults(draft.sendNote, needs, person.reader);
  if (Object.keys(errors).length > 0) return { errors };
  const warning = await whoReadsAlong(deps, draft, person, seen);
  if (warning) return warning;

  const sendNote = needs === "nothing" ? null : noteFor(needs, draft.sendNote);
  const sent = await leaveDraft(deps, draft, person, { answers, verdict, ending: { as: "sent", sendNote } });
  return sent
    ? sentView(sent, await channelOf(deps.db, sent), false, person.reader)
    : whereItStands(deps, draft, person);
}

/** Null when nobody outside does, or the person has agreed to just these. */
async function whoReadsAlong(
  deps: SlackDeps,
  { id: draftId, answers }: Draft,
  { reader }: Acting,
  { level, audience: agreed }: Seen,
): Promise<ModalView | null> {
  const audience = await audienceOf(deps, await placementFor(deps.db, answers, reader.locale, deps));
  if (!audience || audience.mark === agreed) return null;
  return sharedChannelView({ draftId, level, changed: agreed !== null, ...audience }, reader);
}

function noteFor(needs: "sentence" | "reason_and_sentence", { reason, sentence }: SendNote): SendNote {
  return { reason: needs === "reason_and_sentence" ? reason : null, sentence };
}
