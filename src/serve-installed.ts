import { setTimeout as pause } from "node:timers/promises";
import { randomUUID } from "node:crypto";
import { ConfigError, type SharedConfig } from "./config.ts";
import { calendarOf } from "./domain/working-time.ts";
import type { WorkspaceSettings } from "./domain/workspace-settings.ts";
import { type Served, type Serving, takeUpWork } from "./serving.ts";
import { lookAtSetUp } from "./setup/look-at-start.ts";
import { readManifestFile } from "./setup/manifest-file.ts";
import { bindListeners, workspaceApp } from "./slack/app.ts";
import { bindSetUp } from "./slack/bind-set-up.ts";
import { askingClient, interactiveClientOptions, postingClient } from "./slack/clients.ts";
import type { SlackDeps } from "./slack/deps.ts";
import { describeError } from "./slack/failures.ts";
import { type Granted, installPages } from "./slack/install-pages.ts";
import { posterOn } from "./slack/poster.ts";
import { fileSenderOn } from "./slack/send-files.ts";
import { reception, type SlackSurroundings } from "./slack/reception.ts";
import { type Connected, type Switched, switchboard } from "./slack/switchboard.ts";
import { askWhoWeAre } from "./slack/who-we-are.ts";
import {
  findInstallation,
  type Installation,
  keepInstallation,
  listInstalled,
  sealAnew,
} from "./store/installations.ts";
import { noteRemoval } from "./store/removed-apps.ts";
import { sealerWith } from "./store/sealing.ts";
import { isNews } from "./store/seen-events.ts";
import { findWorkspaceSettings } from "./store/workspace-settings.ts";
import { wordsIn } from "./text/catalog.ts";

/** All workspaces that have installed the bot; each has a Bolt app of its own, which sees nothing of the others. */

const seconds = 1000;
/** How long another replica may go on with a token or settings that were replaced here. */
const lookAgainMs = 15 * seconds;

type Inside = Omit<SlackDeps, "settings" | "workspace" | "ownSettings" | "files">;

interface Workplace extends Connected {
  /** Another one when something of the workspace has changed. */
  readonly mark: string;
  /** Null as long as nobody has said which channel its cases go to. */
  readonly served: (Served & { readonly lookAtSetUp: () => Promise<void> }) | null;
}

