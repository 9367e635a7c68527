import { z } from "zod";
import { limits } from "../block-kit/limits.ts";
import { messageJson } from "../message-json.ts";
import { post, remove, rewrite, showEphemeral } from "../messages.ts";
import { type Channel, dmWith, type Message, messageOf } from "../world.ts";
import type { Workings } from "../workings.ts";
import { readContent, readMetadata } from "./content.ts";
import { flag, method, type Method, Refusal, structure } from "./method.ts";

const POST_EVERY_MS = 1_000;

const reading = {
  parse: z.string().optional(),
  link_names: flag.optional(),
  attachments: z.undefined({ error: "attachments are not imitated here" }).optional(),
};

export const chatMethods: Readonly<Record<string, Method>> = {
  "chat.postMessage": method({
    scopes: ["chat:write"],
    args: z.object({
      channel: z.string(),
      text: z.string().optional(),
      blocks: structure.optional(),
      metadata: structure.optional(),
      thread_ts: z.string().optional(),
      reply_broadcast: flag.optional(),
      ...reading,
    }),
    run(workings, args) {
      const { world } = workings;
      const channel = channelToPostIn(workings, args.channel);
      const content = readContent(workings, "chat.postMessage", { ...args, hasBlocks: "blocks" in args });
      const metadata = "metadata" in args ? readMetadata(workings, "chat.postMessage", args.metadata) : null;
      if (args.thread_ts !== undefined) checkThread(workings, channel, args.thread_ts);
      noticeHaste(workings, channel);
      const message = post(workings, channel, {
        ...content,
        userId: world.app.botUserId,
        fromApp: true,
        metadata,
        threadTs: args.thread_ts ?? null,
        broadcast: args.reply_broadcast ?? false,
        reading: readingOf(workings, "chat.postMessage", args),
      });
      return {
        ok: true,
        channel: channel.id,
        ts: message.ts,
        message: messageJson(world, channel, message, "full"),
        response_metadata: { warnings: [] },
      };
    },
  }),

  "chat.postEphemeral": method({
    scopes: ["chat:write"],
    args: z.object({
      channel: z.string(),
      user: z.string(),
      text: z.string().optional(),
      blocks: structure.optional(),
      thread_ts: z.string().optional(),
      ...reading,
    }),
    run(workings, args) {
      const { world } = workings;
      if (world.users.has(args.channel)) throw new Refusal("channel_not_found");
      const channel = channelToPostIn(workings, args.channel);
      const isThere = channel.members.has(args.user) && world.users.get(args.user)?.deleted === false;
      if (!isThere) throw new Refusal("user_not_in_channel");
      const content = readContent(workings, "chat.postEphemeral", { ...args, hasBlocks: "blocks" in args });
      if (args.thread_ts !== undefined) checkThread(workings, channel, args.thread_ts);
      const reading = readingOf(workings, "chat.postEphemeral", args);
      const to = { channelId: channel.id, userId: args.user, threadTs: args.thread_ts ?? null };
      return { ok: true, message_ts: showEphemeral(workings, to, { ...content, reading, fromApp: true }).ts };
    },
  }),

  "chat.update": method({
    scopes: ["chat:write"],
    args: z.object({
      channel: z.string(),
      ts: z.string(),
      text: z.string().optional(),
      blocks: structure.optional(),
      metadata: structure.optional(),
      ...reading,
    }),
    run(workings, args) {
      const channel = channelOfOwn(workings, args.channel);
      // Posting there is refused in another word.
      if (channel.isArchived) throw new Refusal("is_inactive");
      const message = ownMessage(workings, channel, args.ts, "cant_update_message");
      if ((args.text?.length ?? 0) > limits.message.updateText) {
        workings.violations.record(
          "text_too_long",
          `chat.update: ${args.text?.length ?? 0} characters of text`,
        );
        throw new Refusal("msg_too_long");
      }
      const content = readContent(workings, "chat.update", { ...args, hasBlocks: "blocks" in args });
      rewrite(workings, channel, message, {
        ...content,
        reading: readingOf(workings, "chat.update", args),
        ...("metadata" in args ? { metadata: readMetadata(workings, "chat.update", args.metadata) } : {}),
      });
      return {
        ok: true,
        channel: channel.id,
        ts: message.ts,
        text: message.text,
        message: messageJson(workings.world, channel, message, "full"),
      };
    },
  }),

  "chat.delete": method({
    scopes: ["chat:write"],
    args: z.object({ channel: z.string(), ts: z.string() }),
    run(workings, args) {
      const channel = channelOfOwn(workings, args.channel);
      remove(workings, channel, ownMessage(workings, channel, args.ts, "cant_delete_message"));
      return { ok: true, channel: channel.id, ts: args.ts };
    },
  }),
};

export function channelToPostIn({ world }: Workings, id: string): Channel {
  const channel = world.users.has(id) ? dmWith(world, id) : world.channels.get(id);
  if (channel === undefined) throw new Refusal("channel_not_found");
  const isMember = channel.members.has(world.app.botUserId);
  if (!isMember && channel.kind !== "public") throw new Refusal("channel_not_found");
  if (channel.isArchived) throw new Refusal("is_archived");
  if (!isMember) throw new Refusal("not_in_channel");
  return channel;
}

function channelOfOwn({ world }: Workings, id: string): Channel {
  const channel = world.channels.get(id);
  if (channel === undefined) throw new Refusal("channel_not_found");
  if (channel.kind !== "public" && !channel.members.has(world.app.botUserId))
    throw new Refusal("channel_not_found");
  return channel;
}

function ownMessage(
  { world }: Workings,
  channel: Channel,
  ts: string,
  notOwn: "cant_update_message" | "cant_delete_message",
): Message {
  const message = messageOf(channel, ts);
  // An ephemeral message cannot be found either: it is in no history.
  if (message === undefined || message.tombstone) throw new Refusal("message_not_found");
  if (message.userId !== world.app.botUserId) throw new Refusal(notOwn);
  return message;
}

function checkThread(workings: Workings, channel: Channel, threadTs: string): void {
  const parent = messageOf(channel, threadTs);
  if (parent === undefined) throw new Refusal("thread_not_found");
  if (parent.threadTs !== null) {
    workings.violations.record(
      "thread_of_a_reply",
      `thread_ts ${threadTs} is a reply, not the parent of a thread`,
    );
    throw new Refusal("cannot_reply_to_message");
  }
}

function noticeHaste({ clock, violations }: Workings, channel: Channel): void {
  const now = clock.now().getTime();
  if (channel.appPostedAt !== null && Math.abs(now - channel.appPostedAt) < POST_EVERY_MS) {
    violations.record(
      "posting_too_fast",
      `two posts in ${channel.id} within ${now - channel.appPostedAt} ms`,
    );
  }
  channel.appPostedAt = now;
}

function readingOf(
  { violations }: Workings,
  source: string,
  args: { readonly parse?: string | undefined; readonly link_names?: boolean | undefined },
): Message["reading"] {
  const linkNames = args.link_names ?? false;
  if (linkNames) violations.record("link_names", `${source}: link_names brings typed names to life`);
  return { parse: args.parse ?? null, linkNames };
}
