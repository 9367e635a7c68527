import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Delivery } from "./ack-book.ts";
import type { JsonObject } from "./json.ts";
import type { Envelope, EnvelopeType, Traffic } from "./traffic.ts";

export type Mode = "socket" | "http";

export type DisconnectReason = "warning" | "refresh_requested" | "link_disabled";

export interface LinkControls {
  /** How many connections the app holds; none in HTTP mode. */
  connections(): number;
  /** Resolves once the app can be reached. */
  untilConnected(atLeast?: number): Promise<void>;
  /**
   * Asks every connection, or only the one with this number, to be renewed, then closes it, as Slack does every few
   * hours. A warning comes some seconds before, and closes nothing. They are numbered from 1, as they were opened.
   */
  disconnect(reason?: DisconnectReason, only?: number): void;
  /** Closes every connection without a word. */
  dropConnections(): void;
  /** HTTP mode: from now on requests go here. Rejects when the app does not answer the challenge there. */
  reachAt(requestUrl: string): Promise<void>;
  /** Sends the newest envelope (of a type) again under a new id; what the app answers changes nothing on screen. */
  redeliver(type?: EnvelopeType): Promise<Delivery>;
}

/** Which time this is, and how the time before ended. */
export interface Retry {
  readonly attempt: number;
  readonly after: Exclude<Delivery["status"], "acked">;
}

/** How Slack reaches the app. Who has something to deliver need not know whether over a socket or by HTTP. */
export interface AppLink extends LinkControls {
  deliver(type: EnvelopeType, payload: JsonObject, retry?: Retry): Promise<Delivery>;
  /** An address good for one connection; null: the app has not turned Socket Mode on. */
  issueUrl(origin: string): string | null;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Lets what is being closed come to its end, but not for long. */
  close(): Promise<void>;
}

export function newestEnvelope({ entries }: Traffic, type: EnvelopeType | undefined): Envelope {
  const newest = entries.findLast(
    (entry): entry is Envelope => entry.kind === "envelope" && (type === undefined || entry.type === type),
  );
  if (newest === undefined)
    throw new Error(`Nothing${type === undefined ? "" : ` of ${type}`} was sent yet.`);
  return newest;
}

export function nameOf(type: EnvelopeType, payload: JsonObject): string {
  const name = payload["command"] ?? payload["type"] ?? "";
  return `${type} ${typeof name === "string" ? name : ""}`.trim();
}
