import { isKnownZone } from "../../../src/domain/working-time.ts";
import { z } from "zod";
import type { JsonObject } from "../json.ts";
import { unixSeconds } from "../timestamps.ts";
import { isExternal, type User, type World } from "../world.ts";
import { flag, method, type Method, Refusal } from "./method.ts";

export const peopleMethods: Readonly<Record<string, Method>> = {
  "users.info": method({
    scopes: ["users:read"],
    args: z.object({ user: z.string(), include_locale: flag.optional() }),
    run({ world, clock }, args) {
      const user = world.users.get(args.user);
      if (user === undefined) throw new Refusal("user_not_found");
      if (isExternal(world, user) && !isMet(world, user)) throw new Refusal("user_not_visible");
      return { ok: true, user: userJson(world, user, clock.now(), args.include_locale ?? false) };
    },
  }),

  "usergroups.users.list": method({
    scopes: ["usergroups:read"],
    args: z.object({ usergroup: z.string() }),
    run({ world }, args) {
      const group = world.usergroups.get(args.usergroup);
      if (group === undefined) throw new Refusal("no_such_subteam");
      return { ok: true, users: activeOf(world, group.members) };
    },
  }),

  "team.info": method({
    scopes: ["team:read"],
    args: z.object({ team: z.string().optional() }),
    run({ world }, args) {
      const team = world.teams.get(args.team ?? world.team.id);
      const connected = [...world.channels.values()].some(({ connectedTeamIds }) =>
        connectedTeamIds.has(team?.id ?? ""),
      );
      if (team === undefined || (team.id !== world.team.id && !connected))
        throw new Refusal("team_not_found");
      return {
        ok: true,
        team: {
          id: team.id,
          name: team.name,
          domain: team.domain,
          url: `https://${team.domain}.slack.test/`,
        },
      };
    },
  }),
};

/** Who is deactivated is in no group and no channel any more, as far as lists tell. */
export function activeOf(world: World, userIds: Iterable<string>): string[] {
  return [...userIds].filter((id) => world.users.get(id)?.deleted !== true);
}

/** External people are known only through a channel shared with them. */
export function isMet(world: World, user: User): boolean {
  return [...world.channels.values()].some(
    ({ members, connectedTeamIds }) => members.has(user.id) || connectedTeamIds.has(user.teamId),
  );
}

export function userJson(world: World, user: User, now: Date, withLocale: boolean): JsonObject {
  const stranger = isExternal(world, user);
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.deleted,
    real_name: user.realName,
    ...(user.deleted ? {} : zoneJson(user.tz, now)),
    ...(withLocale && !stranger ? { locale: user.locale } : {}),
    profile: { real_name: user.realName, display_name: "", team: user.teamId },
    is_admin: user.isAdmin,
    is_owner: false,
    is_restricted: user.isRestricted,
    is_ultra_restricted: user.isUltraRestricted,
    is_bot: user.isBot,
    is_app_user: false,
    ...(stranger ? { is_stranger: true } : {}),
    updated: unixSeconds(now),
  };
}

/** A zone that this machine does not know goes by its id. */
function zoneJson(tz: string, now: Date): JsonObject {
  return isKnownZone(tz)
    ? { tz, tz_label: zoneName(tz, now), tz_offset: offsetSeconds(tz, now) }
    : { tz, tz_label: tz, tz_offset: 0 };
}

function zoneName(timeZone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "long" }).formatToParts(now);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

function offsetSeconds(timeZone: string, now: Date): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" }).formatToParts(now);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  const offset = /GMT([+-])(\d\d):(\d\d)/.exec(name);
  if (offset === null) return 0;
  const [, sign, hours, minutes] = offset;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}
