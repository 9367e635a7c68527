import type { ModalView } from "@slack/types";
import { type Answers, maxExamples } from "../../src/domain/answers.ts";
import { parkReasons } from "../../src/domain/delivery.ts";
import type { Door } from "../../src/domain/doors.ts";
import {
  caseName,
  type CaseStatus,
  closings,
  type Escalation,
  type Locale,
  overrideReasons,
  type SendNote,
} from "../../src/domain/escalation.ts";
import { steps } from "../../src/domain/form.ts";
import { stepOf } from "../../src/domain/gap-steps.ts";
import { judge } from "../../src/domain/readiness.ts";
import type { Verdict } from "../../src/domain/verdict.ts";
import { caseListMessage, caseMessages, helpMessage } from "../../src/slack/views/command-answers.ts";
import { caseGoneView, draftGoneView } from "../../src/slack/views/dead-end-view.ts";
import { doorView } from "../../src/slack/views/door-view.ts";
import { emptyEvidence, evidenceMessages } from "../../src/slack/views/evidence-messages.ts";
import { partnerMessageDoneView, partnerMessageView } from "../../src/slack/views/partner-message-view.ts";
import { type Message, messageOf } from "../../src/slack/views/parts.ts";
import { cardFactsOf, cardWithButtons } from "../../src/slack/views/readiness-card.ts";
import { readerOf } from "../../src/slack/views/reader.ts";
import { acknowledgedNotice, receiptMessage, stuckNotice } from "../../src/slack/views/requester-messages.ts";
import { resumeView } from "../../src/slack/views/resume-view.ts";
import { reviewView } from "../../src/slack/views/review-view.ts";
import { savedView } from "../../src/slack/views/saved-view.ts";
import { avoidedView, sentView } from "../../src/slack/views/sent-view.ts";
import { sharedChannelView } from "../../src/slack/views/shared-channel-view.ts";
import { stepView } from "../../src/slack/views/step-view.ts";
import { anEscalation, closedAs } from "./an-escalation.ts";
import { monday, on } from "./judging.ts";
import { carefulModals, duplicateModals, stories } from "./care-gallery.ts";
import { csmSideMessages, csmSideModals } from "./csm-side-gallery.ts";
import { nudgeMessages } from "./nudge-gallery.ts";
import { partnerWaitMessages, partnerWaitModals } from "./partner-gallery.ts";
import { proofMessages, proofModals } from "./proof-gallery.ts";
import { chaseMessages, questionMessages, questionModals } from "./question-gallery.ts";
import { refusalMessages, troubledModals } from "./trouble-gallery.ts";

/** Every modal and every message there is, drawn of one case. */

export interface Drawn<T> {
  /** Tells one from another in a failed test. */
  readonly name: string;
  readonly drawn: T;
  /** Which people and user groups are notified by it; absent: nobody. */
  readonly mentions?: readonly string[];
}

export interface Subject {
  readonly answers: Answers;
  /** Names of people and organisations, which are theirs to choose. */
  readonly someone: string;
  readonly sendNote: SendNote;
}

export const cardUrl = "https://acme.slack.com/archives/C0CSM0001/p1763800000000100";
export const nextUrl = "https://acme.slack.com/archives/C0CSM0001/p1763800000000200";
const command = "/escalate";
const at = "2026-11-23T12:00:00.000Z";
const id = "3f0f9b7e-3c1e-4a52-9e0e-9a4f1c0d2b11";

const statusesOf = ({ sendNote: { sentence } }: Pick<Subject, "sendNote">): readonly CaseStatus[] => [
  { state: "open" },
  { state: "waiting_partner" },
  { state: "acknowledged", by: "U0CASEY01", at },
  { state: "returned", reason: sentence, by: "U0CASEY01", at },
  ...closings.map((as) => closedAs(as, { note: sentence, by: "U0MARINA1", at })),
];

export function caseOf({ answers, sendNote }: Subject, given: Partial<Escalation> = {}): Escalation {
  return anEscalation({
    id,
    teamId: "T0ACME001",
    number: 99_999,
    requesterId: "U0MARINA1",
    channelId: "C0CSM0001",
    locale: "pt-BR",
    answers,
    verdict: verdictOn(answers),
    sendNote,
    createdAt: new Date(at),
    updatedAt: new Date(at),
    ...given,
  });
}

const judged = new WeakMap<Answers, Verdict>();

/** Judged once: the gallery shows the same case many times. */
function verdictOn(answers: Answers): Verdict {
  const verdict = judged.get(answers) ?? judge(answers, on(monday));
  judged.set(answers, verdict);
  return verdict;
}

