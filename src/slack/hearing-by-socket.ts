import type { App, Receiver, ReceiverEvent } from "@slack/bolt";
import type { WebClientOptions } from "@slack/web-api";
import type { SocketMode } from "./clients.ts";
import { openConnection } from "./connection.ts";
import type { Hearing } from "./hearing.ts";
import { keepConnected } from "./keep-connected.ts";
import type { Starting } from "./sign-in.ts";

/** Socket Mode: no public address is needed. */
export function hearingBySocket(
  { appToken }: SocketMode,
  clientOptions: WebClientOptions,
  starting: Starting,
): Hearing {
  let app: App | null = null;
  const hear = async (event: ReceiverEvent) => {
    // What went wrong is in the log; without an acknowledgement the person sees that it did.
    await app?.processEvent(event).catch(() => undefined);
  };
  const { log } = starting;
  const { open, close, standing } = keepConnected(
    () => openConnection({ appToken, clientOptions, hear, log }),
    starting,
  );
  const receiver: Receiver = {
    init: (created) => {
      app = created;
    },
    start: open,
    stop: close,
  };
  return {
    receiver,
    begin: async () => {
      await open();
      return null;
    },
    // What was acknowledged is finished without a connection.
    end: close,
    isHearing: () => standing() > 0,
    connections: standing,
  };
}
