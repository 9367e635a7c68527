import { setTimeout as pause } from "node:timers/promises";
import { classify } from "./failures.ts";

/** Somebody waits, and a `trigger_id` lives for three seconds. */
const waitsMs: readonly number[] = [250, 750];
const longestWaitMs = 1_500;

/** Asks again, twice, when Slack is busy or does not answer. Only for what may be done twice. */
export async function persistently<T>(ask: () => Promise<T>): Promise<T> {
  for (const waitMs of waitsMs) {
    try {
      return await ask();
    } catch (error) {
      const failure = classify(error);
      if (failure.kind === "park") throw error;
      const wantedMs = failure.afterMs ?? waitMs;
      if (wantedMs > longestWaitMs) throw error;
      await pause(wantedMs);
    }
  }
  return ask();
}
