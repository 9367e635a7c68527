import { messageIn } from "./acting-on-messages.ts";
import type { JsonObject } from "./json.ts";
import { post, preview, remove } from "./messages.ts";
import { unixSeconds } from "./timestamps.ts";
import { userJson } from "./web-api/people.ts";
import { type Channel, channelOf, type User, userOf } from "./world.ts";
import type { Workings } from "./workings.ts";

export const removalEvents = ["tokens_revoked", "app_uninstalled"] as const;
type RemovalEvent = (typeof removalEvents)[number];

/** Changes of the workspace; each sends the events that Slack sends. */
export interface WorldControls {
  archive(channelId: string): void;
  unarchive(channelId: string): void;
  rename(channelId: string, name: string): void;
  /** The channel goes by another id from now on: nothing finds it by the old one. */
  changeChannelId(channelId: string, newId: string): void;
  /** The id stays; the app hears of it from the message that Slack writes there. */
  convertToPrivate(channelId: string): void;
  /** Slack writes into the channel that somebody came. */
  invite(channelId: string, userId: string): void;
  removeMember(channelId: string, userId: string): void;
  share(channelId: string, teamId: string): void;
  unshare(channelId: string, teamId: string): void;
  changeUser(userId: string, change: { readonly locale?: string; readonly tz?: string }): void;
  deactivate(userId: string): void;
  reactivate(userId: string): void;
  changeUsergroup(usergroupId: string, members: readonly string[]): void;
  /** The app is removed: its token is dead, and two events tell it, in no certain order. */
  uninstall(first?: RemovalEvent): void;
  /** The app is in the workspace again; the local Slack gives it the token that it had. */
  installAgain(): void;
  /** A token by which the app acts for this person, or for another bot, is taken back. */
  revokeToken(userId: string): void;
  /** As an administrator can, whoever wrote it. */
  removeMessage(channelId: string, ts: string): void;
  /** Previews of the addresses in the message appear below it, a moment after it was posted. */
  unfurl(channelId: string, ts: string): void;
}

