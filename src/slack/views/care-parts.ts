import type { Answers } from "../../domain/answers.ts";
import { loadedWords } from "../../domain/facts-first.ts";
import type { Step } from "../../domain/form.ts";
import { type SensitiveAnswer, sensitiveAnswers } from "../../domain/sensitive.ts";
import { listInWords } from "../../text/catalog.ts";
import { fieldWords } from "../../text/form-words.ts";
import { bullets, lines, paragraph, type Part, small } from "./parts.ts";
import type { Reader } from "./reader.ts";

/** Advice on answers, in words of our own: what it is about is named and never shown. */

/** Where facts would carry further; costs nothing. */
export function tipParts(answers: Answers, { words }: Reader): readonly Part[] {
  return loadedWords(answers).map(({ kind, word }) => small(words.care.tips[kind](word)));
}

/** What may have been written down by mistake: in the whole form, or in the step that was just saved. */
export function sensitiveParts(
  answers: Answers,
  advice: "beforeSending" | "saved",
  reader: Reader,
  step: Step | null = null,
): readonly Part[] {
  const found = sensitiveAnswers(answers).filter((answer) => step === null || answer.step === step);
  if (found.length === 0) return [];
  const { sensitive } = reader.words.care;
  return [
    lines([{ bold: sensitive.heading }]),
    bullets(found.map((answer) => [inWords(answer, reader)])),
    paragraph(sensitive[advice]),
  ];
}

function inWords({ field, example, kinds }: SensitiveAnswer, { words, locale }: Reader): string {
  const { sensitive } = words.care;
  const what = listInWords(
    kinds.map((kind) => sensitive.kinds[kind]),
    locale,
  );
  return sensitive.found(fieldWords(words.form, field).label, example, what);
}
