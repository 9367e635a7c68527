import { h } from "./dom.ts";
import { type Guard, type Is, isListOf, isNumber, isObject, isOneOf, isString } from "./guards.ts";

/** Slack's chart and table. A chart has no colour that its legend does not name in words, and a figure on every bar. */

const isPoint = isObject({ label: isString, value: isNumber });
const isSeries = isObject({ name: isString, data: isListOf(isPoint) });
export const isChart = isObject({
  type: isOneOf("data_visualization"),
  title: isString,
  chart: isObject({
    type: isOneOf("bar", "line", "area"),
    series: isListOf(isSeries),
    axis_config: isObject({ categories: isListOf(isString) }),
  }),
});

const isText = isObject({ type: isOneOf("raw_text"), text: isString });
const isFigure = isObject({ type: isOneOf("raw_number"), value: isNumber, text: isString });
type Cell = Is<typeof isText> | Is<typeof isFigure>;
const isCell: Guard<Cell> = (value): value is Cell => isText(value) || isFigure(value);
export const isTable = isObject({
  type: isOneOf("data_table"),
  caption: isString,
  rows: isListOf(isListOf(isCell)),
});

const high = 120;
const barWide = 18;
const gap = 14;
const room = 18;

/** Bars, whatever it is a chart of: on so few points they tell the same. */
export function drawChart({ title, chart }: Is<typeof isChart>): HTMLElement {
  const { series, axis_config: axes } = chart;
  const { categories } = axes;
  const most = Math.max(1, ...series.flatMap(({ data }) => data.map(({ value }) => value)));
  const groupWide = series.length * barWide + gap;
  const wide = Math.max(1, categories.length) * groupWide;
  const svg = shape("svg", {
    viewBox: `0 0 ${wide} ${high + 2 * room}`,
    width: String(wide),
    role: "img",
    "aria-label": inWords(title, series),
  });
  categories.forEach((category, place) => {
    const left = place * groupWide + gap / 2;
    series.forEach(({ name, data }, nth) => {
      const value = data.find(({ label }) => label === category)?.value ?? 0;
      const tall = Math.round((value / most) * high);
      const x = left + nth * barWide;
      const y = room + high - tall;
      const bar = shape("rect", {
        class: colour(nth),
        x: String(x + 1),
        y: String(y),
        width: String(barWide - 2),
        height: String(Math.max(1, tall)),
      });
      bar.append(shape("title", {}, `${name}, ${category}: ${value}`));
      svg.append(bar, shape("text", { x: String(x + barWide / 2), y: String(y - 3) }, String(value)));
    });
    const middle = left + (series.length * barWide) / 2;
    svg.append(shape("text", { x: String(middle), y: String(room + high + 13) }, category));
  });
  const legend = series.map(({ name }, nth) =>
    h("li", {}, h("span", { class: `swatch ${colour(nth)}`, "aria-hidden": "true" }), name),
  );
  return h(
    "figure",
    { class: "block chart" },
    h("figcaption", {}, title),
    h("div", { class: "plot" }, svg),
    h("ol", { class: "legend", "aria-label": "From left to right" }, ...legend),
  );
}

const colours = 6;

function colour(nth: number): string {
  return `series-${(nth % colours) + 1}`;
}

function inWords(title: string, series: readonly Is<typeof isSeries>[]): string {
  const told = series.map(
    ({ name, data }) => `${name}: ${data.map(({ label, value }) => `${label} ${value}`).join(", ")}`,
  );
  return `${title}. ${told.join(". ")}.`;
}

function shape(tag: string, attributes: Readonly<Record<string, string>>, text = ""): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== "") element.append(text);
  return element;
}

export function drawTable({ caption, rows }: Is<typeof isTable>): HTMLElement {
  const [heads = [], ...rest] = rows;
  const figure = (cell: Cell) => (cell.type === "raw_number" ? "figure" : null);
  return h(
    "div",
    { class: "block table", tabindex: "0", role: "region", "aria-label": caption },
    h(
      "table",
      {},
      h("caption", {}, caption),
      h("thead", {}, h("tr", {}, ...heads.map(({ text }) => h("th", { scope: "col" }, text)))),
      h(
        "tbody",
        {},
        ...rest.map((row) =>
          h(
            "tr",
            {},
            ...row.map((cell, column) =>
              column === 0
                ? h("th", { scope: "row" }, cell.text)
                : h("td", { class: figure(cell) }, cell.text),
            ),
          ),
        ),
      ),
    ),
  );
}
