import { randomUUID } from "node:crypto";
import type { Config } from "./config.ts";
import { earlier } from "./domain/working-time.ts";
import { deliverDue } from "./jobs/deliver-due.ts";
import { erasing } from "./jobs/erase-due.ts";
import { nudgeDue } from "./jobs/nudge-due.ts";
import { type Runner, startRunner } from "./jobs/runner.ts";
import { createSlackApp, type SlackApp } from "./slack/app.ts";
import { lookAtSetUp } from "./setup/look-at-start.ts";
import { postingClient } from "./slack/clients.ts";
import { defaultCounter } from "./slack/counters.ts";
import { type Log, messageUrl, type SlackDeps } from "./slack/deps.ts";
import { describeError } from "./slack/failures.ts";
import { inChannel, lookUpPerson } from "./slack/people.ts";
import { posterOn } from "./slack/poster.ts";
import { signingIn } from "./slack/sign-in.ts";
import { askWhoWeAre } from "./slack/who-we-are.ts";
import { given, never, unless } from "./patience.ts";
import { openStore } from "./store/database.ts";
import { wakeParked } from "./store/delivery-claims.ts";
import { nextDueAt } from "./store/delivery-queues.ts";
import { seatOldCases } from "./store/desks.ts";
import { lookAtNudges, nextNudgeAt } from "./store/nudge-times.ts";

export interface Bot {
  /** Takes no new work, finishes what it has, and closes the store. */
  readonly stop: () => Promise<void>;
  /** Where Slack's requests come in, in HTTP mode. */
  readonly port: number | null;
  /** When the next message is due, if any: for whoever moves the clock. */
  readonly nextDueAt: () => Promise<Date | null>;
  /** Looks for due work now instead of at the next tick, and resolves when it is done. */
  readonly wake: () => Promise<void>;
  /** Resolves when the listeners are done with what people did before. */
  readonly listened: () => Promise<void>;
}

const seconds = 1000;
const lookForWorkEveryMs = 1 * seconds;
/** Nobody waits for that. */
const lookForOldEveryMs = 60 * seconds;
/** Enough that a message which takes its ten seconds holds up none to another channel. */
const deliveriesAtOnce = 20;
/**
 * How long a stop waits for what is under way. Then every call to Slack is cut off, and its message is looked for at the
 * next start, or by another bot.
 */
const finishWithinMs = 3 * seconds;

export interface Surroundings {
  readonly now: () => Date;
  /** The time by which Slack signs its requests, for a bot that lives at another. */
  readonly realNow?: () => Date;
  readonly log: Log;
  /** Given when the bot is told to stop before it has started; `startBot` then rejects with its reason. */
  readonly stopping?: AbortSignal;
}

