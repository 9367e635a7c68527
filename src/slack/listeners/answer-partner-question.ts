import type { ModalView } from "@slack/types";
import type { Answers } from "../../domain/answers.ts";
import type { Move } from "../../domain/case-moves.ts";
import { afterReply, afterSilence } from "../../domain/partner-answer.ts";
import { changeDraft, type Place } from "../../store/drafts.ts";
import type { SlackDeps } from "../deps.ts";
import type { ButtonClick } from "../draft-click.ts";
import { draftScreen } from "../draft-screen.ts";
import { openEditDraft } from "../edit-draft.ts";
import { openFromMessage, tellAlone } from "../open-from-message.ts";
import { ourCase } from "../our-case.ts";
import { type Acting, actingPerson } from "../people.ts";
import { whatWorkedView } from "../views/what-worked-view.ts";
import { whyNotOwners } from "./move-case.ts";

/**
 * The buttons below a case that waits for its partner. Each opens the draft in which the requester edits that case, and
 * nothing is decided until they decide it there.
 */

/** *They replied*: what, is asked in the partner step; from there the person walks on to the review. */
export const sayTheyReplied = (deps: SlackDeps) => (click: ButtonClick) =>
  answerWait(deps, click, "wait_on", ({ draftId, person }) =>
    goOn(deps, draftId, person, "partner", afterReply),
  );

/** *No reply*, *Not done*: judged again, in the review. */
export const sayTheyAreSilent = (deps: SlackDeps) => (click: ButtonClick) =>
  answerWait(deps, click, "wait_on", ({ draftId, person }) =>
    goOn(deps, draftId, person, "review", afterSilence),
  );

/** *Send anyway*: the review asks for the reason. */
export const sendWithoutWaiting = (deps: SlackDeps) => (click: ButtonClick) =>
  answerWait(deps, click, "send", ({ draftId, person }) =>
    goOn(deps, draftId, person, "review", (answers) => answers),
  );

/** *Fixed*: what worked is asked before the case is closed. */
export const sayItIsFixed = (deps: SlackDeps) => (click: ButtonClick) =>
  answerWait(deps, click, "close_as_avoided", ({ draftId, whatWorked, person }) =>
    Promise.resolve(whatWorkedView({ draftId, whatWorked, overReview: false }, person.reader)),
  );

interface Editing {
  readonly draftId: string;
  readonly whatWorked: string;
  readonly person: Acting;
}

/** Nothing but local work stands before the modal. */
async function answerWait(
  deps: SlackDeps,
  click: ButtonClick,
  move: Move,
  next: (editing: Editing) => Promise<ModalView | null>,
): Promise<void> {
  await click.ack();
  const { action, body } = click;
  const person = await actingPerson(deps, body.user.id);
  const escalation = await ourCase(deps, deps.db, action.value ?? "");
  const refusal = whyNotOwners(deps, move, escalation, click);
  if (!escalation || refusal) {
    await tellAlone(click, person.reader.words.talk.refusals[refusal ?? "outsider"]);
    return;
  }
  const draft = await openEditDraft(deps, escalation, person);
  const screen = await next({ draftId: draft.id, whatWorked: draft.whatWorked, person });
  await (screen
    ? openFromMessage(deps, click, screen, person.reader)
    : tellAlone(click, person.reader.words.modal.gone.draft));
}

async function goOn(
  deps: SlackDeps,
  draftId: string,
  person: Acting,
  step: Place["step"],
  answered: (answers: Answers) => Answers,
): Promise<ModalView | null> {
  const draft = await changeDraft(deps.db, draftId, deps.now(), ({ answers }) => ({
    answers: answered(answers),
    place: { step, example: null },
  }));
  return draft && draftScreen(deps, draft, person);
}
