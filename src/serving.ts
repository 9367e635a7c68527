import type { WebClient } from "@slack/web-api";
import type { SlackDeps } from "./slack/deps.ts";
import { defaultCounter } from "./slack/counters.ts";
import type { Poster } from "./slack/poster.ts";
import { wakeParked } from "./store/delivery-claims.ts";
import { seatOldCases } from "./store/desks.ts";
import { lookAtNudges } from "./store/nudge-times.ts";

/** A workspace that the bot is at work for. */
export interface Served {
  readonly deps: SlackDeps;
  /** For look-ups. */
  readonly client: WebClient;
  readonly poster: Poster;
}

/** Whom the bot serves: one workspace, or all that have installed it. */
export interface Serving {
  /** Null: it does not serve the workspace, or not yet. */
  readonly served: (teamId: string) => Promise<Served | null>;
  /** Those that it serves now. */
  readonly all: () => Iterable<Served>;
  /** What has waited for a start of the bot. */
  readonly takeUp: () => Promise<void>;
  /** Begins to hear people. Resolves with the port, in HTTP mode, and with what is worth a line in the log. */
  readonly begin: () => Promise<{ readonly port: number | null; readonly facts: object }>;
  /** Whether what people do gets here at this moment. */
  readonly isHearing: () => boolean;
  /** How many connections stand; null in HTTP mode. */
  readonly connections: () => number | null;
  /** Resolves when what people did before is done, or patience is over. */
  readonly idle: (patience: AbortSignal) => Promise<void>;
  /** Resolves when nobody waits for an answer, at the latest after `mostMs`, or when `leaving` is given. */
  readonly lull: (mostMs: number, leaving: AbortSignal) => Promise<void>;
  /** Takes nothing new, and resolves as `idle` does. */
  readonly stop: (patience: AbortSignal) => Promise<void>;
}

/** A workspace is served from now on, or again, or by other settings. */
export async function takeUpWork({ deps }: Pick<Served, "deps">): Promise<void> {
  const { db, now, settings, workspace } = deps;
  const { teamId } = workspace;
  const { channel: _, ...desk } = defaultCounter(settings);
  await seatOldCases(db, teamId, { ...desk, route: null });
  // Something may have been mended.
  await wakeParked(db, { teamId, now: now() });
  // A setting may be another than before.
  await lookAtNudges(db, { teamId, now: now() });
}
