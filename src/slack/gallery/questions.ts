import type { ModalView } from "@slack/types";
import type { Escalation, Locale } from "../../domain/escalation.ts";
import { answerView } from "../views/answer-view.ts";
import { askView } from "../views/ask-view.ts";
import { type ChaseFacts, chaseMessage, unclaimedNotice } from "../views/chase-messages.ts";
import type { Message } from "../views/parts.ts";
import {
  answerMessage,
  type QuestionFacts,
  questionMessage,
  questionNote,
} from "../views/question-messages.ts";
import { readerOf } from "../views/reader.ts";
import { closedAs } from "./closed-as.ts";
import { cardUrl, caseOf, type Drawn, type Subject } from "./a-drawn-case.ts";
import { monday } from "./a-drawn-case.ts";

/** What CSMs and requesters ask and answer, and what is said when nobody takes a case. */

const at = "2026-11-23T12:00:00.000Z";
const casey = "U0CASEY01";

/** As long as the inputs take. */
function written({ answers }: Subject) {
  const text = answers.examples[0]?.ex_actual ?? "";
  return { question: text.slice(0, 500) || "?", answer: text.slice(0, 3000) || "." };
}

export function questionModals(subject: Subject, locale: Locale): readonly Drawn<ModalView>[] {
  const reader = readerOf(locale);
  const escalation = caseOf(subject);
  const { question } = written(subject);
  const screen = { escalation, number: 12, question, asker: subject.someone };
  return [
    { name: "ask", drawn: askView(escalation, subject.someone, reader) },
    { name: "answer", drawn: answerView(screen, reader) },
  ];
}

export function questionMessages(subject: Subject, locale: Locale): readonly Drawn<Message>[] {
  const reader = readerOf(locale);
  const { someone } = subject;
  const { question, answer } = written(subject);
  const escalation = caseOf(subject);
  const closed = caseOf(subject, { status: closedAs("withdrawn") });
  const facts = (given: Partial<QuestionFacts>): QuestionFacts => ({
    escalation,
    number: 12,
    text: question,
    asker: { id: casey, name: someone },
    requester: { id: escalation.requesterId, name: someone },
    place: "thread",
    answer: null,
    cardUrl,
    ...given,
  });
  const by = (text: string) => ({ answer: { by: someone, text } });
  // A message may be longer than the window takes.
  const answers = { "an answer": answer, "a long one": answer.repeat(5) };
  return [
    {
      name: "question in the thread",
      drawn: questionMessage(facts({}), reader),
      mentions: [escalation.requesterId],
    },
    { name: "question by DM", drawn: questionMessage(facts({ place: "dm" }), reader) },
    { name: "without a link", drawn: questionMessage(facts({ place: "dm", cardUrl: null }), reader) },
    { name: "answered", drawn: questionMessage(facts(by(answer)), reader) },
    { name: "of a closed case", drawn: questionMessage(facts({ escalation: closed }), reader) },
    { name: "note of a question", drawn: questionNote(facts({ place: "dm" }), reader) },
    ...Object.entries(answers).map(([name, text]) => ({
      name,
      drawn: answerMessage(facts(by(text)), reader),
      mentions: [casey],
    })),
  ];
}

/** The message of a case of a group that has a name of its own, of a backup, of both, and of none. */
export function chaseMessages(subject: Subject, locale: Locale): readonly Drawn<Message>[] {
  const reader = readerOf(locale);
  const { someone } = subject;
  const chase = { since: at, said: 1, told: false };
  const open = caseOf(subject, { chase });
  const over: readonly Escalation[] = [
    caseOf(subject, { status: { state: "acknowledged", by: casey, at } }),
    caseOf(subject, { status: { state: "returned", reason: someone, by: casey, at } }),
    caseOf(subject, { status: closedAs("withdrawn") }),
    caseOf(subject, { chase: { ...chase, since: "2026-11-30T12:00:00.000Z" } }),
  ];
  const waited = { since: at, day: monday, actor: someone };
  const said = (given: Partial<ChaseFacts>) =>
    chaseMessage({ escalation: open, ...waited, desk: null, backup: null, again: false, ...given }, reader);
  const told = (escalation: Escalation, url: string | null) =>
    unclaimedNotice(
      { escalation, ...waited, channel: `#${someone}`, merchant: someone, cardUrl: url },
      reader,
    );
  const desk = "S0CSM0001";
  const backup = "S0BACKUP1";
  return [
    { name: "nobody has it", drawn: said({}) },
    { name: "nobody has it, to a group", drawn: said({ desk }), mentions: [desk] },
    { name: "to the backup", drawn: said({ backup, again: true }), mentions: [backup] },
    { name: "to both", drawn: said({ desk, backup, again: true }), mentions: [desk, backup] },
    ...over.map((escalation, index) => ({
      name: `it is over ${index}`,
      drawn: said({ escalation, desk, backup }),
    })),
    ...[open, ...over].flatMap((escalation, index) =>
      [null, cardUrl].map((url) => ({
        name: `unclaimed ${index}, ${url ?? "no link"}`,
        drawn: told(escalation, url),
      })),
    ),
  ];
}
