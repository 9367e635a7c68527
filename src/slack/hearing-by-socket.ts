import { SocketModeReceiver } from "@slack/bolt";
import type { WebClientOptions } from "@slack/web-api";
import type { SocketMode } from "./clients.ts";
import { connectionOn } from "./connection.ts";
import type { Log } from "./deps.ts";
import { finishWithinMs, type Hearing } from "./hearing.ts";
import { libraryLogger } from "./library-logger.ts";
import type { WorkUnderWay } from "./work-under-way.ts";

/** Socket Mode: no public address is needed. */
export function hearingBySocket(
  { appToken }: SocketMode,
  clientOptions: WebClientOptions,
  work: WorkUnderWay,
  log: Log,
): Hearing {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: libraryLogger(log),
    autoReconnectEnabled: false,
    // What went wrong is in the log; without an acknowledgement the person sees that it did.
    processEventErrorHandler: () => Promise.resolve(false),
    installerOptions: { clientOptions },
  });
  const connection = connectionOn(receiver.client, log);
  return {
    receiver,
    begin: async () => {
      await connection.open();
      return null;
    },
    end: async () => {
      // An acknowledgement needs the connection.
      await work.over(finishWithinMs);
      connection.close();
      await receiver.stop();
    },
  };
}
