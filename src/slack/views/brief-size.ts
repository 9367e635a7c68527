/** How much of it there is room for: texts in characters, and how many of what there may be any number of. */
export interface BriefSize {
  readonly summary: number;
  readonly long: number;
  readonly short: number;
  readonly message: number;
  readonly contacts: number;
  readonly messages: number;
  readonly gaps: number;
}

/** The first that fits a page is taken. */
export const briefSizes: readonly [BriefSize, ...BriefSize[]] = [
  { summary: 150, long: 600, short: 300, message: 120, contacts: 14, messages: 3, gaps: 10 },
  { summary: 150, long: 300, short: 150, message: 80, contacts: 12, messages: 2, gaps: 8 },
  { summary: 150, long: 180, short: 90, message: 50, contacts: 8, messages: 1, gaps: 6 },
  { summary: 120, long: 90, short: 45, message: 30, contacts: 6, messages: 1, gaps: 4 },
  { summary: 60, long: 20, short: 10, message: 10, contacts: 2, messages: 0, gaps: 1 },
];
