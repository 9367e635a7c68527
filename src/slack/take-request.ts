import type { IncomingMessage, ServerResponse } from "node:http";
import { HTTPModuleFunctions, HTTPResponseAck, isRawBodyError, isValidSlackRequest } from "@slack/bolt";
import { z } from "zod";
import type { Log } from "./deps.ts";
import { PayloadRefused } from "./door.ts";
import type { Door } from "./hearing.ts";
import { libraryLogger } from "./library-logger.ts";

/**
 * One request of Slack's, from its first byte to its answer. The library's own receiver takes a request from a time to
 * come, ends with the process on a body that is `null`, and quotes what it refuses.
 */

export interface RequestDeps {
  readonly signingSecret: string;
  /** The real time, by which Slack signs. */
  readonly now: () => Date;
  readonly door: Door;
  /** When a request is answered for a listener that has not acknowledged it yet. */
  readonly unansweredForMs: number;
  readonly log: Log;
}

type RequestFault = "malformed" | "too_large" | "not_signed" | "stale" | "wrong_signature";

const statusOf: Readonly<Record<RequestFault, number>> = {
  malformed: 400,
  too_large: 413,
  not_signed: 401,
  stale: 401,
  wrong_signature: 401,
};

const mostBytes = 4 * 1024 * 1024;
/** Slack's figure for requests that are late. One that is early by as much is no better. */
export const signedWithinMs = 5 * 60_000;

export async function takeRequest(
  deps: RequestDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await bodyOf(deps, request);
  if (typeof body === "string") {
    deps.log.warn({ reason: body }, sentenceFor(body));
    response.writeHead(statusOf[body]).end();
  } else if (body["ssl_check"] === "1") HTTPModuleFunctions.buildSSLCheckResponse(response);
  else if (body["type"] === "url_verification")
    HTTPModuleFunctions.buildUrlVerificationResponse(response, body);
  else await handOn(deps, request, response, body);
}

function sentenceFor(fault: RequestFault): string {
  return statusOf[fault] === 401
    ? "a request was refused: it is none that Slack has just signed with SLACK_SIGNING_SECRET"
    : "a request was refused: it cannot be read";
}

type Body = Readonly<Record<string, unknown>>;
/** An object, and no list. */
const bodySchema = z.looseObject({});

async function bodyOf(deps: RequestDeps, request: IncomingMessage): Promise<Body | RequestFault> {
  try {
    const read = await HTTPModuleFunctions.bufferIncomingMessage(request, mostBytes);
    if (onlyChecks(read)) return { ssl_check: "1" };
    const fault = faultOfSignature(deps, request, read.rawBody.toString());
    return fault ?? bodySchema.parse(HTTPModuleFunctions.parseHTTPRequestBody(read));
  } catch (error) {
    return isRawBodyError(error) && error.statusCode === statusOf.too_large ? "too_large" : "malformed";
  }
}

type ReadRequest = Awaited<ReturnType<typeof HTTPModuleFunctions.bufferIncomingMessage>>;

/** Slack asks in this way whether a certificate is good. It need not be signed, and nothing else in it is heard. */
function onlyChecks({ headers, rawBody }: ReadRequest): boolean {
  const isForm = headers["content-type"] === "application/x-www-form-urlencoded";
  // Nearly none says so, and to take a long one apart for that would have people wait.
  return (
    isForm &&
    rawBody.includes("ssl_check") &&
    new URLSearchParams(rawBody.toString()).get("ssl_check") === "1"
  );
}

const signedSchema = z.object({
  "x-slack-signature": z.string(),
  "x-slack-request-timestamp": z
    .string()
    .regex(/^\d{1,12}$/u)
    .transform(Number),
});

function faultOfSignature(
  { signingSecret, now }: RequestDeps,
  { headers: told }: IncomingMessage,
  body: string,
): RequestFault | null {
  const headers = signedSchema.safeParse(told).data;
  if (!headers) return "not_signed";
  const at = now().getTime();
  const awayMs = Math.abs(headers["x-slack-request-timestamp"] * 1000 - at);
  if (awayMs > signedWithinMs) return "stale";
  return isValidSlackRequest({ signingSecret, body, headers, nowMilliseconds: at })
    ? null
    : "wrong_signature";
}

/** Answered by the listener's acknowledgement, or as soon as it is clear that none will come. */
async function handOn(
  { door, log, unansweredForMs }: RequestDeps,
  request: IncomingMessage,
  response: ServerResponse,
  body: Body,
): Promise<void> {
  const answer = (status: number) => {
    if (!response.headersSent) response.writeHead(status).end();
  };
  const acknowledgement = new HTTPResponseAck({
    logger: libraryLogger(log),
    processBeforeResponse: false,
    unhandledRequestHandler: () => {
      log.warn({}, "a request of Slack's was not acknowledged");
      answer(404);
    },
    unhandledRequestTimeoutMillis: unansweredForMs,
    httpRequest: request,
    httpResponse: response,
  });
  let status = 404;
  try {
    await door.processEvent({ body, ack: acknowledgement.bind() });
  } catch (error) {
    status = error instanceof PayloadRefused ? 400 : 500;
  }
  if (response.headersSent) return;
  // Nobody is at work on it any more.
  acknowledgement.ack();
  answer(status);
}
