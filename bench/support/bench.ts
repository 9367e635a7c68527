import type { Engine } from "./engines.ts";

/** What every measure is given. */
export interface Bench {
  /** Its own, emptied at the end; on the disk where the bot's own database would be. */
  readonly folder: string;
  readonly engines: readonly Engine[];
  readonly sizes: Sizes;
  /** Says on the terminal how far it is. */
  readonly tell: (words: string) => void;
}

export interface Sizes {
  readonly acknowledge: {
    readonly warmUp: number;
    readonly rounds: number;
    readonly requests: number;
    readonly bursts: number;
    readonly burst: number;
  };
  readonly burst: { readonly cases: number; readonly channels: number };
  readonly sweep: { readonly stored: readonly number[]; readonly due: number; readonly rounds: number };
  readonly start: { readonly rounds: number };
  readonly idle: { readonly stored: number; readonly settleSeconds: number; readonly forSeconds: number };
}

export const fullSizes: Sizes = {
  acknowledge: { warmUp: 100, rounds: 20, requests: 20, bursts: 3, burst: 200 },
  burst: { cases: 1000, channels: 20 },
  sweep: { stored: [10_000, 100_000], due: 1000, rounds: 3 },
  start: { rounds: 10 },
  idle: { stored: 1000, settleSeconds: 30, forSeconds: 30 },
};

export const quickSizes: Sizes = {
  acknowledge: { warmUp: 30, rounds: 4, requests: 20, bursts: 2, burst: 50 },
  burst: { cases: 100, channels: 20 },
  sweep: { stored: [1000, 10_000], due: 100, rounds: 2 },
  start: { rounds: 3 },
  idle: { stored: 100, settleSeconds: 10, forSeconds: 10 },
};

export function withAMillion(sizes: Sizes): Sizes {
  return { ...sizes, sweep: { ...sizes.sweep, stored: [...sizes.sweep.stored, 1_000_000] } };
}
