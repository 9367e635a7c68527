import { globSync, readFileSync } from "node:fs";
import { meaningOf } from "../../src/slack/error-meanings.ts";

/** The methods that the bot calls, each with the errors that Slack documents for it. The documentation says that there may be others. */

/** Of every method. */
const ofAll = [
  "access_denied",
  "accesslimited",
  "account_inactive",
  "deprecated_endpoint",
  "ekm_access_denied",
  "enterprise_is_restricted",
  "fatal_error",
  "internal_error",
  "invalid_arg_name",
  "invalid_arguments",
  "invalid_array_arg",
  "invalid_auth",
  "invalid_charset",
  "invalid_form_data",
  "invalid_post_type",
  "is_bot",
  "method_deprecated",
  "missing_post_type",
  "missing_scope",
  "no_permission",
  "not_allowed_token_type",
  "not_authed",
  "org_login_required",
  "ratelimited",
  "request_timeout",
  "service_unavailable",
  "team_access_not_granted",
  "team_added_to_org",
  "token_expired",
  "token_revoked",
  "two_factor_setup_required",
  "unknown_method",
] as const;

const ofItsOwn = {
  // The library for Socket Mode names the last two.
  "apps.connections.open": [
    "forbidden_team",
    "insecure_request",
    "missing_args",
    "team_disabled",
    "user_removed_from_team",
  ],
  "auth.test": [],
  "blocks.validate": ["invalid_blocks", "invalid_message", "invalid_view"],
  "bots.info": ["bot_not_found", "bots_not_found", "missing_argument", "team_not_found"],
  "chat.delete": ["cant_delete_message", "channel_not_found", "message_not_found"],
  "chat.postEphemeral": [
    "cannot_reply_to_message",
    "channel_not_found",
    "invalid_attachments",
    "invalid_blocks",
    "invalid_blocks_format",
    "is_archived",
    "markdown_text_conflict",
    "message_limit_exceeded",
    "messages_tab_disabled",
    "msg_too_long",
    "no_text",
    "not_in_channel",
    "restricted_action",
    "too_many_attachments",
    "user_not_in_channel",
  ],
  "chat.postMessage": [
    "app_access_restricted",
    "as_user_not_supported",
    "attachment_payload_limit_exceeded",
    "cannot_reply_to_message",
    "channel_not_found",
    "draft_already_deleted",
    "draft_already_sent",
    "draft_has_conflict",
    "draft_not_found",
    "duplicate_channel_not_found",
    "duplicate_message_not_found",
    "invalid_blocks",
    "invalid_blocks_format",
    "invalid_metadata_format",
    "invalid_metadata_schema",
    "is_archived",
    "markdown_text_conflict",
    "message_limit_exceeded",
    "messages_tab_disabled",
    "metadata_must_be_sent_from_app",
    "metadata_too_large",
    "missing_file_data",
    "msg_blocks_too_long",
    "no_text",
    "not_in_channel",
    "rate_limited",
    "restricted_action",
    "restricted_action_non_threadable_channel",
    "restricted_action_read_only_channel",
    "restricted_action_thread_locked",
    "restricted_action_thread_only_channel",
    "send_on_behalf_not_allowed",
    "slack_connect_canvas_sharing_blocked",
    "slack_connect_file_link_sharing_blocked",
    "slack_connect_lists_sharing_blocked",
    "team_not_found",
    "too_many_attachments",
    "too_many_contact_cards",
  ],
  "chat.update": [
    "as_user_not_supported",
    "block_mismatch",
    "blocked_file_type",
    "cant_broadcast_message",
    "cant_update_message",
    "channel_not_found",
    "edit_window_closed",
    "external_channel_migrating",
    "file_deleted",
    "file_is_deleted",
    "file_not_found",
    "file_share_limit_reached",
    "invalid_attachments",
    "invalid_blocks",
    "invalid_blocks_format",
    "invalid_metadata_format",
    "invalid_metadata_schema",
    "is_inactive",
    "markdown_text_conflict",
    "max_file_sharing_exceeded",
    "message_limit_exceeded",
    "message_not_found",
    "metadata_must_be_sent_from_app",
    "metadata_too_large",
    "msg_too_long",
    "no_dual_broadcast_content_update",
    "no_text",
    "posting_to_channel_denied",
    "slack_connect_blocked_file_type",
    "slack_connect_canvas_sharing_blocked",
    "slack_connect_clip_sharing_blocked",
    "slack_connect_file_link_sharing_blocked",
    "slack_connect_file_upload_sharing_blocked",
    "streaming_state_conflict",
    "team_not_found",
    "too_many_attachments",
    "unable_to_share_files",
    "update_failed",
  ],
  "conversations.history": [
    "channel_is_limited_access",
    "channel_not_found",
    "invalid_cursor",
    "invalid_metadata_filter_keys",
    "invalid_ts_latest",
    "invalid_ts_oldest",
    "not_in_channel",
  ],
  "conversations.info": ["channel_is_limited_access", "channel_not_found"],
  "conversations.members": [
    "channel_not_found",
    "fetch_members_failed",
    "invalid_cursor",
    "invalid_limit",
    "method_not_supported_for_channel_type",
  ],
  "conversations.open": [
    "channel_not_found",
    "invalid_user_combination",
    "method_not_supported_for_channel_type",
    "not_enough_users",
    "too_many_users",
    "user_disabled",
    "user_not_found",
    "user_not_visible",
    "users_list_not_supplied",
  ],
  "conversations.replies": [
    "channel_not_found",
    "invalid_cursor",
    "invalid_metadata_filter_keys",
    "invalid_ts_latest",
    "invalid_ts_oldest",
    "list_record_comment_fetch_failed",
    "method_not_supported_for_channel_type",
    "thread_not_found",
  ],
  "files.completeUploadExternal": ["channel_not_found", "file_not_found", "posting_to_channel_denied"],
  "files.getUploadURLExternal": [
    "file_type_not_allowed",
    "file_upload_size_restricted",
    "file_uploads_disabled",
    "file_uploads_except_images_disabled",
    "missing_argument",
    "snippet_too_large",
  ],
  "team.info": [
    "enterprise_not_found",
    "fail_to_get_teams_for_restricted_user",
    "missing_user",
    "org_not_found",
    "team_not_found",
    "team_not_on_enterprise",
    "user_not_found",
  ],
  "usergroups.list": [
    "invalid_cursor",
    "invalid_team",
    "missing_argument",
    "plan_upgrade_required",
    "users_not_found",
  ],
  "usergroups.users.list": ["invalid_cursor", "no_such_subteam", "plan_upgrade_required"],
  "users.info": ["too_many_users", "user_not_found", "user_not_visible"],
  "views.open": [
    "duplicate_external_id",
    "exchanged_trigger_id",
    "expired_trigger_id",
    "invalid_trigger_id",
    "view_too_large",
  ],
  "views.publish": ["duplicate_external_id", "hash_conflict", "not_enabled", "view_too_large"],
  "views.update": ["duplicate_external_id", "hash_conflict", "not_found", "view_too_large"],
} as const satisfies Record<string, readonly string[]>;

