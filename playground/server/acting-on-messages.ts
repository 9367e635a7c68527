import { actor, asStored, readableBy } from "./acting-in-channels.ts";
import { elementsOf, type Placed, readBlocks } from "./block-kit/model.ts";
import type { Entered } from "./entered.ts";
import { keyOf, stateValues } from "./filled.ts";
import type { JsonObject } from "./json.ts";
import { messageJson } from "./message-json.ts";
import { remove, rewrite } from "./messages.ts";
import { actionJson, messageActionPayload, messageShortcutPayload, shortcutPayload } from "./payloads.ts";
import { type Channel, isExternal, type Message, messageOf, type User } from "./world.ts";
import type { Workings } from "./workings.ts";

interface OnMessage {
  readonly channelId: string;
  readonly ts: string;
}

interface PlaceOnMessage extends OnMessage {
  readonly blockId: string;
  readonly actionId: string;
}

export interface ActingOnMessages {
  pressOnMessage(userId: string, place: PlaceOnMessage): Promise<void>;
  /** An option, a person or a date; also in a message that the person alone sees. */
  chooseOnMessage(userId: string, place: PlaceOnMessage, entered: Entered): Promise<void>;
  useShortcut(userId: string, callbackId: string, on?: OnMessage): Promise<void>;
  /** Their own messages only; as typed. */
  editMessage(userId: string, on: OnMessage, text: string): void;
  /** Their own messages only. */
  deleteMessage(userId: string, on: OnMessage): void;
}

export function actingOnMessages(workings: Workings): ActingOnMessages {
  const { world, link, messageStates } = workings;

  function urlFor(
    user: User,
    channel: Channel,
    original: { ts: string; ephemeral: boolean; threadTs: string | null },
  ): string {
    const target = { channelId: channel.id, userId: user.id, original };
    return workings.responseUrls.issue(workings.origin(), target);
  }

  async function act(userId: string, place: PlaceOnMessage, entered: Entered | null): Promise<void> {
    const user = actor(workings, userId);
    const channel = readableBy(workings, user, place.channelId);
    const on = touched(workings, user, channel, place.ts);
    const { block, element } = placedOn(on, place);
    const looked = { userId, ts: on.ts, blocks: on.blocks };
    if (entered !== null) messageStates.choose(looked, keyOf(block, element), entered);
    const values = stateValues({ blocks: readBlocks(on.blocks), typed: messageStates.on(looked) });
    const action = actionJson(block, element, entered, workings.nextTs());
    const responseUrl = urlFor(user, channel, on);
    await link.deliver(
      "interactive",
      messageActionPayload(workings, user, channel, { ...on, values, responseUrl }, action),
    );
  }

  function own(userId: string, { channelId, ts }: OnMessage): { channel: Channel; message: Message } {
    const user = actor(workings, userId);
    const channel = readableBy(workings, user, channelId);
    const message = messageIn(channel, ts);
    if (message.userId !== userId) throw new Error(`${user.realName} did not write the message ${ts}.`);
    return { channel, message };
  }

  return {
    pressOnMessage: (userId, place) => act(userId, place, null),
    chooseOnMessage: act,

    async useShortcut(userId, callbackId, on) {
      const user = actor(workings, userId);
      if (isExternal(world, user))
        throw new Error(`${user.realName} is of another team and has no such shortcut.`);
      if (on === undefined) {
        await link.deliver("interactive", shortcutPayload(workings, user, callbackId));
        return;
      }
      const channel = readableBy(workings, user, on.channelId);
      const message = messageIn(channel, on.ts);
      // What is answered does not find into the thread, whatever message it was used on.
      const original = { ts: message.ts, ephemeral: false, threadTs: null };
      await link.deliver(
        "interactive",
        messageShortcutPayload(workings, user, callbackId, {
          channel,
          ts: message.ts,
          message: messageJson(world, channel, message, "bare"),
          responseUrl: urlFor(user, channel, original),
        }),
      );
    },

    editMessage(userId, on, text) {
      const { channel, message } = own(userId, on);
      rewrite(workings, channel, message, { text: asStored(text), blocks: null });
    },

    deleteMessage(userId, on) {
      const { channel, message } = own(userId, on);
      remove(workings, channel, message);
    },
  };
}

export function messageIn(channel: Channel, ts: string): Message {
  const message = messageOf(channel, ts);
  if (message === undefined || message.tombstone) throw new Error(`No message ${ts} in ${channel.name}.`);
  return message;
}

interface Touched {
  readonly ts: string;
  readonly threadTs: string | null;
  readonly ephemeral: boolean;
  readonly blocks: readonly JsonObject[];
  readonly message: JsonObject;
}

function touched({ world }: Workings, user: User, channel: Channel, ts: string): Touched {
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

function placedOn(on: Touched, { blockId, actionId }: PlaceOnMessage): Placed {
  const placed = elementsOf(readBlocks(on.blocks)).find(
    ({ block, element }) => block.block_id === blockId && element.action_id === actionId,
  );
  if (placed === undefined) throw new Error(`No ${actionId} on the message ${on.ts} any more.`);
  return placed;
}
