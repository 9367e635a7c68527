import { type Logger, LogLevel } from "@slack/bolt";
import type { Log } from "./deps.ts";

/**
 * Slack's libraries write through this. Their debug and info lines carry message texts, so these are dropped whatever
 * the level. Of the others the beginning of the sentence is kept, which is the library's own: what follows a colon or
 * a bracket quotes an error or an answer, and with it perhaps a token or what somebody wrote.
 */
export function libraryLogger(log: Log): Logger {
  const sentence = ([first]: readonly unknown[]) => {
    if (first instanceof Error) return first.name;
    return typeof first === "string" ? (/^[^:({[]*/u.exec(first)?.[0].trim() ?? "") : "";
  };
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
