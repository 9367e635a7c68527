import type { IsoDate } from "./answers.ts";
import { exampleOnScreen, type Writing } from "./example-list.ts";
import { type Field, type FieldId, fields, isShown, type Step } from "./form.ts";

/** What keeps a step from being left. Only these block; everything else is advice in the review. */
export interface FieldFault {
  readonly field: FieldId;
  readonly fault:
    | { readonly kind: "blank" }
    | { readonly kind: "future" }
    | { readonly kind: "too_long"; readonly max: number };
}

/** `today` is the requester's local date. On the examples step the example on screen is looked at. */
export function faultsOf(step: Step, writing: Writing, today: IsoDate): readonly FieldFault[] {
  const { answers } = writing;
  return fields.flatMap((field) => {
    if (field.step !== step || !isShown(field, answers)) return [];
    const fault = faultOf(field, valueOf(field, writing), today);
    return fault ? [{ field: field.id, fault }] : [];
  });
}

function valueOf(field: Field, writing: Writing): string | null {
  return field.step === "examples" ? exampleOnScreen(writing)[field.id] : writing.answers[field.id];
}

function faultOf(field: Field, value: string | null, today: IsoDate): FieldFault["fault"] | null {
  if (field.need === "hard" && (value ?? "").trim() === "") return { kind: "blank" };
  if (field.kind === "date" && field.notAfterToday && value !== null && value > today)
    return { kind: "future" };
  if (field.kind === "text" && value !== null && value.length > field.max)
    return { kind: "too_long", max: field.max };
  return null;
}
