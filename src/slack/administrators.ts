import type { WebClient } from "@slack/web-api";
import { describeError } from "./failures.ts";
import { askForUser, keepPerson, type MeetingDeps } from "./people.ts";

/** Whether Slack calls them an administrator or owner of this workspace now; null, and a line in the log, when it does not tell. */
export async function isAdministrator(
  deps: Omit<MeetingDeps, "settings">,
  client: WebClient,
  userId: string,
): Promise<boolean | null> {
  try {
    const told = await askForUser(client, userId);
    const { homeTeamId, deleted } = await keepPerson(deps, told);
    return homeTeamId === deps.workspace.teamId && !deleted && (told.is_admin || told.is_owner);
  } catch (error) {
    deps.log.warn(
      { user: userId, ...describeError(error) },
      "could not tell whether a person is an administrator",
    );
    return null;
  }
}
