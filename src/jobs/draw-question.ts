import type { DeliverySubject } from "../domain/delivery.ts";
import type { Escalation } from "../domain/escalation.ts";
import {
  answerMessage,
  type QuestionFacts,
  questionMessage,
  questionNote,
} from "../slack/views/question-messages.ts";
import type { Message } from "../slack/views/parts.ts";
import { type Reader, readerOf } from "../slack/views/reader.ts";
import { type Claim, findCard } from "../store/deliveries.ts";
import { namesIn } from "../store/names.ts";
import { findQuestion } from "../store/questions.ts";
import type { DrawDeps } from "./draw-delivery.ts";

type QuestionSubject = Extract<DeliverySubject, { kind: "question" | "question_note" | "answer" }>;

/**
 * A question of a CSM, the note of it in the thread, or its answer. In the thread everybody reads along, in the
 * channel's language; a question by DM is in the requester's. Null when the case was closed before it was out.
 */
export async function drawQuestion(
  { db, urlOf }: DrawDeps,
  { posted }: Pick<Claim, "posted">,
  { kind, number }: QuestionSubject,
  escalation: Escalation,
  dmReader: () => Promise<Reader>,
): Promise<Message | null> {
  const question = await findQuestion(db, escalation.id, number);
  if (!question) return null;
  const isTooLate = posted === null && question.answer === null && escalation.status.state === "closed";
  if (isTooLate) return null;
  const { text, askedBy, place, answer } = question;
  const nameOf = await namesIn(db, escalation, [askedBy, ...(answer ? [answer.by] : [])]);
  const card = await findCard(db, escalation.id);
  const facts: QuestionFacts = {
    escalation,
    number,
    text,
    asker: { id: askedBy, name: nameOf(askedBy) },
    requester: { id: escalation.requesterId, name: nameOf(escalation.requesterId) },
    place,
    answer: answer && { by: nameOf(answer.by), text: answer.text },
    cardUrl: card?.posted ? urlOf(card.posted) : null,
  };
  const channelReader = readerOf(escalation.desk.locale);
  switch (kind) {
    case "question":
      return questionMessage(facts, place === "thread" ? channelReader : await dmReader());
    case "question_note":
      return questionNote(facts, channelReader);
    case "answer":
      return answer && answerMessage(facts, channelReader);
  }
}
