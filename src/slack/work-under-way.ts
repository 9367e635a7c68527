import { setTimeout as pause } from "node:timers/promises";
import { given } from "../patience.ts";

/** Knows which listeners are at work, so that a stop can wait for them, and what nobody waits for can let them go first. */
export interface WorkUnderWay {
  readonly during: (work: () => Promise<void>) => Promise<void>;
  /** Resolves when nothing is at work, at the latest when `patience` is over. */
  readonly over: (patience: AbortSignal) => Promise<void>;
  /** Resolves when nothing has been at work for a moment, at the latest after `mostMs`, or when `leaving` is given. */
  readonly lull: (mostMs: number, leaving: AbortSignal) => Promise<void>;
}

/** Whoever presses one button after the other needs no longer than that in between. */
const momentMs = 10;

export function workUnderWay(): WorkUnderWay {
  const running = new Set<Promise<void>>();
  let lastAt = -Infinity;
  const over = async (patience: AbortSignal) => {
    const out = given(patience);
    while (running.size > 0 && !patience.aborted) await Promise.race([Promise.allSettled(running), out]);
  };
  const restMs = () => (running.size > 0 ? momentMs : lastAt + momentMs - performance.now());
  return {
    during: async (work) => {
      const doing = work();
      running.add(doing);
      try {
        await doing;
      } finally {
        running.delete(doing);
        lastAt = performance.now();
      }
    },
    over,
    lull: async (mostMs, leaving) => {
      if (restMs() <= 0) return;
      const patience = AbortSignal.any([AbortSignal.timeout(mostMs), leaving]);
      const out = given(patience);
      while (restMs() > 0 && !patience.aborted) {
        await over(patience);
        await Promise.race([pause(Math.max(1, restMs())), out]);
      }
    },
  };
}
