import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { Answers, IsoDate } from "../../domain/answers.ts";
import { shownAnswers } from "../../domain/form.ts";
import type { Verdict } from "../../domain/verdict.ts";
import { dayInWords } from "../../text/catalog.ts";
import { blocksOf, buttons, fit, heading, type Message, messageOf, paragraph, type Part } from "./parts.ts";
import { sayingView } from "./plain-modal.ts";
import type { Reader } from "./reader.ts";
import { cut, plain, shownOnOneLine, split } from "./safe-text.ts";

export const partnerMessageCallback = "partner_message";
export const partnerMessageActions = {
  back: "partner_message_back",
  sentIt: "partner_message_sent",
} as const;
const textBlock = "partner_message_text";
const textAction = "text";
/** Slack's longest input, and short enough for the DM that carries it to be redrawn. */
const textMax = 3000;

/** Words of a person in the message; together they leave room for the message's own. */
const inMessage = (text: string, max: number) => cut(shownOnOneLine(text), max);

export interface PartnerMessageScreen {
  readonly draftId: string;
  readonly answers: Answers;
  readonly verdict: Verdict;
  readonly merchant: string;
  readonly replyBy: IsoDate;
  /** As the person edited it; null while it is the one written from the facts. */
  readonly kept: string | null;
}

/** The message to the partner, written from the facts of the case, for the requester to edit and send. */
export function partnerMessageView(screen: PartnerMessageScreen, reader: Reader): ModalView {
  const { partnerMessage, modal } = reader.words;
  const { contacted } = screen.answers;
  const advice: Part[] = [
    ...(contacted === "no_worried" ? [paragraph(partnerMessage.advice.worried)] : []),
    ...(contacted === "no_contact" ? [paragraph(partnerMessage.advice.noContact)] : []),
  ];
  return {
    type: "modal",
    callback_id: partnerMessageCallback,
    private_metadata: JSON.stringify({ draft: screen.draftId }),
    title: plain(partnerMessage.title, 24),
    submit: plain(partnerMessage.submit, 24),
    close: plain(modal.close, 24),
    blocks: [
      ...blocksOf(advice),
      {
        type: "input",
        block_id: textBlock,
        label: plain(partnerMessage.label),
        hint: plain(`${partnerMessage.hint} ${partnerMessage.advice.slots}`),
        optional: false,
        element: {
          type: "plain_text_input",
          action_id: textAction,
          multiline: true,
          max_length: textMax,
          initial_value: textOf(screen, reader),
        },
      },
      ...blocksOf([backButton(screen.draftId, reader)]),
    ],
  };
}

function textOf(screen: PartnerMessageScreen, reader: Reader): string {
  return screen.kept ?? writtenFromFacts(screen, reader);
}

function writtenFromFacts(screen: PartnerMessageScreen, reader: Reader): string {
  return split(reader.words.partnerMessage.draft(factsOf(screen, reader)), textMax)[0];
}

function backButton(draftId: string, { words }: Reader): Part {
  return buttons("partner_message", {
    action: partnerMessageActions.back,
    label: words.controls.buttons.back,
    value: draftId,
  });
}

/** Where to look for it, and when to come back. */
export function partnerMessageDoneView(draftId: string, reader: Reader): ModalView {
  const { done } = reader.words.partnerMessage;
  return sayingView(
    done.title,
    [heading(done.heading), paragraph(done.text), backButton(draftId, reader)],
    reader,
    {
      draft: draftId,
    },
  );
}

function factsOf({ answers: given, verdict, merchant, replyBy }: PartnerMessageScreen, { locale }: Reader) {
  const answers = shownAnswers(given);
  const best = verdict.examples.find((example) => example.passes)?.key;
  const example = answers.examples.find(({ key }) => key === best) ?? answers.examples[0];
  return {
    partner: inMessage(answers.partner_company, 80),
    merchant: inMessage(merchant, 80),
    summary: inMessage(answers.summary, 150),
    replyBy: dayInWords(replyBy, locale),
    exampleDate: example?.ex_date ? dayInWords(example.ex_date, locale) : "",
    where: inMessage(example?.ex_where ?? "", 150),
    expected: inMessage(example?.ex_expected ?? "", 300),
    actual: inMessage(example?.ex_actual ?? "", 400),
    impact: inMessage(example?.ex_impact ?? "", 200),
    document: inMessage(answers.scope_ref, 150),
    clause: inMessage(answers.scope_clause, 250),
    change: inMessage(answers.scope_timeline, 250),
    worried: answers.contacted === "no_worried",
  };
}

const stateSchema = z.object({
  values: z.record(z.string(), z.record(z.string(), z.object({ value: z.string().nullish() }))),
});

/** What stands in the modal; what Slack does not report is as it was drawn. */
export function readPartnerMessage(
  view: { state?: unknown },
  screen: PartnerMessageScreen,
  reader: Reader,
): string {
  const reported = stateSchema.parse(view.state ?? { values: {} }).values[textBlock]?.[textAction];
  return reported ? (reported.value ?? "") : textOf(screen, reader);
}

/** What of it to keep: one that is blank, or nobody has touched, is written anew from the facts next time. */
export function editedMessage(text: string, screen: PartnerMessageScreen, reader: Reader): string | null {
  return text.trim() === "" || text === writtenFromFacts(screen, reader) ? null : text;
}

export function blankPartnerMessage({ words }: Reader): Record<string, string> {
  return { [textBlock]: words.modal.errors.blank };
}

export interface CarriedMessage {
  readonly draftId: string;
  readonly text: string;
  readonly partner: string;
  readonly replyBy: IsoDate;
  /** When and how the person says that they sent it. */
  readonly sent: { readonly on: IsoDate; readonly how: "yes_written" | "yes_verbal" } | null;
  /** The draft it came of can still be added to. */
  readonly isOpen: boolean;
}

/** The DM that carries it: preformatted, because Slack has no button for copying. */
export function partnerMessageDm(message: CarriedMessage, reader: Reader): Message {
  const { dm } = reader.words.partnerMessage;
  return messageOf([
    paragraph(dm.heading(fit(message.partner, 80))),
    { kind: "copy", text: message.text },
    ...whatToDo(message, reader),
  ]);
}

function whatToDo(
  { draftId, replyBy, sent, isOpen }: CarriedMessage,
  { words, locale }: Reader,
): readonly Part[] {
  const { dm } = words.partnerMessage;
  if (sent) return [paragraph(dm.sent(dayInWords(sent.on, locale), words.card.told[sent.how]))];
  if (!isOpen) return [paragraph(dm.over)];
  const sentIt = {
    action: partnerMessageActions.sentIt,
    label: words.partnerWait.buttons.sentIt,
    value: draftId,
  };
  return [paragraph(dm.after(dayInWords(replyBy, locale))), buttons("partner_message", sentIt)];
}
