import type { Logger } from "@slack/bolt";
import type { Log } from "./deps.ts";
import { libraryLogger } from "./library-logger.ts";

/** What the library says about a request that it does not take. More of its words would quote the request. */
const unreadable = [
  { said: "Malformed request body", reason: "malformed" },
  { said: "Request body exceeded the maximum allowed size", reason: "too_large" },
] as const;
const unsigned = [
  { said: "signature mismatch", reason: "wrong_signature" },
  { said: "unknown signature version", reason: "wrong_signature" },
  { said: "request is stale", reason: "stale" },
  { said: "did not have the expected type", reason: "not_signed" },
] as const;

/** As the library's logger, and one line for each request that is refused: why, and not a word of what was in it. */
export function refusalLogger(log: Log): Logger {
  const quiet = libraryLogger(log);
  return {
    ...quiet,
    warn: (...parts: unknown[]) => {
      const sentence = String(parts[0]);
      const illegible = unreadable.find(({ said }) => sentence.startsWith(said));
      const stranger = unsigned.find(({ said }) => sentence.includes(said));
      if (illegible) log.warn({ reason: illegible.reason }, "a request was refused: it cannot be read");
      else if (stranger) {
        log.warn(
          { reason: stranger.reason },
          "a request was refused: it is none that Slack has just signed with SLACK_SIGNING_SECRET",
        );
      } else quiet.warn(...parts);
    },
  };
}
