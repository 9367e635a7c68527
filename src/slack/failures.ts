import { ErrorCode } from "@slack/web-api";
import { z } from "zod";
import type { ParkReason } from "../domain/delivery.ts";
import { codeOf } from "../store/engine-errors.ts";
import { meaningOf } from "./error-meanings.ts";

/** What a failed call to Slack means for a message that is owed. */
export type Failure =
  /** Try again by itself; `outcomeUnknown` says that the message may stand in Slack all the same. */
  | {
      readonly kind: "retry";
      readonly error: string;
      readonly afterMs: number | null;
      readonly outcomeUnknown: boolean;
    }
  /** Somebody has to mend something first. */
  | { readonly kind: "park"; readonly error: string; readonly reason: ParkReason };

/** Slack asks for seconds. Whatever it asks for, it is asked again after this. */
const longestSilenceMs = 15 * 60_000;

/** The client passes an answer that it cannot read on as the error, whole, with what people wrote in it. */
const malformed = "malformed_answer";

const known = z.object({
  code: z.enum(ErrorCode),
  data: z.object({ error: z.string() }).optional().catch(undefined),
  statusCode: z.number().optional(),
  retryAfter: z.number().optional(),
});

export function classify(thrown: unknown): Failure {
  const parsed = known.safeParse(thrown);
  // Not a word of Slack's: our own store, say, failed after the post, or the answer lacks what it should say.
  if (!parsed.success) {
    const error =
      thrown instanceof z.ZodError ? malformed : thrown instanceof Error ? thrown.name : "unknown";
    return { kind: "retry", error, afterMs: null, outcomeUnknown: true };
  }
  const { code, data, statusCode, retryAfter } = parsed.data;
  switch (code) {
    case ErrorCode.RateLimitedError:
      return {
        kind: "retry",
        error: "ratelimited",
        afterMs: Math.min(longestSilenceMs, Math.max(1, retryAfter ?? 1) * 1000),
        outcomeUnknown: false,
      };
    case ErrorCode.PlatformError:
      return refused(codeIn(data?.error));
    case ErrorCode.HTTPError:
      return { kind: "retry", error: `http_${statusCode ?? 0}`, afterMs: null, outcomeUnknown: true };
    case ErrorCode.RequestError:
      return { kind: "retry", error: "no_answer", afterMs: null, outcomeUnknown: true };
    default:
      return { kind: "retry", error: code, afterMs: null, outcomeUnknown: true };
  }
}

/** Whether Slack said no to how a message is built: the same said otherwise may do. */
export function refusesBlocks(thrown: unknown): boolean {
  return unwelcomeBlocks.has(classify(thrown).error);
}

const unwelcomeBlocks: ReadonlySet<string> = new Set([
  "invalid_blocks",
  "invalid_blocks_format",
  "msg_blocks_too_long",
]);

function codeIn(error: string | undefined): string {
  return error !== undefined && /^[a-z][a-z0-9_:]{0,79}$/u.test(error) ? error : malformed;
}

function refused(error: string): Failure {
  const meaning = error === malformed ? "doubtful" : (meaningOf(error) ?? meaningOfStranger(error));
  switch (meaning) {
    case "passing":
    case "doubtful":
      return { kind: "retry", error, afterMs: null, outcomeUnknown: meaning === "doubtful" };
    default:
      return { kind: "park", error, reason: meaning };
  }
}

/** Nothing is known of it but that Slack said no: whoever runs the bot finds it in the log, and it is tried again. */
function meaningOfStranger(error: string): ParkReason {
  return error.startsWith("restricted_action") ? "restricted" : "defect";
}

/** An error as a log line may carry it: names and codes, no texts, which may quote what somebody wrote. */
export function describeError(error: unknown): {
  readonly error: string;
  readonly code?: string;
  readonly where?: string;
} {
  const code = known.safeParse(error).success ? classify(error).error : codeOfEngine(error);
  const where = error instanceof Error ? placeOf(error) : undefined;
  return {
    error: error instanceof Error ? error.name : "unknown",
    ...(code ? { code } : {}),
    ...(where ? { where } : {}),
  };
}

/** The first line of the stack that names a file. What an error says stands before it, and may look like one. */
function placeOf({ stack = "", message }: Error): string | undefined {
  const said = stack.indexOf(message);
  const frames = said < 0 ? "" : stack.slice(said + message.length);
  return /^\s+(at .+:\d+:\d+\)?)$/mu.exec(frames)?.[1];
}

/** What refused it, when that was not Slack: the store, or the system below it. */
function codeOfEngine(error: unknown): string | null {
  const code = codeOf(error);
  return code !== null && /^\w{1,60}$/u.test(code) ? code : null;
}
