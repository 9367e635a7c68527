import type { ModalView } from "@slack/types";
import { blocksOf, type Part } from "./parts.ts";
import type { Reader } from "./reader.ts";
import { plain } from "./safe-text.ts";

/** A modal that only says something: no inputs, nothing to submit. */
export function sayingView(
  title: string,
  parts: readonly Part[],
  { words }: Reader,
  metadata?: object,
): ModalView {
  return {
    type: "modal",
    callback_id: "saying",
    ...(metadata ? { private_metadata: JSON.stringify(metadata) } : {}),
    title: plain(title, 24),
    close: plain(words.modal.close, 24),
    blocks: blocksOf(parts),
  };
}
