import type { Element, Option } from "./block-kit/model.ts";
import { optionsOf } from "./block-kit/model.ts";
import type { JsonObject } from "./json.ts";

/** What stands in one element on screen. */
export type Entered =
  | { readonly kind: "text"; readonly value: string | null }
  | { readonly kind: "option"; readonly option: Option | null }
  | { readonly kind: "options"; readonly options: readonly Option[] }
  /** A date, a time or somebody: one key of its own in the state. */
  | { readonly kind: "pick"; readonly key: PickKey; readonly value: string | number | null };

type PickKey =
  | "selected_date"
  | "selected_time"
  | "selected_date_time"
  | "selected_user"
  | "selected_channel"
  | "selected_conversation";

const texts = new Set(["plain_text_input", "email_text_input", "url_text_input", "number_input"]);
const singles = new Set(["static_select", "external_select", "radio_buttons"]);
const multiples = new Set(["checkboxes", "multi_static_select", "multi_external_select"]);
const picks: Readonly<Record<string, PickKey>> = {
  datepicker: "selected_date",
  timepicker: "selected_time",
  datetimepicker: "selected_date_time",
  users_select: "selected_user",
  channels_select: "selected_channel",
  conversations_select: "selected_conversation",
};

/** What the element shows before anybody touched it; null for elements that hold nothing, such as buttons. */
export function initially(element: Element): Entered | null {
  if (texts.has(element.type)) return { kind: "text", value: element.initial_value ?? null };
  if (singles.has(element.type)) return { kind: "option", option: element.initial_option ?? null };
  if (multiples.has(element.type)) return { kind: "options", options: element.initial_options ?? [] };
  const key = picks[element.type];
  return key === undefined ? null : { kind: "pick", key, value: initialPick(element, key) };
}

/** Whether what is chosen stays in its place; what is chosen in an overflow menu is told and forgotten. */
export function holds(element: Element): boolean {
  return initially(element) !== null;
}

/** What may be entered in the element, as it stands before; null for elements that take nothing, such as buttons. */
export function takes(element: Element): Entered | null {
  return element.type === "overflow" ? { kind: "option", option: null } : initially(element);
}

function initialPick(element: Element, key: PickKey): string | number | null {
  switch (key) {
    case "selected_date":
      return element.initial_date ?? null;
    case "selected_time":
      return element.initial_time ?? null;
    case "selected_date_time":
      return element.initial_date_time ?? null;
    case "selected_user":
      return element.initial_user ?? null;
    case "selected_channel":
      return element.initial_channel ?? null;
    case "selected_conversation":
      return element.initial_conversation ?? null;
  }
}

export function isBlank(entered: Entered): boolean {
  switch (entered.kind) {
    case "text":
    case "pick":
      return entered.value === null || entered.value === "";
    case "option":
      return entered.option === null;
    case "options":
      return entered.options.length === 0;
  }
}

/** Whether what was entered still makes sense after the element was redefined: its choices may have gone. */
export function stillFits(entered: Entered, element: Element): boolean {
  const now = initially(element);
  if (now?.kind !== entered.kind) return false;
  const offered = new Set(optionsOf(element).map(({ value }) => value));
  switch (entered.kind) {
    case "option":
      return entered.option === null || offered.has(entered.option.value);
    case "options":
      return entered.options.every(({ value }) => offered.has(value));
    case "text":
    case "pick":
      return true;
  }
}

/** As it stands in `state.values` and, but for the type, in an action. */
export function stateOf(element: Element, entered: Entered): JsonObject {
  const type = element.type;
  switch (entered.kind) {
    case "text":
      return { type, value: entered.value === "" ? null : entered.value };
    case "option":
      return { type, selected_option: entered.option };
    case "options":
      return { type, selected_options: entered.options };
    case "pick":
      return { type, [entered.key]: entered.value };
  }
}
