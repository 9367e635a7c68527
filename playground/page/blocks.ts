import { cannotDraw } from "./cannot-draw.ts";
import { type Child, h } from "./dom.ts";
import { type Acting, drawElement } from "./elements.ts";
import { drawChart, drawTable, isChart, isTable } from "./figures.ts";
import { formatted } from "./formatted.ts";
import {
  type Is,
  isBoolean,
  isJsonObject,
  isListOf,
  isMaybe,
  isObject,
  isOneOf,
  isString,
  type JsonObject,
} from "./guards.ts";
import type { Viewer } from "./names.ts";
import { drawRichText } from "./rich-text.ts";

/** What the blocks stand on: a message or a modal. */
export interface Surface extends Acting {
  /** Null where Slack allows no inputs. */
  readonly drawInput: ((block: JsonObject) => HTMLElement) | null;
}

const isText = isObject({
  type: isOneOf("plain_text", "mrkdwn"),
  text: isString,
  verbatim: isMaybe(isBoolean),
});
const isPlain = isObject({ type: isOneOf("plain_text"), text: isString });
const isHeader = isObject({ type: isOneOf("header"), text: isPlain });
const isDivider = isObject({ type: isOneOf("divider") });
const isContext = isObject({ type: isOneOf("context"), elements: isListOf(isJsonObject) });
const isRichText = isObject({ type: isOneOf("rich_text"), elements: isListOf(isJsonObject) });
const isActions = isObject({
  type: isOneOf("actions"),
  block_id: isString,
  elements: isListOf(isJsonObject),
});
const isSection = isObject({
  type: isOneOf("section"),
  block_id: isString,
  text: isMaybe(isText),
  fields: isMaybe(isListOf(isText)),
  accessory: isMaybe(isJsonObject),
});
export function drawBlock(block: JsonObject, surface: Surface): HTMLElement {
  const drawn = blockElement(block, surface);
  const { type } = block;
  if (typeof type === "string" && !("cannotDraw" in drawn.dataset)) drawn.dataset["drawn"] = type;
  return drawn;
}

function blockElement(block: JsonObject, surface: Surface): HTMLElement {
  const { viewer } = surface;
  if (isHeader(block))
    return h("h3", { class: "block header" }, h("span", { "data-drawn": "plain_text" }, block.text.text));
  if (isRichText(block)) return h("div", { class: "block" }, drawRichText(block.elements, viewer));
  if (isDivider(block)) return h("hr", { class: "block" });
  if (isContext(block)) {
    const pieces = block.elements.map((element) =>
      isText(element) ? drawText(element, viewer) : cannotDraw(element),
    );
    return h("div", { class: "block context" }, ...pieces);
  }
  if (isActions(block)) {
    const buttons = block.elements.map((element) => drawElement(element, block.block_id, surface));
    return h("div", { class: "block actions" }, ...buttons);
  }
  if (isChart(block)) return drawChart(block);
  if (isTable(block)) return drawTable(block);
  if (isSection(block)) {
    const texts: Child[] = [...(block.text ? [block.text] : []), ...(block.fields ?? [])].map((text) =>
      h("p", {}, drawText(text, viewer)),
    );
    const accessory = block.accessory ? drawElement(block.accessory, block.block_id, surface) : null;
    return h("div", { class: "block section" }, h("div", {}, ...texts), accessory);
  }
  if (block["type"] === "input" && surface.drawInput !== null) return surface.drawInput(block);
  return cannotDraw(block);
}

function drawText(text: Is<typeof isText>, viewer: Viewer): HTMLElement {
  const bare = text.verbatim !== true;
  const nodes =
    text.type === "mrkdwn" ? formatted(text.text, { linksBare: bare, namesBare: bare }, viewer) : [text.text];
  return h("span", { "data-drawn": text.type }, ...nodes);
}
