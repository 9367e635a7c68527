import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import { isOwner } from "../domain/case-moves.ts";
import type { Escalation, Person } from "../domain/escalation.ts";
import { isKnownZone } from "../domain/working-time.ts";
import { findPerson, type KnownPerson, rememberPerson } from "../store/people.ts";
import { localeOf } from "../text/catalog.ts";
import type { SlackDeps } from "./deps.ts";
import { describeError } from "./failures.ts";
import { toldUserId } from "./told-ids.ts";
import { type Reader, readerOf } from "./views/reader.ts";

/** What is known of the person acting, before anything is looked up. */
export interface Acting {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly reader: Reader;
  /** Whether Slack has told us of them. */
  readonly known: boolean;
}

/** As much as it takes to know somebody. */
export type MeetingDeps = Pick<SlackDeps, "db" | "workspace" | "now" | "log"> & {
  readonly settings: Pick<SlackDeps["settings"], "defaultLocale" | "defaultZone">;
};

export async function actingPerson(
  { db, settings, workspace }: Pick<MeetingDeps, "db" | "settings" | "workspace">,
  userId: string,
): Promise<Acting> {
  const known = await findPerson(db, workspace.teamId, userId);
  return {
    id: userId,
    name: known?.name ?? userId,
    zone: known?.zone ?? settings.defaultZone,
    reader: readerOf(known?.locale ?? settings.defaultLocale),
    known: known !== null,
  };
}

/** The user object of an event or of `users.info`. */
export const userSchema = z.object({
  id: toldUserId,
  team_id: z.string().optional(),
  name: z.string().default(""),
  real_name: z.string().optional(),
  deleted: z.boolean().default(false),
  is_restricted: z.boolean().default(false),
  is_ultra_restricted: z.boolean().default(false),
  is_bot: z.boolean().default(false),
  is_admin: z.boolean().default(false),
  is_owner: z.boolean().default(false),
  tz: z.string().nullish(),
  locale: z.string().optional(),
  profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).default({}),
});
type SlackUser = z.infer<typeof userSchema>;

function personOf(
  user: SlackUser,
  { workspace, now }: Pick<MeetingDeps, "workspace" | "now">,
  before: KnownPerson | null,
): KnownPerson {
  return {
    teamId: workspace.teamId,
    userId: user.id,
    name: user.profile.display_name || user.profile.real_name || user.real_name || user.name || user.id,
    // An event about a person does not carry the locale: then what was known of it stays.
    locale: user.locale === undefined ? (before?.locale ?? null) : localeOf(user.locale),
    zone: user.tz && isKnownZone(user.tz) ? user.tz : null,
    homeTeamId: user.team_id ?? workspace.teamId,
    guest: user.is_restricted || user.is_ultra_restricted,
    deleted: user.deleted,
    refreshedAt: now(),
  };
}

/** Keeps what Slack says of a person. */
export async function keepPerson(deps: Omit<MeetingDeps, "settings">, user: SlackUser): Promise<KnownPerson> {
  const before = await findPerson(deps.db, deps.workspace.teamId, user.id);
  const person = personOf(user, deps, before);
  await rememberPerson(deps.db, person);
  return person;
}

export async function lookUpPerson(
  deps: Omit<MeetingDeps, "settings">,
  client: WebClient,
  userId: string,
): Promise<KnownPerson> {
  return keepPerson(deps, await askForUser(client, userId));
}

export async function askForUser(client: WebClient, userId: string): Promise<SlackUser> {
  const { user } = await client.users.info({ user: userId, include_locale: true });
  return userSchema.parse(user);
}

/** Looks a person up unless they are known; a Slack that does not answer costs only their language and zone. */
export async function meetPerson(deps: MeetingDeps, client: WebClient, userId: string): Promise<Acting> {
  const before = await actingPerson(deps, userId);
  if (before.known) return before;
  try {
    await lookUpPerson(deps, client, userId);
  } catch (error) {
    deps.log.warn({ user: userId, ...describeError(error) }, "could not look up a person");
  }
  return actingPerson(deps, userId);
}

/** The channel of a case, and who takes its cases. */
export type Served = Pick<Escalation, "channelId"> & { readonly desk: Pick<Escalation["desk"], "usergroup"> };

