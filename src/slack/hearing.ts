import type { App } from "@slack/bolt";

/** Takes in what people do. */
export type Door = Pick<App, "processEvent">;

/** How the bot hears what people do: over a connection that it opens, or at a port that Slack calls. */
export interface Hearing {
  /** Hands on to `door`. Resolves once people are heard, with the port when there is one. */
  readonly begin: (door: Door) => Promise<number | null>;
  /** Takes nothing new; what came in before is answered first, unless patience is over before. */
  readonly end: (patience: AbortSignal) => Promise<void>;
  /** Whether what people do gets here at this moment. */
  readonly isHearing: () => boolean;
  /** How many connections stand; null where Slack calls. */
  readonly connections: () => number | null;
}
