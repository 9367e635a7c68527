import type { Entered } from "./entered.ts";
import type { Manifest } from "./manifest.ts";
import {
  canRead,
  type Channel,
  channelOf,
  dmWith,
  type Ephemeral,
  type Message,
  userOf,
  type World,
} from "./world.ts";
import type { Workings } from "./workings.ts";

export interface Seeing {
  readonly world: World;
  readonly manifest: Manifest;
  /** Empty when the person cannot see the channel. Oldest first, replies included. */
  messagesFor(userId: string, channelId: string): readonly Message[];
  ephemeralsFor(userId: string, channelId: string): readonly Ephemeral[];
  /** What the person chose in the menus of a message, by `keyOf`; the rest shows its initial value. */
  chosenOn(userId: string, message: Pick<Message, "ts" | "blocks">): ReadonlyMap<string, Entered>;
  /** Channels on the person's list: those they are a member of, and their DM with the bot. */
  channelsOf(userId: string): readonly Channel[];
  dmOf(userId: string): Channel;
}

export function seeing({ world, manifest, messageStates }: Workings): Seeing {
  return {
    world,
    manifest,
    messagesFor(userId, channelId) {
      const channel = channelOf(world, channelId);
      return canRead(world, userId, channel) ? [...channel.messages] : [];
    },
    ephemeralsFor(userId, channelId) {
      return world.ephemerals.filter((shown) => shown.userId === userId && shown.channelId === channelId);
    },
    chosenOn: (userId, { ts, blocks }) => messageStates.on({ userId, ts, blocks: blocks ?? [] }),
    channelsOf(userId) {
      dmWith(world, userOf(world, userId).id);
      return [...world.channels.values()].filter(({ members }) => members.has(userId));
    },
    dmOf: (userId) => dmWith(world, userOf(world, userId).id),
  };
}
