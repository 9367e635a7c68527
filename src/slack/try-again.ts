import { setTimeout as pause } from "node:timers/promises";
import { unless } from "../patience.ts";
import { classify } from "./failures.ts";

/** Somebody waits, and a `trigger_id` lives for three seconds. */
const waitsMs: readonly number[] = [250, 750];
const longestWaitMs = 1_500;

/**
 * Asks again, twice, when Slack is busy or does not answer. Only for what may be done twice. Rejects as soon as it is
 * `tooLate`, and then asks no more.
 */
export async function persistently<T>(ask: () => Promise<T>, tooLate?: AbortSignal): Promise<T> {
  const askInTime = tooLate ? () => unless(tooLate, ask) : ask;
  for (const waitMs of waitsMs) {
    try {
      return await askInTime();
    } catch (error) {
      const failure = classify(error);
      if (failure.kind === "park") throw error;
      const wantedMs = failure.afterMs ?? waitMs;
      if (wantedMs > longestWaitMs) throw error;
      await pause(wantedMs, undefined, tooLate ? { signal: tooLate } : {});
    }
  }
  return askInTime();
}
