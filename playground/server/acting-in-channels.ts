import { post, showEphemeral } from "./messages.ts";
import { commandPayload } from "./payloads.ts";
import { isResponse, respond } from "./responses.ts";
import { Refusal } from "./web-api/method.ts";
import { canRead, type Channel, channelOf, isExternal, messageOf, type User, userOf } from "./world.ts";
import type { Workings } from "./workings.ts";

interface Said {
  readonly threadTs?: string;
  readonly file?: string | readonly string[];
  /** The reply is sent to the channel as well. */
  readonly broadcast?: boolean;
  /** A name of its own choice that another app's bot writes under; by default it writes as its user. */
  readonly under?: string;
}

export interface ActingInChannels {
  /** The whole line, with the slash. Resolves when the app has acknowledged or Slack gave up. */
  sendCommand(userId: string, channelId: string, line: string, threadTs?: string): Promise<void>;
  /** As typed: Slack escapes it and marks its addresses. Returns the message's ts. Other apps' bots may write too. */
  say(userId: string, channelId: string, text: string, how?: Said): string;
}

export function actingInChannels(workings: Workings): ActingInChannels {
  const { world, manifest, link } = workings;

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
      const responseUrl = workings.responseUrls.issue(workings.origin(), target);
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

    say(userId, channelId, text, { threadTs, file = [], broadcast = false, under } = {}) {
      const user = actor(workings, userId);
      const channel = readableBy(workings, user, channelId);
      if (!channel.members.has(userId))
        throw new Error(`${user.realName} is not a member of ${channel.name}.`);
      if (channel.isArchived) throw new Error(`${channel.name} is archived: nobody can write there.`);
      if (channel.kind === "im" && manifest.readOnlyDms) {
        throw new Error("The manifest lets nobody write to the bot: messages_tab_read_only_enabled.");
      }
      const files = typeof file === "string" ? [file] : file;
      if (text === "" && files.length === 0) throw new Error("A message says something or brings a file.");
      if (under !== undefined && !user.isBot) throw new Error(`${user.realName} has one name only.`);
      if (threadTs !== undefined && messageOf(channel, threadTs)?.threadTs !== null) {
        throw new Error(`${threadTs} does not start a thread in ${channel.name}.`);
      }
      const message = post(workings, channel, {
        userId,
        fromApp: false,
        text: asStored(text),
        threadTs: threadTs ?? null,
        broadcast,
        files,
        username: under ?? null,
      });
      return message.ts;
    },
  };
}

export function actor({ world }: Workings, userId: string): User {
  const user = userOf(world, userId);
  if (user.deleted) throw new Error(`${user.realName} is deactivated and cannot act.`);
  return user;
}

export function readableBy({ world }: Workings, user: User, channelId: string): Channel {
  const channel = channelOf(world, channelId);
  if (!canRead(world, user.id, channel)) throw new Error(`${user.realName} cannot see ${channel.name}.`);
  return channel;
}

/** Slack stores typed text escaped, with its addresses marked. */
export function asStored(typed: string): string {
  const escaped = typed.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return escaped.replaceAll(/https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/g, "<$&>");
}
