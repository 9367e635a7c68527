import type { WebClient } from "@slack/web-api";
import type { Counter } from "../domain/routing.ts";
import { listDesks } from "../store/desks.ts";
import { presentIds } from "../store/moved-channels.ts";
import type { SlackDeps } from "./deps.ts";
import { describeError } from "./failures.ts";
import { asOwner, type Clicker, lookUpPerson, type Served, serves } from "./people.ts";

/** The counters: each channel in which cases are taken, with who takes them there. */

/** What no route takes goes there. */
export function defaultCounter({ csm, channelLocale }: SlackDeps["settings"]): Counter {
  const { channel, usergroup, backup } = csm;
  return { channel, usergroup, backup, locale: channelLocale };
}

export interface OutdatedSetting {
  /** As whoever is to change it finds it. */
  readonly setting: string;
  readonly names: string;
  readonly present: string;
}

/** The settings that name a channel by an id that it does not have any more. */
export async function outdatedSettings({
  db,
  workspace,
  settings: { csm, routes },
}: SlackDeps): Promise<readonly OutdatedSetting[]> {
  const present = await presentIds(db, workspace.teamId);
  return [
    { setting: "CSM_CHANNEL", names: csm.channel },
    ...routes.map(({ name, to }) => ({ setting: `CSM_ROUTES, route “${name}”`, names: to.channel })),
  ]
    .map((one) => ({ ...one, present: present(one.names) }))
    .filter((one) => one.present !== one.names);
}

export function warnOfOutdated(log: SlackDeps["log"], outdated: readonly OutdatedSetting[]): void {
  for (const one of outdated)
    log.warn(one, "a channel has another id: the bot follows it, but set the new one");
}

/** Those of the settings, and those at which cases are that were sent before the settings changed; each once. */
async function countersInUse({ db, workspace, settings }: SlackDeps): Promise<readonly Served[]> {
  const { teamId } = workspace;
  const present = await presentIds(db, teamId);
  const named = [defaultCounter(settings), ...settings.routes.map(({ to }) => to)].map(
    ({ channel, usergroup }): Served => ({ channelId: present(channel), desk: { usergroup } }),
  );
  const all = [...named, ...(await listDesks(db, teamId))];
  return [...new Map(all.map((counter) => [keyOf(counter), counter])).values()];
}

function keyOf({ channelId, desk }: Served): string {
  return `${channelId} ${desk.usergroup ?? ""}`;
}

/** The channels of the counters, each once. */
export async function channelsInUse(deps: SlackDeps): Promise<readonly string[]> {
  return [...new Set((await countersInUse(deps)).map(({ channelId }) => channelId))];
}

export interface ServedCounters {
  readonly counters: readonly Served[];
  /** Slack told of each counter whether the person takes cases there. */
  readonly all: boolean;
}

/** Where the person takes cases, by Slack's present word. Null, and a line in the log, when Slack tells of no counter. */
export async function countersServedBy(
  clicker: Clicker,
  deps: SlackDeps,
  client: WebClient,
): Promise<ServedCounters | null> {
  if (asOwner(clicker, deps).outsider) return { counters: [], all: true };
  const untold = (error: unknown) => {
    deps.log.warn(
      { user: clicker.userId, ...describeError(error) },
      "could not tell whether a person is a CSM",
    );
    return null;
  };
  const person = await lookUpPerson(deps, client, clicker.userId).catch(untold);
  if (!person) return null;
  const asked = askedOnce((counter) => serves(person, clicker, counter, deps, client).catch(untold));
  const answers = await Promise.all(
    (await countersInUse(deps)).map(async (counter) => ({ counter, serves: await asked(counter) })),
  );
  const counters = answers.flatMap(({ counter, serves: does }) => (does ? [counter] : []));
  const all = answers.every(({ serves: does }) => does !== null);
  return counters.length > 0 || all ? { counters, all } : null;
}

/** Of counters that share a user group Slack is asked once. */
function askedOnce<Answer>(ask: (counter: Served) => Promise<Answer>): (counter: Served) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return (counter) => {
    const key = counter.desk.usergroup ?? counter.channelId;
    const answer = answers.get(key) ?? ask(counter);
    answers.set(key, answer);
    return answer;
  };
}
