import type { InputBlock, KnownBlock, ModalView } from "@slack/types";
import { z } from "zod";
import { type Answers, answersSchema, exampleSchema, maxExamples } from "../../domain/answers.ts";
import { exampleNumber, exampleOnScreen, type Writing, withExample } from "../../domain/example-list.ts";
import { type Field, fields, isShown, type Step, steps } from "../../domain/form.ts";
import type { FieldFault } from "../../domain/form-faults.ts";
import type { Proof } from "../../domain/proof.ts";
import type { Gap, Verdict } from "../../domain/verdict.ts";
import { fieldWords, optionWords } from "../../text/form-words.ts";
import type { ButtonSpec } from "./control-specs.ts";
import { readCarried } from "./carried.ts";
import { gapLine } from "./gap-lines.ts";
import { exampleActions, listedExamples } from "./listed-examples.ts";
import { blocksOf, bullets, buttons, type Part, small } from "./parts.ts";
import type { Reader } from "./reader.ts";
import { proofNotes } from "./proof-lines.ts";
import { plain, split } from "./safe-text.ts";

/** One step of the form. Inputs keep what was typed as long as block and action ids stay, so both come from the field alone. */

export const stepCallbacks = { next: "step_next", save: "step_save" } as const;
export const stepActions = { answer: "answer", back: "step_back" } as const;

const metadataSchema = z.object({
  draft: z.string(),
  step: z.enum(steps),
  example: z.int().positive().nullable(),
});
/** Ids alone: whose draft it is, is checked when they come back. */
export type StepMetadata = z.infer<typeof metadataSchema>;

export function readStepMetadata(view: { private_metadata: string }): StepMetadata | null {
  return readCarried(metadataSchema, view.private_metadata);
}

export interface StepScreen extends Writing {
  readonly draftId: string;
  readonly step: Step;
  readonly verdict: Pick<Verdict, "examples">;
  /** The gaps to close, when the step was opened to add what is missing to a case. */
  readonly adding: readonly Gap[] | null;
  /** Messages that were added to the case it edits. */
  readonly proofs?: readonly Proof[];
}

export function stepView(screen: StepScreen, reader: Reader): ModalView {
  const { words } = reader;
  const { step, adding } = screen;
  const example = step === "examples" ? exampleOnScreen(screen) : null;
  const metadata: StepMetadata = { draft: screen.draftId, step, example: example?.key ?? null };
  return {
    type: "modal",
    callback_id: adding ? stepCallbacks.save : stepCallbacks.next,
    private_metadata: JSON.stringify(metadata),
    title: plain(adding ? words.controls.buttons.add_missing : words.controls.titles[step], 24),
    submit: plain(submitLabel(screen, reader), 24),
    close: plain(words.modal.close, 24),
    blocks: [
      ...blocksOf([...(adding ? asked(adding, screen.answers, reader) : [small(words.controls.stepNote)])]),
      ...(example ? blocksOf(listedExamples(screen, example, reader)) : []),
      ...blocksOf(proofNotes(screen, example?.key ?? null, reader)),
      ...fields
        .filter((field) => field.step === step && isShown(field, screen.answers))
        .map((field) => input(field, screen, reader)),
      ...blocksOf(footer(screen, reader)),
    ],
  };
}

function submitLabel({ step, adding }: StepScreen, { words }: Reader): string {
  if (adding) return words.controls.submit.save;
  return step === "ask" ? words.controls.submit.review : words.controls.submit.next;
}

function asked(gaps: readonly Gap[], answers: Answers, reader: Reader): readonly Part[] {
  return gaps.length > 0
    ? [bullets(gaps.map((gap) => gapLine(gap, answers, reader)))]
    : [small(reader.words.controls.stepNote)];
}

function footer(screen: StepScreen, { words }: Reader): readonly Part[] {
  const { step, adding, answers } = screen;
  const back: ButtonSpec = {
    action: stepActions.back,
    label: words.controls.buttons.back,
    value: screen.draftId,
  };
  const add: ButtonSpec = {
    action: exampleActions.add,
    label: words.controls.buttons.add_example,
    value: screen.draftId,
  };
  const full = exampleNumber(screen).count >= maxExamples;
  const shown = [
    ...(step === "examples" && !full ? [add] : []),
    ...(adding !== null || step === "situation" ? [] : [back]),
  ];
  return [
    ...(step === "examples" && answers.examples.length >= maxExamples
      ? [small(words.modal.examples.full)]
      : []),
    ...(shown.length > 0 ? [buttons("step", ...shown)] : []),
  ];
}

