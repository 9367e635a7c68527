import type { Answers } from "../domain/answers.ts";
import type { ExampleFieldId, FieldId, PlainFieldId } from "../domain/form.ts";

/** What a field says of itself, read without knowing which field it is. */
export interface FieldWords {
  readonly label: string;
  readonly hint?: string;
  readonly options?: Readonly<Record<string, string>>;
}

type Choice<Id extends PlainFieldId> = NonNullable<Answers[Id]>;

/** Every field has its words; a choice has words for each of its options, no more and no fewer. */
export type FormWords = {
  readonly [Id in PlainFieldId]: string extends Choice<Id>
    ? Omit<FieldWords, "options">
    : FieldWords & { readonly options: { readonly [Value in Choice<Id>]: string } };
} & { readonly [Id in ExampleFieldId]: Omit<FieldWords, "options"> };

export function fieldWords(form: FormWords, id: FieldId): FieldWords {
  return form[id];
}

export function optionWords(form: FormWords, id: FieldId, value: string): string {
  return fieldWords(form, id).options?.[value] ?? value;
}
