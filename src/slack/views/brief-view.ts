import type { ModalView } from "@slack/types";
import type { BriefPage, Entry, Piece } from "./brief-pieces.ts";
import { briefAsEmail, briefAsMarkdown } from "./brief-texts.ts";
import {
  blocksOf,
  buttons,
  heading,
  type Leaf,
  type Line,
  lines,
  type Message,
  messageOf,
  paragraph,
  type Part,
  small,
} from "./parts.ts";
import type { Reader } from "./reader.ts";
import { plain, split } from "./safe-text.ts";

/** The brief in a window, as a page or as text to copy, and as the message that a person sends themselves. */

export const briefCallback = "brief";
export const briefForms = ["page", "markdown", "email"] as const;
export type BriefForm = (typeof briefForms)[number];
export const briefActions: Readonly<Record<BriefForm, string>> = {
  page: "brief_page",
  markdown: "brief_markdown",
  email: "brief_email",
};

/** Room for one piece of a text to copy, in characters. */
const pieceMax = 2800;

export function briefView(escalationId: string, page: BriefPage, form: BriefForm, reader: Reader): ModalView {
  const words = reader.words.brief;
  const others = briefForms.filter((other) => other !== form);
  return {
    type: "modal",
    callback_id: briefCallback,
    private_metadata: JSON.stringify({ escalation: escalationId }),
    title: plain(words.window.title, 24),
    submit: plain(words.window.send, 24),
    close: plain(reader.words.modal.close, 24),
    blocks: blocksOf([formButtons(escalationId, others, reader), ...partsAs(form, page, reader)]),
  };
}

function partsAs(form: BriefForm, page: BriefPage, reader: Reader): readonly Part[] {
  switch (form) {
    case "page":
      return pageParts(page);
    case "markdown":
      return copyParts(briefAsMarkdown(page), reader);
    case "email":
      return copyParts(briefAsEmail(page), reader);
  }
}

/** What the person sent themselves. It stays as it was when they asked for it. */
export function briefMessage(escalationId: string, page: BriefPage, reader: Reader): Message {
  return messageOf([...pageParts(page), formButtons(escalationId, ["markdown", "email"], reader)]);
}

function formButtons(escalationId: string, forms: readonly BriefForm[], { words }: Reader): Part {
  return buttons(
    "brief",
    ...forms.map((form) => ({
      action: briefActions[form],
      label: words.brief.buttons[form],
      value: escalationId,
    })),
  );
}

function pageParts({ title, notes, sections, foot }: BriefPage): readonly Part[] {
  return [
    heading(title),
    small(notes.join(" ")),
    ...sections.map(({ heading: name, entries }) =>
      lines([{ bold: name }], ...entries.flatMap((entry) => entryLines(entry, "• "))),
    ),
    ...(foot === null ? [] : [small(foot)]),
  ];
}

function entryLines({ label, pieces, below = [] }: Entry, mark: string): readonly Line[] {
  const leaves: Line = [
    mark,
    ...(label === null ? [] : [{ bold: `${label}:` }, " "]),
    ...pieces.flatMap(pieceLeaves),
  ];
  return [leaves, ...below.flatMap((each) => entryLines(each, "   ◦ "))];
}

function pieceLeaves(piece: Piece): readonly Leaf[] {
  return typeof piece === "object" && "said" in piece ? [`“${piece.said}”`] : [piece];
}

/** Preformatted, because Slack has no button for copying; in as many pieces as it takes, cut between lines. */
function copyParts(text: string, { words }: Reader): readonly Part[] {
  const pieces = inPieces(text);
  const { copy, part } = words.brief.window;
  return [
    paragraph(copy),
    ...pieces.flatMap((piece, index): readonly Part[] => [
      ...(pieces.length > 1 ? [small(part(index + 1, pieces.length))] : []),
      { kind: "copy", text: piece },
    ]),
  ];
}

function inPieces(text: string): readonly string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const line of text.split("\n").flatMap(withinPiece)) {
    if (piece.length + line.length + 1 > pieceMax) {
      pieces.push(piece.trim());
      piece = "";
    }
    piece += `${line}\n`;
  }
  return [...pieces, piece.trim()].filter((each) => each !== "");
}

function withinPiece(line: string): readonly string[] {
  const [head, rest] = split(line, pieceMax);
  return rest === "" ? [head] : [head, ...withinPiece(rest)];
}
