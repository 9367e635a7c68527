import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type WebSocket, WebSocketServer } from "ws";
import { ackBook, type Delivery } from "./ack-book.ts";
import type { Activity } from "./activity.ts";
import { type AppLink, type DisconnectReason, nameOf, newestEnvelope, type Retry } from "./app-link.ts";
import type { JsonObject } from "./json.ts";
import type { EnvelopeType, Traffic } from "./traffic.ts";
import type { Violations } from "./violations.ts";

interface Connection {
  readonly number: number;
  readonly socket: WebSocket;
  retiring: boolean;
}

const PING_MS = 5_000;
const CLOSING_MS = 300;
const GLANCE_MS = 5;
/** Slack lets an app have so many at once. */
const MOST_CONNECTIONS = 10;

export function socketMode(inside: {
  readonly appId: string;
  readonly ackWithinMs: number;
  readonly traffic: Traffic;
  readonly violations: Violations;
  readonly activity: Activity;
}): AppLink {
  const { traffic } = inside;
  const server = new WebSocketServer({ noServer: true });
  const acks = ackBook(inside);
  const tickets = new Set<string>();
  const greeters = new Set<() => void>();
  /** Over which connection something was sent last. */
  const sentOn = new WeakMap<JsonObject, number>();
  let connections: Connection[] = [];
  let opened = 0;
  let turn = 0;

  const live = () =>
    connections.filter(({ retiring, socket }) => !retiring && socket.readyState === socket.OPEN);

  function greet(socket: WebSocket) {
    if (connections.length >= MOST_CONNECTIONS) {
      socket.send(farewell("too_many_websockets"));
      socket.close();
      return;
    }
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

  /** Each in turn; what was sent before goes over another one, if there is one. */
  function nextFor(payload: JsonObject): Connection | undefined {
    const all = live();
    const others = all.filter(({ number }) => number !== sentOn.get(payload));
    const candidates = others.length > 0 ? others : all;
    turn += 1;
    return candidates[turn % Math.max(candidates.length, 1)];
  }

  function deliver(type: EnvelopeType, payload: JsonObject, retry?: Retry): Promise<Delivery> {
    const connection = nextFor(payload);
    if (connection === undefined) return Promise.resolve({ status: "not_connected" });
    sentOn.set(payload, connection.number);
    const envelopeId = randomUUID();
    const frame = {
      envelope_id: envelopeId,
      type,
      accepts_response_payload: type !== "events_api",
      payload,
      ...(retry === undefined ? {} : { retry_attempt: retry.attempt, retry_reason: "timeout" }),
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
    disconnect(reason = "refresh_requested", only) {
      for (const connection of live()) {
        if (only !== undefined && connection.number !== only) continue;
        connection.socket.send(farewell(reason));
        if (reason !== "warning") retire(connection);
      }
    },
    dropConnections() {
      for (const { socket } of connections) socket.terminate();
    },
    redeliver(type) {
      const newest = newestEnvelope(traffic, type);
      return deliver(newest.type, newest.payload, { attempt: 1, after: "unanswered" });
    },
    reachAt: () => Promise.reject(new Error("In Socket Mode the app connects by itself.")),
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

function farewell(reason: DisconnectReason | "too_many_websockets"): string {
  return JSON.stringify({ type: "disconnect", reason, debug_info: { host: "local-slack" } });
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
