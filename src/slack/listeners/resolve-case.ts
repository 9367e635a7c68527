import { whyRefused } from "../../domain/case-moves.ts";
import { caseName, type Ending } from "../../domain/escalation.ts";
import { reopeningAfter } from "../../domain/nudge-plan.ts";
import { afterEnd } from "../../domain/nudging-moves.ts";
import { localDate } from "../../domain/working-time.ts";
import { planContextOf } from "../../store/plan-contexts.ts";
import { answerCaseForm, openCaseForm } from "../case-form.ts";
import type { SlackDeps } from "../deps.ts";
import type { Click } from "../draft-click.ts";
import type { Submission } from "../draft-submission.ts";
import type { MoveStory } from "../make-move.ts";
import type { CasePress } from "../open-from-message.ts";
import { redrawModal } from "../open-modal.ts";
import { ourCase } from "../our-case.ts";
import { actingPerson, clickerOf } from "../people.ts";
import { caseIn } from "../views/case-form.ts";
import { chosenEnding, readEnding, resolveView } from "../views/resolve-view.ts";
import { asCsmOfCase } from "../who.ts";

/** *Resolve*: a CSM closes the case in one of four ways, and says what came of it; the requester is told. */

export const openResolve = (deps: SlackDeps) => (press: CasePress) =>
  openCaseForm(deps, press, "resolve", (escalation, reader) => resolveView(escalation, null, reader));

/** Each ending asks for what it needs. Whoever may not resolve the case is told so when they submit. */
export const chooseEnding =
  (deps: SlackDeps) =>
  async ({ ack, body, client }: Click): Promise<void> => {
    await ack();
    const { view } = body;
    if (!view) return;
    const { reader } = await actingPerson(deps, body.user.id);
    const escalation = await ourCase(deps, deps.db, caseIn(view));
    const person = await asCsmOfCase({ clicker: clickerOf(body), deps, client, escalation });
    if (!escalation || !person || whyRefused("resolve", escalation, person)) return;
    const screen = resolveView(escalation, chosenEnding(view), reader);
    await redrawModal(deps, client, { viewId: view.id, hash: view.hash }, screen);
  };

export const resolveCase = (deps: SlackDeps) => (submission: Submission) =>
  answerCaseForm(
    deps,
    submission,
    asCsmOfCase,
    (view, escalation, { reader, zone }) => {
      const read = readEnding(view, localDate(deps.now(), zone), reader);
      if ("errors" in read) return read;
      if ("unasked" in read) return { redraw: resolveView(escalation, read.unasked, reader, true) };
      return { story: storyOf(deps, read.ending), typed: read.ending.note };
    },
    (moved, { words }) => {
      const how = moved.status.state === "closed" ? words.card.status.closings[moved.status.as] : "";
      return words.csmSide.resolve.done(caseName(moved), how);
    },
  );

function storyOf(deps: SlackDeps, ending: Ending): MoveStory<"resolve"> {
  return {
    move: "resolve",
    kind: "resolved",
    given: [{ ending }],
    // What was written too: once the case is open again, its trail alone tells it.
    details: ending,
    nudging: async ({ trx, before, at }) => ({
      allowed: true,
      nudging: afterEnd(before.nudging, reopeningAfter(at, await planContextOf(trx, before, deps.settings))),
    }),
    tells: ({ id, revision }) => [{ kind: "case_notice", escalationId: id, notice: "closed", revision }],
  };
}
