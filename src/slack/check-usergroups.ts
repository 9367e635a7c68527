import type { WebClient } from "@slack/web-api";
import type { UsergroupInUse } from "./counters.ts";
import { classify } from "./failures.ts";
import { usersInGroup } from "./people.ts";

/** Whether the user groups of the settings are there, with people in them. */

export type UsergroupFinding = { readonly group: UsergroupInUse } & (
  | { readonly code: "usergroup_works"; readonly people: number }
  | { readonly code: "usergroup_empty" }
  | { readonly code: "usergroup_unknown" }
  /** The workspace's plan has no user groups. */
  | { readonly code: "usergroups_not_in_plan" }
  | { readonly code: "usergroup_untold"; readonly error: string }
);

export function checkUsergroups(
  groups: readonly UsergroupInUse[],
  client: WebClient,
): Promise<readonly UsergroupFinding[]> {
  return Promise.all(groups.map((group) => checkUsergroup(group, client)));
}

async function checkUsergroup(group: UsergroupInUse, client: WebClient): Promise<UsergroupFinding> {
  try {
    const users = await usersInGroup(client, group.groupId);
    return users.length > 0
      ? { group, code: "usergroup_works", people: users.length }
      : { group, code: "usergroup_empty" };
  } catch (error) {
    return { group, ...whyUntold(classify(error).error) };
  }
}

function whyUntold(error: string) {
  switch (error) {
    case "no_such_subteam":
      return { code: "usergroup_unknown" } as const;
    case "plan_upgrade_required":
      return { code: "usergroups_not_in_plan" } as const;
    default:
      return { code: "usergroup_untold", error } as const;
  }
}
