import { caseName, type CaseStatus, type Escalation } from "../../domain/escalation.ts";
import { dayInWords } from "../../text/catalog.ts";
import { caseButtons } from "./case-buttons.ts";
import { outcome } from "./case-status.ts";
import {
  bullets,
  buttons,
  fit,
  type Line,
  lines,
  type Message,
  messageOf,
  paragraph,
  type Part,
} from "./parts.ts";
import type { Reader } from "./reader.ts";

/** What a requester is told in a DM of its own, because it is their turn or their case has an end. */

export interface NoticeFacts {
  readonly escalation: Escalation;
  /** Name of the CSM. */
  readonly actor: string;
  readonly cardUrl: string | null;
  /** The case still stands as the notice says, and no later one says the same. */
  readonly isCurrent: boolean;
}

/** What a CSM writes at most: it stands in full. */
const saidMax = 500;

/** It came back: why, and what to do about it. */
export function returnedNotice(facts: NoticeFacts, reader: Reader): Message {
  const { escalation, actor, isCurrent } = facts;
  const { status } = escalation;
  const { notices } = reader.words.csmSide;
  const name = caseName(escalation);
  if (!isCurrent || status.state !== "returned")
    return messageOf([headline(notices.wasReturned(name), facts, reader)]);
  const controls = caseButtons(escalation, reader, ["sendAgain", "addMissing"]);
  return messageOf([
    headline(notices.returned(fit(actor, 80), name), facts, reader),
    paragraph(said(actor, status.reason, reader)),
    paragraph(notices.untilThen),
    buttons("case", ...controls),
  ]);
}

/** It has an end: which, what follows from that, and until when it may be taken up again. */
export function closedNotice(facts: NoticeFacts, reader: Reader): Message {
  const { escalation, actor, isCurrent } = facts;
  const { status, nudging } = escalation;
  const { words, locale } = reader;
  const { notices } = words.csmSide;
  const name = caseName(escalation);
  if (!isCurrent || status.state !== "closed")
    return messageOf([headline(notices.wasClosed(name), facts, reader)]);
  const until = nudging.state === "done" ? nudging.reopening?.until : undefined;
  const controls = caseButtons(escalation, reader, ["reopen"]);
  const how = words.card.status.closings[status.as];
  return messageOf([
    headline(notices.closed(fit(actor, 80), name, how), facts, reader),
    lines([said(actor, status.note, reader)], ...outcome(status, reader).map((line): Line => [line])),
    ...wayThere(status, reader),
    ...(until === undefined ? [] : [paragraph(notices.reopen(dayInWords(until, locale)))]),
    ...(controls.length > 0 ? [buttons("case", ...controls)] : []),
  ]);
}

function headline(text: string, { cardUrl }: NoticeFacts, { words }: Reader): Part {
  return lines(
    cardUrl ? [{ bold: text }, " ", { link: words.card.receipt.link, url: cardUrl }] : [{ bold: text }],
  );
}

function said(who: string, text: string, { words }: Reader): string {
  return words.csmSide.status.said(fit(who, 80), fit(text, saidMax));
}

/** Of a matter that is not for a CSM: how to go where it belongs. */
function wayThere(status: Extract<CaseStatus, { state: "closed" }>, { words }: Reader): readonly Part[] {
  if (status.as !== "not_ours") return [];
  const steps = stepsTo(status.door, words);
  if (steps.length === 0) return [];
  return [lines([{ bold: words.csmSide.notices.howToGoThere }]), bullets(steps.map((step): Line => [step]))];
}

type Door = Extract<CaseStatus, { as: "not_ours" }>["door"];

function stepsTo(door: Door, { door: { doors }, csmSide }: Reader["words"]): readonly string[] {
  switch (door) {
    case "support":
      return doors.product_or_infrastructure.steps;
    case "extension_vendor":
      return doors.extension_fault.steps.slice(0, 1);
    case "marketplace":
      return doors.extension_fault.steps.slice(1, 2);
    case "partner":
      return [csmSide.notices.askPartner];
    case "other":
      return [];
  }
}
