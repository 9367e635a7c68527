import type { ModalView } from "@slack/types";
import type { Escalation } from "../../domain/escalation.ts";
import { caseFormView } from "./case-form.ts";
import { paragraph } from "./parts.ts";
import type { Reader } from "./reader.ts";
import { readText, textInput } from "./text-input.ts";

/** *Return to requester*: what has to be there before a CSM takes the case up. */

export const returnCallback = "case_return";
const reasonBlock = "reason";
const reasonMax = 500;

export function returnView(escalation: Escalation, reader: Reader): ModalView {
  const { title, text, label, hint, submit } = reader.words.csmSide.giveBack;
  const inputs = [textInput({ block: reasonBlock, label, hint, max: reasonMax })];
  return caseFormView(
    escalation,
    { callback: returnCallback, title, submit, parts: [paragraph(text)], inputs },
    reader,
  );
}

/** Why, or what is wrong at which block. */
export function readReason(
  view: { state?: unknown },
  { words }: Reader,
): { readonly reason: string } | { readonly errors: Record<string, string> } {
  const reason = readText(view, reasonBlock);
  return reason === "" ? { errors: { [reasonBlock]: words.modal.errors.blank } } : { reason };
}
