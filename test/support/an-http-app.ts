import { createServer, type IncomingHttpHeaders } from "node:http";
import { bodyOf } from "../../playground/server/http-front.ts";
import { listens } from "./a-port.ts";

/** An app without Bolt, which Slack calls and which answers as it is told. */
export interface HttpApp {
  readonly url: string;
  readonly heard: readonly Heard[];
  close(): Promise<void>;
}

export interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface HttpAnswer {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The connection is closed instead of an answer. */
export const hangUp = Symbol("hang up");

export type HttpAnswers = (heard: Heard) => HttpAnswer | typeof hangUp | Promise<HttpAnswer | typeof hangUp>;

/** What every app has to answer when its address is given to Slack. */
function challengeIn({ body }: Heard): string | null {
  return /^\{.*"challenge":"([^"]+)".*"type":"url_verification"/u.exec(body)?.[1] ?? null;
}

export async function startHttpApp(answers: HttpAnswers = () => ({})): Promise<HttpApp> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then(async (body) => {
      const here = { headers: request.headers, body };
      const challenge = challengeIn(here);
      if (challenge === null) heard.push(here);
      const answer = challenge === null ? await answers(here) : { body: challenge };
      if (answer === hangUp) request.socket.destroy();
      else response.writeHead(answer.status ?? 200, answer.headers).end(answer.body ?? "");
    });
  });
  const port = await listens(server);
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    heard,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
