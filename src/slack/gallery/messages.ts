import { parkReasons } from "../../domain/delivery.ts";
import {
  caseName,
  type CaseStatus,
  type Escalation,
  type Locale,
  overrideReasons,
} from "../../domain/escalation.ts";
import { caseListMessage } from "../views/case-list.ts";
import { caseMessages, helpMessage } from "../views/command-answers.ts";
import { emptyEvidence, evidenceMessages } from "../views/evidence-messages.ts";
import { eraseQuestion } from "../views/erase-question.ts";
import { type Message, messageOf } from "../views/parts.ts";
import { cardFactsOf, cardWithButtons } from "../views/readiness-card.ts";
import { readerOf } from "../views/reader.ts";
import { acknowledgedNotice, receiptMessage, stuckNotice } from "../views/requester-messages.ts";
import { briefMessages } from "./briefs.ts";
import { stories } from "./care.ts";
import { csmSideMessages } from "./csm-side.ts";
import { nudgeMessages } from "./nudges.ts";
import { partnerWaitMessages } from "./partner.ts";
import { proofMessages } from "./proofs.ts";
import { chaseMessages, questionMessages } from "./questions.ts";
import { reportMessages } from "./reports.ts";
import { refusalMessages } from "./trouble.ts";
import {
  type Drawn,
  type Subject,
  cardUrl,
  nextUrl,
  command,
  statusesOf,
  caseOf,
  verdictsOn,
} from "./a-drawn-case.ts";

/** Every message there is, drawn of one case. */

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
    ...[false, true].map((hasSettings) => ({
      name: hasSettings ? "help with settings" : "help",
      drawn: helpMessage(command, hasSettings, reader),
    })),
    ...nudgeMessages(someone, (given) => caseOf(subject, given), cardUrl, locale),
    ...(["open", "waiting_partner"] as const).map((state) => ({
      name: `erasing, ${state}`,
      drawn: eraseQuestion(caseOf(subject, { status: { state } }), reader),
    })),
    ...lists(subject, locale),
    ...stories(subject, locale),
    ...briefMessages(subject, locale),
    ...proofMessages(subject, locale),
    ...casesInFull(subject, locale),
    ...refusalMessages(subject, locale),
    ...reportMessages(subject, locale),
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

/** Fifteen cases, as many as one page holds. */
function lists(subject: Subject, locale: Locale): readonly Drawn<Message>[] {
  const statuses = statusesOf(subject);
  const listed = Array.from({ length: 15 }, (_, index) => ({
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
        asked:
          index === 1
            ? { kind: "find", words: subject.someone.slice(0, 100), from: 12 }
            : { kind: "list", scope: "mine", from: index === 0 ? null : 12 },
        refused: index === 2,
        cases,
        next: index === 0 ? null : 3,
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
