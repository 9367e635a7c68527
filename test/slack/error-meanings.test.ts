import { describe, expect, test } from "@jest/globals";
import { ErrorCode } from "@slack/web-api";
import { parkReasons } from "../../src/domain/delivery.ts";
import { meaningOf } from "../../src/slack/error-meanings.ts";
import { classify } from "../../src/slack/failures.ts";
import { errorsOf, methodsCalled, type SlackMethod, slackMethods } from "../support/slack-methods.ts";

/** What Slack's words of refusal mean for a message that is owed. */

/** As Slack's client throws it. */
function refusal(error: string): Error {
  return Object.assign(new Error(error), { code: ErrorCode.PlatformError, data: { ok: false, error } });
}

test("the documented errors are at hand for exactly the methods that the bot calls", () => {
  expect([...slackMethods].toSorted()).toEqual(methodsCalled());
});

/** Whose errors decide what becomes of a message, of a look at a person, or of the start. */
const decisive: readonly SlackMethod[] = [
  "chat.delete",
  "chat.postEphemeral",
  "chat.postMessage",
  "chat.update",
  "conversations.open",
  "conversations.history",
  "conversations.replies",
  "conversations.members",
  "users.info",
  "auth.test",
  "apps.connections.open",
  "files.getUploadURLExternal",
  "files.completeUploadExternal",
];

describe.each(decisive)("every documented error of %s", (method) => {
  test("has a meaning that somebody gave it", () => {
    expect(errorsOf(method).filter((error) => meaningOf(error) === null)).toEqual([]);
  });

  test("is tried again, or held up for a reason that the requester can be told", () => {
    for (const error of errorsOf(method)) {
      const failure = classify(refusal(error));
      expect(failure.error).toBe(error);
      if (failure.kind === "park") expect(parkReasons).toContain(failure.reason);
      else expect(["passing", "doubtful"]).toContain(meaningOf(error));
    }
  });
});

test.each([
  // Nothing was done, whoever waits a moment has it.
  ["ratelimited", { kind: "retry", outcomeUnknown: false }],
  ["org_login_required", { kind: "retry", outcomeUnknown: false }],
  ["request_timeout", { kind: "retry", outcomeUnknown: false }],
  // Slack says itself that some of it may have been done.
  ["internal_error", { kind: "retry", outcomeUnknown: true }],
  ["fatal_error", { kind: "retry", outcomeUnknown: true }],
  ["service_unavailable", { kind: "retry", outcomeUnknown: true }],
  // A message in a channel that was archived.
  ["is_inactive", { kind: "park", reason: "is_archived" }],
  ["edit_window_closed", { kind: "park", reason: "restricted" }],
  ["account_inactive", { kind: "park", reason: "token_revoked" }],
  ["user_removed_from_team", { kind: "park", reason: "token_revoked" }],
  ["team_disabled", { kind: "park", reason: "token_revoked" }],
  ["missing_scope", { kind: "park", reason: "missing_scope" }],
  ["not_in_channel", { kind: "park", reason: "not_in_channel" }],
  ["user_disabled", { kind: "park", reason: "person_gone" }],
  ["thread_not_found", { kind: "park", reason: "message_deleted" }],
  ["msg_blocks_too_long", { kind: "park", reason: "defect" }],
])("%s means what Slack says of it", (error, meant) => {
  expect(classify(refusal(error))).toMatchObject({ error, ...meant });
});

test("a word that is in no list holds the message up as a fault, under its own name", () => {
  expect(meaningOf("a_word_of_next_year")).toBeNull();
  expect(classify(refusal("a_word_of_next_year"))).toEqual({
    kind: "park",
    error: "a_word_of_next_year",
    reason: "defect",
  });
  expect(classify(refusal("restricted_action_of_next_year"))).toMatchObject({ reason: "restricted" });
});

test("what is no word at all, or none that was given, is an answer that cannot be read", () => {
  const unreadable = { kind: "retry", error: "malformed_answer", afterMs: null, outcomeUnknown: true };
  expect(classify(refusal("<html>Bad Gateway: what somebody wrote</html>"))).toEqual(unreadable);
  expect(classify(Object.assign(new Error(), { code: ErrorCode.PlatformError, data: {} }))).toEqual(
    unreadable,
  );
});
