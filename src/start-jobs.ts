import { randomUUID } from "node:crypto";
import type { SharedConfig } from "./config.ts";
import { clockSetBack } from "./jobs/clock-set-back.ts";
import { type DeliverDeps, deliverDue, nextToDeliverAt } from "./jobs/deliver-due.ts";
import { type Digests, digests } from "./jobs/digest-due.ts";
import { drawHomes } from "./jobs/draw-homes.ts";
import { erasing } from "./jobs/erase-due.ts";
import { eraseRemoved } from "./jobs/erase-removed.ts";
import { nudgeDue } from "./jobs/nudge-due.ts";
import { type Runner, startRunner } from "./jobs/runner.ts";
import type { Measures } from "./measures.ts";
import type { Serving } from "./serving.ts";
import { channelsToTell } from "./slack/counters.ts";
import { messageUrl, type SlackDeps } from "./slack/deps.ts";
import { describeError } from "./slack/failures.ts";
import { inChannel, lookUpPerson } from "./slack/people.ts";
import { publishHome } from "./slack/publish-home.ts";
import { tokenWorks } from "./slack/token-works.ts";
import { type Home, nextOutdatedAt } from "./store/homes.ts";
import { nextNudgeAt } from "./store/nudge-times.ts";

/** The door the clock uses: each job, how often it looks for work, and how much of it at once. */

const seconds = 1000;
const lookForWorkEveryMs = 1 * seconds;
/** Nobody waits for that. */
const lookForOldEveryMs = 60 * seconds;
const lookAtTheClockEveryMs = 60 * seconds;
/** Enough that a message which takes its ten seconds holds up none to another channel. */
const deliveriesAtOnce = 20;
const homesAtOnce = 4;
/** While somebody looks at one. Whoever opens one wakes the bot that hears of it. */
const lookForHomesEveryMs = 10 * seconds;
/** Whoever has pressed something waits for the bot; nobody waits for a message like that, unless presses never end. */
const pressesGoFirstForMs = 0.5 * seconds;

interface Inside extends Pick<SlackDeps, "db" | "now" | "log"> {
  readonly measures: Measures | undefined;
}

export interface Jobs extends Runner {
  readonly nextDigestAt: Digests["nextAt"];
  /** Also what nothing that people do makes due. */
  readonly wakeAll: () => void;
}

/** For how long. */
type Kept = Pick<SharedConfig, "retentionDays" | "uninstallGraceDays">;

/** What the clock does: reminds, erases, and delivers what is owed. */
export function startJobs(inside: Inside, serving: Serving, kept: Kept): Jobs {
  const deliveries = startDeliveries(inside, serving);
  const nudges = startNudges(inside, serving, deliveries.wake);
  const homes = startHomes(inside, serving);
  const erasures = startErasing(inside, serving, kept, deliveries.wake);
  const weekly = startDigests(inside, serving, deliveries.wake);
  const wake = () => {
    nudges.wake();
    deliveries.wake();
    homes.wake();
  };
  const clock = startClock(inside, serving, wake);
  return {
    wake,
    wakeAll: () => {
      clock.wake();
      erasures.wake();
      weekly.wake();
      wake();
    },
    nextDigestAt: weekly.nextAt,
    // In this order: what is reminded of, erased or told of a week is delivered in the same breath.
    idle: async () => {
      await clock.idle();
      await nudges.idle();
      await erasures.idle();
      await weekly.idle();
      await deliveries.idle();
      await homes.idle();
    },
    stop: async () => {
      await Promise.all([clock, nudges, erasures, weekly, deliveries, homes].map((runner) => runner.stop()));
    },
  };
}

const lullOf = (serving: Serving) => (leaving: AbortSignal) => serving.lull(pressesGoFirstForMs, leaving);

function startClock({ db, now, log }: Inside, serving: Serving, wake: () => void): Runner {
  const teams = () => [...serving.all()].map(({ deps }) => deps.workspace.teamId);
  const look = clockSetBack({ db, now, teams, wake, log });
  return startRunner({
    now,
    // Every time: what there is to find is found by looking.
    nextAt: () => Promise.resolve(new Date(0)),
    lull: lullOf(serving),
    begin: async () => {
      await look();
      return [];
    },
    mostAtOnce: 1,
    everyMs: lookAtTheClockEveryMs,
    onError: (error) => {
      log.error(describeError(error), "looking whether the clock was set back failed");
    },
  });
}

