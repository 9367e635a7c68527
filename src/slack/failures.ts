import { ErrorCode } from "@slack/web-api";
import { z } from "zod";
import type { ParkReason } from "../domain/delivery.ts";

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

/** Slack answers these when it is busy or broken itself; nothing was posted. */
const passing: ReadonlySet<string> = new Set([
  "ratelimited",
  "rate_limited",
  "message_limit_exceeded",
  "service_unavailable",
  "request_timeout",
  "team_added_to_org",
  "external_channel_migrating",
  "streaming_state_conflict",
  "update_failed",
]);
/** The client passes an answer that it cannot read on as the error, whole, with what people wrote in it. */
const malformed = "malformed_answer";

/** Slack's own errors after which nobody can say whether the act was done. */
const doubtful: ReadonlySet<string> = new Set(["internal_error", "fatal_error", malformed]);

const parkReasonOf: Readonly<Record<string, ParkReason>> = {
  not_in_channel: "not_in_channel",
  channel_not_found: "channel_not_found",
  is_archived: "is_archived",
  missing_scope: "missing_scope",
  not_allowed_token_type: "missing_scope",
  no_permission: "missing_scope",
  token_revoked: "token_revoked",
  token_expired: "token_revoked",
  invalid_auth: "token_revoked",
  not_authed: "token_revoked",
  account_inactive: "token_revoked",
  org_login_required: "token_revoked",
  access_denied: "restricted",
  accesslimited: "restricted",
  ekm_access_denied: "restricted",
  posting_to_channel_denied: "restricted",
  messages_tab_disabled: "restricted",
  user_disabled: "person_gone",
  user_not_found: "person_gone",
  user_not_visible: "person_gone",
  users_not_found: "person_gone",
  message_not_found: "message_deleted",
  thread_not_found: "message_deleted",
};

const known = z.object({
  code: z.enum(ErrorCode),
  data: z.object({ error: z.string() }).optional(),
  statusCode: z.number().optional(),
  retryAfter: z.number().optional(),
});

export function classify(thrown: unknown): Failure {
  const parsed = known.safeParse(thrown);
  // Not a word of Slack's: our own store, say, failed after the post.
  if (!parsed.success) {
    const error = thrown instanceof Error ? thrown.name : "unknown";
    return { kind: "retry", error, afterMs: null, outcomeUnknown: true };
  }
  const { code, data, statusCode, retryAfter } = parsed.data;
  switch (code) {
    case ErrorCode.RateLimitedError:
      return {
        kind: "retry",
        error: "ratelimited",
        afterMs: Math.max(1, retryAfter ?? 1) * 1000,
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

function codeIn(error: string | undefined): string {
  return error !== undefined && /^[a-z][a-z0-9_:]{0,79}$/u.test(error) ? error : malformed;
}

function refused(error: string): Failure {
  if (passing.has(error)) return { kind: "retry", error, afterMs: null, outcomeUnknown: false };
  if (doubtful.has(error)) return { kind: "retry", error, afterMs: null, outcomeUnknown: true };
  const reason = parkReasonOf[error] ?? (error.startsWith("restricted_action") ? "restricted" : "defect");
  return { kind: "park", error, reason };
}

/** An error as a log line may carry it: names and codes, no texts, which may quote what somebody wrote. */
export function describeError(error: unknown): {
  readonly error: string;
  readonly code?: string;
  readonly where?: string;
} {
  const parsed = known.safeParse(error);
  const code = parsed.success ? codeOf(parsed.data) : undefined;
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

function codeOf({ code, data }: z.infer<typeof known>): string {
  return code === ErrorCode.PlatformError ? codeIn(data?.error) : code;
}
