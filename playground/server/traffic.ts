import type { Clock } from "../clock.ts";
import type { Json, JsonObject } from "./json.ts";

interface Entry {
  /** One count for both directions: a smaller number happened before a greater one. */
  readonly order: number;
  readonly at: Date;
}

/** A Web API call as it came in, before anything was decided about it. */
export interface Call extends Entry {
  readonly kind: "call";
  readonly method: string;
  readonly args: JsonObject;
  readonly token: string | null;
}

/** What a call was answered; null when the connection was closed instead. */
interface Answer extends Entry {
  readonly kind: "answer";
  readonly to: number;
  readonly method: string;
  readonly status: number;
  readonly body: JsonObject | null;
}

export type EnvelopeType = "slash_commands" | "interactive" | "events_api";

export interface Envelope extends Entry {
  readonly kind: "envelope";
  readonly envelopeId: string;
  readonly type: EnvelopeType;
  readonly payload: JsonObject;
  readonly connection: number;
  readonly retryAttempt: number;
}

interface Ack extends Entry {
  readonly kind: "ack";
  readonly envelopeId: string;
  readonly payload: Json;
  /** Real time between the envelope and its acknowledgement. */
  readonly afterMs: number;
  readonly late: boolean;
}

/** Use of a `response_url`. */
interface Response extends Entry {
  readonly kind: "response";
  readonly url: string;
  readonly body: JsonObject;
  readonly status: number;
}

export type TrafficEntry = Call | Answer | Envelope | Ack | Response;
type Unnumbered<T> = T extends Entry ? Omit<T, "order" | "at"> : never;

export interface Traffic {
  readonly entries: readonly TrafficEntry[];
  readonly calls: readonly Call[];
  /** Returns the entry's place in the order. */
  record(entry: Unnumbered<TrafficEntry>): number;
}

export function trafficLog(clock: Clock): Traffic {
  const entries: TrafficEntry[] = [];
  const calls: Call[] = [];
  return {
    entries,
    calls,
    record(unnumbered) {
      const entry: TrafficEntry = { ...unnumbered, order: entries.length + 1, at: clock.now() };
      entries.push(entry);
      if (entry.kind === "call") calls.push(entry);
      return entry.order;
    },
  };
}
