import type { Receiver } from "@slack/bolt";

/** How the bot hears what people do: over a connection that it opens, or at a port that Slack calls. */
export interface Hearing {
  readonly receiver: Receiver;
  /** Resolves once people are heard, with the port when there is one. */
  readonly begin: () => Promise<number | null>;
  /** Takes nothing new; what came in before is answered first, for as long as a stop may take. */
  readonly end: () => Promise<void>;
}

/** How long a stop waits for listeners: twice, and with what it then waits for itself, within ten seconds. */
export const finishWithinMs = 3000;
