import type { ReceiverEvent } from "@slack/bolt";
import type { WebClientOptions } from "@slack/web-api";
import type { SocketMode } from "./clients.ts";
import { openConnection } from "./connection.ts";
import type { Door, Hearing } from "./hearing.ts";
import { keepConnected } from "./keep-connected.ts";
import type { Starting } from "./sign-in.ts";

/** Socket Mode: no public address is needed. */
export function hearingBySocket(
  { appToken }: SocketMode,
  clientOptions: WebClientOptions,
  starting: Starting,
): Hearing {
  let door: Door | null = null;
  const hear = async (event: ReceiverEvent) => {
    // What went wrong is in the log; without an acknowledgement the person sees that it did.
    await door?.processEvent(event).catch(() => undefined);
  };
  const { log } = starting;
  const { open, close, standing } = keepConnected(
    () => openConnection({ appToken, clientOptions, hear, log }),
    starting,
  );
  return {
    begin: async (given) => {
      door = given;
      await open();
      return null;
    },
    // What was acknowledged is finished without a connection.
    end: close,
    isHearing: () => standing() > 0,
    connections: standing,
  };
}
