import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { WorkspaceSettings } from "../../domain/workspace-settings.ts";
import { findWorkspaceSettings, keepWorkspaceSettings } from "../../store/workspace-settings.ts";
import { listInWords } from "../../text/catalog.ts";
import { isAdministrator } from "../administrators.ts";
import { lookUpChannel } from "../channels.ts";
import type { OwnSettings, SlackDeps } from "../deps.ts";
import type { Submission } from "../draft-submission.ts";
import { classify, describeError } from "../failures.ts";
import { isThere, openModal, redrawModal, whyNotOpen } from "../open-modal.ts";
import { actingPerson, type MeetingDeps } from "../people.ts";
import { workingView } from "../views/case-form.ts";
import { channelLabel } from "../views/names.ts";
import { paragraph } from "../views/parts.ts";
import { sayingView } from "../views/plain-modal.ts";
import type { Reader } from "../views/reader.ts";
import { type Groups, readSettings, settingsView } from "../views/settings-view.ts";

/** `/escalate settings`: what a workspace says for itself, for its administrators alone. */

export interface SettingsDeps extends MeetingDeps, Pick<SlackDeps, "newId"> {
  readonly ownSettings: OwnSettings;
}

interface Asked {
  readonly userId: string;
  readonly triggerId: string;
  readonly client: WebClient;
  /** To the person alone. */
  readonly say: (sentence: string) => Promise<void>;
}

/** The window opens before Slack is asked who they are, and shows nothing until it has answered. */
export async function openSettings(
  deps: MeetingDeps & Pick<SlackDeps, "ownSettings">,
  { userId, triggerId, client, say }: Asked,
): Promise<void> {
  const { reader } = await actingPerson(deps, userId);
  const { ownSettings } = deps;
  if (!ownSettings) return say(reader.words.settings.ofEnvironment);
  const opened = await openModal(deps, client, triggerId, workingView(reader));
  const why = whyNotOpen(opened, reader);
  if (why) return say(why.sentence);
  if (!isThere(opened)) return;
  const administrator = await isAdministrator(deps, client, userId);
  const met = (await actingPerson(deps, userId)).reader;
  const refusal = refusalFor(administrator, met);
  if (refusal !== null) {
    await redrawModal(deps, client, opened, outcomeView([refusal], met));
    return;
  }
  const [kept, groups] = await Promise.all([
    findWorkspaceSettings(deps.db, deps.workspace.teamId),
    groupsIn(deps, client),
  ]);
  const set = kept ?? { ...ownSettings.atFirst, csm: null };
  await redrawModal(deps, client, opened, settingsView(set, groups, met));
}

export const saveSettings =
  (deps: SettingsDeps) =>
  async ({ ack, body, view, client }: Submission): Promise<void> => {
    const { reader } = await actingPerson(deps, body.user.id);
    const read = readSettings(view, deps.ownSettings.nudgeTime, reader);
    if ("errors" in read) return ack({ response_action: "errors", errors: read.errors });
    await ack({ response_action: "update", view: workingView(reader) });
    const show = async (...sentences: readonly string[]) => {
      await redrawModal(deps, client, { viewId: view.id }, outcomeView(sentences, reader));
    };
    const refusal = refusalFor(await isAdministrator(deps, client, body.user.id), reader);
    if (refusal !== null) return show(refusal);
    try {
      await keep(deps, body.user.id, read.settings);
    } catch (error) {
      await show(reader.words.modal.failed);
      throw error;
    }
    await show(...(await whatItMeans(deps, client, read.settings, reader)));
  };

async function keep(deps: SettingsDeps, by: string, settings: WorkspaceSettings): Promise<void> {
  const { db, newId, now, workspace, ownSettings, log } = deps;
  const { teamId } = workspace;
  await keepWorkspaceSettings(db, settings, { teamId, by, revision: newId(), now: now() });
  log.info({ team: teamId, by }, "a workspace has changed its settings");
  await ownSettings.changed();
}

function refusalFor(administrator: boolean | null, { words }: Reader): string | null {
  if (administrator === null) return words.settings.cannotTell;
  return administrator ? null : words.settings.onlyAdministrators;
}

/** Kept in any case: what is still to be done in Slack is said, and may be done later. */
async function whatItMeans(
  deps: SettingsDeps,
  client: WebClient,
  { csm }: WorkspaceSettings,
  { words, locale }: Reader,
): Promise<readonly string[]> {
  const says = words.settings;
  try {
    const known = await lookUpChannel(deps, client, csm.channel);
    const name = channelLabel(known, csm.channel);
    const teams = known.sharedWith.map((team) => team.name || team.teamId);
    return [
      says.saved(name),
      ...(known.isArchived ? [says.archived(name)] : known.isMember ? [] : [says.notThere(name)]),
      ...(teams.length > 0 ? [says.sharedWith(listInWords(teams, locale))] : []),
    ];
  } catch (error) {
    deps.log.warn(
      { channel: csm.channel, ...describeError(error) },
      "the channel that was chosen could not be looked at",
    );
    return [says.saved(csm.channel), says.notSeen];
  }
}

const groupsSchema = z.object({
  usergroups: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
});

async function groupsIn({ log }: Pick<SlackDeps, "log">, client: WebClient): Promise<Groups> {
  try {
    return groupsSchema.parse(await client.usergroups.list()).usergroups;
  } catch (error) {
    if (classify(error).error === "plan_upgrade_required") return "not_in_plan";
    log.warn(describeError(error), "user groups could not be listed");
    return "untold";
  }
}

function outcomeView(sentences: readonly string[], reader: Reader) {
  return sayingView(reader.words.settings.title, sentences.map(paragraph), reader);
}
