import type { Db } from "../store/database.ts";
import { bringBack } from "../store/far-ahead.ts";
import { lookAtNudges } from "../store/nudge-times.ts";
import { leaseMs } from "./deliver-due.ts";

/** A clock that was far ahead was set back: what is planned by it must not wait until that time comes once more. */

interface ClockDeps {
  readonly db: Db;
  readonly now: () => Date;
  /** Those that are served. */
  readonly teams: () => readonly string[];
  /** There may be something to post, and somebody to remind. */
  readonly wake: () => void;
  readonly log: { readonly warn: (facts: object, line: string) => void };
}

/** Answers one look at it. It sees what the clock was at the last look, and what bots have left in the store. */
export function clockSetBack({ db, now, teams, wake, log }: ClockDeps): () => Promise<void> {
  let seen = now();
  return async () => {
    const at = now();
    const wasAhead = at < seen;
    seen = at;
    const { messages, channels } = await bringBack(db, { now: at, leaseMs });
    if (!wasAhead && messages === 0 && channels === 0) return;
    for (const teamId of teams()) await lookAtNudges(db, { teamId, now: at });
    log.warn({ messages, channels }, "the clock was set back: nothing waits for the time that it had told");
    wake();
  };
}
