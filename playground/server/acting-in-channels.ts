import { elementsOf, readBlocks } from "./block-kit/model.ts";
import type { JsonObject } from "./json.ts";
import { messageJson, post, showEphemeral } from "./messages.ts";
import {
  actionJson,
  commandPayload,
  messageActionPayload,
  messageShortcutPayload,
  shortcutPayload,
} from "./payloads.ts";
import { isResponse, respond } from "./responses.ts";
import { Refusal } from "./web-api/method.ts";
import { canRead, type Channel, channelOf, isExternal, messageOf, type User, userOf } from "./world.ts";
import type { Workings } from "./workings.ts";

interface ButtonOnMessage {
  readonly channelId: string;
  readonly ts: string;
  readonly blockId: string;
  readonly actionId: string;
}

export interface ActingInChannels {
  /** The whole line, with the slash. Resolves when the app has acknowledged or Slack gave up. */
  sendCommand(userId: string, channelId: string, line: string, threadTs?: string): Promise<void>;
  /** As typed: Slack escapes it and marks its addresses. Returns the message's ts. */
  say(userId: string, channelId: string, text: string, where?: { threadTs?: string; file?: string }): string;
  pressOnMessage(userId: string, button: ButtonOnMessage): Promise<void>;
  useShortcut(userId: string, callbackId: string, on?: { channelId: string; ts: string }): Promise<void>;
}

export function actingInChannels(workings: Workings): ActingInChannels {
  const { world, manifest, link } = workings;

  function urlFor(
    userId: string,
    channelId: string,
    original: { ts: string; ephemeral: boolean; threadTs: string | null } | null,
  ): string {
    return workings.responseUrls.issue(workings.origin(), { channelId, userId, original });
  }

  return {
    async sendCommand(userId, channelId, line, threadTs) {
      const user = actor(workings, userId);
      const channel = readableBy(workings, user, channelId);
      const [command = "", ...words] = line.split(" ");
      const tell = (text: string) =>
        showEphemeral(workings, { channelId, userId, threadTs: threadTs ?? null }, { text, fromApp: false });
      if (threadTs !== undefined) {
        tell(`${command} is not supported in threads. Sorry!`);
        return;
      }
      // Commands belong to the workspace that installed the app; people of other teams do not have them.
      if (!manifest.commands.includes(command) || isExternal(world, user)) {
        tell(`${command} is not a valid command.`);
        return;
      }
      const target = { channelId, userId, original: null };
      const responseUrl = urlFor(userId, channelId, null);
      const text = words.join(" ").trim();
      const delivery = await link.deliver(
        "slash_commands",
        commandPayload(workings, user, channel, { command, text, responseUrl }),
      );
      if (delivery.status !== "acked") {
        const unheard = delivery.status === "not_connected" || delivery.status === "refused";
        const error = unheard ? "dispatch_failed" : "operation_timeout";
        tell(`${command} failed with the error ${error}`);
        return;
      }
      const answer: unknown = delivery.payload;
      const body = typeof answer === "string" ? { text: answer } : delivery.payload;
      if (!isResponse(body)) return;
      try {
        respond(workings, `acknowledgement of ${command}`, target, body);
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal;
        tell(`${command} failed with the error ${refusal.error}`);
      }
    },

    say(userId, channelId, text, { threadTs, file } = {}) {
      const user = actor(workings, userId);
      const channel = readableBy(workings, user, channelId);
      if (!channel.members.has(userId))
        throw new Error(`${user.realName} is not a member of ${channel.name}.`);
      if (channel.isArchived) throw new Error(`${channel.name} is archived: nobody can write there.`);
      if (threadTs !== undefined && messageOf(channel, threadTs)?.threadTs !== null) {
        throw new Error(`${threadTs} does not start a thread in ${channel.name}.`);
      }
      const message = post(workings, channel, {
        userId,
        fromApp: false,
        text: asStored(text),
        threadTs: threadTs ?? null,
        file: file ?? null,
      });
      return message.ts;
    },

    async pressOnMessage(userId, button) {
      const user = actor(workings, userId);
      const channel = readableBy(workings, user, button.channelId);
      const on = pressedMessage(workings, user, channel, button.ts);
      const placed = elementsOf(readBlocks(on.blocks)).find(
        ({ block, element }) => block.block_id === button.blockId && element.action_id === button.actionId,
      );
      if (placed === undefined)
        throw new Error(`No ${button.actionId} on the message ${button.ts} any more.`);
      const responseUrl = urlFor(userId, channel.id, on);
      const action = actionJson(placed.block, placed.element, null, workings.nextTs());
      await link.deliver(
        "interactive",
        messageActionPayload(workings, user, channel, { ...on, responseUrl }, action),
      );
    },

    async useShortcut(userId, callbackId, on) {
      const user = actor(workings, userId);
      if (isExternal(world, user))
        throw new Error(`${user.realName} is of another team and has no such shortcut.`);
      if (on === undefined) {
        await link.deliver("interactive", shortcutPayload(workings, user, callbackId));
        return;
      }
      const channel = readableBy(workings, user, on.channelId);
      const message = messageOf(channel, on.ts);
      if (message === undefined) throw new Error(`No message ${on.ts} in ${channel.name}.`);
      const original = { ts: message.ts, ephemeral: false, threadTs: message.threadTs };
      await link.deliver(
        "interactive",
        messageShortcutPayload(workings, user, callbackId, {
          channel,
          ts: message.ts,
          message: messageJson(world, channel, message, "bare"),
          responseUrl: urlFor(userId, channel.id, original),
        }),
      );
    },
  };
}

export function actor({ world }: Workings, userId: string): User {
  const user = userOf(world, userId);
  if (user.deleted) throw new Error(`${user.realName} is deactivated and cannot act.`);
  return user;
}

function readableBy({ world }: Workings, user: User, channelId: string): Channel {
  const channel = channelOf(world, channelId);
  if (!canRead(world, user.id, channel)) throw new Error(`${user.realName} cannot see ${channel.name}.`);
  return channel;
}

interface Pressed {
  readonly ts: string;
  readonly threadTs: string | null;
  readonly ephemeral: boolean;
  readonly blocks: readonly JsonObject[];
  readonly message: JsonObject;
}

function pressedMessage({ world }: Workings, user: User, channel: Channel, ts: string): Pressed {
  const message = messageOf(channel, ts);
  if (message !== undefined) {
    return {
      ts,
      threadTs: message.threadTs,
      ephemeral: false,
      blocks: message.blocks ?? [],
      message: messageJson(world, channel, message, "full"),
    };
  }
  const shown = world.ephemerals.find((each) => each.ts === ts && each.userId === user.id);
  if (shown === undefined) throw new Error(`${user.realName} sees no message ${ts} in ${channel.name}.`);
  return { ts, threadTs: shown.threadTs, ephemeral: true, blocks: shown.blocks ?? [], message: {} };
}

/** Slack stores typed text escaped, with its addresses marked. */
function asStored(typed: string): string {
  const escaped = typed.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return escaped.replaceAll(/https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/g, "<$&>");
}
