import { withIds } from "./block-kit/ids.ts";
import type { JsonObject } from "./json.ts";
import { messageJson } from "./message-json.ts";
import { type Channel, type Ephemeral, type Message, repliesTo } from "./world.ts";
import type { Workings } from "./workings.ts";

export interface NewMessage {
  readonly userId: string;
  readonly fromApp: boolean;
  readonly text: string;
  readonly blocks?: readonly JsonObject[] | null;
  readonly metadata?: JsonObject | null;
  readonly threadTs?: string | null;
  readonly broadcast?: boolean;
  readonly files?: readonly string[];
  readonly notice?: Message["notice"];
  readonly username?: string | null;
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
    notice: message.notice ?? null,
    username: message.username ?? null,
    files: message.files ?? [],
    text: message.text,
    blocks: message.blocks == null ? null : withIds(message.blocks),
    metadata: message.metadata ?? null,
    reading: message.reading ?? { parse: null, linkNames: false },
    editedTs: null,
    previews: [],
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
  change(workings, channel, message, (changedTs) => {
    message.text = to.text;
    message.blocks = to.blocks === null ? null : withIds(to.blocks);
    if (to.metadata !== undefined) message.metadata = to.metadata;
    if (to.blocks === null) message.editedTs = changedTs;
  });
}

/** Shows previews of addresses: to the app this looks like an edit, but for the text and the mark. */
export function preview(
  workings: Workings,
  channel: Channel,
  message: Message,
  addresses: readonly string[],
): void {
  change(workings, channel, message, () => {
    message.previews = addresses;
  });
}

/** A parent with replies leaves a stone in its place, and Slack calls that a change. */
export function remove(workings: Workings, channel: Channel, message: Message): void {
  if (repliesTo(channel, message.ts).length > 0) {
    change(workings, channel, message, () => {
      message.text = "This message was deleted.";
      message.blocks = null;
      message.metadata = null;
      message.previews = [];
      message.tombstone = true;
    });
    return;
  }
  const before = messageJson(workings.world, channel, message, "bare");
  channel.messages.splice(channel.messages.indexOf(message), 1);
  tellChange(workings, channel, workings.nextTs(), {
    subtype: "message_deleted",
    deleted_ts: message.ts,
    previous_message: before,
  });
}

function change(
  workings: Workings,
  channel: Channel,
  message: Message,
  make: (changedTs: string) => void,
): void {
  const before = messageJson(workings.world, channel, message, "bare");
  const ts = workings.nextTs();
  make(ts);
  tellChange(workings, channel, ts, {
    subtype: "message_changed",
    message: messageJson(workings.world, channel, message, "bare"),
    previous_message: before,
  });
}

function tellChange(workings: Workings, channel: Channel, ts: string, event: JsonObject): void {
  announce(workings, channel, { type: "message", hidden: true, ...event, ts, event_ts: ts });
}

export function showEphemeral(
  workings: Workings,
  to: { readonly channelId: string; readonly userId: string; readonly threadTs?: string | null },
  content: {
    readonly text: string;
    readonly blocks?: readonly JsonObject[] | null;
    readonly fromApp: boolean;
    readonly reading?: Message["reading"];
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
    reading: content.reading ?? { parse: null, linkNames: false },
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
