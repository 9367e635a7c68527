import type { ActionsBlock, KnownBlock, RichTextElement, RichTextSection } from "@slack/types";
import { erasedPerson } from "../../domain/erasing.ts";
import {
  chartBlock,
  type ChartSpec,
  type DataVisualizationBlock,
  tableBlock,
  tableLines,
  type TableSpec,
} from "./chart-and-table.ts";
import { type ControlSpec, controlElement } from "./control-specs.ts";
import { cut, escapedLength, escapedWithin, plain, shown, shownOnOneLine } from "./safe-text.ts";

/**
 * A message or a modal is written once, as parts in reading order; the blocks and the plain text for screen readers
 * both come from them, so that they cannot say different things.
 */

/**
 * A piece of a line, shown as it stands. Only three come alive: a link, whose address is always our own, and a person or
 * a user group, who are notified. A group is always one of the settings.
 */
export type Leaf =
  | string
  | { readonly bold: string }
  | { readonly link: string; readonly url: string }
  | { readonly person: string; readonly name: string }
  | { readonly usergroup: string; readonly name: string };
export type Line = readonly Leaf[];

export type Part =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "lines"; readonly lines: readonly Line[] }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly Line[] }
  | { readonly kind: "copy"; readonly text: string }
  | { readonly kind: "small"; readonly text: string }
  | { readonly kind: "divider" }
  /** Never without the table that says the same. */
  | { readonly kind: "chart"; readonly chart: ChartSpec }
  | { readonly kind: "table"; readonly table: TableSpec }
  | {
      readonly kind: "buttons";
      readonly id: string;
      readonly buttons: readonly ControlSpec[];
    };

export const heading = (text: string): Part => ({ kind: "heading", text });
export const lines = (...all: readonly Line[]): Part => ({ kind: "lines", lines: all });
export const paragraph = (text: string): Part => ({ kind: "lines", lines: [[text]] });
export const bullets = (items: readonly Line[]): Part => ({ kind: "list", ordered: false, items });
export const numbered = (items: readonly Line[]): Part => ({ kind: "list", ordered: true, items });
export const small = (text: string): Part => ({ kind: "small", text });
export const divider: Part = { kind: "divider" };
export const buttons = (id: string, ...all: readonly ControlSpec[]): Part => ({
  kind: "buttons",
  id,
  buttons: all,
});

/** Parts that stand only when a condition holds. */
export const when = (condition: boolean, ...parts: readonly Part[]): readonly Part[] =>
  condition ? parts : [];

function leafElement(leaf: Leaf): RichTextElement {
  if (typeof leaf === "string") return { type: "text", text: leaf };
  if ("bold" in leaf) return { type: "text", text: leaf.bold, style: { bold: true } };
  if ("person" in leaf) return { type: "user", user_id: leaf.person };
  if ("usergroup" in leaf) return { type: "usergroup", usergroup_id: leaf.usergroup };
  return { type: "link", url: leaf.url, text: leaf.link };
}

function section(line: Line): RichTextSection {
  const elements = line
    .map(shownLeaf)
    .filter((leaf) => leafText(leaf) !== "")
    .map(leafElement);
  return {
    type: "rich_text_section",
    elements: elements.length > 0 ? elements : [{ type: "text", text: "–" }],
  };
}

function shownLeaf(given: Leaf): Leaf {
  const leaf = unlessErased(given);
  if (typeof leaf === "string") return keepEdges(leaf);
  if ("bold" in leaf) return { bold: keepEdges(leaf.bold) };
  if ("name" in leaf) return { ...leaf, name: shownOnOneLine(leaf.name) };
  return { ...leaf, link: shownOnOneLine(leaf.link) };
}

/** Leaves stand side by side, so the space at their edges is theirs. */
function keepEdges(text: string): string {
  const body = shown(text);
  if (body === "") return text.trim() === "" && text !== "" ? " " : "";
  return `${/^\s/u.test(text) ? " " : ""}${body}${/\s$/u.test(text) ? " " : ""}`;
}

