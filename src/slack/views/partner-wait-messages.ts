import { caseName, type Escalation } from "../../domain/escalation.ts";
import { dayInWords } from "../../text/catalog.ts";
import type { ButtonSpec } from "./control-specs.ts";
import { buttons, divider, fit, lines, type Message, messageOf, paragraph, type Part } from "./parts.ts";
import { cardActions, caseButtons } from "./case-buttons.ts";
import { statusDetails } from "./case-status.ts";
import type { Reader } from "./reader.ts";
import { asItStands, type ReceiptFacts } from "./requester-messages.ts";

/** What the requester of a case that waits for its partner gets by DM: the receipt, and on the day the question. */

export const partnerWaitActions = {
  replied: "partner_replied",
  silent: "partner_silent",
  fixed: "partner_fixed",
  sendAnyway: "partner_send_anyway",
} as const;

/** The receipt of a case that the CSM channel has not heard of: it waits, or it ended before it had to. */
export function waitingReceipt({ escalation, command }: ReceiptFacts, reader: Reader): Message {
  return messageOf([
    ...(escalation.status.state === "closed" ? ended(escalation, reader) : standing(escalation, reader)),
    divider,
    lines([{ bold: reader.words.card.receipt.asSent }]),
    ...asItStands(escalation, `${command} ${caseName(escalation)}`, reader),
  ]);
}

function standing(escalation: Escalation, reader: Reader): readonly Part[] {
  const { words, locale } = reader;
  const { waiting, receipt, parked } = words.partnerWait;
  const { nudging } = escalation;
  const name = caseName(escalation);
  const partner = fit(escalation.answers.partner_company, 80);
  const { replied, silent, fixed, sendAnyway, withdraw, reopen } = waitButtons(escalation, reader);
  if (nudging.state !== "waiting") {
    const reopening = nudging.state === "parked" && nudging.wait ? nudging.reopening : null;
    return [
      lines([{ bold: parked(name) }]),
      paragraph(receipt.parked),
      ...(reopening ? [paragraph(receipt.reopen(dayInWords(reopening.until, locale)))] : []),
      buttons("case", ...(reopening ? [reopen] : []), replied, silent, fixed, sendAnyway, withdraw),
    ];
  }
  if (nudging.asked > 0) {
    return [
      lines([{ bold: receipt.over(name, partner) }]),
      paragraph(receipt.asked),
      buttons("case", replied, silent, fixed, sendAnyway, withdraw),
    ];
  }
  const date = dayInWords(nudging.eligibleOn, locale);
  return [
    lines([{ bold: waiting.heading(name, partner, date) }]),
    paragraph(receipt.text(date)),
    buttons("case", replied, fixed, sendAnyway, withdraw),
  ];
}

function ended(escalation: Escalation, reader: Reader): readonly Part[] {
  const { words } = reader;
  const { receipt } = words.partnerWait;
  const { status, nudging } = escalation;
  const note = status.state === "closed" ? status.note : "";
  const controls = caseButtons(escalation, reader, ["reopen"]);
  const until = statusDetails({ status, nudging, actor: "" }, reader);
  return [
    lines([{ bold: endedInWords(escalation, words) }]),
    paragraph(receipt.nobodyTold),
    ...(note === "" ? [] : [paragraph(receipt.worked(fit(note, 300)))]),
    ...(until.length > 0 ? [lines(...until)] : []),
    ...(controls.length > 0 ? [buttons("case", ...controls)] : []),
  ];
}

function endedInWords(escalation: Escalation, words: Reader["words"]): string {
  const { status } = escalation;
  const how = status.state === "closed" ? words.card.status.closings[status.as] : "";
  return words.partnerWait.receipt.ended(caseName(escalation), how);
}

export interface QuestionFacts {
  readonly escalation: Escalation;
  /** 1, or 2 for the one repeat. */
  readonly number: number;
  /** The newest question of a case that waits. */
  readonly isCurrent: boolean;
  /** When this one goes unanswered too: the day on which the case is parked. */
  readonly parkedOn: string | null;
}

/** Asks what came of the partner; answered, it says what came of the case. */
export function partnerQuestion(facts: QuestionFacts, reader: Reader): Message {
  const { escalation, number, isCurrent, parkedOn } = facts;
  const { nudging, answers } = escalation;
  const { words, locale } = reader;
  const partner = fit(answers.partner_company, 80);
  const about = lines([{ bold: caseName(escalation) }, ` · ${fit(answers.summary, 150)}`]);
  // A wait that was begun anew has not asked anything yet.
  if (!isCurrent || nudging.state !== "waiting" || (nudging.asked < number && nudging.underway === null)) {
    const { asked } = words.partnerWait.question;
    return messageOf([about, paragraph(`${asked(partner)} ${whatBecame(escalation, reader)}`)]);
  }
  const { question } = words.partnerWait;
  const promised = nudging.reason === "plan_not_due" ? answers.plan_due : null;
  const { replied, silent, fixed } = waitButtons(escalation, reader);
  return messageOf([
    about,
    paragraph(question[nudging.reason](partner, dayInWords(promised ?? nudging.eligibleOn, locale))),
    ...(parkedOn ? [paragraph(question.last(dayInWords(parkedOn, locale)))] : []),
    buttons("question", replied, silent, fixed),
  ]);
}

function whatBecame(escalation: Escalation, { words }: Reader): string {
  const { question, parked } = words.partnerWait;
  const { status, nudging } = escalation;
  const name = caseName(escalation);
  switch (status.state) {
    case "open":
    case "acknowledged":
    case "returned":
      return question.wentOn(name);
    case "closed":
      return endedInWords(escalation, words);
    case "waiting_partner":
      if (nudging.state !== "waiting") return `${parked(name)}.`;
      return nudging.asked === 0 ? question.waitsOn(name) : question.askedAgain;
  }
}

function waitButtons({ id: value, nudging }: Escalation, { words }: Reader) {
  const { buttons: labels, withdrawConfirm } = words.partnerWait;
  const wait = nudging.state === "parked" ? nudging.wait : nudging;
  const promised = wait !== null && "reason" in wait && wait.reason === "plan_not_due";
  return {
    replied: { action: partnerWaitActions.replied, label: labels.replied, value },
    silent: {
      action: partnerWaitActions.silent,
      label: promised ? labels.notDone : labels.silent,
      value,
    },
    fixed: { action: partnerWaitActions.fixed, label: labels.fixed, value },
    sendAnyway: { action: partnerWaitActions.sendAnyway, label: words.controls.submit.send_anyway, value },
    withdraw: {
      action: cardActions.withdraw,
      label: words.controls.buttons.withdraw,
      value,
      confirm: withdrawConfirm,
    },
    reopen: { action: cardActions.reopen, label: words.controls.buttons.reopen, value },
  } satisfies Record<string, ButtonSpec>;
}
