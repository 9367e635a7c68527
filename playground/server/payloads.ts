import type { Block, Element } from "./block-kit/model.ts";
import { type Entered, stateOf } from "./entered.ts";
import type { JsonObject } from "./json.ts";
import { type OpenView, viewJson } from "./modals.ts";
import type { Channel, User } from "./world.ts";
import type { Workings } from "./workings.ts";

const TOKEN = "verification-token-unused";

/** What every interaction tells. */
function common({ world }: Workings, type: string, user: User): JsonObject {
  return {
    type,
    team: { id: world.team.id, domain: world.team.domain },
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: world.app.appId,
    token: TOKEN,
    enterprise: null,
    is_enterprise_install: false,
  };
}

export function commandPayload(
  workings: Workings,
  user: User,
  channel: Channel,
  typed: { readonly command: string; readonly text: string; readonly responseUrl: string },
): JsonObject {
  const { world, triggers } = workings;
  return {
    token: TOKEN,
    team_id: world.team.id,
    team_domain: world.team.domain,
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: user.id,
    user_name: user.name,
    command: typed.command,
    text: typed.text,
    api_app_id: world.app.appId,
    is_enterprise_install: "false",
    response_url: typed.responseUrl,
    trigger_id: triggers.issue(user.id),
  };
}

/** Slack does not tell the names of private conversations. */
function channelName({ kind, name }: Channel): string {
  switch (kind) {
    case "public":
      return name;
    case "private":
      return "privategroup";
    case "im":
      return "directmessage";
  }
}

export function submissionPayload(workings: Workings, user: User, open: OpenView): JsonObject {
  return {
    ...common(workings, "view_submission", user),
    trigger_id: workings.triggers.issue(user.id),
    view: viewJson(workings.world, open),
    response_urls: [],
  };
}

export function closedPayload(
  workings: Workings,
  user: User,
  open: OpenView,
  isCleared: boolean,
): JsonObject {
  return {
    ...common(workings, "view_closed", user),
    view: viewJson(workings.world, open, false),
    is_cleared: isCleared,
  };
}

/** In a modal or in the Home: neither has a channel, a message or a response_url. */
export function viewActionPayload(
  workings: Workings,
  user: User,
  view: JsonObject,
  action: JsonObject,
): JsonObject {
  return {
    ...common(workings, "block_actions", user),
    container: { type: "view", view_id: view["id"] ?? "" },
    trigger_id: workings.triggers.issue(user.id),
    view,
    actions: [action],
  };
}

export function messageActionPayload(
  workings: Workings,
  user: User,
  channel: Channel,
  on: {
    readonly message: JsonObject;
    readonly ts: string;
    readonly threadTs: string | null;
    readonly ephemeral: boolean;
    readonly values: JsonObject;
    readonly responseUrl: string;
  },
  action: JsonObject,
): JsonObject {
  return {
    ...common(workings, "block_actions", user),
    container: {
      type: "message",
      message_ts: on.ts,
      channel_id: channel.id,
      is_ephemeral: on.ephemeral,
      ...(on.threadTs === null ? {} : { thread_ts: on.threadTs }),
    },
    trigger_id: workings.triggers.issue(user.id),
    channel: { id: channel.id, name: channelName(channel) },
    ...(on.ephemeral ? {} : { message: on.message }),
    state: { values: on.values },
    response_url: on.responseUrl,
    actions: [action],
  };
}

export function shortcutPayload(workings: Workings, user: User, callbackId: string): JsonObject {
  return {
    ...common(workings, "shortcut", user),
    action_ts: workings.nextTs(),
    callback_id: callbackId,
    trigger_id: workings.triggers.issue(user.id),
  };
}

export function messageShortcutPayload(
  workings: Workings,
  user: User,
  callbackId: string,
  on: {
    readonly channel: Channel;
    readonly message: JsonObject;
    readonly ts: string;
    readonly responseUrl: string;
  },
): JsonObject {
  return {
    ...common(workings, "message_action", user),
    action_ts: workings.nextTs(),
    channel: { id: on.channel.id, name: channelName(on.channel) },
    callback_id: callbackId,
    trigger_id: workings.triggers.issue(user.id),
    response_url: on.responseUrl,
    message_ts: on.ts,
    message: on.message,
  };
}

export function actionJson(block: Block, element: Element, entered: Entered | null, ts: string): JsonObject {
  return {
    type: element.type,
    action_id: element.action_id,
    block_id: block.block_id,
    ...(element.text === undefined ? {} : { text: element.text }),
    ...(element.style === undefined ? {} : { style: element.style }),
    ...(element.placeholder === undefined ? {} : { placeholder: element.placeholder }),
    ...(entered === null
      ? element.value === undefined
        ? {}
        : { value: element.value }
      : stateOf(element, entered)),
    action_ts: ts,
  };
}
