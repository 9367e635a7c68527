import { type DateViewer, showDate } from "../on-screen-dates.ts";
import type { Channel, User, Workspace } from "./wire.ts";
import type { Page } from "./state.ts";

/** Who looks, and what everybody and everything is called on their screen. */
export interface Viewer extends DateViewer {
  readonly userId: string;
  readonly slackHost: string;
  readonly userName: (id: string) => string;
  readonly channelName: (id: string) => string;
  readonly usergroupHandle: (id: string) => string;
  /** Whom a menu of people offers. */
  readonly people: readonly Somebody[];
}

export interface Somebody {
  readonly id: string;
  readonly name: string;
}

const SLACKBOT = "USLACKBOT";

export function viewerOf({ workspace, me, stage, conversations }: Page): Viewer {
  return {
    userId: me.id,
    zone: me.tz,
    locale: me.locale,
    now: new Date(stage.now),
    slackHost: `${workspace.team.domain}.slack.test`,
    userName: (id) => userName(workspace, id),
    channelName: (id) =>
      conversations.find(({ channel }) => channel.id === id)?.channel.name ?? "private channel",
    people: peopleToChoose(workspace),
    usergroupHandle: (id) => workspace.usergroups.find((group) => group.id === id)?.handle ?? id,
  };
}

/** Everybody who is active, bots too. */
export function peopleToChoose({ users }: Workspace): Somebody[] {
  return users.filter(({ deleted }) => !deleted).map(({ id, realName }) => ({ id, name: realName }));
}

export function userName({ users }: Workspace, id: string): string {
  if (id === SLACKBOT) return "Slackbot";
  return users.find((user) => user.id === id)?.realName ?? id;
}

/** “Dana Whitfield, IT manager”, with the organisation when it is another: whom one acts as, and what that means here. */
export function introduction({ team, teams, usergroups }: Workspace, user: User): string {
  const groups = usergroups
    .filter(({ members }) => members.includes(user.id))
    .map(({ handle }) => `@${handle}`);
  const guest = user.isRestricted || user.isUltraRestricted ? ["guest"] : [];
  const gone = user.deleted ? ["deactivated"] : [];
  const roles = [...gone, ...(user.title ? [user.title] : groups), ...guest];
  const home = user.teamId === team.id ? "" : ` (${teams.find(({ id }) => id === user.teamId)?.name ?? ""})`;
  return `${[user.realName, ...roles].join(", ")}${home}`;
}

export function conversationName(channel: Channel, { users, botUserId }: Workspace): string {
  return channel.kind === "im" ? (users.find(({ id }) => id === botUserId)?.realName ?? "App") : channel.name;
}

/** “with Northwind Digital”: who else reads along; empty when nobody does. */
export function sharedWith({ connectedTeamIds }: Channel, { teams }: Workspace): string {
  const names = connectedTeamIds.map(
    (id) => teams.find((team) => team.id === id)?.name ?? "another organisation",
  );
  return names.join(" and ");
}

export function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => word !== "");
  const both = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return both
    .map((word = "") => String.fromCodePoint(word.codePointAt(0) ?? 63))
    .join("")
    .toUpperCase();
}

/** “10:04”, or “10:04 AM”, as the person who looks writes it. */
export function timeOf(ts: string, viewer: DateViewer): string {
  return showDate(Math.floor(Number(ts)), "{time}", viewer);
}

/** In the words of the page, which are English: “Today”, “Thursday, November 19”. */
export function dayOf(ts: string, viewer: DateViewer): string {
  const day = showDate(Math.floor(Number(ts)), "{date_long_pretty}", { ...viewer, locale: "en-US" });
  return day.charAt(0).toUpperCase() + day.slice(1);
}

/** “today at 10:04”, within a line of the page. */
export function momentOf(ts: string, viewer: DateViewer): string {
  const day = showDate(Math.floor(Number(ts)), "{date_short_pretty}", { ...viewer, locale: "en-US" });
  return `${day} at ${timeOf(ts, viewer)}`;
}
