import type { WebClient } from "@slack/web-api";
import type { Person } from "../domain/escalation.ts";
import type { KnownPerson } from "../store/people.ts";
import type { SlackDeps } from "./deps.ts";
import { describeError } from "./failures.ts";
import { askForUser, asOwner, inChannel, keepPerson, type Served, serves } from "./people.ts";

/** Somebody whom a person chose from a menu of people: Slack puts everybody there, bots and those who have left too. */

export interface Chosen {
  readonly known: KnownPerson;
  readonly isBot: boolean;
}

/** Slack does not call it a bot. */
const slackbot = "USLACKBOT";

/** Slack's present word on them; null, and a line in the log, when it does not tell. */
export async function lookUpChosen(
  deps: SlackDeps,
  client: WebClient,
  userId: string,
): Promise<Chosen | null> {
  return ifTold(deps, userId, async () => {
    const told = await askForUser(client, userId);
    return { known: await keepPerson(deps, told), isBot: told.is_bot || userId === slackbot };
  });
}

/** The chosen one, with whether they take the cases there; null, and a line in the log, when Slack does not tell. */
export async function chosenAsCsm(
  deps: SlackDeps,
  client: WebClient,
  { known, isBot }: Chosen,
  served: Served,
): Promise<Person | null> {
  const { userId, homeTeamId } = known;
  const person = asOwner({ userId, homeTeamId }, deps);
  if (isBot || person.outsider) return person;
  return ifTold(deps, userId, async () => {
    const csm = await serves(known, { userId, homeTeamId }, served, deps, client);
    // Whoever clicks in a shared channel is there; whoever is chosen need not be.
    const isThere =
      homeTeamId === deps.workspace.teamId || (await inChannel(client, served.channelId, userId));
    return { ...person, csm: csm && isThere };
  });
}

async function ifTold<T>({ log }: SlackDeps, userId: string, ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    log.warn({ user: userId, ...describeError(error) }, "could not look up somebody who was chosen");
    return null;
  }
}
