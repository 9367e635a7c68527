import type { Server } from "node:http";
import { HTTPReceiver } from "@slack/bolt";
import { z } from "zod";
import type { HttpMode } from "./clients.ts";
import type { Log } from "./deps.ts";
import { healthRoute } from "./health.ts";
import type { Hearing } from "./hearing.ts";
import { refusalLogger } from "./refusal-logger.ts";
import type { WorkUnderWay } from "./work-under-way.ts";

/** The port cannot be opened; the message tells the person who runs the bot why, and what to do. */
export class PortError extends Error {
  override readonly name = "PortError";
}

const seconds = 1000;

/**
 * Slack has given up after three seconds; whoever is as late as that is heard out all the same. Were the request
 * answered before, a late acknowledgement would throw, and what the listener was about to keep would be lost.
 */
const unansweredForMs = 10 * seconds;

/** Longer than proxies keep a connection that is not in use: they must not send on one that was just closed here. */
const keepAliveTimeout = 75 * seconds;
const requestTimeout = 30 * seconds;

/** HTTP mode: Slack calls `/slack/events`, and signs what it sends. */
export function hearingByHttp(
  { signingSecret, port, host }: HttpMode,
  askStore: () => Promise<unknown>,
  work: WorkUnderWay,
  log: Log,
): Hearing {
  let server: Server | null = null;
  let isStopping = false;
  const receiver = new HTTPReceiver({
    signingSecret,
    logger: refusalLogger(log),
    customRoutes: [healthRoute({ isStopping: () => isStopping, askStore }, log)],
    unhandledRequestTimeoutMillis: unansweredForMs,
    unhandledRequestHandler: ({ response }) => {
      log.warn({}, "a request of Slack's was not acknowledged");
      if (!response.headersSent) response.writeHead(404).end();
    },
  });

  return {
    receiver,
    begin: async () => {
      const where = { port, ...(host ? { host } : {}) };
      server = await receiver.start(where, { keepAliveTimeout, requestTimeout }).catch((error: unknown) => {
        throw portError(error);
      });
      // A request is work from its first line on, before anybody knows what it asks.
      server.on("request", (_, response) => {
        void work.during(() => new Promise((resolve) => response.once("close", resolve)));
      });
      const address = server.address();
      return typeof address === "object" ? (address?.port ?? null) : null;
    },
    end: async (patience) => {
      isStopping = true;
      const closed = receiver.stop();
      await work.over(patience);
      // Those who hold a connection without asking for anything would hold the stop.
      server?.closeAllConnections();
      await closed;
    },
  };
}

const systemError = z.object({ code: z.string() });

function portError(error: unknown): unknown {
  const { code } = systemError.catch({ code: "" }).parse(error);
  switch (code) {
    case "EADDRINUSE":
      return new PortError(
        "The port in PORT is in use by another program. End that program, or set PORT to another port.",
        { cause: error },
      );
    case "EACCES":
      return new PortError(
        "This user may not open the port in PORT. Set it to a port above 1023, and let a proxy stand before it.",
        { cause: error },
      );
    case "EADDRNOTAVAIL":
    case "EAFNOSUPPORT":
    case "EINVAL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new PortError(
        `HOST is no address of this machine (${code}). Set it to one, such as 127.0.0.1, or leave it empty for all.`,
        { cause: error },
      );
    default:
      return error;
  }
}
