import type { Answers } from "../../domain/answers.ts";
import { withoutEmptyExamples } from "../../domain/example-list.ts";
import { attempt, type Escalation } from "../../domain/escalation.ts";
import { answersOfStep, type Step } from "../../domain/form.ts";
import { faultsOf } from "../../domain/form-faults.ts";
import { stepOf } from "../../domain/gap-steps.ts";
import { owedAfterEvidence } from "../../domain/delivery.ts";
import { afterEvidence } from "../../domain/nudging-moves.ts";
import { localDate } from "../../domain/working-time.ts";
import { changeDraft, type Draft, findWaitingDraft, openDraft } from "../../store/drafts.ts";
import { changeOrUndo, decideInTurn, findEscalation } from "../../store/escalations.ts";
import { owe, oweAfterChange } from "../../store/owed.ts";
import type { SlackDeps } from "../deps.ts";
import type { ButtonClick } from "../draft-click.ts";
import { draftScreen, judgeFor } from "../draft-screen.ts";
import { answerDraftSubmission, type Submission } from "../draft-submission.ts";
import { openFromMessage, tellAlone } from "../open-from-message.ts";
import { redrawModal } from "../open-modal.ts";
import { type Acting, actingPerson } from "../people.ts";
import { caseGoneView } from "../views/dead-end-view.ts";
import { faultMessages, readStep, readStepMetadata } from "../views/step-view.ts";
import { savedView } from "../views/saved-view.ts";
import { whyNotRequesters } from "./move-case.ts";

/** *Add what is missing*: the step of the best gap, filled in, with *Save*. From the card, the receipt, or after saving. */
export const addWhatIsMissing =
  (deps: SlackDeps) =>
  async (click: ButtonClick): Promise<void> => {
    const { ack, body, client, action } = click;
    await ack();
    const person = await actingPerson(deps, body.user.id);
    const { reader } = person;
    const escalation = await findEscalation(deps.db, action.value ?? "");
    const refusal = whyNotRequesters(deps, "add_evidence", escalation, click);
    const view = body.view && { viewId: body.view.id, hash: body.view.hash };
    if (!escalation || refusal) {
      if (view) await redrawModal(deps, client, view, caseGoneView(reader));
      else await tellAlone(click, reader.words.talk.refusals[refusal ?? "outsider"]);
      return;
    }
    const screen = await draftScreen(deps, await draftOf(deps, escalation, person), person);
    if (view) await redrawModal(deps, client, view, screen);
    else await openFromMessage(click, screen, reader);
  };

/** What the person adds to a case is a draft of its own: choices made before a closed modal are still there. */
async function draftOf(
  { db, now, newId, workspace }: SlackDeps,
  escalation: Escalation,
  person: Acting,
): Promise<Draft> {
  const best = escalation.verdict.gaps[0];
  const place = { step: best ? stepOf(best) : "situation", example: best?.example ?? null } as const;
  const owner = { teamId: workspace.teamId, userId: person.id, escalationId: escalation.id };
  const after = await findWaitingDraft(db, escalation.id);
  const opened = { id: newId(), ...owner, answers: escalation.answers, place, after };
  const draft = await openDraft(db, opened, now());
  const resumed = await changeDraft(db, draft.id, now(), (before) => {
    // Typed and not saved yet: the person goes on where that was, whatever has become of the case since.
    if (!isSame(before.answers, escalation.answers)) return {};
    const further = best?.code === "example_missing" ? before.nextExampleKey : null;
    return { answers: escalation.answers, place: { step: place.step, example: place.example ?? further } };
  });
  return resumed ?? draft;
}

function isSame(some: Answers, others: Answers): boolean {
  return JSON.stringify(withoutEmptyExamples(some)) === JSON.stringify(withoutEmptyExamples(others));
}

/** *Save*: the step joins the case, the case is judged again, and the modal says what that did. */
export const saveWhatWasMissing = (deps: SlackDeps) => (submission: Submission) =>
  answerDraftSubmission(deps, submission, async ({ draft: before, person, view }) => {
    const metadata = readStepMetadata(view);
    const { step, example } = metadata;
    const draft = await changeDraft(deps.db, before.id, deps.now(), (stored) => ({
      ...readStep(view, metadata, stored),
      place: { step, example },
    }));
    if (!draft?.escalationId) return null;
    const faults = faultsOf(step, draft, localDate(deps.now(), person.zone));
    if (faults.length > 0) return { errors: faultMessages(faults, metadata, person.reader) };
    const saved = await saveStep(deps, draft.escalationId, withoutEmptyExamples(draft.answers), step, person);
    return saved ? savedView(saved, person.reader) : caseGoneView(person.reader);
  });

/** Null when the case may not be added to any more. Saving the same again changes nothing. */
async function saveStep(
  deps: SlackDeps,
  escalationId: string,
  answers: Answers,
  step: Step,
  person: Acting,
): Promise<Escalation | null> {
  const at = deps.now();
  return decideInTurn(deps.db, async (trx) => {
    const before = await findEscalation(trx, escalationId);
    if (!before) return null;
    const decision = attempt("add_evidence", before, { id: person.id, outsider: false, csm: false }, at);
    if (!decision.allowed) return null;
    const merged = answersOfStep(step, { from: answers, into: before.answers });
    if (JSON.stringify(merged) === JSON.stringify(before.answers)) return before;
    const verdict = judgeFor(merged, person, deps);
    const details = { step, level: verdict.level, score: verdict.score };
    const change = { kind: "evidence_added", actorId: person.id, details } as const;
    const nudging = afterEvidence(before.nudging, { ...before, verdict }, at);
    const saved = await changeOrUndo(trx, before, { answers: merged, verdict, nudging }, change, at);
    await oweAfterChange(trx, saved, at);
    const answer = owedAfterEvidence(before, saved);
    if (answer) await owe(trx, saved, answer, at);
    return saved;
  });
}
