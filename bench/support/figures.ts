import { createHistogram, type RecordableHistogram } from "node:perf_hooks";

/** Figures of one kind, such as milliseconds or ratios, of which percentiles are wanted. */
export interface Figures {
  readonly add: (figure: number) => void;
  readonly addAll: (others: Figures) => void;
  readonly percentile: (percent: number) => number;
  readonly median: () => number;
  readonly histogram: RecordableHistogram;
}

/** The histogram counts whole numbers: figures are kept in millionths, four digits of them. */
const millionth = 1e-6;

export function figures(given: readonly number[] = []): Figures {
  const histogram = createHistogram({ figures: 4 });
  const add = (figure: number) => {
    histogram.record(Math.max(1, Math.round(figure / millionth)));
  };
  const percentile = (percent: number) => histogram.percentile(percent) * millionth;
  for (const figure of given) add(figure);
  return {
    add,
    addAll: (others) => {
      histogram.add(others.histogram);
    },
    percentile,
    median: () => percentile(50),
    histogram,
  };
}