function startHomes({ db, now, log }: Inside, serving: Serving): Runner {
  const forWorkspace = async (teamId: string) => {
    const served = await serving.served(teamId);
    return served && { draw: (home: Home) => publishHome(served.deps, served.client, home) };
  };
  return startRunner({
    now,
    nextAt: () => nextOutdatedAt(db, now()),
    lull: lullOf(serving),
    begin: (room) => drawHomes({ db, now, forWorkspace, log }, room),
    mostAtOnce: homesAtOnce,
    everyMs: lookForHomesEveryMs,
    onError: (error) => {
      log.error(describeError(error), "looking for homes to draw failed");
    },
  });
}

function startErasing(
  { db, now, log }: Inside,
  serving: Serving,
  { retentionDays, uninstallGraceDays: graceDays }: Kept,
  wake: () => void,
): Runner {
  const workspaces = () =>
    [...serving.all()].map(({ deps }) => ({
      teamId: deps.workspace.teamId,
      retention: { days: retentionDays, zone: deps.settings.defaultZone },
    }));
  const isBack = async (teamId: string) => {
    const served = await serving.served(teamId);
    return served !== null && (await tokenWorks(served.client));
  };
  const { nextAt, begin } = erasing({
    db,
    now,
    workspaces,
    eraseRemoved: (leaving) => eraseRemoved({ db, now, graceDays, isBack, log }, leaving),
    wake,
    log,
  });
  return startRunner({
    now,
    nextAt,
    lull: lullOf(serving),
    begin: (_, leaving) => begin(leaving),
    mostAtOnce: 1,
    everyMs: lookForOldEveryMs,
    onError: (error) => {
      log.error(describeError(error), "looking for what is to be erased failed");
    },
  });
}

function startDigests(
  { db, now, log }: Inside,
  serving: Serving,
  wake: () => void,
): Runner & Pick<Digests, "nextAt"> {
  const workspaces = () =>
    [...serving.all()].map(({ deps }) => {
      const { digest, defaultZone: zone, calendar, hours } = deps.settings;
      return {
        teamId: deps.workspace.teamId,
        times: { ...digest, zone, calendar, hours },
        channels: () => channelsToTell(deps),
      };
    });
  const { nextAt, begin } = digests({ db, now, workspaces, wake, log });
  const runner = startRunner({
    now,
    nextAt,
    lull: lullOf(serving),
    begin: (_, leaving) => begin(leaving),
    mostAtOnce: 1,
    everyMs: lookForOldEveryMs,
    onError: (error) => {
      log.error(describeError(error), "looking for digests to send failed");
    },
  });
  return { ...runner, nextAt };
}

function startNudges({ db, now, log }: Inside, serving: Serving, wake: () => void): Runner {
  const forWorkspace = async (teamId: string) => {
    const served = await serving.served(teamId);
    if (!served) return null;
    const { deps, client } = served;
    return {
      settings: deps.settings,
      lookUp: (userId: string) => lookUpPerson(deps, client, userId),
      isInChannel: (channelId: string, userId: string) => inChannel(client, channelId, userId),
    };
  };
  return startRunner({
    now,
    nextAt: () => nextNudgeAt(db),
    lull: lullOf(serving),
    begin: (_, leaving) => nudgeDue({ db, now, forWorkspace, wake, log, leaving }),
    mostAtOnce: 1,
    everyMs: lookForWorkEveryMs,
    onError: (error) => {
      log.error(describeError(error), "looking for cases to remind of failed");
    },
  });
}

function startDeliveries({ db, now, log, measures }: Inside, serving: Serving): Runner {
  const forWorkspace = async (teamId: string) => {
    const served = await serving.served(teamId);
    if (!served) return null;
    const { deps, poster } = served;
    const urlOf = (at: { readonly channelId: string; readonly ts: string }) => messageUrl(deps.workspace, at);
    return { settings: deps.settings, poster, urlOf };
  };
  const inHand: DeliverDeps["inHand"] = new Map();
  const runner = { owner: randomUUID(), inHand };
  return startRunner({
    now,
    nextAt: () => nextToDeliverAt({ db, now, inHand }),
    lull: lullOf(serving),
    begin: (limit, leaving) =>
      deliverDue({ db, now, forWorkspace, ...runner, log, leaving, measures }, limit),
    mostAtOnce: deliveriesAtOnce,
    everyMs: lookForWorkEveryMs,
    onError: (error) => {
      log.error(describeError(error), "looking for messages to send failed");
    },
  });
}