export type SlackMethod = keyof typeof ofItsOwn;

export const slackMethods: readonly string[] = Object.keys(ofItsOwn);

export function errorsOf(method: SlackMethod): readonly string[] {
  return [...ofAll, ...ofItsOwn[method]];
}

/** Where each costs a whole way: of those of every method, which mean the same everywhere, one of a kind. */
export function someErrorsOf(method: SlackMethod): readonly string[] {
  return [
    ...ofItsOwn[method].filter(isRefusal),
    "missing_scope",
    "token_revoked",
    "ratelimited",
    "internal_error",
  ];
}

/** What is tried again takes a second each where somebody waits; of these, two will do. */
export function slowErrorsOf(method: SlackMethod): readonly string[] {
  return [...errorsOf(method).filter(isRefusal), "ratelimited", "internal_error"];
}

function isRefusal(error: string): boolean {
  return !["passing", "doubtful"].includes(meaningOf(error) ?? "");
}

/** Every Web API method that the source calls. A way of calling that is not looked for here may not be used. */
export function methodsCalled(): readonly string[] {
  const source = globSync("src/**/*.ts").map((file) => readFileSync(file, "utf8"));
  const hidden = source.filter((text) => /\.apiCall\(|= client\b|\bclient\[/u.test(text));
  if (hidden.length > 0) throw new Error("A method is called in a way that is not looked for.");
  const found = source.flatMap((text) => [
    ...[...text.matchAll(/\bclient\s*\.\s*((?:[a-z]\w*\s*\.\s*)+[a-z]\w*)\(/giu)].map(([, name = ""]) =>
      name.replace(/\s/gu, ""),
    ),
    ...[...text.matchAll(/\.paginate\(\s*"([\w.]+)"/gu)].map(([, name = ""]) => name),
  ]);
  return [...new Set(found)].toSorted();
}
