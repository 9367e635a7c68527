import type { ModalView } from "@slack/types";
import type { Answers } from "../domain/answers.ts";
import type { Escalation } from "../domain/escalation.ts";
import { stepOf } from "../domain/gap-steps.ts";
import { proven, withRoomForProofs } from "../domain/proof.ts";
import { judge, judgeExamples, type JudgingContext } from "../domain/readiness.ts";
import { addBusinessDays, localDate } from "../domain/working-time.ts";
import type { Verdict } from "../domain/verdict.ts";
import type { Draft } from "../store/drafts.ts";
import { findEscalation } from "../store/escalations.ts";
import { destinationOf, placementFor } from "./channels.ts";
import type { SlackDeps } from "./deps.ts";
import { provenDraft } from "./edit-draft.ts";
import type { Acting } from "./people.ts";
import { caseGoneView } from "./views/dead-end-view.ts";
import { readerOf } from "./views/reader.ts";
import { reviewView } from "./views/review-view.ts";
import { stepView } from "./views/step-view.ts";

/** The verdict on answers, in the requester's own day. */
export function judgeFor(answers: Answers, person: Pick<Acting, "zone">, deps: SlackDeps): Verdict {
  return judge(answers, judgingContext(person, deps));
}

function judgingContext({ zone }: Pick<Acting, "zone">, { now, settings }: SlackDeps): JudgingContext {
  const { calendar, partnerReplyDays } = settings;
  return { now: now(), zone, calendar, partnerReplyDays };
}

/** The verdict on a draft: one that edits a case is judged with what messages were added to that. */
export async function judgeDraft(deps: SlackDeps, draft: Draft, person: Acting): Promise<Verdict> {
  return judgeFor(await provenDraft(deps.db, draft), person, deps);
}

/** The day by which a partner told today may be expected to answer. */
export function replyByFor(person: Acting, { now, settings }: SlackDeps): string {
  return addBusinessDays(localDate(now(), person.zone), settings.partnerReplyDays, settings.calendar);
}

/**
 * What a draft shows at the place where it stands: a step of the form, or the review. A draft that adds to a case shows
 * above its step what is missing there; while that case waits for its partner, nothing of it is posted, and its draft is
 * walked through like a new one.
 */
export async function draftScreen(
  deps: SlackDeps,
  draft: Draft,
  person: Acting,
  options: { readonly changed: boolean } = { changed: false },
): Promise<ModalView> {
  const edited = draft.escalationId === null ? null : await findEscalation(deps.db, draft.escalationId);
  if (edited?.status.state === "closed") return caseGoneView(person.reader);
  const { place, nextExampleKey, sendNote } = draft;
  const proofs = edited?.proofs ?? [];
  const answers = proven(draft.answers, proofs);
  if (place.step !== "review") {
    const { step } = place;
    const editable = withRoomForProofs(draft.answers, proofs);
    const adding = isPosted(edited)
      ? judgeFor(answers, person, deps).gaps.filter((gap) => stepOf(gap) === step)
      : null;
    // The other steps say nothing of them, and whoever presses *Next* waits.
    const examples = step === "examples" ? judgeExamples(answers, judgingContext(person, deps)) : [];
    const verdict = { examples };
    return stepView(
      { draftId: draft.id, step, answers: editable, place, nextExampleKey, verdict, adding, proofs },
      person.reader,
    );
  }
  const verdict = judgeFor(answers, person, deps);
  const placement = await placementFor(deps.db, answers, person.reader.locale, deps);
  return reviewView(
    {
      draftId: draft.id,
      answers,
      verdict,
      sendNote,
      requester: person.name,
      destination: await destinationOf(deps, placement),
      replyBy: replyByFor(person, deps),
      writtenIn: person.reader.locale,
      channelReader: readerOf(placement.desk.locale),
      changed: options.changed,
    },
    person.reader,
  );
}

function isPosted(edited: Escalation | null): boolean {
  return edited !== null && edited.status.state !== "waiting_partner";
}
