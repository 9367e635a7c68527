import type { ModalView } from "@slack/types";
import { paragraph } from "./parts.ts";
import { sayingView } from "./plain-modal.ts";
import type { Reader } from "./reader.ts";

/** The draft was sent, closed or replaced elsewhere. */
export function draftGoneView(reader: Reader): ModalView {
  return sayingView(reader.words.modal.gone.title, [paragraph(reader.words.modal.gone.draft)], reader);
}

/** The case was closed while something was being added to it. */
export function caseGoneView(reader: Reader): ModalView {
  return sayingView(reader.words.modal.gone.title, [paragraph(reader.words.modal.gone.case)], reader);
}
