import type { ModalView } from "@slack/types";
import type { ButtonClick } from "./draft-click.ts";
import { openModal } from "./open-modal.ts";
import { sayingMessage } from "./views/command-answers.ts";
import type { Reader } from "./views/reader.ts";

/** A button on a message opens a modal, or is answered by a sentence to the person alone. */

export async function openFromMessage(
  click: ButtonClick,
  screen: ModalView,
  { words }: Reader,
): Promise<void> {
  const opened = await openModal(click.client, click.body.trigger_id, screen);
  if (opened.kind === "too_late") await tellAlone(click, words.modal.slow);
}

export async function tellAlone({ respond }: ButtonClick, sentence: string): Promise<void> {
  await respond({ response_type: "ephemeral", replace_original: false, ...sayingMessage(sentence) });
}
