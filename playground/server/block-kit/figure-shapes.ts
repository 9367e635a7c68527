import { limits } from "./limits.ts";
import { anything, list, object, one, type Rule, type Shape, str, whole } from "./rules.ts";

/** Slack's chart and table, as far as a single place shows what is wrong with it. */

const number: Rule = { is: "number" };
const { chart, dataTable } = limits;
const label = str(chart.label, 1);

const point = object(() => ({ required: { label, value: number }, optional: {} }));
const series = object(() => ({
  required: { name: label, data: list(point, 1, chart.points) },
  optional: {},
}));
const axes = object(() => ({
  required: { categories: list(label, 1, chart.points) },
  optional: { x_label: str(chart.axis), y_label: str(chart.axis) },
}));
const withAxes: Shape = {
  required: { type: anything, series: list(series, 1, chart.series), axis_config: axes },
  optional: {},
};
const pie: Shape = { required: { type: anything, segments: list(point, 1, chart.segments) }, optional: {} };

export const chartFields = {
  title: str(chart.title, 1),
  chart: one(() => ({ pie, bar: withAxes, line: withAxes, area: withAxes })),
};

export const tableFields = (richText: Shape) => {
  const cell = one(() => ({
    raw_text: { required: { type: anything, text: str(undefined, 1) }, optional: {} },
    raw_number: { required: { type: anything, value: number, text: str(undefined, 1) }, optional: {} },
    rich_text: richText,
  }));
  return {
    required: {
      rows: list(list(cell, 1, dataTable.columns), 2, dataTable.rows),
      caption: str(undefined, 1),
    },
    optional: {
      page_size: whole(1, dataTable.pageSize),
      row_header_column_index: whole(0, dataTable.columns - 1),
    },
  };
};
