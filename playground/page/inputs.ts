import { h } from "./dom.ts";
import {
  type Is,
  isBoolean,
  isListOf,
  isMaybe,
  isNumber,
  isObject,
  isOneOf,
  isString,
  type JsonObject,
} from "./guards.ts";

const isLabel = isObject({ text: isString });
const isOption = isObject({ text: isLabel, value: isString });
type Option = Is<typeof isOption>;

const isTextElement = isObject({
  type: isOneOf("plain_text_input"),
  action_id: isString,
  multiline: isMaybe(isBoolean),
  max_length: isMaybe(isNumber),
  placeholder: isMaybe(isLabel),
});
const isDateElement = isObject({ type: isOneOf("datepicker"), action_id: isString });
const isChoice = <T extends string>(type: T) =>
  isObject({
    type: isOneOf(type),
    action_id: isString,
    options: isListOf(isOption),
    placeholder: isMaybe(isLabel),
  });
const isSelect = isChoice("static_select");
const isRadios = isChoice("radio_buttons");

export const isInput = isObject({
  type: isOneOf("input"),
  block_id: isString,
  label: isLabel,
  hint: isMaybe(isLabel),
  optional: isMaybe(isBoolean),
  element: isObject({ type: isString, action_id: isString }),
});
export type Input = Is<typeof isInput>;

/** What stands in a control, as the local Slack takes it. */
export type Entered =
  | { readonly kind: "text"; readonly value: string | null }
  | { readonly kind: "option"; readonly option: Option | null }
  | { readonly kind: "pick"; readonly key: "selected_date"; readonly value: string | null };

/** One thing to fill in: `value` is the text, the date or the value of the option; empty when nothing is there. */
export interface Control {
  readonly element: HTMLElement;
  readonly read: () => string;
  readonly write: (value: string) => void;
  readonly entered: () => Entered;
  /** Whether the person is done with it as soon as it changes, or may still be typing. */
  readonly isTyped: boolean;
}

/** The control for an element; `null` when the page has none of that type. */
export function controlFor(element: JsonObject, name: string, describedBy: string): Control | null {
  const marks = { "data-focus": name, "aria-describedby": describedBy };
  if (isTextElement(element)) return textControl(element, marks);
  if (isDateElement(element)) return dateControl(marks);
  if (isSelect(element)) return selectControl(element.options, element.placeholder?.text, marks);
  if (isRadios(element)) return radioControl(element.options, name, describedBy);
  return null;
}

type Marks = Readonly<Record<string, string>>;

function textControl({ multiline = false, placeholder }: Is<typeof isTextElement>, marks: Marks): Control {
  const more = { ...marks, placeholder: placeholder?.text ?? null, "data-drawn": "plain_text_input" };
  const field = multiline
    ? h("textarea", { ...more, rows: 4 })
    : h("input", { ...more, type: "text", autocomplete: "off" });
  return {
    element: field,
    isTyped: true,
    read: () => field.value,
    write: (value) => {
      field.value = value;
    },
    entered: () => ({ kind: "text", value: field.value === "" ? null : field.value }),
  };
}

function dateControl(marks: Marks): Control {
  const field = h("input", {
    ...marks,
    type: "date",
    min: "1970-01-01",
    max: "2999-12-31",
    "data-drawn": "datepicker",
  });
  return {
    element: field,
    isTyped: true,
    // While a year is being typed the date is one of long ago.
    read: () => (field.validity.valid ? field.value : ""),
    write: (value) => {
      field.value = value;
    },
    entered: () => ({
      kind: "pick",
      key: "selected_date",
      value: field.validity.valid && field.value !== "" ? field.value : null,
    }),
  };
}

function chosen(options: readonly Option[], value: string): Entered {
  return { kind: "option", option: options.find((option) => option.value === value) ?? null };
}

function selectControl(options: readonly Option[], placeholder: string | undefined, marks: Marks): Control {
  const field = h(
    "select",
    { ...marks, "data-drawn": "static_select" },
    h("option", { value: "" }, placeholder ?? "Select an option"),
    ...options.map(({ text, value }) => h("option", { value }, text.text)),
  );
  return {
    element: field,
    isTyped: false,
    read: () => field.value,
    write: (value) => {
      field.value = value;
    },
    entered: () => chosen(options, field.value),
  };
}

function radioControl(options: readonly Option[], name: string, describedBy: string): Control {
  const radios = options.map(({ value }) =>
    h("input", { type: "radio", name, value, "data-focus": `${name}/${value}` }),
  );
  const lines = options.map(({ text }, index) =>
    h("label", { class: "radio" }, radios[index] ?? null, h("span", {}, text.text)),
  );
  const read = () => radios.find(({ checked }) => checked)?.value ?? "";
  return {
    element: h(
      "div",
      { class: "radios", role: "radiogroup", "aria-describedby": describedBy, "data-drawn": "radio_buttons" },
      ...lines,
    ),
    isTyped: false,
    read,
    write: (value) => {
      for (const radio of radios) radio.checked = radio.value === value;
    },
    entered: () => chosen(options, read()),
  };
}

/** What the local Slack holds for an element, as a control shows it. */
export function valueIn(state: JsonObject | undefined): string {
  const option = state?.["selected_option"];
  if (isOption(option)) return option.value;
  return [state?.["value"], state?.["selected_date"]].find((each) => typeof each === "string") ?? "";
}

/** Shown when little is left of the room for an answer. */
export function roomLeft(element: JsonObject, length: number): string {
  if (!isTextElement(element) || element.max_length === undefined) return "";
  const left = element.max_length - length;
  if (left < 0) return `${-left} too many characters`;
  return left > Math.max(20, element.max_length / 10)
    ? ""
    : left === 1
      ? "1 character left"
      : `${left} characters left`;
}
