/** Into how many parts a stretch is cut: enough of them for an answer that is on its way to come in meanwhile. */
const PARTS = 20;

/**
 * Milliseconds in which this process could work. On a busy machine all of it stands still at times, the app and Slack
 * alike; counted by the clock, Slack would then blame the app. Each look counts at most twice the time it was due in.
 */
export function wakingTime(lookEveryMs: number): { passed(): number } {
  let lookedAt = performance.now();
  return {
    passed() {
      const now = performance.now();
      const counted = Math.min(now - lookedAt, 2 * lookEveryMs);
      lookedAt = now;
      return counted;
    },
  };
}

/** Calls `then` after so many milliseconds in which this process could work. The function returned calls it off. */
export function afterWaking(forMs: number, then: () => void): () => void {
  const lookEveryMs = forMs / PARTS;
  const time = wakingTime(lookEveryMs);
  let left = forMs;
  let timer = setTimeout(look, lookEveryMs);
  function look() {
    left -= time.passed();
    if (left > 0) timer = setTimeout(look, Math.min(lookEveryMs, left));
    else then();
  }
  return () => {
    clearTimeout(timer);
  };
}
