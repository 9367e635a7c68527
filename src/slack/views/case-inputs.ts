import type { InputBlock } from "@slack/types";
import { z } from "zod";
import { isoDateSchema, type IsoDate } from "../../domain/answers.ts";
import { plain } from "./safe-text.ts";

/** What a window over a case asks for besides a text: a person, a day, one of several. Blocks tell them apart. */

const action = "given";

interface Asked {
  readonly block: string;
  readonly label: string;
}

function input({ block, label }: Asked, element: InputBlock["element"]): InputBlock {
  return { type: "input", block_id: block, label: plain(label, 2000), optional: false, element };
}

export function personInput(asked: Asked): InputBlock {
  return input(asked, { type: "users_select", action_id: action });
}

export function dayInput(asked: Asked): InputBlock {
  return input(asked, { type: "datepicker", action_id: action });
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

const option = ({ value, label }: Choice) => ({ text: plain(label, 75), value });

export function choiceInput(asked: Asked, choices: readonly Choice[]): InputBlock {
  return input(asked, { type: "static_select", action_id: action, options: choices.map(option) });
}

/** One of several, all in view; each choice is told at once under `listens`. */
export function radioInput(asked: Asked, choices: readonly Choice[], listens: string): InputBlock {
  const element = { type: "radio_buttons", action_id: listens, options: choices.map(option) } as const;
  return { ...input(asked, element), dispatch_action: true };
}

const givenSchema = z.object({
  selected_user: z.string().nullish(),
  selected_date: isoDateSchema.nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
});
const stateSchema = z.object({
  values: z.record(z.string(), z.record(z.string(), givenSchema)).default({}),
});

export interface Given {
  readonly person: string | null;
  readonly day: IsoDate | null;
  readonly choice: string | null;
}

/** What was given in that block; null when the window does not have it. */
export function givenIn(view: { state?: unknown }, block: string): Given | null {
  const [given] = Object.values(stateSchema.parse(view.state ?? {}).values[block] ?? {});
  return given
    ? {
        person: given.selected_user ?? null,
        day: given.selected_date ?? null,
        choice: given.selected_option?.value ?? null,
      }
    : null;
}
