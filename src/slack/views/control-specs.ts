import type { Button, Overflow, StaticSelect } from "@slack/types";
import { plain } from "./safe-text.ts";

/** What can be pressed or chosen in a row of a message or a view. */

export interface ButtonSpec {
  readonly action: string;
  readonly label: string;
  /** Ids only: a button's value comes back from the client. */
  readonly value: string;
  readonly style?: "primary" | "danger";
  readonly confirm?: {
    readonly title: string;
    readonly text: string;
    readonly confirm: string;
    readonly deny: string;
  };
}

/** What is needed more rarely, behind three dots. Values are ids only, and at most 75 characters. */
export interface MenuSpec {
  readonly action: string;
  readonly choices: readonly { readonly label: string; readonly value: string }[];
}

/** One of a few, which is so at once. */
interface SelectSpec {
  readonly action: string;
  /** For who hears it, and while nothing is chosen. */
  readonly label: string;
  readonly options: readonly { readonly label: string; readonly value: string }[];
  readonly chosen: string;
}

export type ControlSpec = ButtonSpec | MenuSpec | SelectSpec;

function buttonElement(spec: ButtonSpec): Button {
  return {
    type: "button",
    action_id: spec.action,
    text: plain(spec.label, 75),
    value: spec.value,
    ...(spec.style ? { style: spec.style } : {}),
    ...(spec.confirm
      ? {
          confirm: {
            title: plain(spec.confirm.title, 100),
            text: plain(spec.confirm.text, 300),
            confirm: plain(spec.confirm.confirm, 30),
            deny: plain(spec.confirm.deny, 30),
            ...(spec.style ? { style: spec.style } : {}),
          },
        }
      : {}),
  };
}

function menuElement({ action, choices }: MenuSpec): Overflow {
  return {
    type: "overflow",
    action_id: action,
    options: choices.map(({ label, value }) => ({ text: plain(label, 75), value })),
  };
}

function selectElement({ action, label, options, chosen }: SelectSpec): StaticSelect {
  const all = options.map((each) => ({ text: plain(each.label, 75), value: each.value }));
  const initial = all.find(({ value }) => value === chosen);
  return {
    type: "static_select",
    action_id: action,
    placeholder: plain(label, 150),
    options: all,
    ...(initial ? { initial_option: initial } : {}),
  };
}

export function controlElement(spec: ControlSpec): Button | Overflow | StaticSelect {
  if ("choices" in spec) return menuElement(spec);
  return "options" in spec ? selectElement(spec) : buttonElement(spec);
}
