import { createHash } from "node:crypto";
import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { Answers } from "../domain/answers.ts";
import type { Locale } from "../domain/escalation.ts";
import { type Placement, placementOf, reasonsFor } from "../domain/routing.ts";
import { findChannel, type KnownChannel, rememberChannel } from "../store/channels.ts";
import type { Db } from "../store/database.ts";
import { presentIds } from "../store/moved-channels.ts";
import { defaultCounter } from "./counters.ts";
import type { SlackDeps } from "./deps.ts";
import { describeError } from "./failures.ts";
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
  deps: Pick<SlackDeps, "db" | "workspace" | "now" | "log">,
  client: WebClient,
  channelId: string,
): Promise<KnownChannel> {
  const known = await askOfChannel(deps, client, channelId);
  await rememberChannel(deps.db, known);
  return known;
}

export async function askOfChannel(
  deps: Pick<SlackDeps, "workspace" | "now" | "log">,
  client: WebClient,
  channelId: string,
): Promise<KnownChannel> {
  const { workspace, now } = deps;
  const { channel: told } = await client.conversations.info({ channel: channelId });
  const channel = channelSchema.parse(told);
  const others = channel.connected_team_ids.filter((team) => team !== workspace.teamId);
  return {
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
}

/** An organisation that Slack does not name still counts: it is "" here and “another organisation” to a reader. */
async function teamName(deps: Pick<SlackDeps, "log">, client: WebClient, teamId: string): Promise<string> {
  try {
    const { team } = await client.team.info({ team: teamId });
    return team?.name ?? "";
  } catch (error) {
    deps.log.warn({ team: teamId, ...describeError(error) }, "could not look up an organisation");
    return "";
  }
}

/** The channel a case goes to, and who takes it there. `db`: the transaction, where there is one. */
export async function placementFor(
  db: Db,
  answers: Answers,
  locale: Locale,
  { settings, workspace }: Pick<SlackDeps, "settings" | "workspace">,
): Promise<Placement> {
  const { channelId, desk } = placementOf(
    { ...answers, locale },
    { routes: settings.routes, otherwise: defaultCounter(settings) },
  );
  const present = await presentIds(db, workspace.teamId);
  return { channelId: present(channelId), desk };
}

/** Where the card will go, as far as it is known. */
export async function destinationOf(
  { db, workspace, settings }: SlackDeps,
  { channelId, desk }: Placement,
): Promise<Destination> {
  const channel = await findChannel(db, workspace.teamId, channelId);
  return {
    channel: channel && {
      name: channel.name,
      isPrivate: channel.isPrivate,
      sharedWith: channel.sharedWith.map((team) => team.name),
    },
    route: desk.route === null ? null : { name: desk.route, because: reasonsFor(desk, settings.routes) },
  };
}

export interface Audience {
  readonly channel: string;
  /** Names of the other organisations; "" for one that Slack does not name. */
  readonly organisations: readonly string[];
  /** Is another one whenever somebody else reads along. */
  readonly mark: string;
}

/** Who else reads what goes there; null when nobody of another organisation does, as far as is known. */
export async function audienceOf(
  { db, workspace }: SlackDeps,
  { channelId }: Placement,
): Promise<Audience | null> {
  const known = await findChannel(db, workspace.teamId, channelId);
  if (!known || known.sharedWith.length === 0) return null;
  const ids = known.sharedWith.map((team) => team.teamId).sort();
  return {
    channel: channelLabel(known, channelId),
    organisations: known.sharedWith.map((team) => team.name),
    mark: createHash("sha256")
      .update([channelId, ...ids].join(" "))
      .digest("hex"),
  };
}

/** What the channel of a case is called, as far as it is known. */
export async function channelOf(
  db: Db,
  { teamId, channelId }: { readonly teamId: string; readonly channelId: string },
): Promise<string> {
  return channelLabel(await findChannel(db, teamId, channelId), channelId);
}
