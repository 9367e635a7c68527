import { randomUUID } from "node:crypto";
import { z } from "zod";
import { ackBook, type Delivery } from "./ack-book.ts";
import type { Activity } from "./activity.ts";
import { type AppLink, nameOf, newestEnvelope, type Retry } from "./app-link.ts";
import { isJsonObject, type Json, type JsonObject, parseJson } from "./json.ts";
import { signatureHeaders } from "./signing.ts";
import type { EnvelopeType, Traffic } from "./traffic.ts";
import type { Violations } from "./violations.ts";

const FORM = "application/x-www-form-urlencoded";
const JSON_TYPE = "application/json";

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly noRetry: boolean;
  readonly text: string;
}

/** Slack calls the app at its request URL; what it answers within the time is the acknowledgement. */
export function httpMode(inside: {
  readonly signingSecret: string;
  readonly ackWithinMs: number;
  readonly isDown: () => boolean;
  readonly traffic: Traffic;
  readonly violations: Violations;
  readonly activity: Activity;
}): AppLink {
  const { traffic, violations } = inside;
  const acks = ackBook(inside);
  const underWay = new Map<number, AbortController>();
  const waiting = new Set<() => void>();
  let requestUrl: string | null = null;
  let sent = 0;

  async function post(
    to: string,
    number: number,
    { contentType, body }: { readonly contentType: string; readonly body: string },
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const dropping = new AbortController();
    underWay.set(number, dropping);
    try {
      const response = await fetch(to, {
        method: "POST",
        headers: { ...signatureHeaders(inside.signingSecret, body), ...more, "content-type": contentType },
        body,
        redirect: "manual",
        signal: dropping.signal,
      });
      return {
        status: response.status,
        contentType: response.headers.get("content-type") ?? "",
        noRetry: response.headers.get("x-slack-no-retry") === "1",
        text: await response.text(),
      };
    } finally {
      underWay.delete(number);
    }
  }

  function take(answer: Answer, envelopeId: string, number: number, type: EnvelopeType, about: string): void {
    const { status, text, noRetry } = answer;
    const isTaken = type === "events_api" ? status >= 200 && status < 300 : status === 200;
    if (isTaken) {
      acks.acknowledged(envelopeId, payloadOf(answer));
      return;
    }
    // A refusal that comes after the deadline is no second fault.
    if (acks.isAwaited(number)) {
      violations.record(
        "invalid_acknowledgement",
        `${about} was answered ${status} ${text.slice(0, 200)}`.trim(),
      );
    }
    acks.giveUp(number, { status: "refused", isFinal: noRetry });
  }

  function deliver(type: EnvelopeType, payload: JsonObject, retry?: Retry): Promise<Delivery> {
    if (requestUrl === null || inside.isDown()) return Promise.resolve({ status: "not_connected" });
    sent += 1;
    const number = sent;
    const envelopeId = randomUUID();
    const about = nameOf(type, payload);
    const retryAttempt = retry?.attempt ?? 0;
    traffic.record({ kind: "envelope", envelopeId, type, payload, connection: number, retryAttempt });
    const acknowledged = acks.expect(envelopeId, number, about);
    post(requestUrl, number, bodyOf(type, payload), retryHeaders(type, retry)).then(
      (answer) => {
        take(answer, envelopeId, number, type, about);
      },
      (error: unknown) => {
        acks.giveUp(number, { status: isRefusedConnection(error) ? "not_connected" : "lost" });
      },
    );
    return acknowledged;
  }

  function drop(): void {
    for (const request of underWay.values()) request.abort();
  }

  return {
    deliver,
    connections: () => 0,
    async untilConnected() {
      if (requestUrl === null) await new Promise<void>((resolve) => waiting.add(resolve));
    },
    disconnect: () => undefined,
    dropConnections: drop,
    async reachAt(url) {
      const challenge = randomUUID();
      sent += 1;
      const asked = { token: "verification-token-unused", challenge, type: "url_verification" };
      const { status, text } = await post(url, sent, { contentType: JSON_TYPE, body: JSON.stringify(asked) });
      const told = parseJson(text);
      const echoed = isJsonObject(told) ? told["challenge"] : text;
      if (status !== 200 || echoed !== challenge) {
        throw new Error(`${url} did not answer the challenge, but ${status} ${text.slice(0, 200)}`.trim());
      }
      requestUrl = url;
      for (const heard of waiting) heard();
      waiting.clear();
    },
    redeliver(type) {
      const newest = newestEnvelope(traffic, type);
      return deliver(newest.type, newest.payload, { attempt: 1, after: "unanswered" });
    },
    issueUrl: () => null,
    upgrade: (_, socket) => {
      socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n");
    },
    close() {
      drop();
      return Promise.resolve();
    },
  };
}

/** As Slack writes it into a request. */
export function bodyOf(
  type: EnvelopeType,
  payload: JsonObject,
): { readonly contentType: string; readonly body: string } {
  switch (type) {
    case "slash_commands": {
      const fields = new URLSearchParams();
      for (const [name, value] of Object.entries(payload)) {
        fields.set(name, typeof value === "string" ? value : JSON.stringify(value));
      }
      return { contentType: FORM, body: fields.toString() };
    }
    case "interactive":
      return {
        contentType: FORM,
        body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
      };
    case "events_api":
      return { contentType: JSON_TYPE, body: JSON.stringify(payload) };
  }
}

const retryReasons = {
  unanswered: "http_timeout",
  refused: "http_error",
  lost: "connection_failed",
  not_connected: "connection_failed",
} as const;

/** Slack sends nothing but events a second time. */
function retryHeaders(type: EnvelopeType, retry: Retry | undefined): Record<string, string> {
  if (type !== "events_api" || retry === undefined) return {};
  return {
    "x-slack-retry-num": String(retry.attempt),
    "x-slack-retry-reason": retryReasons[retry.after],
  };
}

function payloadOf({ contentType, text }: Answer): Json {
  if (text === "") return null;
  return contentType.startsWith(JSON_TYPE) ? (parseJson(text) ?? text) : text;
}

const refusedConnection = z.object({ cause: z.object({ code: z.literal("ECONNREFUSED") }) });

function isRefusedConnection(error: unknown): boolean {
  return refusedConnection.safeParse(error).success;
}
