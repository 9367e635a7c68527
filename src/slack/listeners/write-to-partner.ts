import { deliveryKey, type DeliverySubject } from "../../domain/delivery.ts";
import { findDelivery, want } from "../../store/deliveries.ts";
import { changeDraft } from "../../store/drafts.ts";
import type { SlackDeps } from "../deps.ts";
import { answerDraftClick, type ButtonClick } from "../draft-click.ts";
import { judgeFor, replyByFor } from "../draft-screen.ts";
import { answerDraftSubmission, type Submission } from "../draft-submission.ts";
import { draftIn } from "../views/draft-metadata.ts";
import {
  blankPartnerMessage,
  partnerMessageDoneView,
  partnerMessageView,
  readPartnerMessage,
} from "../views/partner-message-view.ts";
import { readSendNote } from "../views/send-note.ts";
import { go } from "./leave-by-door.ts";

/** *Write to the partner*: the message, written from the facts, for the person to edit. The sentence typed in the review is kept. */
export const writeToPartner = (deps: SlackDeps) => (click: ButtonClick) =>
  answerDraftClick(deps, click, draftIn, async ({ draft, person, view }) => {
    const left = await changeDraft(deps.db, draft.id, deps.now(), ({ sendNote }) => ({
      sendNote: readSendNote(view, sendNote),
    }));
    return (
      left &&
      partnerMessageView(
        {
          draftId: left.id,
          answers: left.answers,
          verdict: judgeFor(left.answers, person, deps),
          merchant: person.name,
          replyBy: replyByFor(person, deps),
        },
        person.reader,
      )
    );
  });

/** The message as edited goes to the person's DM, where they can copy it. The bot never writes to the partner. */
export const sendPartnerMessage = (deps: SlackDeps) => (submission: Submission) =>
  answerDraftSubmission(deps, submission, async ({ draft, person, view }) => {
    const text = readPartnerMessage(view);
    if (text.trim() === "") return { errors: blankPartnerMessage(person.reader) };
    const subject: DeliverySubject = {
      kind: "partner_message",
      draftId: draft.id,
      viewId: view.id,
      partner: draft.answers.partner_company,
      replyBy: replyByFor(person, deps),
      text,
    };
    await deps.db.transaction().execute(async (trx) => {
      // The same submission delivered twice is the same message, not a second one.
      if (await findDelivery(trx, deliveryKey(subject))) return;
      await want(trx, { subject, teamId: draft.teamId, destination: { person: person.id }, now: deps.now() });
    });
    return partnerMessageDoneView(draft.id, person.reader);
  });

/** Back to the review, from the message or from the word that it was sent. */
export const comeBackFromPartnerMessage = (deps: SlackDeps) => (click: ButtonClick) =>
  go(deps, click, { step: "review", example: null });
