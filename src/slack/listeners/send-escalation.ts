import {
  type CaseStatus,
  type Escalation,
  type SendNote,
  whatSendingNeeds,
} from "../../domain/escalation.ts";
import type { Verdict } from "../../domain/verdict.ts";
import type { Change } from "../../store/audit.ts";
import { findChannel } from "../../store/channels.ts";
import { changeDraft, claimDraft, type Draft } from "../../store/drafts.ts";
import { createEscalation, findEscalationByDraft } from "../../store/escalations.ts";
import { oweAfterChange } from "../../store/owed.ts";
import type { SlackDeps } from "../deps.ts";
import { answerDraftClick, type ButtonClick } from "../draft-click.ts";
import { draftScreen, judgeFor } from "../draft-screen.ts";
import { answerDraftSubmission, type Submission } from "../draft-submission.ts";
import type { Acting } from "../people.ts";
import { draftGoneView } from "../views/dead-end-view.ts";
import { draftIn } from "../views/draft-metadata.ts";
import { channelLabel } from "../views/names.ts";
import { readReviewMetadata, verdictOnScreen } from "../views/review-view.ts";
import { readSendNote, sendNoteFaults } from "../views/send-note.ts";
import { avoidedView, sentView } from "../views/sent-view.ts";

/** *Send*: the draft becomes a case, once; the card is owed from the same moment on. */
export const sendEscalation = (deps: SlackDeps) => (submission: Submission) =>
  answerDraftSubmission(deps, submission, async ({ draft: before, person, view }) => {
    // A draft that adds to a case is saved into it, never sent as another one.
    if (before.escalationId !== null) return null;
    const draft = await changeDraft(deps.db, before.id, deps.now(), ({ sendNote }) => ({
      sendNote: readSendNote(view, sendNote),
    }));
    if (!draft) return alreadySent(deps, before, person);

    const verdict = judgeFor(draft.answers, person, deps);
    const needs = whatSendingNeeds(draft.answers, verdict);
    if (needs === "adobe_does_not_serve_it" || verdictOnScreen(verdict) !== readReviewMetadata(view).level) {
      return draftScreen(deps, draft, person, { changed: true });
    }
    const errors = sendNoteFaults(draft.sendNote, needs, person.reader);
    if (Object.keys(errors).length > 0) return { errors };

    const sendNote = needs === "nothing" ? null : noteFor(needs, draft.sendNote);
    const sent = await leaveDraft(deps, draft, person, { verdict, sendNote, as: "sent" });
    return sent
      ? sentView(sent, await channelOf(deps, sent), false, person.reader)
      : alreadySent(deps, draft, person);
  });

function noteFor(needs: "sentence" | "reason_and_sentence", { reason, sentence }: SendNote): SendNote {
  return { reason: needs === "reason_and_sentence" ? reason : null, sentence };
}

/** *Close as avoided*: the partner fixed it. The case is counted; nobody else hears of it. */
export const closeAsAvoided = (deps: SlackDeps) => (click: ButtonClick) =>
  answerDraftClick(deps, click, draftIn, async ({ draft, person }) => {
    const verdict = judgeFor(draft.answers, person, deps);
    if (verdict.partnerFirst?.reason !== "partner_fixed")
      return draftScreen(deps, draft, person, { changed: true });
    const avoided = await leaveDraft(deps, draft, person, { verdict, sendNote: null, as: "avoided" });
    return avoided ? avoidedView(avoided, person.reader) : alreadySent(deps, draft, person);
  });

interface Leaving {
  readonly verdict: Verdict;
  readonly sendNote: SendNote | null;
  readonly as: "sent" | "avoided";
}

/** Makes a case of the draft; null when somebody (a double click) has done so already. */
async function leaveDraft(
  { db, now, newId, settings }: SlackDeps,
  draft: Draft,
  person: Acting,
  { verdict, sendNote, as }: Leaving,
): Promise<Escalation | null> {
  const at = now();
  const status: CaseStatus =
    as === "sent"
      ? { state: "open" }
      : { state: "closed", as: "avoided", by: person.id, at: at.toISOString() };
  const change: Change = {
    kind: as,
    actorId: person.id,
    details: { level: verdict.level, score: verdict.score },
  };
  return db.transaction().execute(async (trx) => {
    if (!(await claimDraft(trx, draft.id, as, at))) return null;
    const escalation = await createEscalation(
      trx,
      {
        id: newId(),
        draftId: draft.id,
        teamId: draft.teamId,
        requesterId: person.id,
        channelId: settings.csm.channel,
        locale: person.reader.locale,
        status,
        answers: draft.answers,
        verdict,
        sendNote,
      },
      change,
      at,
    );
    if (as === "sent") await oweAfterChange(trx, escalation, at);
    return escalation;
  });
}

/** A second click, or another window: which case the draft became. */
async function alreadySent(deps: SlackDeps, draft: Draft, person: Acting) {
  const escalation = await findEscalationByDraft(deps.db, draft.id);
  if (!escalation) return draftGoneView(person.reader);
  if (escalation.status.state === "closed" && escalation.status.as === "avoided")
    return avoidedView(escalation, person.reader);
  return sentView(escalation, await channelOf(deps, escalation), true, person.reader);
}

async function channelOf({ db, workspace }: SlackDeps, { channelId }: Escalation): Promise<string> {
  return channelLabel(await findChannel(db, workspace.teamId, channelId), channelId);
}
