import type { ModalView } from "@slack/types";
import type { Escalation, Locale } from "../../domain/escalation.ts";
import { steps } from "../../domain/form.ts";
import { proofTargets } from "../../domain/gap-proof.ts";
import { isOfExample, type Proof, provableFields, proven } from "../../domain/proof.ts";
import { gapCodes } from "../../domain/verdict.ts";
import { addMessageView, cannotAddView } from "../views/add-message-view.ts";
import { caseMessages } from "../views/command-answers.ts";
import { evidenceMessages } from "../views/evidence-messages.ts";
import { type Message, messageOf } from "../views/parts.ts";
import type { OpenCase } from "../views/proof-choice.ts";
import { addedMessage, addedView, formOnlyInWords } from "../views/proof-outcome.ts";
import { proofQuestion } from "../views/proof-question.ts";
import { cardFactsOf, cardWithButtons } from "../views/readiness-card.ts";
import { readerOf } from "../views/reader.ts";
import { receiptMessage } from "../views/requester-messages.ts";
import { stepView } from "../views/step-view.ts";
import { cardUrl, caseOf, type Drawn, nextUrl, type Subject } from "./a-drawn-case.ts";
import { judgeOn, monday } from "./a-drawn-case.ts";

/** What stands on screen of messages that are evidence. */

const states: readonly Proof["state"][] = ["stands", "edited", "deleted"];

/** A message behind every answer of the form and of a sixth example, in every state, each as long as may be. */
function proofsOf({ answers, someone }: Subject): Proof[] {
  const text = answers.examples[0]?.ex_actual ?? "";
  const keys = [...answers.examples.map(({ key }) => key), 99];
  return provableFields.flatMap((field) =>
    (isOfExample(field) ? keys : [null]).flatMap((example, place) => {
      const state = states[place % states.length] ?? "stands";
      const gone = state === "deleted";
      const files = Array.from({ length: place * 3 }, () => someone);
      return {
        id: `${field} ${example ?? ""}`,
        channelId: "C0CSM0001",
        ts: "1763898000.000100",
        threadTs: "1763897000.000100",
        url: cardUrl,
        authorId: "U0DANA001",
        author: someone,
        writtenOn: monday,
        text: gone ? "" : text,
        files: gone ? [] : files,
        fields: [field],
        example,
        state,
        addedBy: "U0DANA001",
        addedAt: `${monday}T12:00:00.000Z`,
      };
    }),
  );
}

const provenCases = new WeakMap<Subject, Escalation>();

/** Judged once: judging the longest words takes its time. */
export function provenCase(subject: Subject): Escalation {
  const known = provenCases.get(subject);
  if (known) return known;
  const proofs = proofsOf(subject);
  const verdict = judgeOn(monday, proven(subject.answers, proofs));
  const escalation = caseOf(subject, { proofs, verdict });
  provenCases.set(subject, escalation);
  return escalation;
}

const messageId = "3f0f9b7e-3c1e-4a52-9e0e-9a4f1c0d2b12";

function openCases(subject: Subject, count: number): OpenCase[] {
  const escalation = caseOf(subject);
  const targets = proofTargets(escalation);
  const questions = [1, 2].map((number) => ({ number, askedBy: subject.someone }));
  return Array.from({ length: count }, (_, index) => ({
    escalation: {
      ...escalation,
      id: `3f0f9b7e-3c1e-4a52-9e0e-${String(index).padStart(12, "0")}`,
      number: 99_990 + index,
    },
    questions,
    targets,
  }));
}

function contentsOf(subject: Subject) {
  const [example] = subject.answers.examples;
  return [
    { text: example?.ex_actual ?? "", files: [] },
    { text: "", files: Array.from({ length: 9 }, () => subject.someone) },
  ];
}

export function proofMessages(subject: Subject, locale: Locale): readonly Drawn<Message>[] {
  const reader = readerOf(locale);
  const escalation = provenCase(subject);
  const facts = cardFactsOf(escalation, () => subject.someone);
  const receipt = { escalation, channel: "#csm", cardUrl, actor: subject.someone, command: "/escalate" };
  return [
    ...[1, 10].flatMap((count) =>
      contentsOf(subject).map((content, index) => ({
        name: `question about ${count} cases, message ${index}`,
        drawn: proofQuestion({ messageId, content, cases: openCases(subject, count) }, reader),
      })),
    ),
    ...gapCodes.map((code) => ({
      name: `added, ${code}`,
      drawn: addedMessage(escalation, { code, example: code.startsWith("example_") ? 1 : null }, reader),
    })),
    ...evidenceMessages(escalation, () => nextUrl, reader).map((drawn, index) => ({
      name: `evidence with messages, ${index + 1}`,
      drawn,
    })),
    ...caseMessages({ escalation, facts, cardUrl, stuck: null }, 5, reader).map((drawn, index) => ({
      name: `in full with messages, ${index + 1}`,
      drawn,
    })),
    { name: "receipt with messages", drawn: receiptMessage(receipt, reader) },
    { name: "card with messages", drawn: messageOf(cardWithButtons(facts, escalation, reader)) },
  ];
}

export function proofModals(subject: Subject, locale: Locale): readonly Drawn<ModalView>[] {
  const reader = readerOf(locale);
  const escalation = provenCase(subject);
  const { answers, proofs, verdict } = escalation;
  const [first, ...others] = openCases(subject, 100);
  const target = { code: "scope_not_reread", example: null } as const;
  return [
    ...(first
      ? contentsOf(subject).map((content, index) => ({
          name: `add to escalation, message ${index}`,
          drawn: addMessageView({ messageId, content, cases: [first, ...others], chosen: first }, reader),
        }))
      : []),
    { name: "added", drawn: addedView(escalation, target, reader) },
    { name: "cannot add", drawn: cannotAddView(formOnlyInWords(escalation, target, reader), reader) },
    ...steps.map((step) => ({
      name: `step ${step} with messages`,
      drawn: stepView(
        {
          draftId: escalation.id,
          step,
          answers,
          place: { example: answers.examples[0]?.key ?? null },
          nextExampleKey: 100,
          verdict,
          adding: [],
          proofs,
        },
        reader,
      ),
    })),
  ];
}
