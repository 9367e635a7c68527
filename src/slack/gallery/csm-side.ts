import type { ModalView } from "@slack/types";
import { notedSteps } from "../../domain/delivery.ts";
import {
  type CaseStatus,
  closings,
  type Escalation,
  type Locale,
  otherDoors,
} from "../../domain/escalation.ts";
import { outcomeView, workingView } from "../views/case-form.ts";
import { closedNotice, returnedNotice } from "../views/case-notices.ts";
import { coOwnerReceipt } from "../views/co-owner-receipt.ts";
import { type Message, messageOf } from "../views/parts.ts";
import { personCallbacks, personView } from "../views/person-view.ts";
import { cardFactsOf, cardWithButtons } from "../views/readiness-card.ts";
import { readerOf } from "../views/reader.ts";
import { receiptMessage } from "../views/requester-messages.ts";
import { resolveView } from "../views/resolve-view.ts";
import { returnView } from "../views/return-view.ts";
import { savedView } from "../views/saved-view.ts";
import { stepNote } from "../views/step-note.ts";
import { closedAs } from "./closed-as.ts";
import { cardUrl, caseOf, type Drawn, type Subject } from "./a-drawn-case.ts";

/** What CSMs do with a case, and what both sides see of that. */

const at = "2026-11-23T12:00:00.000Z";
const by = "U0CASEY01";
const life = { count: 0, sent: 0, episodes: 0, reopened: false };
const reopenable: Escalation["nudging"] = {
  state: "done",
  ...life,
  reopening: { until: "2026-12-07", before: "2026-12-08T00:00:00.000Z" },
};
const colleagues = ["U0LEO0001", "U0HARRIET", "U0RAVI001", "U0GUEST01", "U0MARINA1"];

/** As long as a CSM may write. */
function returnedFor({ sendNote: { sentence } }: Subject): CaseStatus {
  return { state: "returned", reason: `${sentence}${sentence}`.slice(0, 500), by, at };
}

/** Every way to end, and every place a case may belong to. */
function endsOf({ sendNote: { sentence: note } }: Subject): readonly CaseStatus[] {
  const doors = otherDoors.map((door): CaseStatus => ({
    state: "closed",
    as: "not_ours",
    door,
    note,
    sent: true,
    by,
    at,
  }));
  return [...closings.map((as) => closedAs(as, { note, sent: true, by })), ...doors];
}

export function csmSideModals(subject: Subject, locale: Locale): readonly Drawn<ModalView>[] {
  const reader = readerOf(locale);
  const escalation = caseOf(subject);
  const { someone, answers } = subject;
  const returned = caseOf(subject, { status: returnedFor(subject) });
  return [
    ...(["handOver", "colleague"] as const).map((about) => ({
      name: personCallbacks[about],
      drawn: personView(about, escalation, reader),
    })),
    { name: "return", drawn: returnView(escalation, reader) },
    ...([null, "resolved", "plan_agreed", "not_ours", "declined"] as const).map((as) => ({
      name: `resolve, ${as ?? "not chosen"}`,
      drawn: resolveView(escalation, as, reader),
    })),
    { name: "working", drawn: workingView(reader) },
    ...[null, answers.outcome].map((typed, index) => ({
      name: `outcome ${index}`,
      drawn: outcomeView("ESC-4", someone, typed, reader),
    })),
    { name: "saved, returned", drawn: savedView(returned, { draftId: "d", step: "ask" }, reader) },
  ];
}

export function csmSideMessages(subject: Subject, locale: Locale): readonly Drawn<Message>[] {
  return [
    ...cards(subject, locale),
    ...receipts(subject, locale),
    ...notices(subject, locale),
    ...notes(subject, locale),
  ];
}

function casesOf(subject: Subject): readonly Escalation[] {
  const alive: readonly CaseStatus[] = [
    { state: "open" },
    { state: "acknowledged", by, at },
    returnedFor(subject),
  ];
  return [
    ...alive.map((status) => caseOf(subject, { status, coOwnerIds: colleagues })),
    ...endsOf(subject).map((status) => caseOf(subject, { status, nudging: reopenable })),
  ];
}

function cards(subject: Subject, locale: Locale): readonly Drawn<Message>[] {
  return casesOf(subject).flatMap((escalation, index) =>
    [true, false].map((gone) => {
      const facts = cardFactsOf(escalation, () => subject.someone, gone);
      return {
        name: `card of both sides ${index}, ${gone ? "requester gone" : "requester here"}`,
        drawn: messageOf(cardWithButtons(facts, escalation, readerOf(locale))),
      };
    }),
  );
}

function receipts(subject: Subject, locale: Locale): readonly Drawn<Message>[] {
  const reader = readerOf(locale);
  const { someone } = subject;
  return casesOf(subject).flatMap((escalation, index) => {
    const facts = { escalation, channel: `#${someone}`, cardUrl, actor: someone, command: "/escalate" };
    return [
      { name: `receipt of both sides ${index}`, drawn: receiptMessage(facts, reader) },
      ...[true, false].map((requesterGone) => ({
        name: `receipt of a colleague ${index}, ${requesterGone ? "requester gone" : "requester here"}`,
        drawn: coOwnerReceipt({ ...facts, requester: someone, requesterGone }, reader),
      })),
    ];
  });
}

function notices(subject: Subject, locale: Locale): readonly Drawn<Message>[] {
  const reader = readerOf(locale);
  const returned = caseOf(subject, { status: returnedFor(subject) });
  const ended = endsOf(subject).map((status) => caseOf(subject, { status, nudging: reopenable }));
  return [true, false].flatMap((isCurrent) => {
    const facts = { actor: subject.someone, cardUrl, isCurrent };
    const when = isCurrent ? "current" : "past";
    return [
      { name: `returned notice, ${when}`, drawn: returnedNotice({ ...facts, escalation: returned }, reader) },
      ...ended.map((escalation, index) => ({
        name: `closed notice ${index}, ${when}`,
        drawn: closedNotice({ ...facts, escalation }, reader),
      })),
    ];
  });
}

function notes({ someone }: Subject, locale: Locale): readonly Drawn<Message>[] {
  return notedSteps.flatMap((step) =>
    [null, { id: "U0ROBIN01", name: someone }].map((to) => ({
      name: `note ${step}, ${to ? "calling" : "calling nobody"}`,
      drawn: stepNote({ step, name: "ESC-4", by: someone, to }, readerOf(locale)),
      ...(to ? { mentions: [to.id] } : {}),
    })),
  );
}
