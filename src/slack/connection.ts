import type { ReceiverEvent } from "@slack/bolt";
import { SocketModeClient } from "@slack/socket-mode";
import type { WebClientOptions } from "@slack/web-api";
import { z } from "zod";
import { given } from "../patience.ts";
import type { Log } from "./deps.ts";
import { parseJson } from "./json.ts";
import { libraryLogger } from "./library-logger.ts";
import { workUnderWay } from "./work-under-way.ts";

/** A connection over which Slack tells what people do. It is opened once; after its end there is another one. */
export interface Connection {
  /** Resolves when it is time for the next one: Slack is about to close this one, or it is gone. */
  readonly leaving: Promise<void>;
  readonly gone: Promise<void>;
  /** Closes it when all that came in over it is acknowledged, at the latest when `patience` is over. */
  readonly close: (patience: AbortSignal) => Promise<void>;
}

export interface ConnectionOptions {
  readonly appToken: string;
  readonly clientOptions: WebClientOptions;
  /** Resolves when no more is done about it, and does not reject. */
  readonly hear: (event: ReceiverEvent) => Promise<void>;
  readonly log: Log;
}

const seconds = 1000;
/** Slack greets at once; it has been seen to take a connection and say nothing. */
const greetedWithinMs = 15 * seconds;
/**
 * A connection over which nothing comes back for so long is given up, and is gone some seconds later. The library takes
 * five seconds, and does not tell a dead connection from a process that stood still itself: on waking it would close one
 * that is well, and what waits in it would be heard by nobody.
 */
const silentForMs = 20 * seconds;
/** Slack closes what it said it would some ten seconds later. */
const closedWithinMs = 60 * seconds;

/** Resolves once it stands: Slack has greeted. Rejects when Slack cannot be reached, or does not take it. */
export async function openConnection({
  appToken,
  clientOptions,
  hear,
  log,
}: ConnectionOptions): Promise<Connection> {
  const client = new PatientClient({ appToken, clientOptions, log });
  const answering = workUnderWay();
  client.on("slack_event", ({ body, ack, retry_num: retryNum, retry_reason: retryReason }: Envelope) => {
    const answered = new Promise<void>((resolve) => {
      void hear({
        body,
        ...(retryNum === undefined ? {} : { retryNum }),
        ...(retryReason === undefined ? {} : { retryReason }),
        ack: (response: unknown) => ack(response).finally(resolve),
      }).then(resolve);
    });
    void answering.during(() => answered);
  });
  const gone = new Promise<void>((resolve) => client.once("disconnected", resolve));
  const told = new Promise<void>((resolve) => client.once("connected", () => client.once(farewell, resolve)));
  await greeting(client, log);
  void told.then(() => {
    // Until then what is on its way still comes in, and is acknowledged where it came from.
    const tooLong = setTimeout(() => void client.disconnect(), closedWithinMs);
    void gone.then(() => {
      clearTimeout(tooLong);
    });
  });
  return {
    leaving: Promise.race([told, gone]),
    gone,
    close: async (patience) => {
      await answering.over(patience);
      void client.disconnect();
      await Promise.race([gone, given(patience)]);
    },
  };
}

async function greeting(client: PatientClient, log: Log): Promise<void> {
  const giveUp = () => void client.disconnect();
  const turnedAway = (reason: string) => {
    log.warn({ reason }, "Slack did not want the connection; an app may have ten of them");
    giveUp();
  };
  let tooLong: NodeJS.Timeout | undefined;
  client.once("connecting", () => (tooLong = setTimeout(giveUp, greetedWithinMs)));
  client.once(farewell, turnedAway).once("connected", () => client.off(farewell, turnedAway));
  try {
    await client.start();
  } finally {
    clearTimeout(tooLong);
  }
}

interface Envelope {
  readonly body: ReceiverEvent["body"];
  readonly ack: (response: unknown) => Promise<void>;
  readonly retry_num?: number;
  readonly retry_reason?: string;
}

const farewell = "farewell";
/** What Slack sends over a connection, as far as it matters here: what an envelope holds is looked at behind the door. */
const frameSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("hello") }),
  z.object({ type: z.literal("disconnect"), reason: z.string().regex(/^\w+$/).catch("unknown") }),
  z.object({ type: z.enum(["slash_commands", "interactive"]), envelope_id: z.string() }),
  z.looseObject({ type: z.literal("events_api"), envelope_id: z.string() }),
]);

/**
 * The library closes a connection as soon as Slack says that it will. What Slack sends until it hears of that would be
 * lost, and so would every acknowledgement that is not out yet: this one leaves the closing to Slack. Nor does it end with
 * the process on what is no frame, as the library does, where nobody hears of the error.
 */
class PatientClient extends SocketModeClient {
  readonly #log: Log;

  constructor({ appToken, clientOptions, log }: Omit<ConnectionOptions, "hear">) {
    super({
      appToken,
      clientOptions,
      logger: libraryLogger(log),
      autoReconnectEnabled: false,
      clientPingTimeout: silentForMs,
    });
    this.#log = log;
  }

  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    const frame = frameSchema.safeParse(typeof data === "string" ? parseJson(data) : null).data;
    switch (frame?.type) {
      case undefined:
        this.#log.warn({}, "a frame of Slack's was not taken: it cannot be read");
        return;
      case "disconnect":
        this.emit(farewell, frame.reason);
        return;
      case "events_api":
        // The library would look in it for a name, which may be missing or one of its own, and emit it under that.
        return super.onWebSocketMessage(JSON.stringify({ ...frame, type: "event" }), isBinary);
      default:
        return super.onWebSocketMessage(data, isBinary);
    }
  }
}
