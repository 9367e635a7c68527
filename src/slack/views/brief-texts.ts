import type { BriefPage, Entry, Piece } from "./brief-pieces.ts";
import { shown, shownOnOneLine } from "./safe-text.ts";

/** The brief as text to copy. What people wrote stands on one line and in quotation marks in both. */

/** For wherever Markdown is read. Nothing that anybody typed is markup there. */
export function briefAsMarkdown({ title, notes, sections, foot }: BriefPage): string {
  const entryLines = (entry: Entry, indent: string): readonly string[] => [
    `${indent}- ${labelled(entry, (label) => `**${escapedMarkdown(label)}:** `)}${entry.pieces.map(markdownPiece).join("")}`.trimEnd(),
    ...(entry.below ?? []).flatMap((below) => entryLines(below, `${indent}  `)),
  ];
  return [
    `# ${escapedMarkdown(title)}`,
    ...notes.map((note) => escapedMarkdown(note)),
    ...sections.map(({ heading, entries }) =>
      [`## ${escapedMarkdown(heading)}`, "", ...entries.flatMap((entry) => entryLines(entry, ""))].join("\n"),
    ),
    ...(foot === null ? [] : [escapedMarkdown(foot)]),
  ].join("\n\n");
}

function markdownPiece(piece: Piece): string {
  if (typeof piece === "string") return escapedMarkdown(piece);
  if ("said" in piece) return `“${escapedMarkdown(piece.said)}”`;
  // Addresses are our own and have none of these; one that did would end its link.
  return `[${escapedMarkdown(piece.link)}](<${piece.url.replace(/[<>\s\\]/gu, encodeURIComponent)}>)`;
}

/**
 * Each sign that may begin markup (CommonMark, and what GitHub adds to it) gets a backslash, and so does what would make a
 * bare address a link. Signs that only mean something at the beginning of a line never stand there.
 */
export function escapedMarkdown(text: string): string {
  const line = keepingEdges(text);
  return line
    .replace(/[\\`*_[\]<>&~|#$^=@{}]/gu, "\\$&")
    .replace(/:(?=\/\/)/gu, "\\:")
    .replace(/(www|mailto|xmpp)([.:])/giu, "$1\\$2");
}

/** For an email, or wherever nothing is marked up. */
export function briefAsEmail({ title, notes, sections, foot }: BriefPage): string {
  const entryLines = (entry: Entry, indent: string): readonly string[] => [
    `${indent}- ${labelled(entry, (label) => `${label}: `)}${entry.pieces.map(plainPiece).join("")}`.trimEnd(),
    ...(entry.below ?? []).flatMap((below) => entryLines(below, `${indent}  `)),
  ];
  const all = [
    title,
    notes.join("\n"),
    ...sections.map(({ heading, entries }) =>
      [heading.toLocaleUpperCase(), ...entries.flatMap((entry) => entryLines(entry, ""))].join("\n"),
    ),
    ...(foot === null ? [] : [foot]),
  ];
  return shown(all.join("\n\n"));
}

function plainPiece(piece: Piece): string {
  if (typeof piece === "string") return keepingEdges(piece);
  return "said" in piece ? `“${shownOnOneLine(piece.said)}”` : `${shownOnOneLine(piece.link)} (${piece.url})`;
}

function labelled({ label }: Entry, draw: (label: string) => string): string {
  return label === null ? "" : draw(shownOnOneLine(label));
}

/** Pieces stand side by side, so the space at their edges is theirs. */
function keepingEdges(text: string): string {
  const body = shownOnOneLine(text);
  if (body === "") return text === "" ? "" : " ";
  return `${/^\s/u.test(text) ? " " : ""}${body}${/\s$/u.test(text) ? " " : ""}`;
}
