import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setImmediate as turnOfTheLoop, setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { HttpMode } from "./clients.ts";
import type { Log } from "./deps.ts";
import { describeError } from "./failures.ts";
import { answerHealth, type Readiness } from "./health.ts";
import type { Door, Hearing } from "./hearing.ts";
import { takeRequest } from "./take-request.ts";
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
const letInForMs = 50;
/** How many the system keeps waiting at a port that Node has opened. */
const mostWaiting = 511;

export interface Around {
  /** What a load balancer asks. */
  readonly readiness: () => Promise<Readiness>;
  /** The time by which Slack signs. */
  readonly realNow: () => Date;
  readonly log: Log;
  /** Answers what people's browsers ask for, where there is something for them; false when it is not theirs. */
  readonly pages?: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
}

/** HTTP mode: Slack calls `/slack/events`, and signs what it sends. */
export function hearingByHttp(
  { signingSecret, port, host }: HttpMode,
  { readiness, realNow, log, pages = () => Promise.resolve(false) }: Around,
  work: WorkUnderWay,
): Hearing {
  let isStopping = false;
  const underWay = new Set<ServerResponse>();
  let door: Door | null = null;
  const route = async (request: IncomingMessage, response: ServerResponse) => {
    const asked = askedIn(request);
    if (asked === "POST /slack/events" && door)
      await takeRequest({ signingSecret, now: realNow, door, unansweredForMs, log }, request, response);
    else if (!(await answerHealth(asked, readiness, response)) && !(await pages(request, response)))
      response.writeHead(404).end();
  };
  const server = createServer({ keepAliveTimeout, requestTimeout }, (request, response) => {
    underWay.add(response);
    if (isStopping) response.shouldKeepAlive = false;
    // A request is work from its first line on, before anybody knows what it asks.
    void work
      .during(() => new Promise((resolve) => response.once("close", resolve)))
      .then(() => underWay.delete(response));
    route(request, response).catch((error: unknown) => {
      log.error(describeError(error), "a request could not be answered");
      response.destroy();
    });
  });
  let callers = 0;
  server.on("connection", () => (callers += 1));
  /** The system hands over one caller in each turn of the loop, and in a long turn several may have called. */
  const letIn = async () => {
    let before = -1;
    for (let turns = 0; turns < mostWaiting && callers > before; turns += 1) {
      before = callers;
      await turnOfTheLoop();
    }
  };
  const end = async (patience: AbortSignal) => {
    isStopping = true;
    // Nobody should send one more request over a connection that is about to be closed.
    for (const response of underWay) response.shouldKeepAlive = false;
    // Whoever was just connecting is let in: closing would cut them off, and what they bring would be heard by nobody.
    await pause(letInForMs);
    await letIn();
    const closed = new Promise((resolve) => server.close(resolve));
    await work.over(patience);
    // Those who hold a connection without asking for anything would hold the stop.
    server.closeAllConnections();
    await closed;
  };

  return {
    begin: (given) => {
      door = given;
      return listenOn(server, { port, host });
    },
    end,
    isHearing: () => server.listening,
    connections: () => null,
  };
}

/** Method and path, without what is asked beyond them. */
export function askedIn({ method = "", url = "" }: IncomingMessage): string {
  return `${method} ${url.split("?", 1).join("")}`;
}

/** The settings that name a port and its address. */
interface PortNames {
  readonly port: "PORT" | "METRICS_PORT";
  readonly host: "HOST" | "METRICS_HOST";
}

/** Resolves with the port; rejects with a sentence where there is one for it. */
export function listenOn(
  server: Server,
  { port, host }: Pick<HttpMode, "port" | "host">,
  names: PortNames = { port: "PORT", host: "HOST" },
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    server.on("error", (error) => {
      reject(portError(error, names));
    });
    server.listen({ port, ...(host ? { host } : {}) }, () => {
      const address = server.address();
      resolve(typeof address === "object" ? (address?.port ?? null) : null);
    });
  });
}

const systemError = z.object({ code: z.string() });

function portError(error: Error, { port, host }: PortNames): Error {
  const { code } = systemError.catch({ code: "" }).parse(error);
  switch (code) {
    case "EADDRINUSE":
      return new PortError(
        `The port in ${port} is in use by another program. End that program, or set ${port} to another port.`,
        { cause: error },
      );
    case "EACCES":
      return new PortError(
        `This user may not open the port in ${port}. Set it to a port above 1023, and let a proxy stand before it.`,
        { cause: error },
      );
    case "EADDRNOTAVAIL":
    case "EAFNOSUPPORT":
    case "EINVAL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new PortError(
        `${host} is no address of this machine (${code}). Set it to one, such as 127.0.0.1, or leave it empty for all.`,
        { cause: error },
      );
    default:
      return error;
  }
}
