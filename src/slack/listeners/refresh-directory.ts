import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";
import { lookAtNudges } from "../../store/escalations.ts";
import { wakeParked } from "../../store/delivery-claims.ts";
import { findPerson } from "../../store/people.ts";
import { lookUpChannel } from "../channels.ts";
import type { SlackDeps } from "../deps.ts";
import { keepPerson, lookUpPerson } from "../people.ts";

/** What is known of people and channels follows Slack's word. Each of these may come twice: the second changes nothing. */

export const refreshPerson =
  (deps: SlackDeps) =>
  async ({ event, client }: AllMiddlewareArgs & SlackEventMiddlewareArgs<"user_change">): Promise<void> => {
    const { db, workspace } = deps;
    // Whoever has not used the bot yet is looked up when they do.
    if (!(await findPerson(db, workspace.teamId, event.user.id))) return;
    await keepPerson(deps, event.user);
    // The event does not say which language they chose.
    await lookUpPerson(deps, client, event.user.id);
    // They may be reminded by another clock now, or not at all.
    await lookAtNudges(db, { teamId: workspace.teamId, requesterId: event.user.id, now: deps.now() });
    deps.wake();
  };

/** Events about a channel, most of which carry its id and some its new name; the rest is asked for. */
export const channelEvents = [
  "channel_rename",
  "group_rename",
  "channel_archive",
  "group_archive",
  "channel_unarchive",
  "group_unarchive",
  "channel_shared",
  "channel_unshared",
  "member_joined_channel",
] as const;

type ChannelEvent = AllMiddlewareArgs & SlackEventMiddlewareArgs<(typeof channelEvents)[number]>;

/** The CSM channel may have become usable again: what waits for it is tried at once. */
export const refreshChannel =
  (deps: SlackDeps) =>
  async ({ event, client }: ChannelEvent): Promise<void> => {
    const channelId = typeof event.channel === "string" ? event.channel : event.channel.id;
    if (event.type === "member_joined_channel" && event.user !== deps.workspace.botUserId) return;
    if (channelId !== deps.settings.csm.channel) return;
    await lookUpChannel(deps, client, channelId);
    await wakeParked(deps.db, { teamId: deps.workspace.teamId, channelId, now: deps.now() });
    deps.wake();
  };
