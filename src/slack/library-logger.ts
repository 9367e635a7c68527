import { type Logger, LogLevel } from "@slack/bolt";
import type { Log } from "./deps.ts";

const secrets = /\b(?:xox[a-z]|xapp)-[\w-]+/gu;

/**
 * Slack's libraries write through this. Their debug and info lines carry message texts, so these are dropped whatever
 * the level; of the others only the sentence is kept.
 */
export function libraryLogger(log: Log): Logger {
  const sentence = (parts: readonly unknown[]) =>
    parts
      .map((part) => (part instanceof Error ? part.name : part))
      .filter((part) => typeof part === "string")
      .join(" ")
      .replace(secrets, "[token]")
      .slice(0, 300);
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts: unknown[]) => {
      log.warn({ source: "slack library" }, sentence(parts));
    },
    error: (...parts: unknown[]) => {
      log.error({ source: "slack library" }, sentence(parts));
    },
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
