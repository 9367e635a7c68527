import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import { findChannel } from "../../store/channels.ts";
import { decideInTurn } from "../../store/transactions.ts";
import { lookAtNudges } from "../../store/nudge-times.ts";
import { wakeParked } from "../../store/delivery-claims.ts";
import { moveChannel } from "../../store/moved-channels.ts";
import { findPerson } from "../../store/people.ts";
import { lookUpChannel } from "../channels.ts";
import { channelsInUse, outdatedSettings, warnOfOutdated } from "../counters.ts";
import type { SlackDeps } from "../deps.ts";
import { describeError } from "../failures.ts";
import { keepPerson, lookUpPerson, userSchema } from "../people.ts";
import { redrawCasesOf } from "../redraw-cases.ts";
import { toldChannelId } from "../told-ids.ts";

/** What is known of people and channels follows Slack's word. Each of these may come twice: the second changes nothing. */

export const refreshPerson =
  (deps: SlackDeps) =>
  async ({ event, client }: AllMiddlewareArgs & SlackEventMiddlewareArgs<"user_change">): Promise<void> => {
    const { db, workspace } = deps;
    const told = userSchema.safeParse(event.user).data;
    // Whoever has not used the bot yet is looked up when they do.
    const before = told && (await findPerson(db, workspace.teamId, told.id));
    if (!before) return;
    const { deleted } = await keepPerson(deps, told);
    // Their cases offer that somebody else speaks for them, or do so no more.
    if (deleted !== before.deleted) await redrawCasesOf(deps, told.id);
    // The event does not say which language they chose.
    await lookUpPerson(deps, client, told.id);
    // They may be reminded by another clock now, or not at all.
    await lookAtNudges(db, { teamId: workspace.teamId, requesterId: told.id, now: deps.now() });
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

export const refreshChannel =
  (deps: SlackDeps) =>
  async ({ event, client }: ChannelEvent): Promise<void> => {
    const channelId = eventChannelSchema.safeParse(event.channel).data;
    if (!channelId) return;
    if (event.type === "member_joined_channel" && event.user !== deps.workspace.botUserId) return;
    await lookAgain(deps, client, channelId);
  };

const eventChannelSchema = z.union([
  toldChannelId,
  z.object({ id: toldChannelId }).transform(({ id }) => id),
]);

/** A public channel that was made private, or the other way round: Slack says it by a message there. */
export const refreshConvertedChannel =
  (deps: SlackDeps) =>
  async ({ event, client }: AllMiddlewareArgs & SlackEventMiddlewareArgs<"message">): Promise<void> => {
    const converted = convertedSchema.safeParse(event).data;
    if (converted) await lookAgain(deps, client, converted.channel);
  };

const convertedSchema = z.object({
  subtype: z.enum(["channel_convert_to_private", "channel_convert_to_public"]),
  channel: toldChannelId,
});

/** A channel has another id, for good. Cases and messages follow at once; a setting must be changed by hand. */
export const followChannel =
  (deps: SlackDeps) =>
  async ({
    event,
    client,
  }: AllMiddlewareArgs & SlackEventMiddlewareArgs<"channel_id_changed">): Promise<void> => {
    const { db, now, workspace, log } = deps;
    const moved = movedChannelSchema.safeParse(event).data;
    if (!moved) return;
    const { old_channel_id: from, new_channel_id: to } = moved;
    await decideInTurn(db, (trx) => moveChannel(trx, { teamId: workspace.teamId, from, to }, now()));
    const outdated = (await outdatedSettings(deps)).filter(({ present }) => present === to);
    warnOfOutdated(log, outdated);
    await lookAgain(deps, client, to);
    deps.wake();
  };

const movedChannelSchema = z.object({ old_channel_id: toldChannelId, new_channel_id: toldChannelId });

/** A channel where cases go may have become usable again: what waits for it is tried at once. */
async function lookAgain(deps: SlackDeps, client: WebClient, channelId: string): Promise<void> {
  const { db, now, workspace, log } = deps;
  const known = await findChannel(db, workspace.teamId, channelId);
  const inUse = known !== null || (await channelsInUse(deps)).some((each) => each.channelId === channelId);
  if (!inUse) return;
  try {
    await lookUpChannel(deps, client, channelId);
  } catch (error) {
    log.warn({ channel: channelId, ...describeError(error) }, "could not look up a channel");
  }
  await wakeParked(db, { teamId: workspace.teamId, channelId, now: now() });
  deps.wake();
}
