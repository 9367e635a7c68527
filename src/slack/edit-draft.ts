import type { Answers } from "../domain/answers.ts";
import { withoutEmptyExamples } from "../domain/example-list.ts";
import type { Escalation } from "../domain/escalation.ts";
import type { ProofTarget } from "../domain/gap-proof.ts";
import { answersOfStep, type Step, steps } from "../domain/form.ts";
import { stepOf } from "../domain/gap-steps.ts";
import { freshExampleKey, proven } from "../domain/proof.ts";
import type { Db } from "../store/database.ts";
import { changeDraft, type Draft, findWaitingDraft, openDraft, type Place } from "../store/drafts.ts";
import { findEscalation } from "../store/escalations.ts";
import type { SlackDeps } from "./deps.ts";
import type { Acting } from "./people.ts";

/** What a person changes of a case is a draft of its own: choices made before a closed modal are still there. */

/** The draft in which the person edits the case; what they began to change and did not finish is still in it. */
export async function openEditDraft(
  { db, now, newId }: SlackDeps,
  escalation: Escalation,
  { id: userId }: Acting,
  place?: Place,
): Promise<Draft> {
  const { id: escalationId, teamId, answers } = escalation;
  const after = await findWaitingDraft(db, escalationId);
  return openDraft(
    db,
    {
      id: newId(),
      teamId,
      userId,
      escalationId,
      answers,
      ...(place && { place }),
      leastExampleKey: freshExampleKey(escalation),
      after,
    },
    now(),
  );
}

/** The same, at the step of the gap that was `chosen`, or else of the best one. */
export async function openDraftAtGap(
  deps: SlackDeps,
  escalation: Escalation,
  person: Acting,
  chosen: ProofTarget | null = null,
): Promise<Draft> {
  const gap = chosen ?? escalation.verdict.gaps[0];
  const step = gap ? stepOf(gap) : "situation";
  const draft = await openEditDraft(deps, escalation, person, { step, example: gap?.example ?? null });
  const resumed = await changeDraft(deps.db, draft.id, deps.now(), (before) => {
    const further = gap?.code === "example_missing" ? before.nextExampleKey : null;
    const place = { step, example: gap?.example ?? further };
    const [unsaved, ...more] = unsavedSteps(before.answers, escalation.answers);
    if (!unsaved) return { answers: escalation.answers, place };
    if (chosen) return { place };
    // Typed and not saved yet: the person goes on where that was, whatever has become of the case since.
    const isThere = [unsaved, ...more].some((each) => each === before.place.step);
    return isThere ? {} : { place: { step: unsaved, example: null } };
  });
  return resumed ?? draft;
}

function unsavedSteps(typed: Answers, saved: Answers): readonly Step[] {
  const into = withoutEmptyExamples(saved);
  const from = withoutEmptyExamples(typed);
  return steps.filter((step) => JSON.stringify(answersOfStep(step, { from, into })) !== JSON.stringify(into));
}

/** What is judged of a draft: its answers, with what the messages say that were added to the case it edits. */
export async function provenDraft(
  db: Db,
  { answers, escalationId }: Pick<Draft, "answers" | "escalationId">,
): Promise<Answers> {
  const edited = escalationId === null ? null : await findEscalation(db, escalationId);
  return edited ? proven(answers, edited.proofs) : answers;
}
