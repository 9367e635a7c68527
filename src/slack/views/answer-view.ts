import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { Escalation } from "../../domain/escalation.ts";
import { caseName } from "../../domain/escalation.ts";
import { readCarried } from "./carried.ts";
import { caseFormView } from "./case-form.ts";
import { fit, lines, paragraph } from "./parts.ts";
import type { Reader } from "./reader.ts";
import { readText, textInput } from "./text-input.ts";

/** *Answer*: one of the requester's side answers what a CSM asked. */

export const answerCallback = "case_answer";
const answerBlock = "answer";
/** Slack's longest input. */
const answerMax = 3000;

export interface AnswerScreen {
  readonly escalation: Escalation;
  /** Of the question. */
  readonly number: number;
  readonly question: string;
  /** Name of who asked. */
  readonly asker: string;
}

const questionSchema = z.object({ escalation: z.string(), question: z.int().positive() });

/** Which question it is about: the button that opens the window, and the window, carry it. */
export interface AskedQuestion {
  readonly escalationId: string;
  readonly number: number;
}

/** A button's value. */
export function valueOfQuestion({ escalationId, number }: AskedQuestion): string {
  return JSON.stringify({ escalation: escalationId, question: number });
}

/** Null when it is nothing that we wrote. */
export function questionIn(value: string | undefined): AskedQuestion | null {
  const read = readCarried(questionSchema, value ?? "");
  return read && { escalationId: read.escalation, number: read.question };
}

export function answerView({ escalation, number, question, asker }: AnswerScreen, reader: Reader): ModalView {
  const { answer, asks } = reader.words.questions;
  const form = caseFormView(
    escalation,
    {
      callback: answerCallback,
      title: answer.title,
      submit: answer.submit,
      parts: [lines([{ bold: asks(fit(asker, 80), caseName(escalation)) }]), paragraph(question)],
      inputs: [textInput({ block: answerBlock, label: answer.label, hint: answer.hint, max: answerMax })],
    },
    reader,
  );
  return { ...form, private_metadata: valueOfQuestion({ escalationId: escalation.id, number }) };
}

/** What was answered, or what is wrong at which block. */
export function readAnswer(
  view: { state?: unknown },
  { words }: Reader,
): { readonly text: string } | { readonly errors: Record<string, string> } {
  const text = readText(view, answerBlock);
  return text === "" ? { errors: { [answerBlock]: words.modal.errors.blank } } : { text };
}
