import type { KnownBlock } from "@slack/types";
import { z } from "zod";
import {
  overrideReasons,
  type SendNote,
  sendNoteSchema,
  type whatSendingNeeds,
} from "../../domain/escalation.ts";
import type { Reader } from "./reader.ts";
import { plain, split } from "./safe-text.ts";

/** Why a case is sent although it is not Ready: the inputs of the review, and what stands in them. */

const noteBlocks = { reason: "send_reason", sentence: "send_sentence" } as const;
/** Also sent when a reason is chosen: a choice is kept as it is made. */
export const noteAction = "note";
/** Slack's own longest text is 3,000; a sentence on a card is shorter. */
const sentenceMax = 300;

export function sendNoteInputs(
  note: SendNote,
  needs: "sentence" | "reason_and_sentence",
  { words }: Reader,
): KnownBlock[] {
  const { anyway, reasons } = words.review;
  const options = overrideReasons.map((reason) => ({ text: plain(reasons[reason], 75), value: reason }));
  const chosen = options.find((option) => option.value === note.reason);
  const [sentence] = split(note.sentence, sentenceMax);
  return [
    ...(needs === "reason_and_sentence"
      ? [
          {
            type: "input" as const,
            block_id: noteBlocks.reason,
            label: plain(anyway.overrideLabel),
            hint: plain(anyway.overrideHint),
            optional: false,
            dispatch_action: true,
            element: {
              type: "radio_buttons" as const,
              action_id: noteAction,
              options,
              ...(chosen ? { initial_option: chosen } : {}),
            },
          },
        ]
      : []),
    {
      type: "input",
      block_id: noteBlocks.sentence,
      label: plain(anyway.label),
      hint: plain(anyway.hint),
      optional: false,
      element: {
        type: "plain_text_input",
        action_id: noteAction,
        multiline: true,
        max_length: sentenceMax,
        ...(sentence === "" ? {} : { initial_value: sentence }),
      },
    },
  ];
}

const noteState = z.object({
  values: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({ value: z.string().nullish(), selected_option: z.object({ value: z.string() }).nullish() }),
    ),
  ),
});

/** The reason and sentence on screen, laid over what is stored, as in `readStep`. */
export function readSendNote(view: { state?: unknown }, before: SendNote): SendNote {
  const { values } = noteState.parse(view.state ?? { values: {} });
  const reason = values[noteBlocks.reason]?.[noteAction];
  const sentence = values[noteBlocks.sentence]?.[noteAction];
  return sendNoteSchema.parse({
    reason: reason ? (reason.selected_option?.value ?? null) : before.reason,
    sentence: sentence ? (sentence.value ?? "") : before.sentence,
  });
}

/** Where something is missing before the case may be sent anyway. */
export function sendNoteFaults(
  note: SendNote,
  needs: ReturnType<typeof whatSendingNeeds>,
  { words }: Reader,
): Record<string, string> {
  return {
    ...(needs === "reason_and_sentence" && note.reason === null
      ? { [noteBlocks.reason]: words.modal.errors.reason }
      : {}),
    ...((needs === "sentence" || needs === "reason_and_sentence") && note.sentence.trim() === ""
      ? { [noteBlocks.sentence]: words.modal.errors.sentence }
      : {}),
  };
}
