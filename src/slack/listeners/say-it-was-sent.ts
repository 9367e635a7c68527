import { afterTelling, toldSoFar } from "../../domain/partner-answer.ts";
import { localDate } from "../../domain/working-time.ts";
import { changeDraft, type Draft } from "../../store/drafts.ts";
import { redrawLetters } from "../../store/letters.ts";
import { inTransaction } from "../../store/transactions.ts";
import type { SlackDeps } from "../deps.ts";
import type { ButtonClick } from "../draft-click.ts";
import { draftScreen } from "../draft-screen.ts";
import { answerDraftSubmission, type Submission } from "../draft-submission.ts";
import { leaveToWait, whereItStands } from "../leave-draft.ts";
import { openFromMessage, tellAlone } from "../open-from-message.ts";
import { ownDraft } from "../own-draft.ts";
import { type Acting, actingPerson, clickerOf } from "../people.ts";
import { letterIn, readSentIt, sentItFaults, sentItView } from "../views/sent-it-view.ts";

/** *I sent it*, below the message to the partner: asks when, how and to whom. Too late it tells where the case stands. */
export const sayItWasSent =
  (deps: SlackDeps) =>
  async (click: ButtonClick): Promise<void> => {
    await click.ack();
    const person = await actingPerson(deps, click.body.user.id);
    const draft = await ownDraft(deps, click.action.value ?? "", clickerOf(click.body));
    if (!draft || draft.status === "set_aside") {
      await tellAlone(click, person.reader.words.modal.gone.draft);
      return;
    }
    const screen =
      draft.status === "open"
        ? askWhen(deps, draft, click.body.message?.ts ?? "", person)
        : await whereItStands(deps, draft, person);
    await openFromMessage(deps, click, screen, person.reader);
  };

function askWhen(deps: SlackDeps, { id: draftId, answers }: Draft, letter: string, person: Acting) {
  const told = toldSoFar(answers, localDate(deps.now(), person.zone));
  return sentItView({ draftId, letter, partner: answers.partner_company, ...told }, person.reader);
}

/** The partner was told: the case waits for them if there is something to wait for, else the review is shown, judged again. */
export const keepThatItWasSent = (deps: SlackDeps) => (submission: Submission) =>
  answerDraftSubmission(deps, submission, async ({ draft: before, person, view }) => {
    const { db, now } = deps;
    const today = localDate(now(), person.zone);
    const told = readSentIt(view, toldSoFar(before.answers, today));
    const errors = sentItFaults(told, today, person.reader);
    const isFaulty = Object.keys(errors).length > 0;
    const draft = await inTransaction(db, async (trx) => {
      const changed = await changeDraft(trx, before.id, now(), ({ answers, place }) =>
        isFaulty
          ? { answers: { ...answers, who_how: told.whoHow }, place }
          : { answers: afterTelling(answers, told), place: { step: "review", example: null } },
      );
      if (changed && !isFaulty) {
        const sent = { letter: letterIn(view), told: { on: told.on, how: told.how } };
        await redrawLetters(trx, changed.id, now(), sent);
      }
      return changed;
    });
    if (!draft) return whereItStands(deps, before, person);
    if (isFaulty) return { errors };

    return (await leaveToWait(deps, draft, person)) ?? draftScreen(deps, draft, person);
  });
