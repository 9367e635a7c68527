import type { Credentials } from "./clients.ts";
import { signedWithinMs } from "./take-request.ts";

/** Whether this machine's clock is right, by Slack's. */
export type ClockFinding =
  | { readonly code: "clock_right" }
  | { readonly code: "clock_off"; readonly aheadMs: number }
  /** What Slack signs counts as too old or too new: nobody is heard. */
  | { readonly code: "clock_too_far_off"; readonly aheadMs: number }
  | { readonly code: "clock_untold" };

/** A reminder that comes half a minute early or late is none the worse. */
const mostMs = 30_000;

export function checkClock(aheadMs: number | null, mode: Credentials["mode"] | null): ClockFinding {
  if (aheadMs === null) return { code: "clock_untold" };
  const off = Math.abs(aheadMs);
  if (off <= mostMs) return { code: "clock_right" };
  return { code: mode === "http" && off > signedWithinMs ? "clock_too_far_off" : "clock_off", aheadMs };
}
