import { setTimeout as pause } from "node:timers/promises";

const PATIENCE_MS = 5_000;
const GLANCE_MS = 8;

/** Asks again and again, a few seconds long, until the answer is neither null, undefined nor false. */
export async function until<T>(
  what: string,
  ask: () => T | null | undefined | false,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const answer = ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (performance.now() > giveUpAt) throw new Error(`Waited in vain for ${what}.`);
    await pause(GLANCE_MS);
  }
}
