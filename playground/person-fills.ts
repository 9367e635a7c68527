import { type Field, fieldsOf } from "./person-modal.ts";
import { type Element, type Option, optionsOf } from "./server/block-kit/model.ts";
import { type Entered, initially } from "./server/entered.ts";
import type { OpenView } from "./server/modals.ts";

export type Wish = string | readonly string[] | null;

/** The field with this label, or an error that names those on screen. */
export function fieldNamed(open: OpenView, label: string, nth: number | undefined): Field {
  const fields = fieldsOf(open);
  const named = fields.filter((field) => field.seen.label === label);
  if (named.length > 1 && nth === undefined) {
    throw new Error(`There are ${named.length} fields “${label}”: say which with nth.`);
  }
  const field = named[(nth ?? 1) - 1];
  if (field === undefined) {
    const labels = fields.map((each) => `“${each.seen.label}”`).join(", ");
    const title = open.definition.title.text;
    throw new Error(`No field “${label}” in “${title}”. Fields: ${labels === "" ? "none" : labels}.`);
  }
  return field;
}

/** What the person's wish means for this kind of field. */
export function enteredFor(field: Field, wish: Wish): Entered {
  const { element } = field.placed;
  const empty = initially(element);
  if (empty === null) throw new Error(`“${field.seen.label}” cannot be filled.`);
  const wishes = wish === null ? [] : typeof wish === "string" ? [wish] : wish;
  const [first, ...others] = wishes;
  if (others.length > 0 && empty.kind !== "options")
    throw new Error(`“${field.seen.label}” takes one value only.`);
  switch (empty.kind) {
    case "text":
      return { kind: "text", value: first === undefined ? null : typed(field, element, first) };
    case "option":
      if (first === undefined && element.type === "radio_buttons") {
        throw new Error(`“${field.seen.label}” is a choice of radio buttons: it cannot be cleared.`);
      }
      return { kind: "option", option: first === undefined ? null : optionNamed(field, first) };
    case "options":
      return { kind: "options", options: chosen(field, wishes) };
    case "pick":
      return {
        kind: "pick",
        key: empty.key,
        value: first === undefined ? null : picked(field, element, first),
      };
  }
}

function typed(field: Field, element: Element, text: string): string {
  const longest = element.max_length ?? Infinity;
  if (text.length > longest) {
    throw new Error(`“${field.seen.label}” takes ${longest} characters, not ${text.length}.`);
  }
  return element.multiline ? text : text.replaceAll(/\s*\n\s*/g, " ");
}

function chosen(field: Field, wishes: readonly string[]): Option[] {
  const most = field.placed.element.max_selected_items ?? Infinity;
  if (wishes.length > most)
    throw new Error(`“${field.seen.label}” takes ${most} choices, not ${wishes.length}.`);
  return wishes.map((wish) => optionNamed(field, wish));
}

function optionNamed(field: Field, text: string): Option {
  const option = optionsOf(field.placed.element).find((each) => each.text.text === text);
  if (option === undefined) {
    const there = field.seen.options.map((each) => `“${each}”`).join(", ");
    throw new Error(`“${field.seen.label}” has no option “${text}”. Options: ${there}.`);
  }
  return option;
}

const shapes: Readonly<Record<string, RegExp>> = {
  datepicker: /^\d{4}-\d{2}-\d{2}$/,
  timepicker: /^\d{2}:\d{2}$/,
  datetimepicker: /^\d{10}$/,
};

function picked(field: Field, element: Element, value: string): string | number {
  const shape = shapes[element.type];
  if (shape !== undefined && !shape.test(value)) {
    throw new Error(`“${field.seen.label}” does not take “${value}”: it is a ${element.type}.`);
  }
  return element.type === "datetimepicker" ? Number(value) : value;
}
