import type { InputBlock } from "@slack/types";
import { z } from "zod";
import { plain } from "./safe-text.ts";

/** One text that a window over a case asks for. */

const action = "text";

export interface TextInput {
  readonly block: string;
  readonly label: string;
  readonly hint: string;
  readonly max: number;
  /** False for what is one line. */
  readonly multiline?: boolean;
}

export function textInput({ block, label, hint, max, multiline = true }: TextInput): InputBlock {
  return {
    type: "input",
    block_id: block,
    label: plain(label, 2000),
    hint: plain(hint, 2000),
    optional: false,
    element: { type: "plain_text_input", action_id: action, multiline, max_length: max },
  };
}

const stateSchema = z.object({
  values: z.record(z.string(), z.record(z.string(), z.object({ value: z.string().nullish() }))),
});

/** What was written, without white space around it; "" when there is nothing. */
export function readText(view: { state?: unknown }, block: string): string {
  const { values } = stateSchema.parse(view.state ?? { values: {} });
  return values[block]?.[action]?.value?.trim() ?? "";
}
