import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Fault, Faults } from "./faults.ts";
import { isJsonObject, type Json, type JsonObject, parseJson } from "./json.ts";
import { respond } from "./responses.ts";
import { callMethod, scopesHeader } from "./web-api/call.ts";
import { Refusal } from "./web-api/method.ts";
import type { Workings } from "./workings.ts";

/** Serves one Web API call, with the fault that strikes it, if any. */
export async function serveCall(
  workings: Workings,
  faults: Faults,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { traffic, activity } = workings;
  const done = activity.begin();
  try {
    const { args, token } = readArguments(request, await bodyOf(request));
    const method = pathOf(request).slice("/api/".length);
    const to = traffic.record({ kind: "call", method, args, token });
    const fault = faults.next(method, args);
    // What is slow on purpose does not count as the app being at work.
    if (fault?.kind === "delay") done();
    const body = await struck(fault, () => callMethod(workings, { method, token, args }));
    const { status, headers, text } = outcome(fault, body);
    const scopes = scopesHeader(workings, token);
    traffic.record({
      kind: "answer",
      to,
      method,
      status: text === null ? 0 : status,
      body: text === null ? null : body,
    });
    if (text === null) {
      response.destroy();
      return;
    }
    response.writeHead(status, {
      "content-type": "application/json; charset=utf-8",
      ...(scopes === null ? {} : { "x-oauth-scopes": scopes }),
      ...headers,
    });
    response.end(text);
  } finally {
    done();
    activity.touch();
  }
}

/** What the call comes to: done, or not done because of the fault. */
async function struck(fault: Fault | null, run: () => JsonObject): Promise<JsonObject> {
  switch (fault?.kind) {
    case undefined:
    case "lose_answer":
    case "malformed":
      return run();
    case "delay":
      // Whoever is done does not wait for it.
      await pause(fault.ms, undefined, { ref: false });
      return run();
    case "error":
      return { ok: false, error: fault.error, ...fault.extra };
    case "rate_limited":
      return { ok: false, error: "ratelimited" };
    case "http_status":
    case "hang_up":
      return {};
  }
}

/** How it goes back; no text: the connection is closed. */
function outcome(
  fault: Fault | null,
  body: JsonObject,
): { status: number; headers: Record<string, string>; text: string | null } {
  const text = JSON.stringify(body);
  switch (fault?.kind) {
    case undefined:
    case "delay":
    case "error":
      return { status: 200, headers: {}, text };
    case "rate_limited":
      return { status: 429, headers: { "retry-after": String(fault.retryAfterSeconds) }, text };
    case "http_status":
      return { status: fault.status, headers: {}, text: "" };
    case "hang_up":
    case "lose_answer":
      return { status: 0, headers: {}, text: null };
    case "malformed":
      return { status: 200, headers: {}, text: text.slice(0, -2) };
  }
}

/** Serves one use of a `response_url`. */
export async function serveResponse(
  workings: Workings,
  faults: Faults,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const done = workings.activity.begin();
  try {
    const text = await bodyOf(request);
    const body = parseJson(text);
    const url = pathOf(request);
    const fault = isJsonObject(body) ? faults.next("response_url", body) : null;
    const error = fault?.kind === "error" ? fault.error : useResponseUrl(workings, url, body);
    const status = error === null ? 200 : 404;
    workings.traffic.record({ kind: "response", url, body: isJsonObject(body) ? body : {}, status });
    response.writeHead(status, { "content-type": "text/plain" });
    response.end(error ?? "ok");
  } finally {
    done();
  }
}

function useResponseUrl(workings: Workings, url: string, body: Json | undefined): string | null {
  if (!isJsonObject(body)) return "invalid_payload";
  const target = workings.responseUrls.use(url);
  if ("error" in target) return target.error;
  try {
    respond(workings, "response_url", target, body);
    return null;
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal.error;
    throw refusal;
  }
}

export function pathOf(request: IncomingMessage): string {
  return new URL(request.url ?? "/", "http://local").pathname;
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) {
    if (chunk instanceof Uint8Array) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function readArguments(request: IncomingMessage, body: string): { args: JsonObject; token: string | null } {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  const all =
    request.headers["content-type"]?.startsWith("application/json") === true ? parseJson(body) : undefined;
  const form: JsonObject = isJsonObject(all) ? all : Object.fromEntries(new URLSearchParams(body));
  const { token: formToken, ...args } = form;
  return { args, token: bearer ?? (typeof formToken === "string" ? formToken : null) };
}
