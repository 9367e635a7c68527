import type { WebClient } from "@slack/web-api";
import type { Counter } from "../domain/routing.ts";
import type { Db } from "../store/database.ts";
import { listCounters } from "../store/finding.ts";
import { counterKey, type CounterId } from "../store/listing.ts";
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

function countersNamed(settings: SlackDeps["settings"]): readonly Counter[] {
  return [defaultCounter(settings), ...settings.routes.map(({ to }) => to)];
}

/** The channels that the settings name, each once, by its present id and in the language of what names it first. */
export async function channelsToTell({
  db,
  workspace,
  settings,
}: Pick<SlackDeps, "db" | "workspace" | "settings">): Promise<
  readonly { readonly channelId: string; readonly locale: Counter["locale"] }[]
> {
  const present = await presentIds(db, workspace.teamId);
  const counters = countersNamed(settings);
  // The first one is to stay.
  const locales = new Map(counters.toReversed().map(({ channel, locale }) => [present(channel), locale]));
  return [...locales].reverse().map(([channelId, locale]) => ({ channelId, locale }));
}

/** What the settings name, each with the setting as whoever is to change it finds it. */
interface Naming {
  readonly setting: string;
  readonly names: string;
}
export interface OutdatedSetting extends Naming {
  readonly present: string;
}

/** Of settings that may lack some. */
interface NamingSettings {
  readonly csm: {
    readonly channel: string | null;
    readonly usergroup: string | null;
    readonly backup: string | null;
  };
  readonly routes: SlackDeps["settings"]["routes"];
}

const settingOf = (route: string) => `CSM_ROUTES, route “${route}”`;
const namedOnly = (namings: readonly { readonly setting: string; readonly names: string | null }[]) =>
  namings.flatMap(({ setting, names }): readonly Naming[] => (names === null ? [] : [{ setting, names }]));

function channelsNamed({ csm, routes }: NamingSettings): readonly Naming[] {
  return namedOnly([
    { setting: "CSM_CHANNEL", names: csm.channel },
    ...routes.map(({ name, to }) => ({ setting: settingOf(name), names: to.channel })),
  ]);
}

function usergroupsNamed({ csm, routes }: NamingSettings): readonly Naming[] {
  return namedOnly([
    { setting: "CSM_USERGROUP", names: csm.usergroup },
    { setting: "CSM_BACKUP_USERGROUP", names: csm.backup },
    ...routes.flatMap(({ name, to }) => [
      { setting: `${settingOf(name)}, usergroup`, names: to.usergroup },
      { setting: `${settingOf(name)}, backup`, names: to.backup },
    ]),
  ]);
}

/** The settings that name a channel by an id that it does not have any more. */
export async function outdatedSettings({
  db,
  workspace,
  settings,
}: {
  readonly db: Db;
  readonly workspace: SlackDeps["workspace"];
  readonly settings: NamingSettings;
}): Promise<readonly OutdatedSetting[]> {
  const present = await presentIds(db, workspace.teamId);
  return channelsNamed(settings)
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
  const named = countersNamed(settings).map(({ channel, usergroup }): Served => ({
    channelId: present(channel),
    desk: { usergroup },
  }));
  const seated = (await listCounters(db, teamId)).map(({ channelId, usergroup }): Served => ({
    channelId,
    desk: { usergroup },
  }));
  const all = [...named, ...seated];
  return [...new Map(all.map((counter) => [counterKey(counterIdOf(counter)), counter])).values()];
}

/** As the cases that are taken there are found. */
export function counterIdOf({ channelId, desk }: Served): CounterId {
  return { channelId, usergroup: desk.usergroup };
}

export interface ChannelInUse {
  readonly channelId: string;
  /** That name it. None: cases are there that were sent before the settings changed. */
  readonly settings: readonly string[];
}

/** The channels of the counters, each once. `db`: null while there is none that can be read. */
export async function channelsInUse({
  db,
  workspace,
  settings,
}: {
  readonly db: Db | null;
  readonly workspace: SlackDeps["workspace"];
  readonly settings: NamingSettings;
}): Promise<readonly ChannelInUse[]> {
  const present = db ? await presentIds(db, workspace.teamId) : (id: string) => id;
  const counters = db ? await listCounters(db, workspace.teamId) : [];
  const named = channelsNamed(settings).map(({ setting, names }) => ({ setting, id: present(names) }));
  const ids = new Set([...named.map(({ id }) => id), ...counters.map(({ channelId }) => channelId)]);
  return [...ids].map((channelId) => ({ channelId, settings: settingsThatName(channelId, named) }));
}

export interface UsergroupInUse {
  readonly groupId: string;
  readonly settings: readonly string[];
}

/** Those of the settings, each once. */
export function usergroupsInUse(settings: NamingSettings): readonly UsergroupInUse[] {
  const named = usergroupsNamed(settings).map(({ setting, names }) => ({ setting, id: names }));
  const ids = new Set(named.map(({ id }) => id));
  return [...ids].map((groupId) => ({ groupId, settings: settingsThatName(groupId, named) }));
}

function settingsThatName(
  wanted: string,
  named: readonly { readonly setting: string; readonly id: string }[],
): readonly string[] {
  return named.filter(({ id }) => id === wanted).map(({ setting }) => setting);
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
