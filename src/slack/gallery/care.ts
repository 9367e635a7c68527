import type { ModalView } from "@slack/types";
import { emptyExample } from "../../domain/answers.ts";
import { eventKinds } from "../../domain/case-events.ts";
import type { CaseStatus, Locale } from "../../domain/escalation.ts";
import { duplicateView } from "../views/duplicate-view.ts";
import { historyMessages } from "../views/history-lines.ts";
import type { Message } from "../views/parts.ts";
import { readerOf } from "../views/reader.ts";
import { savedView } from "../views/saved-view.ts";
import { cardUrl, caseOf, type Drawn, type Subject } from "./a-drawn-case.ts";
import { monday } from "./a-drawn-case.ts";

/** What stands on screen of fairness and care. */

const at = "2026-11-23T12:00:00.000Z";
const by = "U0CASEY01";
const alive: readonly CaseStatus[] = [
  { state: "open" },
  { state: "waiting_partner" },
  { state: "acknowledged", by, at },
  { state: "returned", reason: "", by, at },
];

/** What was saved holds what had better not be passed on. */
export function carefulModals(subject: Subject, locale: Locale): readonly Drawn<ModalView>[] {
  const escalation = caseOf(subject);
  const example = { ...emptyExample(1), ex_actual: "Paid with 4111 1111 1111 1111" };
  const held = { ...escalation, answers: { ...escalation.answers, examples: [example] } };
  const drawn = savedView(held, { draftId: escalation.id, step: "examples" }, readerOf(locale));
  return [{ name: "saved, with a card number in it", drawn }];
}

/** One case about the same partner, and as many as there may be. */
export function duplicateModals(subject: Subject, locale: Locale): readonly Drawn<ModalView>[] {
  return [1, 20].map((count) => ({
    name: `${count} about the same partner`,
    drawn: duplicateView(
      {
        draftId: caseOf(subject).id,
        cases: Array.from({ length: count }, (_, index) => ({
          escalation: caseOf(subject, {
            id: `3f0f9b7e-3c1e-4a52-9e0e-${String(index).padStart(12, "0")}`,
            number: index + 1,
            status: alive[index % alive.length] ?? { state: "open" },
          }),
          cardUrl: index % 2 === 0 ? cardUrl : null,
          since: monday,
        })),
        command: "/escalate",
      },
      readerOf(locale),
    ),
  }));
}

/** Details of every event there is, in one: each takes what it tells. */
const details = {
  level: "almost_ready",
  score: 65,
  step: "examples",
  number: 1,
  kind: "reminder",
  place: "dm",
  why: "no_answer",
  as: "not_ours",
  door: "extension_vendor",
  to: "U0ROBIN01",
} as const;

/** A story with every event in it, and one that is longer than may be told. */
export function stories(subject: Subject, locale: Locale): readonly Drawn<Message>[] {
  const { someone, answers } = subject;
  const every = eventKinds.map((kind, index) => ({
    at: new Date(Date.parse(at) + index * 60_000),
    actorId: index % 3 === 0 ? null : by,
    kind,
    details: { ...details, note: answers.outcome, reason: answers.summary },
  }));
  const told = [every, Array.from({ length: 4 }, () => every).flat()];
  return told.flatMap((events, story) =>
    historyMessages(
      {
        escalation: caseOf(subject),
        events,
        nameOf: () => someone,
        questions: new Map([[1, { text: answers.outcome, answer: answers.scope_clause }]]),
        zone: "America/Argentina/ComodRivadavia",
      },
      5,
      readerOf(locale),
    ).map((drawn, index) => ({ name: `story ${story}, part ${index + 1}`, drawn })),
  );
}
