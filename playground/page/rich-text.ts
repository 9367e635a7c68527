import { showDate } from "../on-screen-dates.ts";
import { cannotDraw } from "./cannot-draw.ts";
import { h } from "./dom.ts";
import { alive, link, mention } from "./formatted.ts";
import {
  type Guard,
  type Is,
  isBoolean,
  isJsonObject,
  isListOf,
  isMaybe,
  isNumber,
  isObject,
  isOneOf,
  isString,
} from "./guards.ts";
import type { Viewer } from "./names.ts";

const isStyle = isObject({
  bold: isMaybe(isBoolean),
  italic: isMaybe(isBoolean),
  strike: isMaybe(isBoolean),
  code: isMaybe(isBoolean),
});
type Style = Is<typeof isStyle>;

const isText = isObject({ type: isOneOf("text"), text: isString, style: isMaybe(isStyle) });
const isLink = isObject({
  type: isOneOf("link"),
  url: isString,
  text: isMaybe(isString),
  style: isMaybe(isStyle),
});
const isPerson = isObject({ type: isOneOf("user"), user_id: isString });
const isUsergroup = isObject({ type: isOneOf("usergroup"), usergroup_id: isString });
const isChannel = isObject({ type: isOneOf("channel"), channel_id: isString });
const isDate = isObject({
  type: isOneOf("date"),
  timestamp: isNumber,
  format: isString,
  url: isMaybe(isString),
});

const withElements = <T extends string>(type: T) =>
  isObject({ type: isOneOf(type), elements: isListOf(isJsonObject) });
const isSection = withElements("rich_text_section");
const isQuote = withElements("rich_text_quote");
const isPreformatted = withElements("rich_text_preformatted");
const isList: Guard<{
  readonly type: "rich_text_list";
  readonly style: "bullet" | "ordered";
  readonly elements: readonly Is<typeof isSection>[];
  readonly offset: number | undefined;
}> = isObject({
  type: isOneOf("rich_text_list"),
  style: isOneOf("bullet", "ordered"),
  elements: isListOf(isSection),
  offset: isMaybe(isNumber),
});

export function drawRichText(pieces: readonly unknown[], viewer: Viewer): HTMLElement {
  return h("div", { class: "rich" }, ...pieces.map((piece) => drawPiece(piece, viewer)));
}

function drawPiece(piece: unknown, viewer: Viewer): HTMLElement {
  const leaves = (elements: readonly unknown[]) => elements.map((leaf) => drawLeaf(leaf, viewer));
  if (isSection(piece)) return h("p", { "data-drawn": piece.type }, ...leaves(piece.elements));
  if (isPreformatted(piece))
    return h("pre", { "data-drawn": piece.type, tabindex: 0 }, ...leaves(piece.elements));
  if (isQuote(piece)) return h("blockquote", { "data-drawn": piece.type }, ...leaves(piece.elements));
  if (!isList(piece)) return cannotDraw(piece);
  const items = piece.elements.map((item) =>
    h("li", {}, h("span", { "data-drawn": item.type }, ...leaves(item.elements))),
  );
  return piece.style === "ordered"
    ? h("ol", { "data-drawn": piece.type, start: (piece.offset ?? 0) + 1 }, ...items)
    : h("ul", { "data-drawn": piece.type }, ...items);
}

function drawLeaf(leaf: unknown, viewer: Viewer): HTMLElement {
  const drawn = leafElement(leaf, viewer);
  if (isObject({ type: isString })(leaf)) drawn.dataset["drawn"] ??= leaf.type;
  return drawn;
}

function leafElement(leaf: unknown, viewer: Viewer): HTMLElement {
  if (isText(leaf)) return inStyle(leaf.style, h("span", {}, leaf.text));
  if (isLink(leaf)) return inStyle(leaf.style, link(leaf.url, leaf.text ?? leaf.url, viewer));
  if (isPerson(leaf)) return mention(leaf.user_id, viewer);
  if (isUsergroup(leaf)) return alive(`@${viewer.usergroupHandle(leaf.usergroup_id)}`);
  if (isChannel(leaf)) return alive(`#${viewer.channelName(leaf.channel_id)}`);
  if (!isDate(leaf)) return cannotDraw(leaf);
  const date = showDate(leaf.timestamp, leaf.format, viewer);
  return leaf.url === undefined ? h("time", {}, date) : link(leaf.url, date, viewer);
}

function inStyle(style: Style | undefined, element: HTMLElement): HTMLElement {
  let styled = element;
  if (style?.code) styled = h("code", {}, styled);
  if (style?.strike) styled = h("s", {}, styled);
  if (style?.italic) styled = h("em", {}, styled);
  return style?.bold ? h("strong", {}, styled) : styled;
}
