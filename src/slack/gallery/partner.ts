import type { ModalView } from "@slack/types";
import { closings, type Escalation, type Locale } from "../../domain/escalation.ts";
import { afterWaiting, arrived, park, setOut } from "../../domain/nudging-moves.ts";
import { neverNudged, type Nudging, type Wait } from "../../domain/nudging.ts";
import type { Message } from "../views/parts.ts";
import { partnerMessageDm } from "../views/partner-message-view.ts";
import { partnerQuestion, waitingReceipt } from "../views/partner-wait-messages.ts";
import { readerOf } from "../views/reader.ts";
import { sentItView } from "../views/sent-it-view.ts";
import { waitingView } from "../views/waiting-view.ts";
import { whatWorkedView } from "../views/what-worked-view.ts";
import { closedAs } from "./closed-as.ts";
import { caseOf, type Drawn, type Subject } from "./a-drawn-case.ts";
import { monday } from "./a-drawn-case.ts";

/** What stands on screen while a case waits for its partner. */

const at = new Date("2026-11-23T12:00:00Z");
const someDay = "2026-12-07";
const reasons = ["reply_window_open", "plan_not_due"] as const;

const waits: readonly Wait[] = reasons.map((reason) => {
  const wait = afterWaiting(neverNudged, { eligibleOn: monday, reason });
  if (wait.state !== "waiting") throw new Error("It does not wait.");
  return wait;
});

/** As it stands after the first question, and after the second one. */
function askedOf(wait: Wait): readonly Nudging[] {
  const once = arrived(setOut(wait), { number: wait.count + 1, kind: "question", at, passed: 0 });
  if (once.state !== "waiting") throw new Error("It does not wait.");
  return [once, arrived(setOut(once), { number: once.count + 1, kind: "question", at, passed: 0 })];
}

const reopening = { until: someDay, before: "2026-12-08T00:00:00.000Z" };
const parkedOnes: readonly Nudging[] = waits.flatMap((wait) => {
  const parked = park(wait, "partner_silent", at, reopening);
  return [parked, { ...parked, reopening: null }];
});

function waitingCase(subject: Subject, nudging: Nudging): Escalation {
  return caseOf(subject, { status: { state: "waiting_partner" }, nudging });
}

export function partnerWaitModals(subject: Subject, locale: Locale): readonly Drawn<ModalView>[] {
  const reader = readerOf(locale);
  const { id, answers } = caseOf(subject);
  const { partner_company: partner, who_how: whoHow } = answers;
  return [
    ...[...waits, ...parkedOnes].map((nudging, index) => ({
      name: `waiting ${index}`,
      drawn: waitingView(waitingCase(subject, nudging), reader),
    })),
    ...(["yes_written", "yes_verbal"] as const).map((how) => ({
      name: `I sent it, ${how}`,
      drawn: sentItView(
        { draftId: id, letter: "1763800000.000100", partner, on: monday, how, whoHow },
        reader,
      ),
    })),
    ...[true, false].map((overReview) => ({
      name: `what worked, ${overReview ? "over the review" : "on its own"}`,
      drawn: whatWorkedView({ draftId: id, whatWorked: subject.someone, overReview }, reader),
    })),
  ];
}

export function partnerWaitMessages(subject: Subject, locale: Locale): readonly Drawn<Message>[] {
  const reader = readerOf(locale);
  const { answers, someone, sendNote } = subject;
  const facts = { channel: `#${someone}`, cardUrl: null, actor: someone, command: "/escalate" };
  const letter = { draftId: caseOf(subject).id, text: answers.outcome, partner: answers.partner_company };
  return [
    ...([null, { on: monday, how: "yes_verbal" }] as const).flatMap((sent) =>
      [true, false].map((isOpen) => ({
        name: `message to the partner, ${sent ? "sent" : "not sent"}, ${isOpen ? "open" : "over"}`,
        drawn: partnerMessageDm({ ...letter, replyBy: monday, sent, isOpen }, reader),
      })),
    ),
    ...[...waits, ...waits.flatMap(askedOf), ...parkedOnes].map((nudging, index) => ({
      name: `waiting receipt ${index}`,
      drawn: waitingReceipt({ ...facts, escalation: waitingCase(subject, nudging) }, reader),
    })),
    ...closings.map((as) => {
      const status = closedAs(as, { note: sendNote.sentence, by: "U0MARINA1", at: at.toISOString() });
      return {
        name: `waiting receipt, ${as}`,
        drawn: waitingReceipt({ ...facts, escalation: caseOf(subject, { status }) }, reader),
      };
    }),
    ...questions(subject, locale),
  ];
}

function questions(subject: Subject, locale: Locale): readonly Drawn<Message>[] {
  const current = waits.flatMap((wait) =>
    askedOf(wait).map((nudging, index) => ({
      escalation: waitingCase(subject, nudging),
      number: index + 1,
      isCurrent: true,
      parkedOn: index === 0 ? null : someDay,
    })),
  );
  const past = [
    ...waits.flatMap((wait) => [wait, ...askedOf(wait)]).map((nudging) => waitingCase(subject, nudging)),
    ...parkedOnes.map((nudging) => waitingCase(subject, nudging)),
    caseOf(subject),
    ...closings.map((as) =>
      caseOf(subject, { status: closedAs(as, { by: "U0MARINA1", at: at.toISOString() }) }),
    ),
  ].map((escalation) => ({ escalation, number: 1, isCurrent: false, parkedOn: null }));
  return [...current, ...past].map((facts, index) => ({
    name: `question ${index}`,
    drawn: partnerQuestion(facts, readerOf(locale)),
  }));
}
