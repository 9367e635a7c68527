import { type Logger, LogLevel } from "@slack/bolt";
import type { Log } from "./deps.ts";

/**
 * How the libraries' own sentences begin. What follows may quote an error or an answer, and with it a token or what
 * somebody wrote; a sentence that begins otherwise may be such a quotation from the start.
 */
const ownWords: readonly string[] = [
  "http request failed",
  "WebSocket error",
  "WebSocket not available, skipping ping",
  "Failed to retrieve a new WSS URL",
  "Failed to send",
  "A ping wasn't received from the server",
  "A pong wasn't received from the server",
  "Peer did not complete the close handshake in time",
  "Authorization of incoming event did not succeed",
  "Could not determine the type of an incoming event",
  "An unhandled error occurred while Bolt processed",
  "ack() has already been called",
  "The top-level `text` argument is missing",
  "Something has gone wrong",
];
/** Where in the blocks Slack found a fault: names of fields and numbers. */
const jsonPointer = /\[json-pointer:([\w/-]+)\]/u;

/**
 * Slack's libraries write through this. Their debug and info lines carry message texts, so these are dropped whatever
 * the level.
 */
export function libraryLogger(log: Log): Logger {
  const facts = ([first]: readonly unknown[]) => {
    const [, pointer] = (typeof first === "string" && jsonPointer.exec(first)) || [];
    return { source: "slack library", ...(pointer ? { pointer } : {}) };
  };
  const sentence = ([first]: readonly unknown[]) => {
    if (first instanceof Error) return first.name;
    const own = typeof first === "string" ? ownWords.find((words) => first.startsWith(words)) : undefined;
    return own ?? "Slack's answer came with a remark, left out here because it may quote a message";
  };
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts: unknown[]) => {
      log.warn(facts(parts), sentence(parts));
    },
    error: (...parts: unknown[]) => {
      log.error(facts(parts), sentence(parts));
    },
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
