/** Runs a job whenever there may be something to do, one pass after the other. */
export interface Runner {
  /** There is something to do now. */
  readonly wake: () => void;
  /** Resolves when no pass is under way: all that was due has been done, or put off. */
  readonly idle: () => Promise<void>;
  /** Resolves when the pass under way, if any, is over. No other one begins. */
  readonly stop: () => Promise<void>;
}

export interface RunnerOptions {
  /** One pass; answers how much it did. It is run again at once until it finds nothing. */
  readonly pass: () => Promise<number>;
  /** Work that becomes due by itself is found at the latest after this. */
  readonly everyMs: number;
  readonly onError: (error: unknown) => void;
}

export function startRunner({ pass, everyMs, onError }: RunnerOptions): Runner {
  let running: Promise<void> | null = null;
  let wanted = false;
  let stopped = false;

  const run = async () => {
    while (wanted && !stopped) {
      wanted = false;
      try {
        if ((await pass()) > 0) wanted = true;
      } catch (error) {
        // The next tick tries again; a store that is broken must not spin.
        onError(error);
      }
    }
    running = null;
  };
  const wake = () => {
    wanted = true;
    if (!stopped) running ??= run();
  };
  const timer = setInterval(wake, everyMs);
  wake();
  return {
    wake,
    idle: async () => {
      while (running) await running;
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
