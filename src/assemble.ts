import { randomUUID } from "node:crypto";
import type { Config, SharedConfig } from "./config.ts";
import { earlier } from "./domain/working-time.ts";
import { given, never } from "./patience.ts";
import { serveInstalled } from "./serve-installed.ts";
import { serveOneWorkspace } from "./serve-one-workspace.ts";
import type { Serving } from "./serving.ts";
import type { Log } from "./slack/deps.ts";
import { type Inside as Health, readinessOf } from "./slack/health.ts";
import { type Jobs, startJobs } from "./start-jobs.ts";
import { openStore, type Store } from "./store/database.ts";
import { nextDueAt } from "./store/delivery-queues.ts";
import { readFigures } from "./store/figures.ts";
import { nextNudgeAt } from "./store/nudge-times.ts";
import { aheadOfServerMs } from "./store/server-clock.ts";
import { tracing } from "./trace.ts";

export interface Bot {
  /** Takes no new work, finishes what it has, and closes the store. */
  readonly stop: () => Promise<void>;
  /** Where Slack's requests come in, in HTTP mode. */
  readonly port: number | null;
  /** Where those who watch over it may ask, if anywhere. */
  readonly watchPort: number | null;
  /** When the next message is due, if any: for whoever moves the clock. */
  readonly nextDueAt: () => Promise<Date | null>;
  /** Looks for due work now instead of at the next tick, and resolves when it is done. */
  readonly wake: () => Promise<void>;
  /** Resolves when the listeners are done with what people did before. */
  readonly listened: () => Promise<void>;
}

const seconds = 1000;
/**
 * How long a stop waits for what is under way. Then every call to Slack is cut off, and its message is looked for at the
 * next start, or by another bot.
 */
const finishWithinMs = 3 * seconds;
/** The leases of several bots leave room for so much between their clocks. */
const clocksAgreeWithinMs = 5 * seconds;
/** How long one who asks whether all was heard waits for it: so long that a machine that stands still has time. */
const listenedWithinMs = 20 * seconds;

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
  config: Config | SharedConfig,
  { now, realNow = now, log: plainLog, stopping = never }: Surroundings,
): Promise<Bot> {
  const log = tracing(plainLog);
  let opened: Store | null = null;
  const calls = new AbortController();
  const leaving = new AbortController();
  let serving: Serving | null = null;
  let jobs: Jobs | null = null;
  let phase: ReturnType<Health["phase"]> = "starting";
  const health: Health = {
    phase: () => phase,
    isHearing: () => serving?.isHearing() ?? false,
    askStore: async () => {
      if (!opened) return;
      await nextDueAt(opened.db);
      await opened.takesWrites();
    },
  };
  const readiness = () => readinessOf(health, log);
  const figures = async () => opened && (await readFigures(opened.db));
  const connections = () => serving?.connections() ?? null;
  // First of all: a start that waits can be watched too. Loaded only where it is wanted, for it makes a start longer.
  const watched = { now, readiness, connections, figures, log };
  const watch =
    config.watch && (await (await import("./watch/open-watch.ts")).openWatch(config.watch, watched));
  const measures = watch?.measures;
  const stop = async () => {
    phase = "stopping";
    leaving.abort();
    const patience = AbortSignal.timeout(finishWithinMs);
    void given(patience).then(() => {
      calls.abort();
    });
    // At the same time: whoever stops the bot waits for the slowest of them, and not for one after the other.
    await Promise.all([serving?.stop(patience), jobs?.stop()]);
    await opened?.close();
    await watch?.close();
  };
  try {
    const { db } = (opened = await openStore(config.databaseUrl));
    await lookAtServerClock(db, realNow, log);
    const surroundings = { log, stopping, readiness, realNow, cut: calls.signal, measures };
    const inside = {
      db,
      now,
      newId: randomUUID,
      leaving: leaving.signal,
      log,
      wake: () => jobs?.wake(),
    };
    const working = (serving =
      "install" in config
        ? await serveInstalled(config, inside, surroundings)
        : await serveOneWorkspace(config, inside, surroundings));
    const running = (jobs = startJobs({ ...inside, measures }, working, config));
    await working.takeUp();
    running.wake();
    const { port, facts } = await working.begin();
    phase = "running";
    log.info({ ...facts, mode: config.slack.mode, ...(port ? { port } : {}) }, "the bot is ready");
    return {
      port,
      watchPort: watch?.port ?? null,
      stop,
      nextDueAt: async () =>
        earlier(earlier(await nextDueAt(db), await nextNudgeAt(db)), await running.nextDigestAt()),
      wake: () => {
        running.wakeAll();
        return running.idle();
      },
      listened: () => working.idle(AbortSignal.timeout(listenedWithinMs)),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function lookAtServerClock(db: Store["db"], realNow: () => Date, log: Log): Promise<void> {
  const aheadMs = await aheadOfServerMs(db, realNow);
  if (aheadMs === null || Math.abs(aheadMs) <= clocksAgreeWithinMs) return;
  log.warn(
    { aheadMs },
    "the clocks of this machine and of the database server differ: of several bots two may post the same",
  );
}
