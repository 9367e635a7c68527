import { ConfigError, readBotConfig, type SharedConfig } from "../config.ts";
import { localDate } from "../domain/working-time.ts";
import { checkClock } from "../slack/check-clock.ts";
import { checkPort } from "../slack/check-hearing.ts";
import { checkBotToken, checkScopes } from "../slack/check-token.ts";
import { checkViews } from "../slack/check-views.ts";
import { askingClient } from "../slack/clients.ts";
import { classify } from "../slack/failures.ts";
import { askWhoWeAre } from "../slack/who-we-are.ts";
import type { Db } from "../store/database.ts";
import { examineStore } from "../store/examine-store.ts";
import { findInstallation, listInstalled } from "../store/installations.ts";
import { sealerWith } from "../store/sealing.ts";
import { findWorkspaceSettings } from "../store/workspace-settings.ts";
import { checkCommand, checkMode } from "./check-announced.ts";
import { checkCalendar } from "./check-calendar.ts";
import { type Examining, type Finding, placesOf } from "./examine.ts";

/** As `examineSetUp`, of a bot that several workspaces install: what is the same for all, and then each of them. */
export async function* examineInstalled(
  environment: Readonly<Record<string, string | undefined>>,
  examining: Examining,
): AsyncGenerator<Finding> {
  const read = readOrFaults(environment);
  if ("faults" in read) {
    for (const fault of read.faults) yield { code: "setting_faulty", fault };
    return;
  }
  const { config } = read;
  const { atFirst, slack, slashCommand, databaseUrl } = config;
  yield { code: "settings_readable", mode: "http" };
  yield checkCalendar(atFirst.holidays, localDate(examining.now(), atFirst.defaultZone));
  if (examining.announced) {
    yield checkCommand(slashCommand, examining.announced);
    const mode = checkMode("http", examining.announced);
    if (mode) yield mode;
  } else yield { code: "manifest_missing" };
  const { finding, db, close } = await examineStore(databaseUrl);
  try {
    yield finding;
    yield await checkPort(slack);
    if (db) yield* workspacesOf(config, db, examining);
    else yield { code: "not_checked", what: "whatever_slack_knows", because: "database" };
  } finally {
    await close();
  }
}

function readOrFaults(environment: Readonly<Record<string, string | undefined>>) {
  try {
    const config = readBotConfig(environment);
    return "install" in config ? { config } : { faults: [] };
  } catch (error) {
    if (error instanceof ConfigError) return { faults: error.faults };
    throw error;
  }
}

async function* workspacesOf(config: SharedConfig, db: Db, examining: Examining): AsyncGenerator<Finding> {
  const { apiUrl } = config.slack;
  const { now, log, announced } = examining;
  const sealer = sealerWith(config.install.keys);
  const installed = await listInstalled(db);
  if (installed.length === 0) yield { code: "workspaces_none" };
  let isFirst = true;
  for (const { teamId } of installed) {
    const installation = await findInstallation(db, teamId, sealer);
    if (installation === null) continue;
    if (installation === "unreadable") {
      yield { code: "workspace_token_unreadable", teamId };
      continue;
    }
    const { botToken } = installation;
    const asked = await askWhoWeAre({ botToken, apiUrl }, { realNow: now, log }).then(
      (told) => ({ told }),
      (error: unknown) => ({ why: classify(error) }),
    );
    if ("why" in asked) {
      const { kind, error } = asked.why;
      yield kind === "park"
        ? { code: "workspace_token_refused", teamId, error }
        : { code: "slack_silent", error };
      continue;
    }
    const { told } = asked;
    yield { code: "workspace_installed", name: told.workspaceName, teamId };
    yield checkBotToken(told);
    if (announced) yield checkScopes(told, announced.scopes);
    const client = askingClient(botToken, apiUrl, { log });
    if (isFirst) {
      yield checkClock(told.aheadMs, "http");
      yield await checkViews(client, config.atFirst.channelLocale);
    }
    isFirst = false;
    const own = await findWorkspaceSettings(db, teamId);
    if (!own) {
      yield { code: "workspace_not_set_up", teamId };
      continue;
    }
    const csm = { ...own.csm, teamIds: config.csmTeamIds };
    yield* placesOf({ csm, routes: [], routesAreKnown: true }, { db, told, client }, examining);
  }
}