/** Who clicked: their workspace as the payload says it. */
export interface Clicker {
  readonly userId: string;
  readonly homeTeamId: string;
}

/** Slack names the clicker's own workspace, which in a shared channel is not ours. Whoever has none is of no workspace. */
export function clickerOf({
  user,
  team,
}: {
  readonly user: { readonly id: string; readonly team_id?: string };
  readonly team: { readonly id: string } | null;
}): Clicker {
  return { userId: user.id, homeTeamId: user.team_id ?? team?.id ?? "" };
}

/** Whose people are no outsiders. */
export interface AmongOurs {
  readonly workspace: Pick<SlackDeps["workspace"], "teamId">;
  readonly settings: { readonly csm: { readonly teamIds: readonly string[] } };
}

/** Neither of the workspace nor of an organisation whose people are CSMs. */
export function isOutsider(
  { homeTeamId }: Pick<Clicker, "homeTeamId">,
  { workspace, settings }: AmongOurs,
): boolean {
  return homeTeamId !== workspace.teamId && !settings.csm.teamIds.includes(homeTeamId);
}

/** The clicker for a move that needs no CSM: nothing is looked up. */
export function asOwner(clicker: Clicker, deps: SlackDeps): Person {
  return { id: clicker.userId, outsider: isOutsider(clicker, deps), csm: false };
}

/**
 * The clicker with Slack's present word on whether they are a CSM: of a trusted organisation, in the CSM user group,
 * or, without one, a full member of the CSM channel. Throws when Slack does not tell.
 */
async function asCsm(clicker: Clicker, served: Served, deps: SlackDeps, client: WebClient): Promise<Person> {
  const outsider = isOutsider(clicker, deps);
  if (outsider) return { id: clicker.userId, outsider, csm: false };
  const person = await lookUpPerson(deps, client, clicker.userId);
  return { id: clicker.userId, outsider, csm: await serves(person, clicker, served, deps, client) };
}

/** Whether the person takes the cases there, by Slack's present word. Throws when Slack does not tell. */
export async function serves(
  { deleted, guest }: KnownPerson,
  { userId, homeTeamId }: Clicker,
  { channelId, desk }: Served,
  { workspace }: SlackDeps,
  client: WebClient,
): Promise<boolean> {
  if (deleted) return false;
  if (homeTeamId !== workspace.teamId) return true;
  if (desk.usergroup) return inGroup(client, desk.usergroup, userId);
  return !guest && (await inChannel(client, channelId, userId));
}

/** As `asCsm`; null, and a line in the log, when Slack does not tell. */
export async function asCsmIfTold(
  clicker: Clicker,
  served: Served,
  deps: SlackDeps,
  client: WebClient,
): Promise<Person | null> {
  try {
    return await asCsm(clicker, served, deps, client);
  } catch (error) {
    deps.log.warn(
      { user: clicker.userId, ...describeError(error) },
      "could not tell whether a person is a CSM",
    );
    return null;
  }
}

/** For what its owners or a CSM may do: only of somebody else than an owner is Slack asked whether they are one. */
export async function asOwnerOrCsm(
  clicker: Clicker,
  escalation: (Served & Pick<Escalation, "requesterId" | "coOwnerIds">) | null,
  deps: SlackDeps,
  client: WebClient,
): Promise<Person | null> {
  if (escalation === null || isOwner(escalation, clicker.userId)) return asOwner(clicker, deps);
  return asCsmIfTold(clicker, escalation, deps, client);
}

async function inGroup(client: WebClient, usergroup: string, userId: string): Promise<boolean> {
  return (await usersInGroup(client, usergroup)).includes(userId);
}

export async function usersInGroup(client: WebClient, usergroup: string): Promise<readonly string[]> {
  return groupSchema.parse(await client.usergroups.users.list({ usergroup })).users;
}

/** Whether Slack lists the person in the channel now. */
export async function inChannel(client: WebClient, channel: string, userId: string): Promise<boolean> {
  for await (const page of client.paginate("conversations.members", { channel, limit: 200 })) {
    if (memberPage.parse(page).members.includes(userId)) return true;
  }
  return false;
}

/** An answer that names nobody is none: it must not look as if the person were not among them. */
const memberPage = z.object({ members: z.array(z.string()) });
const groupSchema = z.object({ users: z.array(z.string()) });
