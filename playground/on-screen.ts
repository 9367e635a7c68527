import {
  type Block,
  type Element,
  isText,
  type Leaf,
  optionsOf,
  type RichTextPiece,
  type Text,
} from "./server/block-kit/model.ts";
import { type Reading, type Segment, segmentsOf } from "./mrkdwn.ts";
import { type DateViewer, showDate } from "./on-screen-dates.ts";
import { showChart, showTable } from "./on-screen-figures.ts";

/** Who looks, and the names they know things by. */
export interface Viewer extends DateViewer {
  readonly userName: (id: string) => string;
  readonly channelName: (id: string) => string;
  readonly usergroupHandle: (id: string) => string;
}

/** What a form shows in one element. */
interface Filled {
  /** Visible texts: what was typed, or the texts of what was chosen. */
  readonly values: readonly string[];
  readonly error: string | null;
}

type LooksUp = (block: Block, element: Element) => Filled | null;

/** Blocks as readable text. What is alive stands in ‹…›: `label ‹https://…›`, `‹@Ana›`; everything else is inert. */
export function showBlocks(blocks: readonly Block[], viewer: Viewer, filled: LooksUp = () => null): string {
  return blocks
    .map((block) => showBlock(block, viewer, filled))
    .filter((text) => text !== "")
    .join("\n");
}

function showBlock(block: Block, viewer: Viewer, filled: LooksUp): string {
  switch (block.type) {
    case "section": {
      const texts = [...(block.text === undefined ? [] : [block.text]), ...block.fields];
      const accessory =
        block.accessory === undefined ? [] : [showElement(block, block.accessory, viewer, filled)];
      return [...texts.map((text) => showText(text, viewer)), ...accessory].join("\n");
    }
    case "header":
      return showText(block.text, viewer);
    case "divider":
      return "———";
    case "context":
      return block.elements
        .map((part) => (isText(part) ? showText(part, viewer) : `[image: ${part.alt_text}]`))
        .join(" ");
    case "actions":
      return block.elements.map((element) => showElement(block, element, viewer, filled)).join(" ");
    case "input": {
      const label = `${block.label.text}${block.optional ? " (optional)" : ""}`;
      const hint = block.hint === undefined ? [] : [`  ${block.hint.text}`];
      const error = filled(block, block.element)?.error ?? null;
      const trouble = error === null ? [] : [`  ⚠ ${error}`];
      return [label, showElement(block, block.element, viewer, filled), ...hint, ...trouble].join("\n");
    }
    case "rich_text":
      return block.elements.map((piece) => showPiece(piece, viewer)).join("\n");
    case "image":
      return `[image: ${block.alt_text}]`;
    case "alert":
      return `(${block.level}) ${showText(block.text, viewer)}`;
    case "markdown":
      return block.text;
    case "data_visualization":
      return showChart(block.title, block.chart);
    case "data_table": {
      const rows = block.rows.map((row) =>
        row.map((cell) =>
          cell.type === "rich_text"
            ? cell.elements.map((piece) => showPiece(piece, viewer)).join(" ")
            : cell.text,
        ),
      );
      return showTable(block.caption, rows);
    }
    case "other":
      return `[${JSON.stringify(block.raw)}]`;
  }
}

function showElement(block: Block, element: Element, viewer: Viewer, filled: LooksUp): string {
  const values = filled(block, element)?.values ?? [];
  switch (element.type) {
    case "button":
      return `[${element.text?.text ?? ""}]`;
    case "image":
      return `[image: ${element.alt_text}]`;
    case "radio_buttons":
      return showOptions(element, viewer, (text) => (values.includes(text) ? "(•)" : "( )"));
    case "checkboxes":
      return showOptions(element, viewer, (text) => (values.includes(text) ? "[x]" : "[ ]"));
    case "overflow":
      return `[⋯ ${optionsOf(element)
        .map(({ text }) => text.text)
        .join(" | ")}]`;
    default:
      return `  [${values.length > 0 ? values.join(", ") : (element.placeholder?.text ?? "")}]`;
  }
}

function showOptions(element: Element, viewer: Viewer, mark: (text: string) => string): string {
  return optionsOf(element)
    .map(({ text, description }) => {
      const more = description === undefined ? "" : ` – ${showText(description, viewer)}`;
      return `  ${mark(text.text)} ${showText(text, viewer)}${more}`;
    })
    .join("\n");
}

function showText(text: Text, viewer: Viewer): string {
  if (text.type === "plain_text") return text.text;
  const bare = text.verbatim !== true;
  return showMrkdwn(text.text, { linksBare: bare, namesBare: bare }, viewer);
}

export function showMrkdwn(text: string, reading: Reading, viewer: Viewer): string {
  return segmentsOf(text, reading)
    .map((segment) => showSegment(segment, viewer))
    .join("");
}

function showSegment(segment: Segment, viewer: Viewer): string {
  switch (segment.kind) {
    case "text":
      return unstyled(segment.text);
    case "user":
      return `‹@${viewer.userName(segment.id)}›`;
    case "usergroup":
      return `‹@${viewer.usergroupHandle(segment.id)}›`;
    case "channel":
      return `‹#${viewer.channelName(segment.id)}›`;
    case "broadcast":
      return `‹@${segment.name}›`;
    case "link":
      return showLink(segment.url, segment.label);
    case "date": {
      const date = showDate(segment.unix, segment.format, viewer);
      return segment.url === null ? date : showLink(segment.url, date);
    }
  }
}

function showLink(url: string, label: string | null): string {
  return label === null || label === url ? `‹${url}›` : `${label} ‹${url}›`;
}

/** Takes off the marks of bold, italic, strike and code, which nobody sees. */
function unstyled(text: string): string {
  return text.replaceAll(/(?<![\w*_~`])([*_~`])(?=\S)([^\n]*?\S)\1(?![\w*_~`])/g, "$2");
}

function showPiece(piece: RichTextPiece, viewer: Viewer): string {
  const line = (leaves: readonly Leaf[]) => leaves.map((leaf) => showLeaf(leaf, viewer)).join("");
  switch (piece.type) {
    case "rich_text_section":
    case "rich_text_preformatted":
      return line(piece.elements);
    case "rich_text_quote":
      return line(piece.elements).replaceAll(/^/gm, "> ");
    case "rich_text_list":
      return piece.elements
        .map(({ elements }, index) => {
          const mark = piece.style === "ordered" ? `${index + 1 + piece.offset}.` : "•";
          return `${"  ".repeat(piece.indent)}${mark} ${line(elements)}`;
        })
        .join("\n");
  }
}

function showLeaf(leaf: Leaf, viewer: Viewer): string {
  switch (leaf.type) {
    case "text":
      return leaf.text ?? "";
    case "link":
      return showLink(leaf.url ?? "", leaf.text ?? null);
    case "user":
      return `‹@${viewer.userName(leaf.user_id ?? "")}›`;
    case "usergroup":
      return `‹@${viewer.usergroupHandle(leaf.usergroup_id ?? "")}›`;
    case "channel":
      return `‹#${viewer.channelName(leaf.channel_id ?? "")}›`;
    case "broadcast":
      return `‹@${leaf.range ?? ""}›`;
    case "emoji":
      return `:${leaf.name ?? ""}:`;
    case "date": {
      const date = showDate(leaf.timestamp ?? 0, leaf.format ?? "", viewer);
      return leaf.url === undefined ? date : showLink(leaf.url, date);
    }
    default:
      return leaf.value ?? leaf.text ?? "";
  }
}
