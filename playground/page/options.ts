import {
  type Is,
  isBoolean,
  isListOf,
  isMaybe,
  isObject,
  isOneOf,
  isString,
  type JsonObject,
} from "./guards.ts";
import type { Somebody } from "./names.ts";

export const isLabel = isObject({ text: isString });
export const isOption = isObject({ text: isLabel, value: isString, description: isMaybe(isLabel) });
type Option = Is<typeof isOption>;

/** What stands in an element, as the local Slack takes it. */
export type Entered =
  | { readonly kind: "text"; readonly value: string | null }
  | { readonly kind: "option"; readonly option: Option | null }
  | { readonly kind: "options"; readonly options: readonly Option[] }
  | {
      readonly kind: "pick";
      readonly key: "selected_date" | "selected_user";
      readonly value: string | null;
    };

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description: string | null;
  readonly entered: Entered;
}

/** Choices under one heading, or under none. */
interface Group {
  readonly label: string | null;
  readonly choices: readonly Choice[];
}

/** Something to choose one of. */
export interface Menu {
  readonly type: string;
  readonly placeholder: string;
  readonly groups: readonly Group[];
  /** That nothing is chosen. */
  readonly nothing: Entered;
}

const isSelect = isObject({
  type: isOneOf("static_select"),
  options: isMaybe(isListOf(isOption)),
  option_groups: isMaybe(isListOf(isObject({ label: isLabel, options: isListOf(isOption) }))),
});
const isPeople = isObject({ type: isOneOf("users_select") });
const isFew = isObject({ type: isOneOf("radio_buttons", "overflow"), options: isListOf(isOption) });
const hasPlaceholder = isObject({ placeholder: isLabel, focus_on_load: isMaybe(isBoolean) });

/** What an element offers; null when it is no choice, or one that the page does not know. */
export function menuOf(element: JsonObject, people: readonly Somebody[]): Menu | null {
  const placeholder = hasPlaceholder(element) ? element.placeholder.text : null;
  const nothing: Entered = { kind: "option", option: null };
  if (isSelect(element)) {
    const groups = element.option_groups?.map(({ label, options }) => groupOf(label.text, options));
    return {
      type: element.type,
      placeholder: placeholder ?? "Select an option",
      groups: groups ?? [groupOf(null, element.options ?? [])],
      nothing,
    };
  }
  if (isFew(element))
    return {
      type: element.type,
      placeholder: "More options",
      groups: [groupOf(null, element.options)],
      nothing,
    };
  if (!isPeople(element)) return null;
  const key = "selected_user";
  const choices = people.map(({ id, name }) => ({
    value: id,
    label: name,
    description: null,
    entered: { kind: "pick", key, value: id } as const,
  }));
  return {
    type: element.type,
    placeholder: placeholder ?? "Select a person",
    groups: [{ label: null, choices }],
    nothing: { kind: "pick", key, value: null },
  };
}

function groupOf(label: string | null, options: readonly Option[]): Group {
  return {
    label,
    choices: options.map((option) => ({
      value: option.value,
      label: option.text.text,
      description: option.description?.text ?? null,
      entered: { kind: "option", option },
    })),
  };
}

export function choicesOf({ groups }: Menu): readonly Choice[] {
  return groups.flatMap(({ choices }) => choices);
}

/** What the choice with this value stands for. */
export function chosenIn(menu: Menu, value: string): Entered {
  return choicesOf(menu).find((choice) => choice.value === value)?.entered ?? menu.nothing;
}

const keys = ["value", "selected_date", "selected_user"] as const;

/** Several values as one: none of them has a line of its own. */
export function joined(values: readonly string[]): string {
  return values.join("\n");
}

const areOptions = isListOf(isOption);

/** What the local Slack holds for an element, as a control shows it. */
export function valueIn(state: JsonObject | undefined): string {
  const options = state?.["selected_options"];
  if (areOptions(options)) return joined(options.map(({ value }) => value));
  const option = state?.["selected_option"];
  if (isOption(option)) return option.value;
  return keys.map((key) => state?.[key]).find(isString) ?? "";
}
