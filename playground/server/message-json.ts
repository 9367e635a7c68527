import type { JsonObject } from "./json.ts";
import { isExternal, type Channel, type Message, repliesTo, type User, type World } from "./world.ts";

/** A message as history, events and interactions show it. Without `full`, only the type of its metadata is told. */
export function messageJson(
  world: World,
  channel: Channel,
  message: Message,
  metadata: "full" | "type" | "bare",
): JsonObject {
  const { files, blocks, previews, editedTs, tombstone } = message;
  return {
    type: "message",
    ...subtypeJson(message),
    ...(files.length === 0 || tombstone ? {} : { files: filesJson(world, message), upload: false }),
    ...authorJson(world, message),
    ts: message.ts,
    text: message.text,
    ...(blocks === null ? {} : { blocks }),
    ...metadataJson(message.metadata, metadata),
    ...(previews.length === 0 ? {} : { attachments: previews.map(previewJson) }),
    ...(editedTs === null ? {} : { edited: { user: message.userId, ts: editedTs } }),
    ...threadJson(channel, message, repliesTo(channel, message.ts)),
  };
}

function subtypeJson({ tombstone, notice, username, files, broadcast }: Message): JsonObject {
  if (tombstone) return { subtype: "tombstone", hidden: true };
  if (notice !== null) return { subtype: notice };
  if (username !== null) return { subtype: "bot_message", username };
  if (broadcast) return { subtype: "thread_broadcast" };
  return files.length === 0 ? {} : { subtype: "file_share" };
}

/** Who posts under a name of their own is known by the bot id only. */
function authorJson(world: World, message: Message): JsonObject {
  if (message.tombstone) return { user: "USLACKBOT", team: world.team.id };
  const { botId, appId } = world.app;
  const author = world.users.get(message.userId);
  const team = author?.teamId ?? world.team.id;
  const away =
    author !== undefined && isExternal(world, author) ? { user_team: team, source_team: team } : {};
  const user = message.username === null ? { user: message.userId } : {};
  if (message.fromApp) return { ...user, bot_id: botId, app_id: appId, team };
  return author?.isBot === true && message.notice === null
    ? { ...user, ...otherBotJson(author), team, ...away }
    : { ...user, team, ...away };
}

function otherBotJson({ id }: User): JsonObject {
  return { bot_id: `B${id.slice(1)}`, app_id: `A${id.slice(1)}` };
}

function metadataJson(metadata: JsonObject | null, told: "full" | "type" | "bare"): JsonObject {
  if (metadata === null || told === "bare") return {};
  return { metadata: told === "full" ? metadata : { event_type: metadata["event_type"] ?? "" } };
}

function previewJson(address: string): JsonObject {
  return { from_url: address, original_url: address, title: address, fallback: address, id: 1 };
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

/** Of files that came from another organisation nothing is told but that they can be asked about. */
function filesJson(world: World, { ts, files, userId }: Message): JsonObject[] {
  const author = world.users.get(userId);
  const isStub = author !== undefined && isExternal(world, author);
  return files.map((name, index) => {
    const id = `F${ts.replace(".", "")}${index === 0 ? "" : index}`;
    if (isStub) return { id, mode: "file_access", file_access: "check_file_info", user: userId };
    return {
      id,
      name,
      title: name,
      user: userId,
      mode: "hosted",
      filetype: /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? "",
      permalink: `https://${world.team.domain}.slack.test/files/${userId}/${id}/${encodeURIComponent(name)}`,
      url_private: `https://files.slack.test/files-pri/${world.team.id}-${id}/${encodeURIComponent(name)}`,
    };
  });
}
