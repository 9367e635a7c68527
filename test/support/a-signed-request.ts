import { request } from "node:http";
import { z } from "zod";
import type { Envelope } from "../../playground/server/traffic.ts";
import { signatureHeaders } from "../../playground/server/signing.ts";
import { app } from "../../playground/workspace.ts";

/** Requests as Slack makes them, and as somebody who is not Slack would. */

const form = "application/x-www-form-urlencoded";

export interface ARequest {
  readonly body: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly method?: string;
  /** Over a connection that was not kept from before. */
  readonly isAnew?: boolean;
}

export interface AnAnswer {
  readonly status: number;
  readonly text: string;
}

export const signed = (body: string, at = new Date()) => signatureHeaders(app.signingSecret, body, at);

export function sendTo(port: number, asked: ARequest): Promise<AnAnswer> {
  return beginTo(port, asked).end(asked.body);
}

/** Sends the head at once, and the body in as many pieces as wanted. */
export function beginTo(
  port: number,
  {
    body,
    contentType = form,
    headers = signed(body),
    path = "/slack/events",
    method = "POST",
    isAnew = false,
  }: ARequest,
): { readonly write: (piece: string) => void; readonly end: (rest: string) => Promise<AnAnswer> } {
  const length = { "content-length": Buffer.byteLength(body) };
  const asking = request({
    host: "127.0.0.1",
    port,
    path,
    method,
    ...(isAnew && { agent: false }),
    headers: { "content-type": contentType, ...(method === "GET" ? {} : length), ...headers },
  });
  const answer = new Promise<AnAnswer>((resolve, reject) => {
    asking.on("error", reject);
    asking.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (piece: string) => (text += piece));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, text });
      });
    });
  });
  // Whoever asks for the answer is told; it may break before anybody does.
  answer.catch(() => undefined);
  return {
    write: (piece) => asking.write(piece),
    end: (rest) => {
      asking.end(rest);
      return answer;
    },
  };
}

/** The command that Slack sent, as the form it came in. */
export function asForm({ payload }: Envelope, more: Readonly<Record<string, string>> = {}): string {
  const fields = z.record(z.string(), z.string()).parse(payload);
  return new URLSearchParams({ ...fields, ...more }).toString();
}
