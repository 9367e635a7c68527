import { readSharedSettings, type SharedConfig } from "../config.ts";
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
import { calendarOf, type Examining, type Finding, manifestOf, placesOf } from "./examine.ts";

/** As `examineSetUp`, of a bot that several workspaces install: what is the same for all, and then each of them. */
export async function* examineInstalled(
  environment: Readonly<Record<string, string | undefined>>,
  examining: Examining,
): AsyncGenerator<Finding> {
  const { config, faults } = readSharedSettings(environment);
  for (const fault of faults) yield { code: "setting_faulty", fault };
  if (config === null) return;
  const { atFirst, slack, slashCommand, databaseUrl } = config;
  yield { code: "settings_readable", mode: slack.mode };
  yield* calendarOf(atFirst, examining);
  yield* manifestOf({ slashCommand, hearing: slack }, examining);
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
