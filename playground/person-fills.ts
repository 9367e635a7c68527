import { type Field, peopleToChoose } from "./person-fields.ts";
import { fieldsOf } from "./person-modal.ts";
import { type Element, type Option, optionsOf } from "./server/block-kit/model.ts";
import { type Entered, takes } from "./server/entered.ts";
import type { LocalSlack } from "./server/local-slack.ts";
import type { OpenView } from "./server/modals.ts";

export type Wish = string | readonly string[] | null;

/** The field with this label, or an error that names those on screen. */
export function fieldNamed(slack: LocalSlack, open: OpenView, label: string, nth: number | undefined): Field {
  const fields = fieldsOf(slack, open);
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
export function enteredFor(slack: LocalSlack, field: Field, wish: Wish): Entered {
  const { element } = field.placed;
  const empty = takes(element);
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
        value: first === undefined ? null : picked(slack, field, element, first),
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

function picked(slack: LocalSlack, field: Field, element: Element, value: string): string | number {
  if (element.type === "users_select") return personNamed(slack, field, value);
  const shape = shapes[element.type];
  if (shape !== undefined && !shape.test(value)) {
    throw new Error(`“${field.seen.label}” does not take “${value}”: it is a ${element.type}.`);
  }
  return element.type === "datetimepicker" ? Number(value) : value;
}

/** By name or by id. */
function personNamed(slack: LocalSlack, field: Field, name: string): string {
  const person = peopleToChoose(slack).find(({ id, realName }) => realName === name || id === name);
  if (person !== undefined) return person.id;
  const there = field.seen.options.map((each) => `“${each}”`).join(", ");
  throw new Error(`“${field.seen.label}” does not offer “${name}”. People: ${there}.`);
}

/** The menu of a message that offers this, or an error that says what is there. */
export function menuOffering(fields: readonly Field[], label: string, from: string | undefined): Field {
  const menus = fields.filter(({ seen }) => from === undefined || seen.label === from);
  const fitting = from === undefined ? menus.filter(({ seen }) => seen.options.includes(label)) : menus;
  if (fitting.length > 1) throw new Error(`${fitting.length} menus have “${label}”: say which with from.`);
  const [menu] = fitting;
  if (menu === undefined) {
    const there = menus.map(({ seen }) => `“${seen.label}” (${seen.options.join(", ")})`).join("; ");
    throw new Error(`Nothing here offers “${label}”. Menus: ${there === "" ? "none" : there}.`);
  }
  return menu;
}
