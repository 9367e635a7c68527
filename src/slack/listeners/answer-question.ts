import { whyRefused } from "../../domain/case-moves.ts";
import { caseName } from "../../domain/escalation.ts";
import { namesIn } from "../../store/names.ts";
import { findQuestion } from "../../store/questions.ts";
import { answerQuestion, whyNotAnswered } from "../answer-question.ts";
import type { SlackDeps } from "../deps.ts";
import type { ButtonClick } from "../draft-click.ts";
import type { Submission } from "../draft-submission.ts";
import { openFromMessage, tellAlone } from "../open-from-message.ts";
import { ourCase } from "../our-case.ts";
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
    const { db } = deps;
    const { reader } = await actingPerson(deps, body.user.id);
    const asked = questionIn(action.value);
    const escalation = asked && (await ourCase(deps, db, asked.escalationId));
    const question = escalation && (await findQuestion(db, escalation.id, asked.number));
    const person = asOwner(clickerOf(body), deps);
    const refusal = question ? whyRefused("answer", escalation, person) : "outsider";
    if (!question || refusal) {
      await tellAlone(click, await refusalInWords(deps, refusal ?? "outsider", escalation, reader));
      return;
    }
    const { number, text, askedBy, answer } = question;
    const nameOf = await namesIn(db, escalation, [askedBy, ...(answer ? [answer.by] : [])]);
    if (answer) {
      await tellAlone(click, reader.words.questions.answer.alreadyBy(nameOf(answer.by)));
      return;
    }
    const screen = { escalation, number, question: text, asker: nameOf(askedBy) };
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
    const escalation = asked && (await ourCase(deps, deps.db, asked.escalationId));
    if (!escalation) {
      const gone = outcomeView(words.modal.gone.title, words.talk.refusals.outsider, read.text, reader);
      return ack({ response_action: "update", view: gone });
    }
    const person = asOwner(clickerOf(body), deps);
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
