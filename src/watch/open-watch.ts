import { createServer } from "node:http";
import type { Log } from "../slack/deps.ts";
import { describeError } from "../slack/failures.ts";
import { answerHealth, type Readiness } from "../slack/health.ts";
import { askedIn, listenOn } from "../slack/hearing-by-http.ts";

/** A port of its own for those who watch over the bot, in either mode: what it tells is not for whoever can reach Slack's. */
export interface Watch {
  readonly port: number | null;
  readonly close: () => Promise<void>;
}

export interface WatchAt {
  /** 0: any that is free. */
  readonly port: number;
  readonly host: string;
}

interface Watched {
  readonly readiness: () => Promise<Readiness>;
  readonly log: Log;
}

/** Rejects with a PortError when it cannot be opened. */
export async function openWatch(at: WatchAt, { readiness, log }: Watched): Promise<Watch> {
  const server = createServer((request, response) => {
    answerHealth(askedIn(request), readiness, response)
      .then((answered) => {
        if (!answered) response.writeHead(404).end();
      })
      .catch((error: unknown) => {
        log.error(describeError(error), "a request could not be answered");
        response.destroy();
      });
  });
  const port = await listenOn(server, at, { port: "METRICS_PORT", host: "METRICS_HOST" });
  return {
    port,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      // It is asked until the end, and whoever asks then can ask again.
      server.closeAllConnections();
      await closed;
    },
  };
}
