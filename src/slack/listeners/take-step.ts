import type { ModalView } from "@slack/types";
import type { Answers } from "../../domain/answers.ts";
import { doorAfterSituation, urgentDoor } from "../../domain/doors.ts";
import type { Escalation } from "../../domain/escalation.ts";
import { withoutEmptyExamples, withoutExample } from "../../domain/example-list.ts";
import { type FieldId, fields, isShown, type Step } from "../../domain/form.ts";
import { type FieldFault, faultsOf } from "../../domain/form-faults.ts";
import { stopAfter, stopBefore } from "../../domain/walk.ts";
import { localDate } from "../../domain/working-time.ts";
import { changeDraft, type Draft, type Place } from "../../store/drafts.ts";
import type { SlackDeps } from "../deps.ts";
import {
  answerDraftClick,
  type ButtonClick,
  type Click,
  type ClickedView,
  type DraftClick,
} from "../draft-click.ts";
import { draftScreen } from "../draft-screen.ts";
import { answerDraftSubmission, type Submission } from "../draft-submission.ts";
import { aliveCasesOf, placeAfterSituation, screenAfterSituation } from "../duplicates.ts";
import type { Acting } from "../people.ts";
import { doorView } from "../views/door-view.ts";
import { draftIn } from "../views/draft-metadata.ts";
import { showsTrouble } from "../views/trouble-views.ts";
import { faultMessages, readStep, readStepMetadata, type StepMetadata } from "../views/step-view.ts";

/** *Next*: what is on screen is saved, whether or not it may be left; then the next step, a door, or the faults. */
export const takeNextStep = (deps: SlackDeps) => (submission: Submission) =>
  answerDraftSubmission(
    deps,
    submission,
    async ({ draft, person, view }) => {
      const metadata = readStepMetadata(view);
      if (!metadata) return null;
      const today = localDate(deps.now(), person.zone);
      let faults: readonly FieldFault[] = [];
      const own = metadata.step === "situation" ? await aliveCasesOf(deps, draft) : [];
      const take = (before: Draft) => {
        const written = readStep(view, metadata, before);
        faults = faultsOf(metadata.step, { ...written, place: { example: metadata.example } }, today);
        return faults.length > 0
          ? { ...written, place: placeOf(metadata) }
          : left(metadata, written, before, own);
      };
      const taken = await changeDraft(deps.db, draft.id, deps.now(), take, draft);
      if (!taken) return null;
      if (faults.length > 0) return { errors: faultMessages(faults, metadata, person.reader) };
      if (metadata.step !== "situation") return draftScreen(deps, taken, person);
      const door = doorAfterSituation(taken.answers);
      return door ? doorView(door, taken.id, person.reader) : screenAfterSituation(deps, taken, person);
    },
    { mayOwe: false },
  );

/** *Back*: what is on screen is saved as it is. */
export const takeStepBack = (deps: SlackDeps) => (click: ButtonClick) =>
  moveWithin(deps, click, ({ step }, written) => ({
    ...written,
    place: { step: stopBefore(step), example: null },
  }));

/** Puts another example on screen, once the one on screen has something in it. */
export const addExample = (deps: SlackDeps) => (click: ButtonClick) =>
  moveWithin(deps, click, (_, written) => ({
    ...written,
    place: { step: "examples", example: written.nextExampleKey },
  }));

export const editExample = (deps: SlackDeps) => (click: ButtonClick) =>
  moveWithin(deps, click, (metadata, written, value) => {
    const chosen = written.answers.examples.find(({ key }) => String(key) === value);
    return { ...written, place: { step: "examples", example: chosen ? chosen.key : metadata.example } };
  });

/** The example on screen stays there, unless it is the one that goes. */
export const removeExample = (deps: SlackDeps) => (click: ButtonClick) =>
  moveWithin(deps, click, (metadata, written, value) => {
    const key = Number(value);
    const answers = withoutExample(written.answers, key);
    return {
      ...written,
      answers,
      place: { step: "examples", example: metadata.example === key ? null : metadata.example },
    };
  });

type Written = ReturnType<typeof readStep>;
type Change = Written & { readonly place: Place };

/** `own`: the cases that a new draft may double. */
function left(
  { step }: StepMetadata,
  written: Written,
  { otherThan }: Draft,
  own: readonly Escalation[],
): Change {
  const answers = step === "examples" ? withoutEmptyExamples(written.answers) : written.answers;
  const { nextExampleKey } = written;
  if (step !== "situation")
    return { answers, nextExampleKey, place: { step: stopAfter(step), example: null } };
  const place: Place =
    doorAfterSituation(answers) === null
      ? placeAfterSituation({ answers, otherThan }, own)
      : { step, example: null };
  return { answers, nextExampleKey, place };
}

function placeOf({ step, example }: StepMetadata): Place {
  return { step, example };
}

/**
 * A choice or a date was made: it is saved, and the step drawn anew when other fields belong to it now. An urgency with a
 * door of its own opens it at once; after *Back* from there the other answers can be changed without being sent there again.
 */
export const keepAnswer = (deps: SlackDeps) => (click: Click) => {
  const doorFor = ({ answers }: Draft) =>
    click.action.block_id === ("urgency" satisfies FieldId) ? urgentDoor(answers) : null;
  const screenFor = async (draft: Draft, person: Acting): Promise<ModalView> => {
    const door = doorFor(draft);
    return door ? doorView(door, draft.id, person.reader) : draftScreen(deps, draft, person);
  };
  const next = async ({ draft, person, view }: DraftClick) => {
    const metadata = readStepMetadata(view);
    if (!metadata) return null;
    const kept = await changeDraft(deps.db, draft.id, deps.now(), (before) => ({
      ...readStep(view, metadata, before),
      place: placeOf(metadata),
    }));
    if (!kept) return null;
    const asItIs = !showsTrouble(view) && !doorFor(kept) && hasFieldsFor(metadata.step, kept.answers, view);
    return asItIs ? "stay" : screenFor(kept, person);
  };
  return answerDraftClick(deps, click, draftIn, next, screenFor);
};

/** Whether this window asks what belongs to the answers now: another one of the same draft may have changed them. */
function hasFieldsFor(step: Step, answers: Answers, { blocks }: ClickedView): boolean {
  const belong = fields.filter((field) => field.step === step && isShown(field, answers));
  const drawn = blocks.flatMap((block) => (block.type === "input" ? [block.block_id?.split(":")[0]] : []));
  return belong.map((field) => field.id).join() === drawn.join();
}

/** A button within a step: what is on screen is saved first, then the modal shows the new place. */
function moveWithin(
  deps: SlackDeps,
  click: ButtonClick,
  move: (metadata: StepMetadata, written: Written, value: string) => Change,
): Promise<void> {
  const next = async ({ draft, person, view }: DraftClick) => {
    const metadata = readStepMetadata(view);
    if (!metadata) return null;
    const value = click.action.value ?? "";
    const moved = await changeDraft(deps.db, draft.id, deps.now(), (before) =>
      move(metadata, readStep(view, metadata, before), value),
    );
    return moved && draftScreen(deps, moved, person);
  };
  return answerDraftClick(deps, click, draftIn, next, (draft, person) => draftScreen(deps, draft, person));
}
