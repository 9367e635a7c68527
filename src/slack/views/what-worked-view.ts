import type { ModalView } from "@slack/types";
import { z } from "zod";
import { blocksOf, buttons, paragraph } from "./parts.ts";
import type { Reader } from "./reader.ts";
import { plain, split } from "./safe-text.ts";

/** Before a case is closed as avoided: what worked, for the next time. Closing the modal leaves the case as it is. */

export const whatWorkedCallback = "partner_what_worked";
export const whatWorkedActions = { back: "partner_what_worked_back" } as const;
const block = "what_worked";
const action = "line";
const lineMax = 300;

export interface WhatWorkedScreen {
  readonly draftId: string;
  /** What was written before. */
  readonly whatWorked: string;
  /** It took the place of the review. */
  readonly overReview: boolean;
}

export function whatWorkedView(
  { draftId, whatWorked, overReview }: WhatWorkedScreen,
  { words }: Reader,
): ModalView {
  const { worked } = words.partnerWait;
  const [before] = split(whatWorked, lineMax);
  const back = { action: whatWorkedActions.back, label: words.controls.buttons.back, value: draftId };
  return {
    type: "modal",
    callback_id: whatWorkedCallback,
    private_metadata: JSON.stringify({ draft: draftId }),
    title: plain(worked.title, 24),
    submit: plain(worked.submit, 24),
    close: plain(words.modal.close, 24),
    blocks: [
      ...blocksOf([paragraph(worked.text)]),
      {
        type: "input",
        block_id: block,
        label: plain(worked.label),
        hint: plain(worked.hint),
        optional: true,
        element: {
          type: "plain_text_input",
          action_id: action,
          max_length: lineMax,
          ...(before === "" ? {} : { initial_value: before }),
        },
      },
      ...blocksOf(overReview ? [buttons("worked", back)] : []),
    ],
  };
}

const stateSchema = z.object({
  values: z
    .object({ [block]: z.object({ [action]: z.object({ value: z.string().max(lineMax).nullish() }) }) })
    .partial(),
});

/** "" when nothing was said. */
export function readWhatWorked(view: { state?: unknown }): string {
  return (stateSchema.parse(view.state).values[block]?.[action].value ?? "").trim();
}
