import { format } from "prettier";

/** What a measure found, as it is printed and written to `results.md`. */
export interface Section {
  readonly title: string;
  /** What was done, and what the figures are. */
  readonly how: string;
  readonly tables: readonly Table[];
}

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** As Markdown, with columns that line up. */
export function printed(text: string): Promise<string> {
  return format(text, { parser: "markdown", printWidth: 120 });
}

export function sectionText({ title, how, tables }: Section): string {
  return [`## ${title}`, how, ...tables.map(tableText)].join("\n\n");
}

function tableText({ head, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A figure against what is wanted of it. */
export function judged(
  figure: number,
  wanted: { readonly atMost: number } | { readonly atLeast: number },
): string {
  const [sign, bound, holds] =
    "atMost" in wanted
      ? ["≤", wanted.atMost, figure <= wanted.atMost]
      : ["≥", wanted.atLeast, figure >= wanted.atLeast];
  return `${sign} ${bound} ${holds ? "✓" : "✗ missed"}`;
}
