import type { Escalation } from "../../domain/escalation.ts";
import { counted } from "../../domain/nudging-moves.ts";
import { localDate } from "../../domain/working-time.ts";
import { namesIn } from "../../store/names.ts";
import { type NudgePlace, setOutNudge } from "../../store/nudges.ts";
import { planContextOf } from "../../store/plan-contexts.ts";
import { addQuestion, isAsked } from "../../store/questions.ts";
import { Overtaken } from "../../store/transactions.ts";
import { answerCaseForm, type FormContext, openCaseForm } from "../case-form.ts";
import type { SlackDeps } from "../deps.ts";
import type { ButtonClick } from "../draft-click.ts";
import type { Submission } from "../draft-submission.ts";
import type { MoveFacts, MoveStory } from "../make-move.ts";
import { describeError } from "../failures.ts";
import { inChannel } from "../people.ts";
import { placeFor } from "../place-for.ts";
import { askView, readQuestion } from "../views/ask-view.ts";
import { asCsmOfCase } from "../who.ts";

/** *Ask one thing*: a CSM puts one question to the requester, in the thread or by DM. It counts as that day's reminder. */

export const openAsk = (deps: SlackDeps) => (click: ButtonClick) =>
  openCaseForm(deps, click, "ask", async (escalation, reader) => {
    const nameOf = await namesIn(deps.db, escalation);
    return askView(escalation, nameOf(escalation.requesterId), reader);
  });

export const askOneThing = (deps: SlackDeps) => (submission: Submission) => {
  let place: NudgePlace = "dm";
  return answerCaseForm(
    deps,
    submission,
    asCsmOfCase,
    (view, _escalation, { reader }) => {
      const read = readQuestion(view, reader);
      if ("errors" in read) return read;
      const asked = { viewId: view.id, text: read.text };
      return {
        story: storyOf(deps, asked, () => place),
        typed: read.text,
        check: async (context) => {
          place = await placeOf(context);
          return null;
        },
      };
    },
    (_moved, { words }) => words.questions.ask.done,
  );
};

function storyOf(
  deps: SlackDeps,
  { viewId, text }: { readonly viewId: string; readonly text: string },
  place: () => NudgePlace,
): MoveStory<"ask"> {
  return {
    move: "ask",
    kind: "question_asked",
    given: [],
    details: ({ before }) => ({ number: numberAfter(before) }),
    wasMade: ({ trx, before }) => isAsked(trx, before.id, viewId),
    changes: async (facts) => {
      const { trx, before, person, at } = facts;
      const number = numberAfter(before);
      const question = { escalationId: before.id, number, viewId, askedBy: person.id, askedAt: at, text };
      if (!(await addQuestion(trx, { ...question, place: place() }))) throw new Overtaken();
      await takeDay(deps, facts, number, place());
      return { nudging: counted(before.nudging) };
    },
    tells: ({ id: escalationId, nudging: { count: number } }) => [
      { kind: "question", escalationId, number, place: place() },
      ...(place() === "dm" ? [{ kind: "question_note", escalationId, number } as const] : []),
    ],
  };
}

function numberAfter({ nudging }: Escalation): number {
  return nudging.count + 1;
}

/** So that no reminder comes on that day. One that is taken already keeps no question back. */
async function takeDay(
  { settings }: SlackDeps,
  { trx, before, at }: MoveFacts,
  number: number,
  place: NudgePlace,
): Promise<void> {
  const { id: escalationId, teamId, requesterId, nudging } = before;
  const { zone } = await planContextOf(trx, before, settings);
  const whose = { teamId, personId: requesterId, day: localDate(at, zone) };
  const question = { escalationId, number, kind: "csm_question", place, episode: nudging.episodes } as const;
  await setOutNudge(trx, { ...question, ...whose }, at);
}

/** A Slack that does not tell who is in the channel costs no more than the thread. */
async function placeOf({ deps, client, escalation }: FormContext): Promise<NudgePlace> {
  const isInChannel = (channelId: string, userId: string) => inChannel(client, channelId, userId);
  try {
    return await placeFor({ db: deps.db, isInChannel }, escalation);
  } catch (error) {
    deps.log.warn(
      { escalation: escalation.id, ...describeError(error) },
      "could not tell whether a requester is in the channel",
    );
    return "dm";
  }
}
