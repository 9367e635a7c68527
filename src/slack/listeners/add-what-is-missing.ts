import type { Answers } from "../../domain/answers.ts";
import { withoutEmptyExamples } from "../../domain/example-list.ts";
import { attempt } from "../../domain/case-moves.ts";
import type { Escalation } from "../../domain/escalation.ts";
import { answersOfStep, type Step } from "../../domain/form.ts";
import { faultsOf } from "../../domain/form-faults.ts";
import { localDate } from "../../domain/working-time.ts";
import { changeDraft } from "../../store/drafts.ts";
import { findEscalation } from "../../store/escalations.ts";
import { decideInTurn } from "../../store/transactions.ts";
import { addEvidence } from "../add-evidence.ts";
import type { SlackDeps } from "../deps.ts";
import { answerDraftClick, type ButtonClick } from "../draft-click.ts";
import { draftScreen } from "../draft-screen.ts";
import { answerDraftSubmission, type Submission } from "../draft-submission.ts";
import { openDraftAtGap } from "../edit-draft.ts";
import { openFromMessage, tellThere, windowOf } from "../open-from-message.ts";
import { redrawModal } from "../open-modal.ts";
import { ourCase } from "../our-case.ts";
import { type Acting, actingPerson } from "../people.ts";
import { caseGoneView } from "../views/dead-end-view.ts";
import { draftIn } from "../views/draft-metadata.ts";
import { faultMessages, readStep, readStepMetadata } from "../views/step-view.ts";
import { savedView } from "../views/saved-view.ts";
import { whyNotOwners } from "./move-case.ts";

/** *Add what is missing*: the step of the best gap, filled in, with *Save*. From the card, the receipt, or after saving. */
export const addWhatIsMissing =
  (deps: SlackDeps) =>
  async (click: ButtonClick): Promise<void> => {
    const { ack, body, client, action } = click;
    await ack();
    const person = await actingPerson(deps, body.user.id);
    const { reader } = person;
    const escalation = await ourCase(deps, deps.db, action.value ?? "");
    const refusal = whyNotOwners(deps, "add_evidence", escalation, click);
    const inside = windowOf(body);
    const view = inside && { viewId: inside.id, hash: inside.hash };
    if (!escalation || refusal) {
      const gone = caseGoneView(reader);
      await tellThere(deps, click, reader.words.talk.refusals[refusal ?? "outsider"], () => gone, reader);
      return;
    }
    const screen = await draftScreen(deps, await openDraftAtGap(deps, escalation, person), person);
    if (view) await redrawModal(deps, client, view, screen);
    else await openFromMessage(deps, click, screen, reader);
  };

/** *Save*: the step joins the case, the case is judged again, and the modal says what that did. */
export const saveWhatWasMissing = (deps: SlackDeps) => (submission: Submission) =>
  answerDraftSubmission(deps, submission, async ({ draft: before, person, view }) => {
    const metadata = readStepMetadata(view);
    if (!metadata) return null;
    const { step, example } = metadata;
    const draft = await changeDraft(deps.db, before.id, deps.now(), (stored) => ({
      ...readStep(view, metadata, stored),
      place: { step, example },
    }));
    if (!draft?.escalationId) return null;
    const faults = faultsOf(step, draft, localDate(deps.now(), person.zone));
    if (faults.length > 0) return { errors: faultMessages(faults, metadata, person.reader) };
    const saved = await saveStep(deps, draft.escalationId, withoutEmptyExamples(draft.answers), step, person);
    return saved ? savedView(saved, { draftId: draft.id, step }, person.reader) : caseGoneView(person.reader);
  });

/** Back to the step that was just saved, as it stands: something in it may not belong there. */
export const goBackToSavedStep = (deps: SlackDeps) => (click: ButtonClick) =>
  answerDraftClick(deps, click, draftIn, ({ draft, person }) => draftScreen(deps, draft, person));

/** Null when the case may not be added to any more. Saving the same again changes nothing. */
async function saveStep(
  deps: SlackDeps,
  escalationId: string,
  answers: Answers,
  step: Step,
  person: Acting,
): Promise<Escalation | null> {
  return decideInTurn(deps.db, async (trx) => {
    const before = await findEscalation(trx, escalationId);
    if (!before) return null;
    const mover = { id: person.id, outsider: false, csm: false };
    if (!attempt("add_evidence", before, mover, deps.now()).allowed) return null;
    const merged = answersOfStep(step, { from: answers, into: before.answers });
    if (JSON.stringify(merged) === JSON.stringify(before.answers)) return before;
    const story = { kind: "evidence_added", actorId: person.id, details: { step } } as const;
    return addEvidence(trx, deps, before, { answers: merged }, story);
  });
}
