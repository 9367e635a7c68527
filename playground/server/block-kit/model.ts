import { z } from "zod";
import type { JsonObject } from "../json.ts";

/** Block Kit as far as a screen needs it. What is allowed is the validator's business, not this file's. */
const text = z.object({
  type: z.enum(["plain_text", "mrkdwn"]),
  text: z.string(),
  emoji: z.boolean().exactOptional(),
  verbatim: z.boolean().exactOptional(),
});
export type Text = z.infer<typeof text>;

const option = z.object({
  text,
  value: z.string().exactOptional(),
  description: text.exactOptional(),
});
export type Option = z.infer<typeof option>;

const confirm = z.object({ title: text, text, confirm: text.exactOptional(), deny: text.exactOptional() });

const element = z.object({
  type: z.string(),
  action_id: z.string().default(""),
  text: text.exactOptional(),
  value: z.string().exactOptional(),
  url: z.string().exactOptional(),
  style: z.string().exactOptional(),
  confirm: confirm.exactOptional(),
  placeholder: text.exactOptional(),
  options: z.array(option).default([]),
  option_groups: z.array(z.object({ label: text, options: z.array(option) })).default([]),
  initial_value: z.string().exactOptional(),
  initial_option: option.exactOptional(),
  initial_options: z.array(option).exactOptional(),
  initial_date: z.string().exactOptional(),
  initial_time: z.string().exactOptional(),
  initial_date_time: z.number().exactOptional(),
  initial_user: z.string().exactOptional(),
  initial_channel: z.string().exactOptional(),
  initial_conversation: z.string().exactOptional(),
  multiline: z.boolean().default(false),
  min_length: z.number().exactOptional(),
  max_length: z.number().exactOptional(),
  min_value: z.string().exactOptional(),
  max_value: z.string().exactOptional(),
  is_decimal_allowed: z.boolean().default(false),
  max_selected_items: z.number().exactOptional(),
  dispatch_action_config: z.object({ trigger_actions_on: z.array(z.string()).default([]) }).exactOptional(),
  alt_text: z.string().default(""),
});
export type Element = z.infer<typeof element>;

const style = z.object({
  bold: z.boolean().exactOptional(),
  italic: z.boolean().exactOptional(),
  strike: z.boolean().exactOptional(),
  code: z.boolean().exactOptional(),
});
const leaf = z.object({
  type: z.string(),
  text: z.string().exactOptional(),
  url: z.string().exactOptional(),
  user_id: z.string().exactOptional(),
  usergroup_id: z.string().exactOptional(),
  team_id: z.string().exactOptional(),
  channel_id: z.string().exactOptional(),
  name: z.string().exactOptional(),
  range: z.string().exactOptional(),
  value: z.string().exactOptional(),
  timestamp: z.number().exactOptional(),
  format: z.string().exactOptional(),
  fallback: z.string().exactOptional(),
  style: style.exactOptional(),
});
export type Leaf = z.infer<typeof leaf>;

const section = z.object({ type: z.literal("rich_text_section"), elements: z.array(leaf) });
const piece = z.discriminatedUnion("type", [
  section,
  z.object({ type: z.literal("rich_text_quote"), elements: z.array(leaf) }),
  z.object({ type: z.literal("rich_text_preformatted"), elements: z.array(leaf) }),
  z.object({
    type: z.literal("rich_text_list"),
    style: z.enum(["bullet", "ordered"]),
    elements: z.array(section),
    indent: z.number().default(0),
    offset: z.number().default(0),
  }),
]);
export type RichTextPiece = z.infer<typeof piece>;

const point = z.object({ label: z.string(), value: z.number() });
const series = z.array(z.object({ name: z.string(), data: z.array(point) }));
const chart = z.discriminatedUnion("type", [
  z.object({ type: z.literal("pie"), segments: z.array(point) }),
  z.object({ type: z.enum(["bar", "line", "area"]), series }),
]);
export type Chart = z.infer<typeof chart>;

const block_id = z.string().default("");
const block = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("section"),
    block_id,
    text: text.exactOptional(),
    fields: z.array(text).default([]),
    accessory: element.exactOptional(),
  }),
  z.object({ type: z.literal("header"), block_id, text }),
  z.object({ type: z.literal("divider"), block_id }),
  z.object({ type: z.literal("context"), block_id, elements: z.array(z.union([text, element])) }),
  z.object({ type: z.literal("actions"), block_id, elements: z.array(element) }),
  z.object({
    type: z.literal("input"),
    block_id,
    label: text,
    hint: text.exactOptional(),
    optional: z.boolean().default(false),
    dispatch_action: z.boolean().default(false),
    element,
  }),
  z.object({ type: z.literal("rich_text"), block_id, elements: z.array(piece) }),
  z.object({ type: z.literal("image"), block_id, alt_text: z.string(), title: text.exactOptional() }),
  z.object({ type: z.literal("alert"), block_id, text, level: z.string().default("default") }),
  z.object({ type: z.literal("markdown"), block_id, text: z.string() }),
  z.object({ type: z.literal("data_visualization"), block_id, title: z.string(), chart }),
  z.object({
    type: z.literal("data_table"),
    block_id,
    caption: z.string(),
    rows: z.array(
      z.array(
        z.discriminatedUnion("type", [
          z.object({ type: z.enum(["raw_text", "raw_number"]), text: z.string() }),
          z.object({ type: z.literal("rich_text"), elements: z.array(piece) }),
        ]),
      ),
    ),
  }),
]);
type KnownBlock = z.infer<typeof block>;
/** A block that the screen cannot draw: it says so instead of hiding it. */
interface OtherBlock {
  readonly type: "other";
  readonly block_id: string;
  readonly raw: JsonObject;
}
export type Block = KnownBlock | OtherBlock;

export function readBlocks(blocks: readonly JsonObject[]): Block[] {
  return blocks.map((raw) => {
    const known = block.safeParse(raw);
    if (known.success) return known.data;
    return { type: "other", block_id: typeof raw["block_id"] === "string" ? raw["block_id"] : "", raw };
  });
}

export function isText(part: Text | Element): part is Text {
  return part.type === "plain_text" || part.type === "mrkdwn";
}

/** Options of a choice, those in groups too. */
export function optionsOf(from: Element): readonly Option[] {
  return [...from.options, ...from.option_groups.flatMap(({ options }) => options)];
}

export interface Placed {
  readonly block: Block;
  readonly element: Element;
  /** Its place among the elements of the block. */
  readonly index: number;
}

/** Everything that can be pressed or filled, top to bottom. */
export function elementsOf(blocks: readonly Block[]): Placed[] {
  return blocks.flatMap((each) =>
    elementsIn(each).map((one, index) => ({ block: each, element: one, index })),
  );
}

function elementsIn(from: Block): readonly Element[] {
  if (from.type === "actions") return from.elements;
  if (from.type === "input") return [from.element];
  return from.type === "section" && from.accessory !== undefined ? [from.accessory] : [];
}
