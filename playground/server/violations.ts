import type { Clock } from "../clock.ts";

type ViolationKind =
  | "invalid_blocks"
  | "missing_text"
  | "text_too_long"
  | "blocks_text_too_long"
  | "posting_too_fast"
  | "not_acknowledged"
  | "late_acknowledgement"
  | "invalid_acknowledgement"
  | "trigger_used_twice"
  | "metadata_shape"
  | "missing_scope"
  | "unknown_method"
  | "invalid_arguments"
  | "link_names"
  | "upload_length"
  | "thread_of_a_reply"
  | "manifest";

/** Something a real Slack would refuse or that its documentation asks not to do. A healthy app causes none. */
export interface Violation {
  readonly at: Date;
  readonly what: ViolationKind;
  readonly detail: string;
}

export interface Violations {
  readonly seen: readonly Violation[];
  record(what: ViolationKind, detail: string): void;
}

export function violationLog(clock: Clock): Violations {
  const seen: Violation[] = [];
  return {
    seen,
    record(what, detail) {
      seen.push({ at: clock.now(), what, detail });
    },
  };
}
