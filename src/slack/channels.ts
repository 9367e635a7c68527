import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import { findChannel, type KnownChannel, rememberChannel } from "../store/channels.ts";
import type { SlackDeps } from "./deps.ts";
import type { Db } from "../store/database.ts";
import { errorName } from "./people.ts";
import { channelLabel } from "./views/names.ts";
import type { Destination } from "./views/review-view.ts";

const channelSchema = z.object({
  id: z.string(),
  name: z.string().default(""),
  is_private: z.boolean().default(false),
  is_archived: z.boolean().default(false),
  is_member: z.boolean().default(false),
  connected_team_ids: z.array(z.string()).default([]),
});

/** Asks Slack what a channel is called, and with whom it is shared, and keeps it. */
export async function lookUpChannel(
  deps: SlackDeps,
  client: WebClient,
  channelId: string,
): Promise<KnownChannel> {
  const { workspace, db, now } = deps;
  const { channel: told } = await client.conversations.info({ channel: channelId });
  const channel = channelSchema.parse(told);
  const others = channel.connected_team_ids.filter((team) => team !== workspace.teamId);
  const known: KnownChannel = {
    teamId: workspace.teamId,
    channelId,
    name: channel.name,
    isPrivate: channel.is_private,
    isMember: channel.is_member,
    isArchived: channel.is_archived,
    sharedWith: await Promise.all(
      others.map(async (teamId) => ({ teamId, name: await teamName(deps, client, teamId) })),
    ),
    refreshedAt: now(),
  };
  await rememberChannel(db, known);
  return known;
}

/** An organisation that Slack does not name still counts: it is "" here and “another organisation” to a reader. */
async function teamName(deps: SlackDeps, client: WebClient, teamId: string): Promise<string> {
  try {
    const { team } = await client.team.info({ team: teamId });
    return team?.name ?? "";
  } catch (error) {
    deps.log.warn({ team: teamId, error: errorName(error) }, "could not look up an organisation");
    return "";
  }
}

/** Where the card will go, as far as it is known. */
export async function destinationOf({ db, workspace, settings }: SlackDeps): Promise<Destination | null> {
  const channel = await findChannel(db, workspace.teamId, settings.csm.channel);
  if (!channel) return null;
  const { name, isPrivate, sharedWith } = channel;
  return { name, isPrivate, sharedWith: sharedWith.map((team) => team.name) };
}

/** What the channel of a case is called, as far as it is known. */
export async function channelOf(
  db: Db,
  { teamId, channelId }: { readonly teamId: string; readonly channelId: string },
): Promise<string> {
  return channelLabel(await findChannel(db, teamId, channelId), channelId);
}
