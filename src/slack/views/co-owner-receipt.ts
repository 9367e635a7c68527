import { caseName } from "../../domain/escalation.ts";
import { caseButtons } from "./case-buttons.ts";
import { parkedPart } from "./nudging-lines.ts";
import { buttons, divider, fit, lines, type Message, messageOf, paragraph } from "./parts.ts";
import type { Reader } from "./reader.ts";
import { asItStands, missing, type ReceiptFacts, whatIsNext } from "./requester-messages.ts";

/** The case as a colleague of the requester has it, in a DM of their own. */

export interface SharedReceiptFacts extends ReceiptFacts {
  /** Name of the requester. */
  readonly requester: string;
  readonly requesterGone: boolean;
}

const onSharedReceipt = ["takeOver", "sendAgain", "reopen", "addMissing"] as const;

export function coOwnerReceipt(facts: SharedReceiptFacts, reader: Reader): Message {
  const { escalation, requester, requesterGone, cardUrl, command } = facts;
  const { words } = reader;
  const { share, takeOver } = words.csmSide;
  const name = caseName(escalation);
  const controls = caseButtons(escalation, reader, onSharedReceipt, requesterGone);
  const heading = { bold: share.heading(fit(requester, 80), name) };
  const isClosed = escalation.status.state === "closed";
  return messageOf([
    ...parkedPart(escalation, reader),
    lines(cardUrl ? [heading, " ", { link: words.card.receipt.link, url: cardUrl }] : [heading]),
    ...(isClosed ? [] : [paragraph(requesterGone ? takeOver.gone : share.may)]),
    lines(...whatIsNext(facts, reader)),
    ...missing(escalation, reader),
    ...(controls.length > 0 ? [buttons("case", ...controls)] : []),
    divider,
    lines([{ bold: words.card.receipt.asSent }]),
    ...asItStands(escalation, `${command} ${name}`, reader),
  ]);
}