/** The verdict on the answers, and what it would be with each reason to wait for the partner. */
function verdictsOn(answers: Answers): readonly Verdict[] {
  const verdict = verdictOn(answers);
  return [
    verdict,
    { ...verdict, partnerFirst: { reason: "partner_fixed" } },
    { ...verdict, partnerFirst: { reason: "partner_not_told" } },
    { ...verdict, partnerFirst: { reason: "reply_window_open", eligibleOn: monday } },
    { ...verdict, partnerFirst: { reason: "plan_not_due", eligibleOn: monday } },
    { ...verdict, partnerFirst: null, level: "ready" },
    { ...verdict, partnerFirst: null, level: "almost_ready" },
    { ...verdict, partnerFirst: null, level: "not_ready", bypass: true },
  ];
}

const doors: readonly Door[] = [
  "outage",
  "security",
  "product_or_infrastructure",
  "extension_fault",
  "support_experience",
  "i_am_the_partner",
];

export function modals(subject: Subject, locale: Locale): readonly Drawn<ModalView>[] {
  const windows = windowsOf(subject, locale);
  return [...windows, ...troubledModals(windows, locale)];
}

function windowsOf(subject: Subject, locale: Locale): readonly Drawn<ModalView>[] {
  const escalation = caseOf(subject);
  const reader = readerOf(locale);
  const { someone } = subject;
  const { verdict, answers } = escalation;
  const about = { draftId: id, answers, verdict };
  return [
    ...stepModals(subject, locale),
    ...reviewModals(subject, locale),
    ...doors.map((door) => ({ name: `door ${door}`, drawn: doorView(door, id, reader) })),
    ...[null, { kind: "text" as const, text: someone }, { kind: "message" as const }].map((brought) => ({
      name: `resume, brought ${brought?.kind ?? "nothing"}`,
      drawn: resumeView({ draft: id, pending: id, answers, savedAt: "23 Nov 2026, 14:05", brought }, reader),
    })),
    {
      name: "partner message",
      drawn: partnerMessageView({ ...about, merchant: someone, replyBy: monday, kept: null }, reader),
    },
    {
      name: "partner message, edited",
      drawn: partnerMessageView(
        { ...about, merchant: someone, replyBy: monday, kept: answers.outcome },
        reader,
      ),
    },
    ...partnerWaitModals(subject, locale),
    ...questionModals(subject, locale),
    ...csmSideModals(subject, locale),
    ...carefulModals(subject, locale),
    ...duplicateModals(subject, locale),
    ...proofModals(subject, locale),
    { name: "partner message on its way", drawn: partnerMessageDoneView(id, reader) },
    { name: "sent", drawn: sentView(escalation, `#${someone}`, false, reader) },
    { name: "sent before", drawn: sentView(escalation, `#${someone}`, true, reader) },
    ...[true, false].map((changed) => ({
      name: `shared channel, ${changed ? "changed" : "as before"}`,
      drawn: sharedChannelView(
        {
          draftId: id,
          level: "reply_window_open",
          channel: `#${someone}`,
          organisations: organisations(someone),
          mark: "0".repeat(64),
          changed,
        },
        reader,
      ),
    })),
    { name: "avoided", drawn: avoidedView(escalation, reader) },
    ...verdictsOn(answers).map((judged, index) => ({
      name: `saved, verdict ${index}`,
      drawn: savedView(caseOf(subject, { verdict: judged }), { draftId: id, step: "examples" }, reader),
    })),
    { name: "draft gone", drawn: draftGoneView(reader) },
    { name: "case gone", drawn: caseGoneView(reader) },
  ];
}

function stepModals({ answers }: Subject, locale: Locale): readonly Drawn<ModalView>[] {
  const verdict = verdictOn(answers);
  const nextExampleKey = maxExamples + 1;
  const places = [null, nextExampleKey, ...answers.examples.map(({ key }) => key)];
  return steps.flatMap((step) =>
    (step === "examples" ? places : [null]).flatMap((example) =>
      [null, [], verdict.gaps.filter((gap) => stepOf(gap) === step)].map((adding) => ({
        name: `step ${step}, example ${example ?? "any"}, ${adding?.length ?? "none"} asked for`,
        drawn: stepView(
          { draftId: id, step, answers, place: { example }, nextExampleKey, verdict, adding },
          readerOf(locale),
        ),
      })),
    ),
  );
}

function reviewModals({ answers, someone, sendNote }: Subject, locale: Locale): readonly Drawn<ModalView>[] {
  const route = { name: "R".repeat(60), because: ["partner", "edition", "concern", "locale"] } as const;
  const destinations = [
    { channel: null, route: null },
    { channel: { name: "csm-escalations", isPrivate: false, sharedWith: [] }, route: null },
    { channel: { name: "csm-escalations", isPrivate: true, sharedWith: [] }, route },
    { channel: { name: someone, isPrivate: false, sharedWith: organisations(someone) }, route },
  ];
  return verdictsOn(answers).flatMap((verdict, index) =>
    destinations.map((destination) => ({
      name: `review, verdict ${index}, ${destination.channel?.sharedWith.length ?? "unknown"} organisations`,
      drawn: reviewView(
        {
          draftId: id,
          answers,
          verdict,
          sendNote,
          requester: someone,
          destination,
          replyBy: monday,
          writtenIn: "en",
          channelReader: readerOf(locale === "en" ? "pt-BR" : "en"),
          changed: index % 2 === 0,
        },
        readerOf(locale),
      ),
    })),
  );
}