function blockId(field: Field, exampleKey: number): string {
  return field.step === "examples" ? `${field.id}:${exampleKey}` : field.id;
}

function valueOf(field: Field, screen: Writing): string | null {
  return field.step === "examples" ? exampleOnScreen(screen)[field.id] : screen.answers[field.id];
}

function input(field: Field, screen: StepScreen, { words }: Reader): KnownBlock {
  const { label, hint } = fieldWords(words.form, field.id);
  return {
    type: "input",
    block_id: blockId(field, exampleOnScreen(screen).key),
    label: plain(label, 2000),
    ...(hint ? { hint: plain(hint, 2000) } : {}),
    optional: field.need !== "hard",
    dispatch_action: field.kind !== "text",
    element: element(field, valueOf(field, screen), words),
  };
}

function element(field: Field, value: string | null, words: Reader["words"]): InputBlock["element"] {
  const action_id = stepActions.answer;
  switch (field.kind) {
    case "text": {
      const [initial] = split(value ?? "", field.max);
      return {
        type: "plain_text_input",
        action_id,
        multiline: field.multiline,
        max_length: field.max,
        ...(initial === "" ? {} : { initial_value: initial }),
      };
    }
    case "date":
      return { type: "datepicker", action_id, ...(value === null ? {} : { initial_date: value }) };
    case "choice": {
      const options = field.options.map((option) => ({
        text: plain(optionWords(words.form, field.id, option), 75),
        value: option,
      }));
      const chosen = options.find((option) => option.value === value);
      return {
        type: field.as === "radio" ? "radio_buttons" : "static_select",
        action_id,
        options,
        ...(chosen ? { initial_option: chosen } : {}),
      };
    }
  }
}

/** Where a fault is said: the block of its field. */
export function faultMessages(
  faults: readonly FieldFault[],
  metadata: StepMetadata,
  { words }: Reader,
): Record<string, string> {
  return Object.fromEntries(
    faults.map(({ field, fault }) => [
      metadata.example && field.startsWith("ex_") ? `${field}:${metadata.example}` : field,
      faultInWords(field, fault, words),
    ]),
  );
}

function faultInWords(
  field: string,
  fault: FieldFault["fault"],
  { modal: { errors } }: Reader["words"],
): string {
  switch (fault.kind) {
    case "blank":
      return errors.blank;
    case "future":
      return field === "ex_date" ? errors.exampleFuture : errors.futureDate;
    case "too_long":
      return errors.tooLong(fault.max);
  }
}

const answerState = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_date: z.string().nullish(),
});
const stateSchema = z.object({ values: z.record(z.string(), z.record(z.string(), answerState)) });

/**
 * What is on screen, laid over what is stored. A block that Slack does not report (not on screen, or an initial value
 * not touched since an update) keeps its stored answer; one reported empty was emptied.
 */
export function readStep(
  view: { state?: unknown },
  { step, example }: StepMetadata,
  before: Writing,
): { readonly answers: Answers; readonly nextExampleKey: number } {
  const { values } = stateSchema.parse(view.state ?? { values: {} });
  const read = (field: Field, key: number): Record<string, unknown> => {
    const state = values[blockId(field, key)]?.[stepActions.answer];
    if (!state) return {};
    switch (field.kind) {
      case "text":
        return { [field.id]: state.value ?? "" };
      case "date":
        return { [field.id]: state.selected_date ?? null };
      case "choice":
        return { [field.id]: state.selected_option?.value ?? null };
    }
  };
  const asked = fields.filter((field) => field.step === step);
  const patch = (key: number) => Object.assign({}, ...asked.map((field) => read(field, key))) as object;
  if (step !== "examples" || example === null) {
    return {
      answers: answersSchema.parse({ ...before.answers, ...patch(0) }),
      nextExampleKey: before.nextExampleKey,
    };
  }
  const stored = exampleOnScreen({ ...before, place: { example } });
  return withExample(before, exampleSchema.parse({ ...stored, key: example, ...patch(example) }));
}
