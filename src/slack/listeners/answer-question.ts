import { whyRefused } from "../../domain/case-moves.ts";
import { caseName } from "../../domain/escalation.ts";
import { findEscalation } from "../../store/escalations.ts";
import { namesIn } from "../../store/names.ts";
import { findQuestion } from "../../store/questions.ts";
import { answerQuestion, whyNotAnswered } from "../answer-question.ts";
import type { SlackDeps } from "../deps.ts";
import type { ButtonClick } from "../draft-click.ts";
import type { Submission } from "../draft-submission.ts";
import { openFromMessage, tellAlone } from "../open-from-message.ts";
import { actingPerson, asOwner, clickerOf } from "../people.ts";
import { refusalInWords } from "../refusals.ts";
import { answerView, questionIn, readAnswer } from "../views/answer-view.ts";
import { outcomeView } from "../views/case-form.ts";

/** *Answer*: a window with the question above, which one of the requester's side fills in. Nobody has to be looked up. */

export const openAnswer =
  (deps: SlackDeps) =>
  async (click: ButtonClick): Promise<void> => {
    const { ack, body, action } = click;
    await ack();
    const { db, workspace } = deps;
    const { reader } = await actingPerson(deps, body.user.id);
    const asked = questionIn(action.value);
    const escalation = asked && (await findEscalation(db, asked.escalationId));
    const question = asked && (await findQuestion(db, asked.escalationId, asked.number));
    const ours = question && escalation?.teamId === workspace.teamId ? escalation : null;
    const person = asOwner(clickerOf(body, deps), deps);
    const refusal = ours ? whyRefused("answer", ours, person) : "outsider";
    if (!ours || !question || refusal) {
      await tellAlone(click, await refusalInWords(deps, refusal ?? "outsider", ours, reader));
      return;
    }
    const { number, text, askedBy, answer } = question;
    const nameOf = await namesIn(db, ours, [askedBy, ...(answer ? [answer.by] : [])]);
    if (answer) {
      await tellAlone(click, reader.words.questions.answer.alreadyBy(nameOf(answer.by)));
      return;
    }
    const screen = { escalation: ours, number, question: text, asker: nameOf(askedBy) };
    await openFromMessage(deps, click, answerView(screen, reader), reader);
  };

/** All of it is local, so that Slack is told with its acknowledgement what came of it. */
export const submitAnswer =
  (deps: SlackDeps) =>
  async ({ ack, body, view }: Submission): Promise<void> => {
    const { reader } = await actingPerson(deps, body.user.id);
    const { words } = reader;
    const read = readAnswer(view, reader);
    if ("errors" in read) return ack({ response_action: "errors", errors: read.errors });
    const asked = questionIn(view.private_metadata);
    const escalation = asked && (await findEscalation(deps.db, asked.escalationId));
    if (!escalation) {
      const gone = outcomeView(words.modal.gone.title, words.talk.refusals.outsider, read.text, reader);
      return ack({ response_action: "update", view: gone });
    }
    const person = asOwner(clickerOf(body, deps), deps);
    const outcome = await answerQuestion(deps, { ...asked, person, text: read.text, at: null });
    const whyNot = await whyNotAnswered(deps, outcome, reader);
    await ack({
      response_action: "update",
      view: outcomeView(
        caseName(escalation),
        whyNot ?? words.questions.answer.done,
        whyNot === null ? null : read.text,
        reader,
      ),
    });
    deps.wake();
  };
