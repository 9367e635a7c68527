import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Config } from "./config.ts";
import { deliverDue } from "./jobs/deliver-due.ts";
import { type Runner, startRunner } from "./jobs/runner.ts";
import { createSlackApp } from "./slack/app.ts";
import { lookUpChannel } from "./slack/channels.ts";
import { postingClient } from "./slack/clients.ts";
import { type Log, messageUrl, type SlackDeps, type Workspace } from "./slack/deps.ts";
import { describeError } from "./slack/failures.ts";
import { posterOn } from "./slack/poster.ts";
import { signingIn } from "./slack/sign-in.ts";
import { openStore } from "./store/database.ts";
import { nextDueAt, wakeParked } from "./store/delivery-claims.ts";

export interface Bot {
  /** Takes no new work, finishes what it has, and closes the store. */
  readonly stop: () => Promise<void>;
  /** When the next message is due, if any: for whoever moves the clock. */
  readonly nextDueAt: () => Promise<Date | null>;
  /** Looks for due work now instead of at the next tick. */
  readonly wake: () => void;
}

const seconds = 1000;
const lookForWorkEveryMs = 1 * seconds;

/** Wires config, store, text, Slack and jobs. The clock enters here and is handed down. */
export async function startBot(config: Config, { now, log }: { now: () => Date; log: Log }): Promise<Bot> {
  const store = await openStore(config.databaseUrl);
  let runner: Runner | null = null;
  try {
    const slack = await createSlackApp(config.slack, log);
    const whoAmI = await signingIn("SLACK_BOT_TOKEN", () => slack.client.auth.test(), log);
    const workspace = workspaceSchema.parse(whoAmI);
    const deps: SlackDeps = {
      db: store.db,
      now,
      newId: randomUUID,
      settings: config,
      workspace,
      log,
      wake: () => runner?.wake(),
    };
    const deliveries = (runner = startDeliveries(deps, config));
    await lookAtChannel(deps, slack.client);
    deliveries.wake();
    await slack.start(deps);
    log.info({ team: workspace.teamId, channel: config.csm.channel }, "the bot is ready");
    return {
      stop: async () => {
        await slack.stop();
        await deliveries.stop();
        await store.close();
      },
      nextDueAt: () => nextDueAt(store.db),
      wake: deliveries.wake,
    };
  } catch (error) {
    await runner?.stop();
    await store.close();
    throw error;
  }
}

const workspaceSchema = z
  .object({ team_id: z.string(), user_id: z.string(), url: z.url() })
  .transform((told): Workspace => ({ teamId: told.team_id, botUserId: told.user_id, url: told.url }));

function startDeliveries(deps: SlackDeps, config: Config): Runner {
  const { db, now, log, workspace, settings } = deps;
  const poster = posterOn(postingClient(config.slack, log), workspace.botUserId);
  const owner = randomUUID();
  const urlOf = (at: { readonly channelId: string; readonly ts: string }) => messageUrl(workspace, at);
  return startRunner({
    pass: () => deliverDue({ db, now, poster, owner, log, settings, urlOf }),
    everyMs: lookForWorkEveryMs,
    onError: (error) => {
      log.error(describeError(error), "looking for messages to send failed");
    },
  });
}

/** A start is a chance that something was mended. A channel that cannot be looked at keeps nothing from starting. */
async function lookAtChannel(deps: SlackDeps, client: Parameters<typeof lookUpChannel>[1]): Promise<void> {
  const { db, now, settings, workspace, log } = deps;
  try {
    const channel = await lookUpChannel(deps, client, settings.csm.channel);
    if (!channel.isMember || channel.isArchived) {
      log.warn(
        { channel: channel.channelId, member: channel.isMember, archived: channel.isArchived },
        "the CSM channel cannot be posted to: cards will wait",
      );
    }
  } catch (error) {
    log.warn(
      { channel: settings.csm.channel, ...describeError(error) },
      "the CSM channel could not be looked at: cards may have to wait",
    );
  }
  await wakeParked(db, { teamId: workspace.teamId, now: now() });
}
