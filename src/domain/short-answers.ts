import type { Answers } from "./answers.ts";
import { type FieldId, fields, shownAnswers } from "./form.ts";
import { clean } from "./plain-text.ts";

/** Fields that were answered in fewer characters than it takes to say much; each named once, in the order of the form. */
export function shortAnswers(given: Answers): readonly FieldId[] {
  const answers = shownAnswers(given);
  return fields.flatMap((field) => {
    if (field.kind !== "text" || field.coachBelow === undefined) return [];
    const { coachBelow } = field;
    const texts =
      field.step === "examples" ? answers.examples.map((example) => example[field.id]) : [answers[field.id]];
    const short = texts.some((text) => text !== null && isShort(text, coachBelow));
    return short ? [field.id] : [];
  });
}

function isShort(text: string, least: number): boolean {
  const { length } = Array.from(clean(text));
  return length > 0 && length < least;
}
