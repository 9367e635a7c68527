import type { Receiver } from "@slack/bolt";

/** How the bot hears what people do: over a connection that it opens, or at a port that Slack calls. */
export interface Hearing {
  readonly receiver: Receiver;
  /** Resolves once people are heard, with the port when there is one. */
  readonly begin: () => Promise<number | null>;
  /** Takes nothing new; what came in before is answered first, unless patience is over before. */
  readonly end: (patience: AbortSignal) => Promise<void>;
  /** Whether what people do gets here at this moment. */
  readonly isHearing: () => boolean;
  /** How many connections stand; null where Slack calls. */
  readonly connections: () => number | null;
}