export async function serveInstalled(
  config: SharedConfig,
  inside: Inside,
  surroundings: SlackSurroundings,
): Promise<Serving> {
  const { db, log, now } = inside;
  const { slack, install } = config;
  const { realNow, cut, measures } = surroundings;
  const announced = readManifestFile();
  if (!announced)
    throw new ConfigError(["SLACK_CLIENT_ID needs manifest.yml beside src: it names the scopes to ask for"]);
  const sealer = sealerWith(install.keys);
  await lookAtSeals();
  const workplaces = new Map<string, Workplace>();
  const closing = new AbortController();
  let looking: Promise<unknown> = Promise.resolve();

  const take = async (granted: Granted) => {
    const asking = { botToken: granted.botToken, apiUrl: slack.apiUrl };
    const { workspace } = await askWhoWeAre(asking, { realNow, log, cut });
    const installation = { ...granted, url: workspace.url };
    await keepInstallation(db, installation, { sealer, revision: randomUUID(), now: now() });
    await lookAgain();
    log.info({ team: granted.teamId }, "a workspace has installed the bot");
  };
  const pages = installPages({
    ...install,
    apiUrl: slack.apiUrl,
    clientOptions: interactiveClientOptions(slack.apiUrl, cut, measures),
    scopes: announced.scopes,
    take,
    words: wordsIn(config.defaultLocale).install,
    command: config.slashCommand,
    log,
  });
  const door = reception(slack, { ...surroundings, pages });

  async function lookAtSeals(): Promise<void> {
    const { sealed, unreadable } = await sealAnew(db, sealer);
    if (sealed > 0) log.info({ sealed }, "tokens were sealed with the new key");
    for (const team of unreadable)
      log.error(
        { team },
        "a token cannot be read: put its key back into TOKEN_ENCRYPTION_KEY, or install again",
      );
  }

  /** Reads what has changed since the last look: here, or at another replica. */
  async function lookAgain(): Promise<void> {
    const installed = await listInstalled(db);
    const there = new Set(installed.map(({ teamId }) => teamId));
    for (const teamId of workplaces.keys()) if (!there.has(teamId)) workplaces.delete(teamId);
    for (const { teamId, mark } of installed) {
      if (workplaces.get(teamId)?.mark === mark) continue;
      const installation = await findInstallation(db, teamId, sealer);
      if (installation === null || installation === "unreadable") continue;
      const workplace = setUp(installation, await findWorkspaceSettings(db, teamId), mark);
      workplaces.set(teamId, workplace);
      if (workplace.served) await takeUpWork(workplace.served);
      inside.wake();
    }
  }

  function setUp(installation: Installation, settings: WorkspaceSettings | null, mark: string): Workplace {
    const { teamId, botToken, botId, botUserId, url } = installation;
    const workspace = { teamId, botUserId, url };
    const authorize = () => Promise.resolve({ botToken, botId, botUserId, teamId });
    const app = workspaceApp({ authorize }, door, surroundings);
    const ownSettings = { atFirst: config.atFirst, nudgeTime: config.nudges.time, changed: lookAgain };
    if (settings === null) {
      const { slashCommand, defaultLocale, atFirst, csmTeamIds } = config;
      const few = { slashCommand, defaultLocale, defaultZone: atFirst.defaultZone };
      bindSetUp(app, { ...inside, settings: few, workspace, ownSettings });
      app.serve({ workspace, settings: { csm: { teamIds: csmTeamIds } } });
      return { mark, workspace, door: app, served: null };
    }
    const { apiUrl } = slack;
    const posting = postingClient({ botToken, apiUrl }, { log, cut, measures });
    const files = fileSenderOn(posting, cut);
    const deps: SlackDeps = {
      ...inside,
      settings: settingsOf(config, settings),
      workspace,
      ownSettings,
      files,
    };
    bindListeners(app, deps);
    app.serve(deps);
    const client = askingClient(botToken, apiUrl, { log, cut });
    const poster = posterOn(posting, botUserId);
    const lookAtIt = async () => {
      const whoWeAre = await askWhoWeAre({ botToken, apiUrl }, { realNow, log, cut });
      await lookAtSetUp(deps, client, { mode: "http", whoWeAre });
    };
    return { mark, workspace, door: app, served: { deps, client, poster, lookAtSetUp: lookAtIt } };
  }

  /** What a start looks at, of each of them: that may take a while, and nobody waits for it. */
  async function lookAtEach(): Promise<void> {
    for (const { served, workspace } of [...workplaces.values()]) {
      if (closing.signal.aborted) return;
      await served?.lookAtSetUp().catch((error: unknown) => {
        log.warn({ team: workspace.teamId, ...describeError(error) }, "a workspace could not be looked at");
      });
    }
  }

  /** Installed a moment ago at another replica, a workspace is not known here yet. */
  async function find(teamId: string): Promise<Workplace | null> {
    const known = workplaces.get(teamId);
    if (known) return known;
    await lookAgain();
    return workplaces.get(teamId) ?? null;
  }

  async function keepLooking(): Promise<void> {
    const { signal } = closing;
    const isTime = () => pause(lookAgainMs, true, { signal, ref: false }).catch(() => false);
    while (await isTime()) {
      await lookAgain().catch((error: unknown) => {
        log.warn(describeError(error), "could not look which workspaces there are");
      });
    }
  }

  return {
    served: async (teamId) => (await find(teamId))?.served ?? null,
    all: () => [...workplaces.values()].flatMap(({ served }) => served ?? []),
    takeUp: lookAgain,
    begin: async () => {
      looking = Promise.all([keepLooking(), lookAtEach()]);
      const removed: Switched["removed"] = async ({ isCertain, ...told }) => {
        const event = { ...told, now: now() };
        // Noted in any case: should it come again, it may be installed again.
        await (isCertain ? noteRemoval(db, event) : isNews(db, event));
      };
      const port = await door.open(switchboard({ find, all: () => workplaces.values(), removed }, log));
      return { port, facts: { workspaces: workplaces.size } };
    },
    isHearing: door.isHearing,
    connections: door.connections,
    idle: door.work.over,
    lull: door.work.lull,
    stop: async (patience) => {
      closing.abort();
      await door.close(patience);
      await looking;
    },
  };
}

/** What is the same for all, and what the workspace says for itself. */
function settingsOf(config: SharedConfig, own: WorkspaceSettings): SlackDeps["settings"] {
  const { csm, channelLocale, defaultZone, workingDays, holidays, hours } = own;
  const { install: _, slack: __, ...same } = config;
  return {
    ...same,
    csm: { ...csm, teamIds: config.csmTeamIds },
    routes: [],
    channelLocale,
    defaultZone,
    calendar: calendarOf({ workingDays, holidays }),
    hours,
  };
}
