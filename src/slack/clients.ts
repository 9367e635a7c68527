import { type FetchFunction, retryPolicies, WebClient, type WebClientOptions } from "@slack/web-api";
import type { Measures } from "../measures.ts";
import { countedCalls } from "./counted-calls.ts";
import type { Log } from "./deps.ts";
import { fetchFromSlack } from "./fetch-from-slack.ts";
import { libraryLogger } from "./library-logger.ts";

/** The two ways to call Slack: for a person who waits, and for a message that must not be sent twice. */

/** The bot opens a connection to Slack. */
export interface SocketMode {
  readonly mode: "socket";
  readonly appToken: string;
}

/** Slack calls the bot, and signs what it sends. */
export interface HttpMode {
  readonly mode: "http";
  readonly signingSecret: string;
  /** 0: any that is free. */
  readonly port: number;
  /** All of this machine's addresses when absent. */
  readonly host?: string | undefined;
}

export type Credentials = (SocketMode | HttpMode) & {
  readonly botToken: string;
  /** Slack's own when absent. */
  readonly apiUrl?: string | undefined;
};

const seconds = 1000;

/** Longer than Slack takes on a bad day. A lease on a delivery must leave room for it. */
export const postTimeoutMs = 10 * seconds;

/**
 * For modals and look-ups, all of which may be repeated. `headers` stays unset for good: the client keeps the first
 * token it sees in it. `retryConfig` is set because Socket Mode would put its own, endless one there. A rate limit is
 * not waited for here: until it is over the client would call nothing at all, of no method and for nobody.
 */
export function interactiveClientOptions(
  apiUrl: string | undefined,
  cut?: AbortSignal,
  measures?: Measures,
): WebClientOptions {
  return {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    timeout: postTimeoutMs,
    retryConfig: { ...retryPolicies.rapidRetryPolicy, retries: 2 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    fetch: reaching(apiUrl, postTimeoutMs, { cut, measures }),
  };
}

interface AskingOptions {
  readonly log: Log;
  /** Ends the calls that are under way then. */
  readonly cut?: AbortSignal | undefined;
  /** For who wants to know more of an answer than the client tells. */
  readonly through?: (plain: FetchFunction) => FetchFunction;
}

/** For a look at how things stand, by a client of its own. */
export function askingClient(
  token: string,
  apiUrl: string | undefined,
  { log, cut, through }: AskingOptions,
): WebClient {
  const options = interactiveClientOptions(apiUrl, cut);
  const { fetch: plain } = options;
  return new WebClient(token, {
    ...options,
    ...(through && plain ? { fetch: through(plain) } : {}),
    logger: libraryLogger(log),
  });
}

export interface PostingOptions {
  readonly log: Log;
  readonly timeoutMs?: number;
  /** Ends the calls that are under way then. */
  readonly cut?: AbortSignal;
  readonly measures?: Measures | undefined;
}

function reaching(
  apiUrl: string | undefined,
  timeoutMs: number,
  { cut, measures }: { readonly cut: AbortSignal | undefined; readonly measures: Measures | undefined },
): FetchFunction {
  const plain = fetchFromSlack(apiUrl, timeoutMs, cut);
  return measures ? countedCalls(plain, measures) : plain;
}

/** For posts: one try, and no waiting inside the client; what to do about a failure is decided by the outbox. */
export function postingClient(
  { botToken, apiUrl }: Pick<Credentials, "botToken" | "apiUrl">,
  { log, timeoutMs = postTimeoutMs, cut, measures }: PostingOptions,
): WebClient {
  return new WebClient(botToken, {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    fetch: reaching(apiUrl, timeoutMs, { cut, measures }),
    logger: libraryLogger(log),
  });
}
