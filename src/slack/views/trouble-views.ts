import type { ModalView } from "@slack/types";
import { blocksOf, paragraph } from "./parts.ts";
import { sayingView } from "./plain-modal.ts";
import type { Reader } from "./reader.ts";
import { plain } from "./safe-text.ts";

/** What a person sees when what they did came to nothing, through no fault of theirs. */

/** A modal as Slack tells of it. */
export interface SeenView {
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly blocks: ModalView["blocks"];
  readonly title: { readonly text: string };
  readonly submit?: { readonly text: string } | null;
  readonly close?: { readonly text: string } | null;
}

/** Says it at the last input, next to the button that was pressed, or in a window on top where there is none. */
export type NotSaved = { readonly errors: Record<string, string> } | { readonly onTop: ModalView };

export function notSaved({ blocks }: Pick<SeenView, "blocks">, reader: Reader): NotSaved {
  const { title, text } = reader.words.modal.notSaved;
  const input = blocks.findLast(({ type }) => type === "input");
  return input?.block_id
    ? { errors: { [input.block_id]: text } }
    : { onTop: sayingView(title, [paragraph(text)], reader) };
}

export function failedView(reader: Reader): ModalView {
  const { notSaved: saying, failed } = reader.words.modal;
  return sayingView(saying.title, [paragraph(failed)], reader);
}

const notice = "trouble";

/** The modal as it is, with what was typed in it, and above it that something did not work. */
export function withTrouble({ blocks, ...view }: SeenView, { words }: Reader): ModalView {
  const [told] = blocksOf([paragraph(words.modal.failed)]);
  return {
    type: "modal",
    callback_id: view.callback_id,
    private_metadata: view.private_metadata,
    title: plain(view.title.text, 24),
    ...(view.submit ? { submit: plain(view.submit.text, 24) } : {}),
    ...(view.close ? { close: plain(view.close.text, 24) } : {}),
    blocks: [
      ...(told ? [{ ...told, block_id: notice }] : []),
      ...blocks.filter(({ block_id: id }) => id !== notice),
    ],
  };
}

export function showsTrouble({ blocks }: Pick<SeenView, "blocks">): boolean {
  return blocks.some(({ block_id: id }) => id === notice);
}
