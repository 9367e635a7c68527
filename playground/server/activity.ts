import { setTimeout as pause } from "node:timers/promises";
import { wakingTime } from "./waking-time.ts";

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
  let touches = 0;
  const touch = () => {
    touches += 1;
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
      const time = wakingTime(GLANCE_MS);
      let quietMs = 0;
      for (let waitedMs = 0; waitedMs < atMostMs;) {
        const wanted = enough?.when() === true ? enough.onceMs : forMs;
        if (running === 0 && quietMs >= wanted) return;
        const before = touches;
        await pause(GLANCE_MS);
        const passedMs = time.passed();
        waitedMs += passedMs;
        quietMs = touches === before ? quietMs + passedMs : 0;
      }
    },
  };
}
