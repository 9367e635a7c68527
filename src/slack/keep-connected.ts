import { setTimeout as pause } from "node:timers/promises";
import type { Connection } from "./connection.ts";
import { describeError } from "./failures.ts";
import { signingIn, type Starting, waitBeforeTry } from "./sign-in.ts";

/**
 * Keeps connections to Slack standing, for as long as it takes: the library's own way to open one again gives up after a
 * few failures, and takes the process with it. There are two, so that people are heard while one of them is lost; Slack
 * gives each thing that they do to one of them.
 */
export interface KeptConnections {
  /**
   * Resolves once one stands, for that is enough to hear people. Waits for a Slack that is down; rejects when Slack does
   * not accept the token.
   */
  readonly open: () => Promise<void>;
  /** Closes each once all that came in over it is acknowledged, or patience is over. None is opened any more. */
  readonly close: (patience: AbortSignal) => Promise<void>;
  /** How many stand, those that Slack is about to close among them. */
  readonly standing: () => number;
}

const seconds = 1000;
/** One that Slack ends sooner is as good as not opened: the next one waits, as after a failure. */
const worksAfterMs = 10 * seconds;

export const connectionsAtOnce = 2;

export function keepConnected(openOne: () => Promise<Connection>, starting: Starting): KeptConnections {
  const { log } = starting;
  const closing = new AbortController();
  const { signal } = closing;
  const isClosing = () => signal.aborted;
  let patience = signal;
  /** Those that Slack is about to close too. */
  const standing = new Set<Connection>();

  const open = async () => {
    const connection = await openOne();
    standing.add(connection);
    void connection.gone.then(() => standing.delete(connection));
    // Closed while it was being opened; somebody may have been heard over it all the same.
    if (isClosing()) await connection.close(patience);
    return connection;
  };

  const openAgain = () =>
    open().catch((error: unknown) => {
      const line =
        standing.size > 0
          ? "a connection to Slack is missing; trying again"
          : "there is no connection to Slack; trying again";
      log.warn(describeError(error), line);
      return null;
    });

  /** One connection after the other: the next one is opened before Slack closes the one before. */
  const keepOne = async (first: Connection | null) => {
    let failures = 0;
    for (let connection = first; !isClosing(); connection = null) {
      if (failures > 0)
        await pause(waitBeforeTry(failures - 1), undefined, { signal }).catch(() => undefined);
      if (isClosing()) return;
      connection ??= await openAgain();
      failures = connection && (await works(connection)) ? 0 : failures + 1;
      await connection?.leaving;
    }
  };

  return {
    open: async () => {
      const first = await signingIn("SLACK_APP_TOKEN", open, starting);
      for (let line = 0; line < connectionsAtOnce; line += 1) void keepOne(line === 0 ? first : null);
    },
    close: async (given) => {
      patience = given;
      closing.abort();
      await Promise.all([...standing].map((connection) => connection.close(patience)));
    },
    standing: () => standing.size,
  };
}

async function works({ leaving }: Connection): Promise<boolean> {
  const enough = new AbortController();
  const { signal } = enough;
  const stands = pause(worksAfterMs, true, { signal, ref: false }).catch(() => false);
  const works = await Promise.race([stands, leaving.then(() => false)]);
  enough.abort();
  return works;
}