/** Nobody is called by an id that is gone. */
function unlessErased(leaf: Leaf): Leaf {
  return typeof leaf !== "string" && "person" in leaf && leaf.person === erasedPerson ? leaf.name : leaf;
}

export function leafText(given: Leaf): string {
  const leaf = unlessErased(given);
  if (typeof leaf === "string") return leaf;
  if ("bold" in leaf) return leaf.bold;
  if ("name" in leaf) return `@${leaf.name}`;
  return leaf.link;
}

/** One of Slack's, whether its package has a type for it or not yet. */
export type AnyBlock = KnownBlock | DataVisualizationBlock;

function block(part: Part): AnyBlock {
  switch (part.kind) {
    case "heading":
      return { type: "header", text: plain(shownOnOneLine(part.text), 150) };
    case "lines":
      // Slack refuses a block without anything in it.
      return { type: "rich_text", elements: (part.lines.length > 0 ? part.lines : [[]]).map(section) };
    case "list":
      return {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_list",
            style: part.ordered ? "ordered" : "bullet",
            elements: part.items.map(section),
          },
        ],
      };
    case "copy":
      return {
        type: "rich_text",
        elements: [
          { type: "rich_text_preformatted", elements: [{ type: "text", text: shown(part.text) || "–" }] },
        ],
      };
    case "small":
      return { type: "context", elements: [plain(part.text, 2000)] };
    case "divider":
      return { type: "divider" };
    case "chart":
      return chartBlock(part.chart);
    case "table":
      return tableBlock(part.table);
    case "buttons":
      return {
        type: "actions",
        block_id: part.id,
        elements: part.buttons.map(controlElement),
      } satisfies ActionsBlock;
  }
}

export function blocksOf(parts: readonly Part[]): AnyBlock[] {
  return parts.map(block);
}

/** The parts as a person hears them; buttons are announced by Slack itself. */
function spoken(part: Part): readonly string[] {
  const line = (leaves: Line) => leaves.map((leaf) => leafText(shownLeaf(leaf))).join("");
  switch (part.kind) {
    case "heading":
    case "small":
    case "copy":
      return [shown(part.text)];
    case "lines":
      return part.lines.map(line);
    case "list":
      return part.items.map((item, index) => `${part.ordered ? `${index + 1}.` : "•"} ${line(item)}`);
    case "table":
      return [part.table.caption, ...tableLines(part.table).map((row) => `• ${row}`)];
    case "chart":
    case "divider":
    case "buttons":
      return [];
  }
}

/** Messages that `chat.update` rewrites may not be longer (Slack: 4,000). */
export const messageTextMax = 3900;

/** What is sent to Slack: blocks, and the same as plain text. */
export interface Message {
  readonly text: string;
  readonly blocks: AnyBlock[];
}

/** A message with blocks that not every Slack takes, and the same without them. */
export interface RichMessage {
  readonly rich: Message;
  readonly plain: Message;
}

export function richMessageOf(parts: readonly Part[]): RichMessage {
  return { rich: messageOf(parts), plain: messageOf(parts.flatMap(withoutFigures)) };
}

function withoutFigures(part: Part): readonly Part[] {
  if (part.kind === "chart") return [];
  if (part.kind !== "table") return [part];
  const { table } = part;
  return [lines([{ bold: table.caption }]), bullets(tableLines(table).map((row) => [row]))];
}

export function messageOf(parts: readonly Part[]): Message {
  const text = parts
    .flatMap(spoken)
    .filter((line) => line !== "")
    .join("\n");
  return { text: escapedWithin(text, messageTextMax), blocks: blocksOf(parts) };
}

/**
 * Cuts words of a person to fit a line. In the top-level text `&`, `<` and `>` grow: what they may add is `growth`, so
 * that a message stays short enough to say there all that its blocks say.
 */
export function fit(text: string, max: number, growth = 40): string {
  return cut(cut(shownOnOneLine(text), max), max + growth, escapedLength);
}
