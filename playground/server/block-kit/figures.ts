import { isJsonObject, type Json, type JsonObject } from "../json.ts";
import { limits } from "./limits.ts";
import { blocksTextLength } from "./text-length.ts";
import type { Problem } from "./walk.ts";

/** What no single place of a chart or a table shows: parts that do not fit each other, and sums. */

export function figureProblems(blocks: readonly JsonObject[], at: string): Problem[] {
  const ofType = (type: string) => blocks.filter((block) => block["type"] === type);
  const characters = ofType("data_table").reduce((sum, { rows }) => sum + blocksTextLength(rows ?? null), 0);
  const problems = blocks.flatMap((block, index) =>
    complaintsAbout(block).map((message) => ({ pointer: `${at}/${index}`, message })),
  );
  if (ofType("data_visualization").length > limits.message.charts)
    problems.push({ pointer: at, message: `no more than ${limits.message.charts} charts allowed` });
  if (characters > limits.message.dataTableText)
    problems.push({
      pointer: at,
      message: `no more than ${limits.message.dataTableText} characters in tables`,
    });
  return problems;
}

function complaintsAbout(block: JsonObject): string[] {
  if (block["type"] === "data_table") return tableComplaints(listIn(block["rows"]).map(listIn));
  const { chart } = block;
  return block["type"] === "data_visualization" && isJsonObject(chart) ? chartComplaints(chart) : [];
}

function tableComplaints(rows: readonly (readonly Json[])[]): string[] {
  const lengths = new Set(rows.map((row) => row.length));
  const heads = rows[0] ?? [];
  return [
    ...(lengths.size > 1 ? ["all rows must have the same number of cells"] : []),
    ...(heads.some((cell) => isJsonObject(cell) && cell["type"] === "rich_text")
      ? ["rich_text cannot be used for header cells"]
      : []),
  ];
}

function chartComplaints(chart: JsonObject): string[] {
  if (chart["type"] === "pie")
    return objectsIn(chart["segments"]).some(({ value }) => typeof value === "number" && value <= 0)
      ? ["the value of a segment must be greater than 0"]
      : [];
  const { axis_config: axes } = chart;
  const categories = isJsonObject(axes) ? listIn(axes["categories"]) : [];
  const series = objectsIn(chart["series"]);
  const names = series.map(({ name }) => name);
  const misfits = series.filter(({ data }) => {
    const labels = objectsIn(data).map(({ label }) => label ?? null);
    return labels.length !== categories.length || categories.some((each) => !labels.includes(each));
  });
  return [
    ...(new Set(names).size < names.length ? ["names of series must be unique"] : []),
    ...(new Set(categories).size < categories.length ? ["categories must be unique"] : []),
    ...(misfits.length > 0 ? ["each series must have one point for each category"] : []),
  ];
}

function listIn(value: Json | undefined): readonly Json[] {
  const items: readonly Json[] = Array.isArray(value) ? value : [];
  return items;
}

function objectsIn(value: Json | undefined): JsonObject[] {
  return listIn(value).filter(isJsonObject);
}
