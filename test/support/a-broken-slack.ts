import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listens } from "./a-port.ts";

/** A server in Slack's place that answers every call in one odd way. */

export type OddAnswer = (request: IncomingMessage, response: ServerResponse) => void;

export interface BrokenSlack {
  readonly apiUrl: string;
  /** How often it was called. */
  readonly calls: () => number;
  /** From now on. */
  readonly answers: (how: OddAnswer) => void;
  readonly stop: () => Promise<void>;
}

export async function startBrokenSlack(first: OddAnswer): Promise<BrokenSlack> {
  let answer = first;
  let calls = 0;
  const server = createServer((request, response) => {
    request.resume();
    calls += 1;
    answer(request, response);
  });
  const port = await listens(server);
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    calls: () => calls,
    answers: (how) => {
      answer = how;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Where nobody listens. */
export async function aDeadApiUrl(): Promise<string> {
  const { apiUrl, stop } = await startBrokenSlack(silence);
  await stop();
  return apiUrl;
}

export function saying(
  text: string,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): OddAnswer {
  return (_, response) => {
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers }).end(text);
  };
}

export const silence: OddAnswer = () => undefined;

/** As long as a whole one should be, and half of it. */
export const cutOff: OddAnswer = (_, response) => {
  const text = JSON.stringify({ ok: true, channel: "C1", ts: "1.000001" });
  response.writeHead(200, { "content-type": "application/json", "content-length": String(text.length) });
  response.write(text.slice(0, 12), () => response.destroy());
};
