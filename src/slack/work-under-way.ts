import { given } from "../patience.ts";

/** Knows which listeners are at work, so that a stop can wait for them. */
export interface WorkUnderWay {
  readonly during: (work: () => Promise<void>) => Promise<void>;
  /** Resolves when nothing is at work, at the latest when `patience` is over. */
  readonly over: (patience: AbortSignal) => Promise<void>;
}

export function workUnderWay(): WorkUnderWay {
  const running = new Set<Promise<void>>();
  const over = async () => {
    while (running.size > 0) await Promise.allSettled(running);
  };
  return {
    during: async (work) => {
      const doing = work();
      running.add(doing);
      try {
        await doing;
      } finally {
        running.delete(doing);
      }
    },
    over: (patience) => Promise.race([over(), given(patience)]),
  };
}
