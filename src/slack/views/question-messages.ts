import { caseName, type Escalation } from "../../domain/escalation.ts";
import { valueOfQuestion } from "./answer-view.ts";
import {
  buttons,
  fit,
  type Leaf,
  type Line,
  lines,
  type Message,
  messageOf,
  paragraph,
  type Part,
  small,
} from "./parts.ts";
import type { Reader } from "./reader.ts";
import { cut, shown, split } from "./safe-text.ts";

/** A question of a CSM to the requester, the word of it in the thread, and the answer. */

export const questionActions = { answer: "question_answer" } as const;

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface QuestionFacts {
  readonly escalation: Escalation;
  readonly number: number;
  readonly text: string;
  readonly asker: Named;
  readonly requester: Named;
  readonly place: "thread" | "dm";
  readonly answer: { readonly by: string; readonly text: string } | null;
  readonly cardUrl: string | null;
}

/** In the thread it calls the requester; a DM has to say which case it is. Once answered it only tells by whom. */
export function questionMessage(facts: QuestionFacts, reader: Reader): Message {
  const { escalation, asker, requester, text, answer } = facts;
  const { questions } = reader.words;
  const over = answer
    ? questions.answered(fit(answer.by, 80))
    : escalation.status.state === "closed"
      ? questions.noNeed
      : null;
  const name = caseName(escalation);
  if (over !== null) {
    const asked = questions.asked(fit(asker.name, 80), fit(requester.name, 80), name);
    return messageOf([
      ...aboutCase(facts, reader),
      lines([{ bold: asked }]),
      paragraph(text),
      paragraph(over),
    ]);
  }
  return messageOf([
    ...aboutCase(facts, reader),
    lines([...called(facts), questions.asks(fit(asker.name, 80), name)]),
    paragraph(text),
    buttons("question", {
      action: questionActions.answer,
      label: reader.words.controls.buttons.answer,
      value: valueOfQuestion({ escalationId: escalation.id, number: facts.number }),
      style: "primary",
    }),
  ]);
}

function aboutCase({ escalation, place, cardUrl }: QuestionFacts, { words }: Reader): readonly Part[] {
  if (place === "thread") return [];
  const title: Leaf = { bold: `${caseName(escalation)} · ${fit(escalation.answers.summary, 150)}` };
  return [lines(cardUrl ? [title, " ", { link: words.card.receipt.link, url: cardUrl }] : [title])];
}

function called({ place, requester }: QuestionFacts): Line {
  return place === "thread" ? [{ person: requester.id, name: fit(requester.name, 80) }, ", "] : [];
}

/** In the thread, when the question itself went to the requester alone. */
export function questionNote({ escalation, asker, requester, text }: QuestionFacts, reader: Reader): Message {
  const { note } = reader.words.questions;
  return messageOf([
    lines([note.asked(fit(asker.name, 80), fit(requester.name, 80), caseName(escalation))]),
    paragraph(text),
    small(note.answer),
  ]);
}

/** One leaf of text takes no more. */
const pieceMax = 3000;
/** With what stands around it, less than a message's blocks take. */
const answerMax = 9000;

/** The answer in full, for whoever asked; what is longer than any message ends in an ellipsis. */
export function answerMessage({ escalation, asker, text, answer }: QuestionFacts, reader: Reader): Message {
  const { says, to } = reader.words.questions.answer;
  const said = says(fit(answer?.by ?? "", 80), caseName(escalation));
  return messageOf([
    lines([{ person: asker.id, name: fit(asker.name, 80) }, ", ", said]),
    small(to(fit(text, 150))),
    ...inPieces(cut(shown(answer?.text ?? ""), answerMax)).map(paragraph),
  ]);
}

function inPieces(text: string): readonly string[] {
  const [piece, rest] = split(text, pieceMax);
  return rest === "" ? [piece] : [piece, ...inPieces(rest)];
}
