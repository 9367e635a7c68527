import type { DeliveryKind } from "./domain/delivery.ts";

/** What is counted as it happens, for those who watch over the bot. Absent wherever nobody does: then nothing is. */
export interface Measures {
  /** From when it was read to when Slack had its acknowledgement. */
  readonly acknowledged: (payload: PayloadKind, seconds: number) => void;
  readonly heard: (payload: PayloadKind, outcome: "done" | "refused" | "failed") => void;
  readonly delivered: (kind: DeliveryKind, outcome: DeliveryOutcome) => void;
  /** `method` is one of Slack's, or `answer` for what goes to the address that a command or a click brought with it. */
  readonly called: (method: string, outcome: CallOutcome) => void;
}

export type PayloadKind = "command" | "action" | "view_submission" | "shortcut" | "event" | "unknown";

type DeliveryOutcome =
  | "posted"
  /** Its answer had been lost; it stood there. */
  | "found"
  | "redrawn"
  /** Will be tried again by itself. */
  | "retried"
  /** Waits for somebody to mend something. */
  | "parked"
  /** Not posted, for it is no longer wanted, or not now. */
  | "withdrawn"
  /** Given up. */
  | "dropped";

export type CallOutcome = "ok" | "refused" | "rate_limited" | "server_error" | "no_answer";
