import type { Clock } from "../clock.ts";

/** Message timestamps: unique and increasing even while the clock stands still or is moved back. */
export function timestampsFrom(clock: Clock): () => string {
  let last = 0;
  return () => {
    last = Math.max(clock.now().getTime() * 1000, last + 1);
    return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, "0")}`;
  };
}

export function unixSeconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}
