import { setTimeout as pause } from "node:timers/promises";
import { unless } from "../patience.ts";
import type { Log } from "./deps.ts";
import { classify, describeError } from "./failures.ts";

/** Slack refuses the app itself; the message tells the person who runs the bot why, and what to do. */
export class SignInError extends Error {
  override readonly name = "SignInError";
}

export interface Starting {
  readonly log: Log;
  /** Given when the bot is told to stop before it has started. */
  readonly stopping: AbortSignal;
}

const whereToFind = {
  SLACK_BOT_TOKEN: "the bot token of the installed app (OAuth & Permissions)",
  SLACK_APP_TOKEN: "an app-level token with connections:write (Basic Information)",
} as const;
export type TokenName = keyof typeof whereToFind;

/** `error`: Slack's own word. */
export function refusalInWords(token: TokenName, error: string): string {
  return `Slack does not accept ${token} (${error}). Set it to ${whereToFind[token]}.`;
}

const seconds = 1000;
const longestWaitMs = 30 * seconds;

/** 1, 2, 4, … seconds. */
export function waitBeforeTry(tries: number): number {
  return Math.min(longestWaitMs, 2 ** Math.min(tries, 10) * seconds);
}

/**
 * Asks with the token until Slack answers: a Slack that is down at start is waited for, one that refuses is not. Rejects
 * at once when the bot is told to stop.
 */
export async function signingIn<T>(
  token: TokenName,
  ask: () => Promise<T>,
  { log, stopping }: Starting,
): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await unless(stopping, ask);
    } catch (error) {
      stopping.throwIfAborted();
      const failure = classify(error);
      if (failure.kind === "park") {
        throw new SignInError(refusalInWords(token, failure.error), { cause: error });
      }
      const waitMs = failure.afterMs ?? waitBeforeTry(tries);
      log.warn(
        { ...describeError(error), tryAgainInMs: waitMs },
        "Slack does not answer; the bot starts when it does",
      );
      await unless(stopping, () => pause(waitMs));
    }
  }
}
