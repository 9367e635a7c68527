import { caseName, type CaseStatus, type Escalation } from "../../domain/escalation.ts";
import type { ParkReason } from "../../domain/delivery.ts";
import { provenOf } from "../../domain/proof.ts";
import { isReady } from "../../domain/verdict.ts";
import { answersOfCase } from "./evidence-messages.ts";
import { paginate } from "./pages.ts";
import {
  bullets,
  buttons,
  divider,
  type Line,
  lines,
  type Message,
  messageOf,
  paragraph,
  type Part,
  small,
} from "./parts.ts";
import { bestGaps, gapLine } from "./gap-lines.ts";
import { caseButtons } from "./case-buttons.ts";
import { statusDetails } from "./case-status.ts";
import { parkedPart, stoppedPart } from "./nudging-lines.ts";
import type { Reader } from "./reader.ts";

/** The DMs a requester gets: one receipt, drawn again as the case moves, and word of what cannot wait. */

/** Leaves room around the answers for the status and the gaps, within what may be redrawn. */
const answersRoom = 2200;

export interface ReceiptFacts {
  readonly escalation: Escalation;
  readonly channel: string;
  /** Where the card stands; null until it is posted. */
  readonly cardUrl: string | null;
  /** Name of who acknowledged, returned or closed the case. */
  readonly actor: string;
  /** How the person asks for the whole case. */
  readonly command: string;
}

const onReceipt = ["sendAgain", "reopen", "addMissing", "addColleague", "withdraw"] as const;

export function receiptMessage(facts: ReceiptFacts, reader: Reader): Message {
  const { escalation, channel, cardUrl, command } = facts;
  const { receipt } = reader.words.card;
  const name = caseName(escalation);
  const headline = cardUrl ? receipt.sent(name, channel) : receipt.posting(name, channel);
  const controls = caseButtons(escalation, reader, onReceipt);
  return messageOf([
    ...parkedPart(escalation, reader),
    lines(cardUrl ? [{ bold: headline }, " ", { link: receipt.link, url: cardUrl }] : [{ bold: headline }]),
    lines(...whatIsNext(facts, reader)),
    ...missing(escalation, reader),
    ...stoppedPart(escalation, reader.words.nudge.stopped.receipt),
    ...(controls.length > 0 ? [buttons("case", ...controls)] : []),
    divider,
    lines([{ bold: receipt.asSent }]),
    ...asItStands(escalation, `${command} ${name}`, reader),
  ]);
}

/** How the case goes on, and what its CSM said to that. */
export function whatIsNext({ escalation, actor }: ReceiptFacts, reader: Reader): readonly Line[] {
  const { status, nudging } = escalation;
  return [[nextInWords(status, actor, reader)], ...statusDetails({ status, nudging, actor }, reader)];
}

function nextInWords(status: CaseStatus, actor: string, { words }: Reader): string {
  const { next } = words.card.receipt;
  switch (status.state) {
    case "open":
    case "returned":
    case "waiting_partner":
      return next[status.state];
    case "acknowledged":
      return next.acknowledged(actor);
    case "closed":
      return next.closed(words.card.status.closings[status.as]);
  }
}

export function missing(escalation: Escalation, reader: Reader): readonly Part[] {
  const { verdict, status } = escalation;
  if (status.state === "closed" || isReady(verdict) || verdict.gaps.length === 0) return [];
  const { nextHeading } = reader.words.verdict;
  return [
    lines([{ bold: nextHeading }]),
    bullets(verdict.gaps.slice(0, bestGaps).map((gap): Line => gapLine(gap, provenOf(escalation), reader))),
  ];
}

export function asItStands(escalation: Escalation, command: string, reader: Reader): readonly Part[] {
  const [first = [], ...more] = paginate(answersOfCase(escalation, reader), answersRoom, reader);
  return [lines(...first), ...(more.length > 0 ? [small(reader.words.card.receipt.cutHere(command))] : [])];
}

export function acknowledgedNotice(escalation: Escalation, actor: string, { words }: Reader): Message {
  return messageOf([paragraph(words.card.acknowledgedNotice(actor, caseName(escalation)))]);
}

export interface HoldUp {
  readonly reason: ParkReason;
  readonly channel: string;
  /** The card stands, and cannot be brought up to date. */
  readonly stands: boolean;
}

export function stuckNotice(escalation: Escalation, holdUp: HoldUp, reader: Reader): Message {
  return messageOf([paragraph(holdUpInWords(escalation, holdUp, reader))]);
}

/** Why the card is not there, or not right, and what to ask of whom. */
export function holdUpInWords(
  escalation: Escalation,
  { reason, channel, stands }: HoldUp,
  { words }: Reader,
): string {
  const { stuck, outdated, parked } = words.talk;
  return (stands ? outdated : stuck)(caseName(escalation), parked[reason](channel));
}