/** Wires config, store, text, Slack and jobs. The clock enters here and is handed down. */
export async function startBot(
  config: Config,
  { now, realNow = now, log, stopping = never }: Surroundings,
): Promise<Bot> {
  const store = await openStore(config.databaseUrl);
  const calls = new AbortController();
  let slack: SlackApp | null = null;
  let jobs: Jobs | null = null;
  const stop = async () => {
    const patience = AbortSignal.timeout(finishWithinMs);
    void given(patience).then(() => {
      calls.abort();
    });
    // At the same time: whoever stops the bot waits for the slowest of them, and not for one after the other.
    await Promise.all([slack?.stop(patience), jobs?.stop()]);
    await store.close();
  };
  try {
    const askStore = async () => {
      await nextDueAt(store.db);
      await store.takesWrites();
    };
    const starting = { log, stopping };
    const surroundings = { ...starting, askStore, realNow, cut: calls.signal };
    const app = (slack = await createSlackApp(config.slack, surroundings));
    const asking = { realNow, log, cut: calls.signal };
    const ask = () => askWhoWeAre(config.slack, asking);
    const whoWeAre = await signingIn("SLACK_BOT_TOKEN", ask, starting);
    const { workspace } = whoWeAre;
    const deps: SlackDeps = {
      db: store.db,
      now,
      newId: randomUUID,
      settings: config,
      workspace,
      log,
      wake: () => jobs?.wake(),
    };
    const { channel: _, ...desk } = defaultCounter(config);
    await seatOldCases(store.db, workspace.teamId, { ...desk, route: null });
    const running = (jobs = startJobs(deps, app.client, config, calls.signal));
    const { mode } = config.slack;
    await unless(stopping, () => lookAtSetUp(deps, app.client, { mode, whoWeAre }));
    // A start is a chance that something was mended.
    await wakeParked(store.db, { teamId: workspace.teamId, now: now() });
    // A setting may be another than before the start.
    await lookAtNudges(store.db, { teamId: workspace.teamId, now: now() });
    running.wake();
    const port = await app.start(deps);
    log.info(
      {
        team: workspace.teamId,
        channel: config.csm.channel,
        mode,
        ...(port ? { port } : {}),
      },
      "the bot is ready",
    );
    return {
      port,
      stop,
      nextDueAt: async () => earlier(await nextDueAt(store.db), await nextNudgeAt(store.db)),
      wake: () => {
        running.wakeAll();
        return running.idle();
      },
      listened: () => app.idle(AbortSignal.timeout(finishWithinMs)),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Jobs extends Runner {
  /** Also what nothing that people do makes due. */
  readonly wakeAll: () => void;
}

/** What the clock does: reminds, erases, and delivers what is owed. `cut` ends what is under way with Slack. */
function startJobs(deps: SlackDeps, client: SlackApp["client"], config: Config, cut: AbortSignal): Jobs {
  const deliveries = startDeliveries(deps, config, cut);
  const nudges = startNudges(deps, client, deliveries.wake);
  const erasures = startErasing(deps, config, deliveries.wake);
  const wake = () => {
    nudges.wake();
    deliveries.wake();
  };
  return {
    wake,
    wakeAll: () => {
      erasures.wake();
      wake();
    },
    // In this order: what is reminded of, or erased, is delivered in the same breath.
    idle: async () => {
      await nudges.idle();
      await erasures.idle();
      await deliveries.idle();
    },
    stop: async () => {
      await Promise.all([nudges.stop(), erasures.stop(), deliveries.stop()]);
    },
  };
}

function startErasing(
  { db, now, log, workspace, settings }: SlackDeps,
  { retentionDays }: Config,
  wake: () => void,
): Runner {
  const retention = { days: retentionDays, zone: settings.defaultZone };
  const { nextAt, begin } = erasing({ db, now, teamId: workspace.teamId, retention, wake, log });
  return startRunner({
    now,
    nextAt,
    begin: (_, leaving) => begin(leaving),
    mostAtOnce: 1,
    everyMs: lookForOldEveryMs,
    onError: (error) => {
      log.error(describeError(error), "looking for what is to be erased failed");
    },
  });
}

function startNudges(deps: SlackDeps, client: SlackApp["client"], wake: () => void): Runner {
  const { db, now, log, settings } = deps;
  const lookUp = (userId: string) => lookUpPerson(deps, client, userId);
  const isInChannel = (channelId: string, userId: string) => inChannel(client, channelId, userId);
  return startRunner({
    now,
    nextAt: () => nextNudgeAt(db),
    begin: (_, leaving) => nudgeDue({ db, now, settings, lookUp, isInChannel, wake, log, leaving }),
    mostAtOnce: 1,
    everyMs: lookForWorkEveryMs,
    onError: (error) => {
      log.error(describeError(error), "looking for cases to remind of failed");
    },
  });
}

function startDeliveries(deps: SlackDeps, config: Config, cut: AbortSignal): Runner {
  const { db, now, log, workspace, settings } = deps;
  const poster = posterOn(postingClient(config.slack, { log, cut }), workspace.botUserId);
  const runner = { owner: randomUUID(), inHand: new Set<string>() };
  const urlOf = (at: { readonly channelId: string; readonly ts: string }) => messageUrl(workspace, at);
  return startRunner({
    now,
    nextAt: () => nextDueAt(db),
    begin: (limit, leaving) =>
      deliverDue({ db, now, poster, ...runner, log, settings, urlOf, leaving }, limit),
    mostAtOnce: deliveriesAtOnce,
    everyMs: lookForWorkEveryMs,
    onError: (error) => {
      log.error(describeError(error), "looking for messages to send failed");
    },
  });
}
