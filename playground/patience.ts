import { setTimeout as pause } from "node:timers/promises";

/** Long enough for a busy machine; what is there is seen at once. */
const PATIENCE_MS = 20_000;
const GLANCE_MS = 8;

type Asked<T> = T | null | undefined | false;

/** Asks again and again, for some seconds, until the answer is neither null, undefined nor false. */
export async function until<T>(
  what: string,
  ask: () => Asked<T> | Promise<Asked<T>>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (performance.now() > giveUpAt) throw new Error(`Waited in vain for ${what}.`);
    await pause(GLANCE_MS);
  }
}