/** As many as Slack lets into one channel, one of which it does not name. */
function organisations(someone: string): readonly string[] {
  return Array.from({ length: 250 }, (_, index) => (index === 0 ? "" : someone));
}

export function messages(subject: Subject, locale: Locale): readonly Drawn<Message>[] {
  const reader = readerOf(locale);
  const escalation = caseOf(subject);
  const { someone } = subject;
  const channel = `#${someone}`;
  return [
    ...cards(subject, locale),
    ...statusesOf(subject).map((status, index) => ({
      name: `receipt, ${nameOf(status)}`,
      drawn: receiptMessage(
        {
          escalation: caseOf(subject, { status }),
          channel,
          cardUrl: index % 2 === 0 ? cardUrl : null,
          actor: someone,
          command,
        },
        reader,
      ),
    })),
    ...[null, nextUrl].flatMap((url) =>
      evidenceMessages(escalation, () => url, reader).map((drawn, index) => ({
        name: `evidence ${index + 1}, ${url ? "linked" : "not linked"}`,
        drawn,
      })),
    ),
    { name: "empty evidence", drawn: emptyEvidence(escalation, 4, reader) },
    { name: "acknowledged notice", drawn: acknowledgedNotice(escalation, someone, reader) },
    ...parkReasons.flatMap((reason) =>
      [false, true].map((stands) => ({
        name: `stuck, ${reason}${stands ? ", standing" : ""}`,
        drawn: stuckNotice(escalation, { reason, channel, stands }, reader),
      })),
    ),
    ...partnerWaitMessages(subject, locale),
    ...questionMessages(subject, locale),
    ...csmSideMessages(subject, locale),
    ...chaseMessages(subject, locale),
    { name: "help", drawn: helpMessage(command, reader) },
    ...nudgeMessages(someone, (given) => caseOf(subject, given), cardUrl, locale),
    ...lists(subject, locale),
    ...stories(subject, locale),
    ...proofMessages(subject, locale),
    ...casesInFull(subject, locale),
    ...refusalMessages(subject, locale),
  ];
}

function cards(subject: Subject, locale: Locale): readonly Drawn<Message>[] {
  const drawn = (escalation: Escalation) =>
    messageOf(
      cardWithButtons(
        cardFactsOf(escalation, () => subject.someone),
        escalation,
        readerOf(locale),
      ),
    );
  return [
    ...statusesOf(subject).map((status) => ({
      name: `card, ${nameOf(status)}`,
      drawn: drawn(caseOf(subject, { status })),
    })),
    ...verdictsOn(subject.answers).flatMap((verdict, index) =>
      [null, ...overrideReasons].map((reason) => ({
        name: `card, verdict ${index}, ${reason ?? "no reason"}`,
        drawn: drawn(caseOf(subject, { verdict, sendNote: { ...subject.sendNote, reason } })),
      })),
    ),
  ];
}

/** Twenty cases, as many as one list holds. */
function lists(subject: Subject, locale: Locale): readonly Drawn<Message>[] {
  const statuses = statusesOf(subject);
  const listed = Array.from({ length: 20 }, (_, index) => ({
    escalation: caseOf(subject, { status: statuses[index % statuses.length] ?? { state: "open" } }),
    cardUrl: index % 2 === 0 ? cardUrl : null,
  }));
  const unposted = listed.map(() => ({
    escalation: caseOf(subject, { status: { state: "waiting_partner" } }),
    cardUrl: null,
  }));
  return [[], listed, unposted].map((cases, index) => ({
    name: `list ${index} of ${cases.length}`,
    drawn: caseListMessage(
      {
        scope: index === 1 ? "open" : "mine",
        refused: index === 2,
        cases,
        more: true,
        complete: index === 0,
        hasDraft: true,
        command,
      },
      readerOf(locale),
    ),
  }));
}

function casesInFull(subject: Subject, locale: Locale): readonly Drawn<Message>[] {
  const escalation = caseOf(subject);
  const facts = cardFactsOf(escalation, () => subject.someone);
  const stuck = { reason: "channel_not_found", channel: `#${subject.someone}`, stands: true } as const;
  return caseMessages({ escalation, facts, cardUrl, stuck }, 5, readerOf(locale)).map((drawn, index) => ({
    name: `${caseName(escalation)} in full, ${index + 1}`,
    drawn,
  }));
}

function nameOf(status: CaseStatus): string {
  return status.state === "closed" ? status.as : status.state;
}
