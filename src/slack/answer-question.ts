import { attempt, type Refusal } from "../domain/case-moves.ts";
import type { Escalation, Person } from "../domain/escalation.ts";
import { changeOrUndo } from "../store/escalations.ts";
import { decideInTurn, Overtaken } from "../store/transactions.ts";
import { namesIn } from "../store/names.ts";
import { owe, oweAfterChange } from "../store/owed.ts";
import {
  answerQuestion as keepAnswer,
  findQuestion,
  type Question,
  type QuestionAnswer,
} from "../store/questions.ts";
import type { SlackDeps } from "./deps.ts";
import { ourCase } from "./our-case.ts";
import { refusalInWords } from "./refusals.ts";
import type { Reader } from "./views/reader.ts";

/** The requester's side answers what a CSM asked, in the window or by a message. A question has one answer. */

export interface Answering {
  readonly escalationId: string;
  /** Of the question. */
  readonly number: number;
  readonly person: Person;
  readonly text: string;
  /** The message that says it, in the thread of the card or in the DM; null for the window. */
  readonly at: QuestionAnswer["message"];
}

export type Answered =
  | { readonly answered: Escalation }
  | { readonly refusal: Refusal; readonly escalation: Escalation | null }
  /** Somebody was first. */
  | { readonly answeredBefore: QuestionAnswer; readonly escalation: Escalation };

/** What stands in the thread already is not posted there again. The same answer given twice is one. */
export async function answerQuestion(
  deps: SlackDeps,
  { escalationId, number, person, text, at: message }: Answering,
): Promise<Answered> {
  const at = deps.now();
  return decideInTurn(deps.db, async (trx): Promise<Answered> => {
    const before = await ourCase(deps, trx, escalationId);
    const question = before && (await findQuestion(trx, escalationId, number));
    if (!before || !question) return { refusal: "outsider", escalation: null };
    if (isSame(question, { by: person.id, text })) return { answered: before };
    const decision = attempt("answer", before, person, at);
    const refused: Answered | null = !decision.allowed
      ? { refusal: decision.refusal, escalation: before }
      : question.answer && { answeredBefore: question.answer, escalation: before };
    if (refused) {
      // What they answered may be shown as it was.
      await oweAfterChange(trx, before, at);
      return refused;
    }
    if (!(await keepAnswer(trx, question, { by: person.id, at, text, message }))) throw new Overtaken();
    const change = { kind: "question_answered", actorId: person.id, details: { number } } as const;
    const answered = await changeOrUndo(trx, before, {}, change, at);
    await oweAfterChange(trx, answered, at);
    // Of its channel, only what stands in the thread of the card gets here.
    if (message?.channelId !== before.channelId)
      await owe(trx, answered, { kind: "answer", escalationId, number }, at);
    return { answered };
  });
}

function isSame({ answer }: Question, { by, text }: Pick<QuestionAnswer, "by" | "text">): boolean {
  return answer?.by === by && answer.text === text;
}

/** Why an answer was not taken; null when it was. */
export async function whyNotAnswered(
  deps: SlackDeps,
  outcome: Answered,
  reader: Reader,
): Promise<string | null> {
  if ("answered" in outcome) return null;
  if ("refusal" in outcome) return refusalInWords(deps, outcome.refusal, outcome.escalation, reader);
  const { answeredBefore, escalation } = outcome;
  const nameOf = await namesIn(deps.db, escalation, [answeredBefore.by]);
  return reader.words.questions.answer.alreadyBy(nameOf(answeredBefore.by));
}
