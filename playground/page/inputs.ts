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
import type { Somebody } from "./names.ts";
import {
  choicesOf,
  chosenIn,
  type Entered,
  isLabel,
  isOption,
  joined,
  type Menu,
  menuOf,
} from "./options.ts";

const isTextElement = isObject({
  type: isOneOf("plain_text_input"),
  action_id: isString,
  multiline: isMaybe(isBoolean),
  max_length: isMaybe(isNumber),
  placeholder: isMaybe(isLabel),
});
const isDateElement = isObject({ type: isOneOf("datepicker"), action_id: isString });
const isCheckboxes = isObject({
  type: isOneOf("checkboxes"),
  action_id: isString,
  options: isListOf(isOption),
});

export const isInput = isObject({
  type: isOneOf("input"),
  block_id: isString,
  label: isLabel,
  hint: isMaybe(isLabel),
  optional: isMaybe(isBoolean),
  element: isObject({ type: isString, action_id: isString }),
});
export type Input = Is<typeof isInput>;

/** One thing to fill in: `value` is the text, the date or the value of the choice, or of all `joined`; empty when nothing is there. */
export interface Control {
  readonly element: HTMLElement;
  readonly read: () => string;
  readonly write: (value: string) => void;
  readonly entered: () => Entered;
  /** Whether the person is done with it as soon as it changes, or may still be typing. */
  readonly isTyped: boolean;
}

/** The control for an element; `null` when the page has none of that type. */
export function controlFor(
  element: JsonObject,
  name: string,
  describedBy: string,
  people: readonly Somebody[],
): Control | null {
  const marks = { "data-focus": name, "aria-describedby": describedBy };
  if (isTextElement(element)) return textControl(element, marks);
  if (isDateElement(element)) return dateControl(marks);
  if (isCheckboxes(element)) return checkboxControl(element, name, describedBy);
  const menu = menuOf(element, people);
  if (menu === null || menu.type === "overflow") return null;
  return menu.type === "radio_buttons" ? radioControl(menu, name, describedBy) : selectControl(menu, marks);
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

function selectControl(menu: Menu, marks: Marks): Control {
  const groups = menu.groups.flatMap(({ label, choices }) => {
    const options = choices.map(({ value, label: text }) => h("option", { value }, text));
    return label === null ? options : [h("optgroup", { label }, ...options)];
  });
  const field = h(
    "select",
    { ...marks, "data-drawn": menu.type },
    h("option", { value: "" }, menu.placeholder),
    ...groups,
  );
  return {
    element: field,
    isTyped: false,
    read: () => field.value,
    write: (value) => {
      field.value = value;
    },
    entered: () => chosenIn(menu, field.value),
  };
}

function radioControl(menu: Menu, name: string, describedBy: string): Control {
  const choices = choicesOf(menu);
  const radios = choices.map(({ value }) =>
    h("input", { type: "radio", name, value, "data-focus": `${name}/${value}` }),
  );
  const lines = choices.map((choice, index) => optionLine(radios[index] ?? null, choice));
  const read = () => radios.find(({ checked }) => checked)?.value ?? "";
  return {
    element: h(
      "div",
      { class: "radios", role: "radiogroup", "aria-describedby": describedBy, "data-drawn": menu.type },
      ...lines,
    ),
    isTyped: false,
    read,
    write: (value) => {
      for (const radio of radios) radio.checked = radio.value === value;
    },
    entered: () => chosenIn(menu, read()),
  };
}

function checkboxControl(
  { type, options }: Is<typeof isCheckboxes>,
  name: string,
  describedBy: string,
): Control {
  const boxes = options.map(({ value }) =>
    h("input", { type: "checkbox", value, "data-focus": `${name}/${value}` }),
  );
  const lines = options.map(({ text, description }, index) =>
    optionLine(boxes[index] ?? null, { label: text.text, description: description?.text ?? null }),
  );
  return {
    element: h(
      "div",
      { class: "radios", role: "group", "aria-describedby": describedBy, "data-drawn": type },
      ...lines,
    ),
    isTyped: false,
    read: () => joined(boxes.filter(({ checked }) => checked).map(({ value }) => value)),
    write: (value) => {
      const ticked = value.split("\n");
      for (const box of boxes) box.checked = ticked.includes(box.value);
    },
    entered: () => ({
      kind: "options",
      options: options.filter((_, index) => boxes[index]?.checked === true),
    }),
  };
}

function optionLine(
  mark: HTMLInputElement | null,
  { label, description }: { readonly label: string; readonly description: string | null },
): HTMLElement {
  const more = description === null ? null : h("small", {}, description);
  return h("label", { class: "radio" }, mark, h("span", {}, label, more));
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
