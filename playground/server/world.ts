import type { JsonObject } from "./json.ts";
import { readManifest } from "./manifest.ts";
import type { AppSeed, ChannelSeed, Team, UserSeed, WorkspaceSeed } from "./seed.ts";

export interface User {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly realName: string;
  readonly title: string;
  locale: string;
  tz: string;
  readonly isRestricted: boolean;
  readonly isUltraRestricted: boolean;
  readonly isBot: boolean;
  readonly isAdmin: boolean;
  deleted: boolean;
}

export interface Message {
  readonly ts: string;
  readonly userId: string;
  /** Posted by the app under test, not by a person. */
  readonly fromApp: boolean;
  /** What Slack itself writes: that somebody came, or that the channel became private. */
  readonly notice: "channel_join" | "channel_convert_to_private" | null;
  /** The name of its own choice that another app posted it under; its user is then not told. */
  readonly username: string | null;
  readonly threadTs: string | null;
  readonly broadcast: boolean;
  /** Names. */
  readonly files: readonly string[];
  text: string;
  blocks: readonly JsonObject[] | null;
  metadata: JsonObject | null;
  /** How the text is read: `parse`, `mrkdwn` and `link_names` as posted. */
  readonly reading: { readonly parse: string | null; readonly linkNames: boolean };
  /** When it was last edited; null: never. */
  editedTs: string | null;
  /** Addresses in it that Slack shows a preview of. */
  previews: readonly string[];
  /** A deleted parent whose replies are still there. */
  tombstone: boolean;
}

/** Shown to one person only, and in no history. */
export interface Ephemeral {
  readonly ts: string;
  channelId: string;
  readonly userId: string;
  readonly threadTs: string | null;
  /** Slack itself speaks when it is not the app. */
  readonly fromApp: boolean;
  text: string;
  blocks: readonly JsonObject[] | null;
  readonly reading: Message["reading"];
}

export interface Channel {
  id: string;
  kind: "public" | "private" | "im";
  name: string;
  isArchived: boolean;
  readonly members: Set<string>;
  readonly connectedTeamIds: Set<string>;
  /** Oldest first. */
  readonly messages: Message[];
  /** When the app last posted here, by the clock: Slack wants a second between two posts. */
  appPostedAt: number | null;
}

interface Usergroup {
  readonly id: string;
  readonly handle: string;
  members: readonly string[];
}

export interface World {
  readonly team: Team;
  readonly app: Omit<AppSeed, "manifest">;
  readonly teams: ReadonlyMap<string, Team>;
  readonly users: ReadonlyMap<string, User>;
  readonly channels: Map<string, Channel>;
  readonly usergroups: ReadonlyMap<string, Usergroup>;
  ephemerals: Ephemeral[];
  /** False: the app was removed, and its token is good for nothing. */
  isInstalled: boolean;
}

export function worldFrom(seed: WorkspaceSeed, app: AppSeed): World {
  const bot: UserSeed = {
    id: app.botUserId,
    name: readManifest(app.manifest).botName.toLowerCase().replaceAll(/\s+/g, ""),
    realName: readManifest(app.manifest).botName,
    isBot: true,
  };
  const people = seed.users.filter(({ id }) => id !== app.botUserId);
  return {
    team: seed.team,
    app,
    teams: byId([seed.team, ...(seed.otherTeams ?? [])]),
    users: byId([...people, bot].map((user) => userFrom(user, seed.team.id))),
    channels: byId(seed.channels.map(channelFrom)),
    usergroups: byId((seed.usergroups ?? []).map((group) => ({ ...group }))),
    ephemerals: [],
    isInstalled: true,
  };
}

function byId<T extends { readonly id: string }>(things: readonly T[]): Map<string, T> {
  return new Map(things.map((thing) => [thing.id, thing]));
}

function userFrom(seed: UserSeed, homeTeamId: string): User {
  return {
    id: seed.id,
    teamId: seed.teamId ?? homeTeamId,
    name: seed.name,
    realName: seed.realName,
    title: seed.title ?? "",
    locale: seed.locale ?? "en-US",
    tz: seed.tz ?? "UTC",
    isRestricted: seed.isRestricted ?? false,
    isUltraRestricted: seed.isUltraRestricted ?? false,
    isBot: seed.isBot ?? false,
    isAdmin: seed.isAdmin ?? false,
    deleted: seed.deleted ?? false,
  };
}

function channelFrom(seed: ChannelSeed): Channel {
  return {
    id: seed.id,
    kind: seed.isPrivate === true ? "private" : "public",
    name: seed.name,
    isArchived: seed.isArchived ?? false,
    members: new Set(seed.members),
    connectedTeamIds: new Set(seed.connectedTeamIds ?? []),
    messages: [],
    appPostedAt: null,
  };
}

export function isExternal(world: World, user: User): boolean {
  return user.teamId !== world.team.id;
}

/** For those who ask by an id of their own making: a wrong one is a mistake in the demo or the test. */
export function userOf(world: World, userId: string): User {
  const user = world.users.get(userId);
  if (user === undefined)
    throw new Error(`No user ${userId} here. There are: ${[...world.users.keys()].join(", ")}`);
  return user;
}

export function channelOf(world: World, channelId: string): Channel {
  const channel = world.channels.get(channelId);
  if (channel === undefined) {
    throw new Error(`No channel ${channelId} here. There are: ${[...world.channels.keys()].join(", ")}`);
  }
  return channel;
}

/** The conversation of one person with the bot; made when first asked for. */
export function dmWith(world: World, userId: string): Channel {
  const id = `D${userId.slice(1)}`;
  const known = world.channels.get(id);
  if (known !== undefined) return known;
  const dm: Channel = {
    id,
    kind: "im",
    name: userId,
    isArchived: false,
    members: new Set([userId, world.app.botUserId]),
    connectedTeamIds: new Set(),
    messages: [],
    appPostedAt: null,
  };
  world.channels.set(id, dm);
  return dm;
}

export function messageOf(channel: Channel, ts: string): Message | undefined {
  return channel.messages.find((message) => message.ts === ts);
}

export function repliesTo(channel: Channel, ts: string): Message[] {
  return channel.messages.filter((message) => message.threadTs === ts);
}

/** Whether a person may read along: members, and everybody of the home team in public channels, guests aside. */
export function canRead(world: World, userId: string, channel: Channel): boolean {
  if (channel.members.has(userId)) return true;
  const user = userOf(world, userId);
  if (channel.kind !== "public" || user.isRestricted || user.isUltraRestricted) return false;
  return user.teamId === world.team.id || channel.connectedTeamIds.has(user.teamId);
}
