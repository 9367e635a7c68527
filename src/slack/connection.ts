import { setTimeout as pause } from "node:timers/promises";
import type { SocketModeReceiver } from "@slack/bolt";
import type { Log } from "./deps.ts";
import { describeError } from "./failures.ts";
import { signingIn, waitBeforeTry } from "./sign-in.ts";

/**
 * The connection over which Slack tells what people do. It is opened again whenever it ends, for as long as it takes:
 * the library's own way to do so gives up after a few failures, and takes the process with it.
 */
export interface Connection {
  /** Resolves once it stands. Waits for a Slack that is down; rejects when Slack does not accept the token. */
  readonly open: () => Promise<void>;
  readonly close: () => void;
}

/** `client` must not reconnect by itself. */
export function connectionOn(client: SocketModeReceiver["client"], log: Log): Connection {
  const closing = new AbortController();
  const { signal } = closing;

  const connect = async () => {
    await client.start();
    // Closed while it was being opened.
    if (signal.aborted) await client.disconnect();
  };

  const reopen = async () => {
    for (let tries = 0; !signal.aborted; tries += 1) {
      try {
        await connect();
        return;
      } catch (error) {
        log.warn(describeError(error), "there is no connection to Slack; trying again");
        await pause(waitBeforeTry(tries), undefined, { signal }).catch(() => undefined);
      }
    }
  };

  let reopening: Promise<void> | null = null;
  return {
    open: async () => {
      await signingIn("SLACK_APP_TOKEN", connect, log);
      client.on("disconnected", () => {
        if (!signal.aborted) reopening ??= reopen().finally(() => (reopening = null));
      });
    },
    close: () => {
      closing.abort();
    },
  };
}
