import type { Block, DataTableBlock } from "@slack/types";
import { cut, shown } from "./safe-text.ts";

/** Slack's chart and table. Both hold plain text: nothing in them comes alive. */

/**
 * https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block: in none of the packages' types yet. Each
 * series has one value for each category, in their order, and a name of its own.
 */
export interface DataVisualizationBlock extends Block {
  readonly type: "data_visualization";
  readonly title: string;
  readonly chart: {
    readonly type: "bar" | "line" | "area";
    readonly series: readonly {
      readonly name: string;
      readonly data: readonly { readonly label: string; readonly value: number }[];
    }[];
    readonly axis_config: { readonly categories: readonly string[]; readonly x_label: string };
  };
}

export interface ChartSpec {
  readonly title: string;
  /** What the categories are. */
  readonly across: string;
  /** At most 20, each another one. */
  readonly categories: readonly string[];
  /** At most 6: one capture of Slack's page allows 12, another no more than that. */
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}

export interface TableSpec {
  readonly caption: string;
  readonly columns: readonly string[];
  /** Each as long as there are columns; the first cell names the row. */
  readonly rows: readonly (readonly (string | number)[])[];
}

const most = { title: 50, label: 20, axis: 50, pageSize: 20 };

export function chartBlock({ title, across, categories, series }: ChartSpec): DataVisualizationBlock {
  const labels = categories.map((category) => brief(category, most.label));
  return {
    type: "data_visualization",
    title: brief(title, most.title),
    chart: {
      type: "bar",
      series: series.map(({ name, values }) => ({
        name: brief(name, most.label),
        data: labels.map((label, place) => ({ label, value: values[place] ?? 0 })),
      })),
      axis_config: { categories: labels, x_label: brief(across, most.axis) },
    },
  };
}

export function tableBlock({ caption, columns, rows }: TableSpec): DataTableBlock {
  return {
    type: "data_table",
    caption: shown(caption),
    page_size: most.pageSize,
    rows: [columns, ...rows].map((row) => row.map(cell)),
  };
}

function cell(value: string | number): DataTableBlock["rows"][number][number] {
  return typeof value === "number"
    ? { type: "raw_number", value, text: String(value) }
    : { type: "raw_text", text: shown(value) || "–" };
}

/** The same as lines. */
export function tableLines({ columns, rows }: TableSpec): readonly string[] {
  return rows.map(([name = "", ...cells]) => {
    const told = cells.map((value, place) => `${columns[place + 1] ?? ""} ${value}`);
    return `${columns[0] ?? ""} ${name}: ${told.join(" · ")}`;
  });
}

function brief(text: string, length: number): string {
  return cut(shown(text), length);
}
