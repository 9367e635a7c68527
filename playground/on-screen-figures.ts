import type { Chart } from "./server/block-kit/model.ts";

/** Charts and tables as lines. */

/** `[chart] Cases by week`, and a line for each series: `Ready: 2 Nov 3, 9 Nov 1`. */
export function showChart(title: string, chart: Chart): string {
  const told = (points: readonly { readonly label: string; readonly value: number }[]) =>
    points.map(({ label, value }) => `${label} ${value}`).join(", ");
  const lines =
    chart.type === "pie"
      ? [told(chart.segments)]
      : chart.series.map(({ name, data }) => `${name}: ${told(data)}`);
  return [`[chart] ${title}`, ...lines.map((line) => `  ${line}`)].join("\n");
}

/** Its caption, and then row by row with the columns one below the other. */
export function showTable(caption: string, rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join(" | ")
      .trimEnd(),
  );
  return [`[table] ${caption}`, ...lines.map((line) => `  ${line}`)].join("\n");
}
