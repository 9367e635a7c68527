import { createServer, type ServerResponse } from "node:http";
import type { Measures } from "../measures.ts";
import type { Log } from "../slack/deps.ts";
import { describeError } from "../slack/failures.ts";
import { answerHealth } from "../slack/health.ts";
import { askedIn, listenOn } from "../slack/hearing-by-http.ts";
import { createMetrics, type Metrics, type Read } from "./metrics.ts";

/** A port of its own for those who watch over the bot, in either mode: what it tells is not for whoever can reach Slack's. */
export interface Watch {
  readonly port: number | null;
  readonly measures: Measures;
  readonly close: () => Promise<void>;
}

export interface WatchAt {
  /** 0: any that is free. */
  readonly port: number;
  readonly host: string;
}

interface Watched extends Read {
  readonly log: Log;
}

/** Rejects with a PortError when it cannot be opened. */
export async function openWatch(at: WatchAt, { log, ...read }: Watched): Promise<Watch> {
  const metrics = createMetrics(read);
  const answer = async (asked: string, response: ServerResponse) => {
    if (asked === "GET /metrics") await answerMetrics(metrics, response);
    else if (!(await answerHealth(asked, read.readiness, response))) response.writeHead(404).end();
  };
  const server = createServer((request, response) => {
    answer(askedIn(request), response).catch((error: unknown) => {
      log.error(describeError(error), "a request could not be answered");
      response.destroy();
    });
  });
  const port = await listenOn(server, at, { port: "METRICS_PORT", host: "METRICS_HOST" });
  return {
    port,
    measures: metrics.measures,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      // It is asked until the end, and whoever asks then can ask again.
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answerMetrics({ tell, contentType }: Metrics, response: ServerResponse): Promise<void> {
  const told = await tell();
  response.writeHead(200, { "content-type": contentType, "cache-control": "no-store" }).end(told);
}
