import type { ModalView } from "@slack/types";
import type { Escalation } from "../../domain/escalation.ts";
import { caseFormView } from "./case-form.ts";
import { fit, paragraph } from "./parts.ts";
import type { Reader } from "./reader.ts";
import { readText, textInput } from "./text-input.ts";

/** *Ask one thing*: a CSM writes one question to the requester. */

export const askCallback = "case_ask";
const questionBlock = "question";
const questionMax = 500;

export function askView(escalation: Escalation, requester: string, reader: Reader): ModalView {
  const { ask } = reader.words.questions;
  return caseFormView(
    escalation,
    {
      callback: askCallback,
      title: ask.title,
      submit: ask.submit,
      parts: [paragraph(ask.to(fit(requester, 80)))],
      inputs: [textInput({ block: questionBlock, label: ask.label, hint: ask.hint, max: questionMax })],
    },
    reader,
  );
}

/** What was asked, or what is wrong at which block. */
export function readQuestion(
  view: { state?: unknown },
  { words }: Reader,
): { readonly text: string } | { readonly errors: Record<string, string> } {
  const text = readText(view, questionBlock);
  return text === "" ? { errors: { [questionBlock]: words.modal.errors.blank } } : { text };
}
