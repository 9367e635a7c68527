import { withIds } from "./block-kit/ids.ts";
import type { JsonObject } from "./json.ts";
import { type Channel, type Ephemeral, type Message, repliesTo, type World } from "./world.ts";
import type { Workings } from "./workings.ts";

export interface NewMessage {
  readonly userId: string;
  readonly fromApp: boolean;
  readonly text: string;
  readonly blocks?: readonly JsonObject[] | null;
  readonly metadata?: JsonObject | null;
  readonly threadTs?: string | null;
  readonly broadcast?: boolean;
  readonly file?: string | null;
  readonly reading?: Message["reading"];
}

/** Puts a message into the channel and tells the app, when it listens there. */
export function post(workings: Workings, channel: Channel, message: NewMessage): Message {
  const posted: Message = {
    ts: workings.nextTs(),
    userId: message.userId,
    fromApp: message.fromApp,
    threadTs: message.threadTs ?? null,
    broadcast: message.broadcast ?? false,
    file: message.file ?? null,
    text: message.text,
    blocks: message.blocks == null ? null : withIds(message.blocks),
    metadata: message.metadata ?? null,
    reading: message.reading ?? { parse: null, linkNames: false },
    edited: false,
    tombstone: false,
  };
  channel.messages.push(posted);
  announce(workings, channel, {
    ...messageJson(workings.world, channel, posted, "bare"),
    event_ts: posted.ts,
  });
  return posted;
}

export interface Rewriting {
  readonly text: string;
  readonly blocks: readonly JsonObject[] | null;
  /** Absent: the metadata stays. */
  readonly metadata?: JsonObject | null;
  readonly reading?: Message["reading"];
}

export function rewrite(workings: Workings, channel: Channel, message: Message, to: Rewriting): void {
  const before = messageJson(workings.world, channel, message, "bare");
  message.text = to.text;
  message.blocks = to.blocks === null ? null : withIds(to.blocks);
  if (to.metadata !== undefined) message.metadata = to.metadata;
  if (to.blocks === null) message.edited = true;
  const ts = workings.nextTs();
  announce(workings, channel, {
    type: "message",
    subtype: "message_changed",
    hidden: true,
    message: messageJson(workings.world, channel, message, "bare"),
    previous_message: before,
    ts,
    event_ts: ts,
  });
}

export function remove(workings: Workings, channel: Channel, message: Message): void {
  const before = messageJson(workings.world, channel, message, "bare");
  if (repliesTo(channel, message.ts).length > 0) {
    Object.assign(message, {
      text: "This message was deleted.",
      blocks: null,
      metadata: null,
      tombstone: true,
    });
  } else {
    channel.messages.splice(channel.messages.indexOf(message), 1);
  }
  const ts = workings.nextTs();
  announce(workings, channel, {
    type: "message",
    subtype: "message_deleted",
    hidden: true,
    deleted_ts: message.ts,
    previous_message: before,
    ts,
    event_ts: ts,
  });
}

export function showEphemeral(
  workings: Workings,
  to: { readonly channelId: string; readonly userId: string; readonly threadTs?: string | null },
  content: {
    readonly text: string;
    readonly blocks?: readonly JsonObject[] | null;
    readonly fromApp: boolean;
  },
): Ephemeral {
  const shown: Ephemeral = {
    ts: workings.nextTs(),
    channelId: to.channelId,
    userId: to.userId,
    threadTs: to.threadTs ?? null,
    fromApp: content.fromApp,
    text: content.text,
    blocks: content.blocks == null ? null : withIds(content.blocks),
  };
  workings.world.ephemerals.push(shown);
  workings.activity.touch();
  return shown;
}

const subscriptions = {
  public: { name: "message.channels", channelType: "channel" },
  private: { name: "message.groups", channelType: "group" },
  im: { name: "message.im", channelType: "im" },
} as const;

function announce(workings: Workings, channel: Channel, event: JsonObject): void {
  if (!channel.members.has(workings.world.app.botUserId)) return;
  const { name, channelType } = subscriptions[channel.kind];
  workings.events.send(name, { ...event, channel: channel.id, channel_type: channelType }, channel);
}

/** A message as history, events and interactions show it. Without `full`, only the type of its metadata is told. */
export function messageJson(
  world: World,
  channel: Channel,
  message: Message,
  metadata: "full" | "type" | "bare",
): JsonObject {
  const replies = repliesTo(channel, message.ts);
  const user = world.users.get(message.userId);
  return {
    type: "message",
    ...(message.tombstone ? { subtype: "tombstone", hidden: true } : {}),
    ...(message.file === null ? {} : { subtype: "file_share", files: [fileJson(message)], upload: false }),
    user: message.tombstone ? "USLACKBOT" : message.userId,
    ...(message.fromApp ? { bot_id: world.app.botId, app_id: world.app.appId } : {}),
    team: user?.teamId ?? world.team.id,
    ts: message.ts,
    text: message.text,
    ...(message.blocks === null ? {} : { blocks: message.blocks }),
    ...(message.metadata === null || metadata === "bare"
      ? {}
      : {
          metadata:
            metadata === "full" ? message.metadata : { event_type: message.metadata["event_type"] ?? "" },
        }),
    ...(message.edited ? { edited: { user: message.userId, ts: message.ts } } : {}),
    ...threadJson(channel, message, replies),
  };
}

function threadJson(channel: Channel, message: Message, replies: readonly Message[]): JsonObject {
  if (message.threadTs !== null) {
    const parent = channel.messages.find(({ ts }) => ts === message.threadTs);
    return { thread_ts: message.threadTs, parent_user_id: parent?.userId ?? "" };
  }
  if (replies.length === 0) return {};
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: [...new Set(replies.map(({ userId }) => userId))],
    latest_reply: replies.at(-1)?.ts ?? message.ts,
  };
}

function fileJson({ ts, file, userId }: Message): JsonObject {
  return { id: `F${ts.replace(".", "")}`, name: file, title: file, user: userId, mode: "hosted" };
}
