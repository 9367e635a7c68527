import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { ackBook, type Delivery } from "./ack-book.ts";
import type { Activity } from "./activity.ts";
import type { JsonObject } from "./json.ts";
import type { Envelope, EnvelopeType, Traffic } from "./traffic.ts";
import type { Violations } from "./violations.ts";

type DisconnectReason = "warning" | "refresh_requested" | "link_disabled";

export interface SocketControls {
  connections(): number;
  untilConnected(atLeast?: number): Promise<void>;
  /** Asks every connection to be renewed, then closes it, as Slack does every few hours. */
  disconnect(reason?: DisconnectReason): void;
  /** Closes every connection without a word. */
  dropConnections(): void;
  /** Sends the newest envelope (of a type) again under a new id; what the app answers changes nothing on screen. */
  redeliver(type?: EnvelopeType): Promise<Delivery>;
}

export interface SocketMode extends SocketControls {
  /** An address good for one connection. */
  issueUrl(origin: string): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  deliver(
    type: EnvelopeType,
    payload: JsonObject,
    retry?: { readonly attempt: number; readonly reason: string },
  ): Promise<Delivery>;
  /** Lets a closing handshake come to its end, but not for long. */
  close(): Promise<void>;
}

interface Connection {
  readonly number: number;
  readonly socket: WebSocket;
  retiring: boolean;
}

const PING_MS = 5_000;
const CLOSING_MS = 300;
const GLANCE_MS = 5;

export function socketMode(inside: {
  readonly appId: string;
  readonly ackWithinMs: number;
  readonly traffic: Traffic;
  readonly violations: Violations;
  readonly activity: Activity;
}): SocketMode {
  const { traffic } = inside;
  const server = new WebSocketServer({ noServer: true });
  const acks = ackBook(inside);
  const tickets = new Set<string>();
  const greeters = new Set<() => void>();
  let connections: Connection[] = [];
  let opened = 0;
  let turn = 0;

  const live = () =>
    connections.filter(({ retiring, socket }) => !retiring && socket.readyState === socket.OPEN);

  function greet(socket: WebSocket) {
    opened += 1;
    const connection: Connection = { number: opened, socket, retiring: false };
    connections.push(connection);
    const ping = setInterval(() => {
      socket.ping();
    }, PING_MS);
    socket.on("message", (data: Buffer) => {
      acks.take(data.toString("utf8"));
    });
    socket.on("error", () => {
      socket.terminate();
    });
    socket.on("close", () => {
      clearInterval(ping);
      connections = connections.filter((other) => other !== connection);
      acks.giveUp(connection.number);
    });
    const hello = {
      type: "hello",
      num_connections: connections.length,
      connection_info: { app_id: inside.appId },
      debug_info: { host: "local-slack", build_number: 1, approximate_connection_time: 18_060 },
    };
    socket.send(JSON.stringify(hello), () => {
      for (const heard of greeters) heard();
    });
  }

  /** What was sent on it may still be acknowledged; then it is closed. */
  function retire(connection: Connection) {
    connection.retiring = true;
    if (!acks.isAwaited(connection.number)) {
      connection.socket.close();
      return;
    }
    setTimeout(() => {
      retire(connection);
    }, GLANCE_MS);
  }

  function deliver(
    type: EnvelopeType,
    payload: JsonObject,
    retry?: { readonly attempt: number; readonly reason: string },
  ): Promise<Delivery> {
    const candidates = live();
    turn += 1;
    const connection = candidates[turn % Math.max(candidates.length, 1)];
    if (connection === undefined) return Promise.resolve({ status: "not_connected" });
    const envelopeId = randomUUID();
    const frame = {
      envelope_id: envelopeId,
      type,
      accepts_response_payload: type !== "events_api",
      payload,
      ...(retry === undefined ? {} : { retry_attempt: retry.attempt, retry_reason: retry.reason }),
    };
    traffic.record({
      kind: "envelope",
      envelopeId,
      type,
      payload,
      connection: connection.number,
      retryAttempt: retry?.attempt ?? 0,
    });
    const acknowledged = acks.expect(envelopeId, connection.number, nameOf(type, payload));
    connection.socket.send(JSON.stringify(frame));
    return acknowledged;
  }

  return {
    deliver,
    connections: () => live().length,
    async untilConnected(atLeast = 1) {
      while (live().length < atLeast) {
        await new Promise<void>((resolve) => {
          const heard = () => {
            greeters.delete(heard);
            resolve();
          };
          greeters.add(heard);
        });
      }
    },
    disconnect(reason = "refresh_requested") {
      const frame = JSON.stringify({ type: "disconnect", reason, debug_info: { host: "local-slack" } });
      for (const connection of live()) {
        connection.socket.send(frame);
        if (reason !== "warning") retire(connection);
      }
    },
    dropConnections() {
      for (const { socket } of connections) socket.terminate();
    },
    async redeliver(type) {
      const sent = traffic.entries.filter(
        (entry): entry is Envelope =>
          entry.kind === "envelope" && (type === undefined || entry.type === type),
      );
      const newest = sent.at(-1);
      if (newest === undefined)
        throw new Error(`Nothing${type === undefined ? "" : ` of ${type}`} was sent yet.`);
      return deliver(newest.type, newest.payload, { attempt: 1, reason: "timeout" });
    },
    issueUrl(origin) {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${origin.replace("http:", "ws:")}/link/?ticket=${ticket}&app_id=${inside.appId}`;
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? "/", "ws://local").searchParams.get("ticket");
      if (ticket === null || !tickets.delete(ticket)) {
        socket.end("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n");
        return;
      }
      server.handleUpgrade(request, socket, head, greet);
    },
    async close() {
      await Promise.all(connections.map(({ socket }) => closed(socket)));
      server.close();
    },
  };
}

async function closed(socket: WebSocket): Promise<void> {
  const gone = once(socket, "close");
  socket.close();
  const tooLong = setTimeout(() => {
    socket.terminate();
  }, CLOSING_MS);
  await gone;
  clearTimeout(tooLong);
}

function nameOf(type: EnvelopeType, payload: JsonObject): string {
  const name = payload["command"] ?? payload["type"] ?? "";
  return `${type} ${typeof name === "string" ? name : ""}`.trim();
}