export function worldControls(workings: Workings): WorldControls {
  const { world, clock } = workings;
  const botId = world.app.botUserId;

  /** Private channels tell only their members. */
  function tell(channel: Channel, names: { public: string; private: string }, event: JsonObject): void {
    if (channel.kind === "im" || (channel.kind === "private" && !channel.members.has(botId))) return;
    const type = names[channel.kind];
    workings.events.send(type, { type, ...event, event_ts: workings.nextTs() }, channel);
  }

  function archiving(channelId: string, isArchived: boolean): void {
    const channel = channelOf(world, channelId);
    channel.isArchived = isArchived;
    const names = isArchived
      ? { public: "channel_archive", private: "group_archive" }
      : { public: "channel_unarchive", private: "group_unarchive" };
    tell(channel, names, { channel: channelId, user: "USLACKBOT" });
  }

  function tellOfUser(user: User): void {
    const event = { user: userJson(world, user, clock.now(), false), cache_ts: unixSeconds(clock.now()) };
    workings.events.send("user_change", { type: "user_change", ...event, event_ts: workings.nextTs() });
  }

  function activation(userId: string, deleted: boolean): void {
    const user = userOf(world, userId);
    user.deleted = deleted;
    tellOfUser(user);
  }

  function tellRevoked(tokens: { readonly oauth: string[]; readonly bot: string[] }): void {
    const event = { type: "tokens_revoked", tokens, event_ts: workings.nextTs() };
    workings.events.sendToNobody("tokens_revoked", event);
  }

  const tellsOfRemoval: Readonly<Record<RemovalEvent, () => void>> = {
    tokens_revoked: () => {
      tellRevoked({ oauth: [], bot: [botId] });
    },
    app_uninstalled: () => {
      const type = "app_uninstalled";
      workings.events.sendToNobody(type, { type, event_ts: workings.nextTs() });
    },
  };

  function membership(channel: Channel, user: User): JsonObject {
    const channelType = channel.kind === "private" ? "G" : "C";
    return { user: user.id, channel: channel.id, channel_type: channelType, team: user.teamId };
  }

  return {
    archive(channelId) {
      archiving(channelId, true);
    },
    unarchive(channelId) {
      archiving(channelId, false);
    },
    rename(channelId, name) {
      const channel = channelOf(world, channelId);
      channel.name = name;
      const created = unixSeconds(clock.now());
      tell(
        channel,
        { public: "channel_rename", private: "group_rename" },
        { channel: { id: channelId, name, created } },
      );
    },
    changeChannelId(channelId, newId) {
      const channel = channelOf(world, channelId);
      if (world.channels.has(newId)) throw new Error(`There is a channel ${newId} already.`);
      channel.id = newId;
      const all = [...world.channels.values()];
      world.channels.clear();
      for (const each of all) world.channels.set(each.id, each);
      for (const shown of world.ephemerals) {
        if (shown.channelId === channelId) shown.channelId = newId;
      }
      workings.responseUrls.follow(channelId, newId);
      tell(
        channel,
        { public: "channel_id_changed", private: "channel_id_changed" },
        { old_channel_id: channelId, new_channel_id: newId },
      );
    },
    convertToPrivate(channelId) {
      const channel = channelOf(world, channelId);
      if (channel.kind !== "public") throw new Error(`${channel.name} is no public channel.`);
      channel.kind = "private";
      post(workings, channel, {
        userId: "USLACKBOT",
        fromApp: false,
        text: "made this channel *private*",
        notice: "channel_convert_to_private",
      });
    },
    invite(channelId, userId) {
      const channel = channelOf(world, channelId);
      const user = userOf(world, userId);
      if (channel.members.has(userId)) return;
      channel.members.add(userId);
      const text = `<@${userId}> has joined the channel`;
      post(workings, channel, { userId, fromApp: false, text, notice: "channel_join" });
      const event = { ...membership(channel, user), inviter: "USLACKBOT" };
      if (!channel.members.has(botId)) return;
      tell(channel, { public: "member_joined_channel", private: "member_joined_channel" }, event);
    },
    removeMember(channelId, userId) {
      const channel = channelOf(world, channelId);
      const user = userOf(world, userId);
      const event = membership(channel, user);
      if (userId === botId) {
        tell(channel, { public: "channel_left", private: "group_left" }, { channel: channelId });
      } else if (channel.members.has(botId)) {
        tell(channel, { public: "member_left_channel", private: "member_left_channel" }, event);
      }
      channel.members.delete(userId);
    },
    share(channelId, teamId) {
      const channel = channelOf(world, channelId);
      if (!world.teams.has(teamId)) throw new Error(`No team ${teamId} here.`);
      channel.connectedTeamIds.add(teamId);
      tell(
        channel,
        { public: "channel_shared", private: "channel_shared" },
        { connected_team_id: teamId, channel: channelId },
      );
    },
    unshare(channelId, teamId) {
      const channel = channelOf(world, channelId);
      channel.connectedTeamIds.delete(teamId);
      tell(
        channel,
        { public: "channel_unshared", private: "channel_unshared" },
        {
          previously_connected_team_id: teamId,
          channel: channelId,
          is_ext_shared: channel.connectedTeamIds.size > 0,
        },
      );
    },
    changeUser(userId, { locale, tz }) {
      const user = userOf(world, userId);
      user.locale = locale ?? user.locale;
      user.tz = tz ?? user.tz;
      tellOfUser(user);
    },
    deactivate(userId) {
      activation(userId, true);
    },
    reactivate(userId) {
      activation(userId, false);
    },
    changeUsergroup(usergroupId, members) {
      const group = world.usergroups.get(usergroupId);
      if (group === undefined) throw new Error(`No user group ${usergroupId} here.`);
      const added = members.filter((id) => !group.members.includes(id));
      const removed = group.members.filter((id) => !members.includes(id));
      group.members = members;
      workings.events.send("subteam_members_changed", {
        type: "subteam_members_changed",
        subteam_id: usergroupId,
        team_id: world.team.id,
        date_previous_update: unixSeconds(clock.now()),
        date_update: unixSeconds(clock.now()),
        added_users: added,
        added_users_count: added.length,
        removed_users: removed,
        removed_users_count: removed.length,
        event_ts: workings.nextTs(),
      });
    },
    uninstall(first = "tokens_revoked") {
      world.isInstalled = false;
      tellsOfRemoval[first]();
      for (const event of removalEvents) if (event !== first) tellsOfRemoval[event]();
    },
    installAgain() {
      world.isInstalled = true;
    },
    revokeToken(userId) {
      const { isBot } = userOf(world, userId);
      tellRevoked({ oauth: isBot ? [] : [userId], bot: isBot ? [userId] : [] });
    },
    removeMessage(channelId, ts) {
      const channel = channelOf(world, channelId);
      remove(workings, channel, messageIn(channel, ts));
    },
    unfurl(channelId, ts) {
      const channel = channelOf(world, channelId);
      const message = messageIn(channel, ts);
      const addresses = [...message.text.matchAll(/<(https?:[^|>]+)/g)].map(([, address = ""]) => address);
      if (addresses.length === 0) throw new Error(`No address in the message ${ts}.`);
      preview(workings, channel, message, addresses);
    },
  };
}
