import type { ModalView } from "@slack/types";
import { z } from "zod";
import { isoDateSchema, type IsoDate } from "../../domain/answers.ts";
import type { FieldId } from "../../domain/form.ts";
import { howTold, type Told } from "../../domain/partner-answer.ts";
import { fieldWords, optionWords } from "../../text/form-words.ts";
import { readCarried } from "./carried.ts";
import { blocksOf, fit, small } from "./parts.ts";
import type { Reader } from "./reader.ts";
import { plain, split } from "./safe-text.ts";

/** *I sent it*: when, how, and to whom, asked in the words of the form. Blocks are named after its fields. */

export const sentItCallback = "partner_message_sent_it";
const action = "told";

export interface SentItScreen extends Told {
  readonly draftId: string;
  /** The `ts` of the message below which the button was pressed. */
  readonly letter: string;
  readonly partner: string;
}

const metadataSchema = z.object({ letter: z.string() });

export function letterIn(view: { private_metadata: string }): string {
  return readCarried(metadataSchema, view.private_metadata)?.letter ?? "";
}

export function sentItView(screen: SentItScreen, reader: Reader): ModalView {
  const { draftId, letter, partner, on, how, whoHow } = screen;
  const { words } = reader;
  const { sentIt } = words.partnerWait;
  const options = howTold.map((way) => ({
    text: plain(optionWords(words.form, "contacted", way), 75),
    value: way,
  }));
  const [written] = split(whoHow, whoHowMax);
  const chosen = options.find(({ value }) => value === how);
  return {
    type: "modal",
    callback_id: sentItCallback,
    private_metadata: JSON.stringify({ draft: draftId, letter }),
    title: plain(sentIt.title, 24),
    submit: plain(words.controls.submit.save, 24),
    close: plain(words.modal.close, 24),
    blocks: [
      ...blocksOf([small(sentIt.text(fit(partner, 80)))]),
      {
        type: "input",
        ...asked("first_contact_date", reader),
        optional: false,
        element: { type: "datepicker", action_id: action, initial_date: on },
      },
      {
        type: "input",
        ...asked("contacted", reader),
        optional: false,
        element: {
          type: "radio_buttons",
          action_id: action,
          options,
          ...(chosen ? { initial_option: chosen } : {}),
        },
      },
      {
        type: "input",
        ...asked("who_how", reader),
        optional: true,
        element: {
          type: "plain_text_input",
          action_id: action,
          max_length: whoHowMax,
          ...(written === "" ? {} : { initial_value: written }),
        },
      },
    ],
  };
}

const whoHowMax = 300;

function asked(id: FieldId, { words }: Reader) {
  const { label, hint } = fieldWords(words.form, id);
  return {
    block_id: id,
    label: plain(label, 2000),
    ...(hint && id === "who_how" ? { hint: plain(hint, 2000) } : {}),
  };
}

const stateSchema = z.object({
  values: z
    .object({
      first_contact_date: z.object({ [action]: z.object({ selected_date: isoDateSchema.nullish() }) }),
      contacted: z.object({
        [action]: z.object({ selected_option: z.object({ value: z.enum(howTold) }).nullish() }),
      }),
      who_how: z.object({ [action]: z.object({ value: z.string().nullish() }) }),
    })
    .partial(),
});

/** What is on screen, laid over what it was drawn with, as in `readStep`. */
export function readSentIt(view: { state?: unknown }, before: Told): Told {
  const { first_contact_date: date, contacted, who_how: whoHow } = stateSchema.parse(view.state).values;
  return {
    on: date?.[action].selected_date ?? before.on,
    how: contacted?.[action].selected_option?.value ?? before.how,
    whoHow: whoHow ? (whoHow[action].value ?? "") : before.whoHow,
  };
}

/** The day may not be still to come. */
export function sentItFaults({ on }: Told, today: IsoDate, { words }: Reader): Record<string, string> {
  return on > today ? { first_contact_date: words.modal.errors.futureDate } : {};
}
