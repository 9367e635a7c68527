import type { WebClient } from "@slack/web-api";
import type { Eraser } from "../domain/erasing.ts";
import type { Escalation } from "../domain/escalation.ts";
import type { KnownPerson } from "../store/people.ts";
import type { SlackDeps } from "./deps.ts";
import { describeError } from "./failures.ts";
import { askForUser, asOwner, type Clicker, keepPerson, type MeetingDeps, serves } from "./people.ts";

/** Whether Slack calls somebody an administrator or owner of this workspace now. */

type AskingDeps = Omit<MeetingDeps, "settings">;

/** Null, and a line in the log, when Slack does not tell. */
export function isAdministrator(
  deps: AskingDeps,
  client: WebClient,
  userId: string,
): Promise<boolean | null> {
  return ifTold(deps, userId, async () => (await askOf(deps, client, userId)).administrator);
}

/** The clicker with Slack's present word on it: of the requester it is not asked. Null as above. */
export async function asEraser(
  clicker: Clicker,
  escalation: Escalation,
  deps: SlackDeps,
  client: WebClient,
): Promise<Eraser | null> {
  const { userId, homeTeamId } = clicker;
  const ordinary = { ...asOwner(clicker, deps), administrator: false };
  if (ordinary.outsider || userId === escalation.requesterId) return ordinary;
  return ifTold(deps, userId, async () => {
    const { known, administrator } = await askOf(deps, client, userId);
    if (homeTeamId === deps.workspace.teamId && administrator) return { ...ordinary, administrator };
    return { ...ordinary, csm: await serves(known, clicker, escalation, deps, client) };
  });
}

async function askOf(
  deps: AskingDeps,
  client: WebClient,
  userId: string,
): Promise<{ readonly known: KnownPerson; readonly administrator: boolean }> {
  const told = await askForUser(client, userId);
  const known = await keepPerson(deps, told);
  const isOurs = known.homeTeamId === deps.workspace.teamId && !known.deleted;
  return { known, administrator: isOurs && (told.is_admin || told.is_owner) };
}

async function ifTold<T>({ log }: AskingDeps, userId: string, ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    log.warn(
      { user: userId, ...describeError(error) },
      "could not tell whether a person administers the workspace",
    );
    return null;
  }
}
