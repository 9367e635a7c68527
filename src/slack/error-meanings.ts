import { parkReasons } from "../domain/delivery.ts";

/**
 * What each error that Slack documents for the methods of the bot means for what was asked: `passing`, nothing was done
 * and it works by itself in a while; `doubtful`, nobody can say whether it was done; or why it does not work until
 * somebody mends something. The few that speak of one method alone (a `trigger_id`, a `hash`) are dealt with where
 * that method is called.
 */
const meanings = ["passing", "doubtful", ...parkReasons] as const;
export type Meaning = (typeof meanings)[number];

const errorsThatMean: Readonly<Record<Meaning, readonly string[]>> = {
  passing: [
    "ratelimited",
    "rate_limited",
    "message_limit_exceeded",
    // The request came in pieces.
    "request_timeout",
    // The workspace is moving into an organisation.
    "team_added_to_org",
    "org_login_required",
    "external_channel_migrating",
    "streaming_state_conflict",
    "update_failed",
    "fetch_members_failed",
    "list_record_comment_fetch_failed",
  ],
  doubtful: ["internal_error", "fatal_error", "service_unavailable"],
  not_in_channel: ["not_in_channel"],
  channel_not_found: ["channel_not_found", "team_not_found"],
  // What is said of a message in a channel that was archived.
  is_archived: ["is_archived", "is_inactive"],
  missing_scope: [
    "missing_scope",
    "not_allowed_token_type",
    "no_permission",
    "is_bot",
    "team_access_not_granted",
  ],
  token_revoked: [
    "token_revoked",
    "token_expired",
    "invalid_auth",
    "not_authed",
    "account_inactive",
    // Of an app-level token.
    "user_removed_from_team",
    "team_disabled",
    "two_factor_setup_required",
  ],
  restricted: [
    "access_denied",
    "accesslimited",
    "app_access_restricted",
    "ekm_access_denied",
    "enterprise_is_restricted",
    "forbidden_team",
    "file_type_not_allowed",
    "file_upload_size_restricted",
    "file_uploads_disabled",
    "file_uploads_except_images_disabled",
    "storage_limit_reached",
    "posting_to_channel_denied",
    "messages_tab_disabled",
    "channel_is_limited_access",
    "restricted_action",
    "restricted_action_non_threadable_channel",
    "restricted_action_read_only_channel",
    "restricted_action_thread_locked",
    "restricted_action_thread_only_channel",
    // How long messages may be changed is a setting of the workspace.
    "edit_window_closed",
    "slack_connect_blocked_file_type",
    "slack_connect_canvas_sharing_blocked",
    "slack_connect_clip_sharing_blocked",
    "slack_connect_file_link_sharing_blocked",
    "slack_connect_file_upload_sharing_blocked",
    "slack_connect_lists_sharing_blocked",
  ],
  // What is shown to one person alone is not shown to somebody outside of the channel.
  person_gone: [
    "user_disabled",
    "user_not_found",
    "user_not_in_channel",
    "user_not_visible",
    "users_not_found",
  ],
  message_deleted: ["message_not_found", "thread_not_found"],
  // Slack will not take it whatever anybody in the workspace does: the bot asked for something that it must not.
  defect: [
    "as_user_not_supported",
    "attachment_payload_limit_exceeded",
    "block_mismatch",
    "blocked_file_type",
    "cannot_reply_to_message",
    "cant_broadcast_message",
    "cant_delete_message",
    "cant_update_message",
    "deprecated_endpoint",
    "draft_already_deleted",
    "draft_already_sent",
    "draft_has_conflict",
    "draft_not_found",
    "duplicate_channel_not_found",
    "duplicate_message_not_found",
    "file_deleted",
    "file_is_deleted",
    "file_not_found",
    "file_share_limit_reached",
    "insecure_request",
    "invalid_arg_name",
    "invalid_arguments",
    "invalid_array_arg",
    "invalid_attachments",
    "invalid_blocks",
    "invalid_blocks_format",
    "invalid_charset",
    "invalid_cursor",
    "invalid_form_data",
    "invalid_limit",
    "invalid_metadata_filter_keys",
    "invalid_metadata_format",
    "invalid_metadata_schema",
    "invalid_post_type",
    "invalid_ts_latest",
    "invalid_ts_oldest",
    "invalid_user_combination",
    "markdown_text_conflict",
    "max_file_sharing_exceeded",
    "metadata_must_be_sent_from_app",
    "metadata_too_large",
    "method_deprecated",
    "method_not_supported_for_channel_type",
    "missing_args",
    "missing_argument",
    "missing_file_data",
    "missing_post_type",
    "msg_blocks_too_long",
    "msg_too_long",
    "no_dual_broadcast_content_update",
    "no_text",
    "not_enough_users",
    "send_on_behalf_not_allowed",
    "snippet_too_large",
    "too_many_attachments",
    "too_many_contact_cards",
    "too_many_users",
    "unable_to_share_files",
    "unknown_method",
    "users_list_not_supplied",
  ],
};

const meaningOfEach: ReadonlyMap<string, Meaning> = new Map(
  meanings.flatMap((meaning) => errorsThatMean[meaning].map((error) => [error, meaning] as const)),
);

/** Null for a word that is in no list: Slack has others than it documents, and adds some. */
export function meaningOf(error: string): Meaning | null {
  return meaningOfEach.get(error) ?? null;
}
