import { deliveryKey, type DeliverySubject } from "../../domain/delivery.ts";
import { findDelivery, want } from "../../store/deliveries.ts";
import { changeDraft, type Draft } from "../../store/drafts.ts";
import { inTransaction } from "../../store/transactions.ts";
import type { SlackDeps } from "../deps.ts";
import { answerDraftClick, type ButtonClick } from "../draft-click.ts";
import { draftScreen, judgeFor, replyByFor } from "../draft-screen.ts";
import { answerDraftSubmission, type Submission } from "../draft-submission.ts";
import { keepNote } from "../keep-note.ts";
import type { Acting } from "../people.ts";
import { draftIn } from "../views/draft-metadata.ts";
import {
  blankPartnerMessage,
  editedMessage,
  partnerMessageDoneView,
  type PartnerMessageScreen,
  partnerMessageView,
  readPartnerMessage,
} from "../views/partner-message-view.ts";

/** *Write to the partner*: the message as it was left, else written from the facts, to edit. The sentence typed in the review is kept. */
export const writeToPartner = (deps: SlackDeps) => (click: ButtonClick) =>
  answerDraftClick(deps, click, draftIn, async ({ draft, person, view }) => {
    const left = await keepNote(deps, draft, view);
    return left && partnerMessageView(screenOf(deps, left, person), person.reader);
  });

function screenOf(deps: SlackDeps, draft: Draft, person: Acting): PartnerMessageScreen {
  return {
    draftId: draft.id,
    answers: draft.answers,
    verdict: judgeFor(draft.answers, person, deps),
    merchant: person.name,
    replyBy: replyByFor(person, deps),
    kept: draft.partnerMessage,
  };
}

/** The message as edited goes to the person's DM, where they can copy it. The bot never writes to the partner. */
export const sendPartnerMessage = (deps: SlackDeps) => (submission: Submission) =>
  answerDraftSubmission(deps, submission, async ({ draft, person, view }) => {
    const text = readPartnerMessage(view, screenOf(deps, draft, person), person.reader);
    if (text.trim() === "") return { errors: blankPartnerMessage(person.reader) };
    const subject: DeliverySubject = {
      kind: "partner_message",
      draftId: draft.id,
      viewId: view.id,
      partner: draft.answers.partner_company,
      replyBy: replyByFor(person, deps),
      text,
    };
    await inTransaction(deps.db, async (trx) => {
      await keepMessage(deps, trx, draft, text, person);
      // The same submission delivered twice is the same message, not a second one.
      if (await findDelivery(trx, deliveryKey(subject))) return;
      await want(trx, { subject, teamId: draft.teamId, destination: { person: person.id }, now: deps.now() });
    });
    return partnerMessageDoneView(draft.id, person.reader);
  });

/** *Back* to the review, from the message or from the word that it was sent: it stays as it was edited. */
export const comeBackFromPartnerMessage = (deps: SlackDeps) => (click: ButtonClick) =>
  answerDraftClick(deps, click, draftIn, async ({ draft, person, view }) => {
    const text = readPartnerMessage(view, screenOf(deps, draft, person), person.reader);
    const kept = await keepMessage(deps, deps.db, draft, text, person);
    return kept && draftScreen(deps, kept, person);
  });

function keepMessage(
  deps: SlackDeps,
  db: SlackDeps["db"],
  draft: Draft,
  text: string,
  person: Acting,
): Promise<Draft | null> {
  return changeDraft(db, draft.id, deps.now(), (before) => ({
    partnerMessage: editedMessage(text, screenOf(deps, before, person), person.reader),
    place: { step: "review", example: null },
  }));
}
