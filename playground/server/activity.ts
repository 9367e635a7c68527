import { setTimeout as pause } from "node:timers/promises";

const GLANCE_MS = 4;

/** Knows whether the app is at work, as far as Slack can tell: calls being served and envelopes not yet acknowledged. */
export interface Activity {
  begin(): () => void;
  /** Something happened that may have consequences. */
  touch(): void;
  /**
   * Resolves after a stretch of `forMs` without anything; after `onceMs` when `enough` says that what was waited for
   * has come. Gives up silently after `atMostMs`: what is slow on purpose (an injected delay) must not stop a test.
   */
  quiet(
    forMs: number,
    enough?: { readonly when: () => boolean; readonly onceMs: number },
    atMostMs?: number,
  ): Promise<void>;
}

export function activityMeter(): Activity {
  let running = 0;
  let last = performance.now();
  const touch = () => {
    last = performance.now();
  };
  return {
    begin() {
      running += 1;
      touch();
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        running -= 1;
        touch();
      };
    },
    touch,
    async quiet(forMs, enough, atMostMs = 5_000) {
      touch();
      const started = performance.now();
      while (performance.now() - started < atMostMs) {
        const wanted = enough?.when() === true ? enough.onceMs : forMs;
        if (running === 0 && performance.now() - last >= wanted) return;
        await pause(GLANCE_MS);
      }
    },
  };
}
