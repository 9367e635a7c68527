import { setTimeout as pause } from "node:timers/promises";
import { until } from "../../playground/patience.ts";
import { type LocalSlack, startLocalSlack } from "../../playground/server/local-slack.ts";
import { type SharedClock, sharedClock } from "../../playground/shared-clock.ts";
import { app, workspace } from "../../playground/workspace.ts";
import { type ChildBot, childSettings, startChild } from "./a-child-bot.ts";
import { type Moment, nameOfMoment, onTheirWay } from "./a-moment.ts";

/** The bot as a process that is killed again and again and started again each time, with people on its local Slack. */

/** How one life of it ends. */
export interface Life {
  /** Null: at no particular moment. */
  readonly diesAt: Moment | null;
  /** It is killed from outside when it has heard people for so long. */
  readonly withinMs: number;
  /** How much later the next one begins, by the clock. */
  readonly downMs: number;
}

export interface Death {
  readonly life: Life;
  /** “before record 2”, or “at random”. */
  readonly at: string;
}

export interface BotThatDies {
  readonly slack: LocalSlack;
  readonly clock: SharedClock;
  readonly deaths: readonly Death[];
  /** Resolves once it hears people. */
  readonly hears: () => Promise<void>;
  /** What is waited for may never come once the bot has died: rejects then. */
  readonly whileItLives: <T>(waiting: Promise<T>) => Promise<T>;
  /** For what comes by and by: some seconds by the clock, or more when the bot dies meanwhile. */
  readonly awhile: () => Promise<void>;
  /** Whether no life is under way, or about to begin, that ends at a moment of its own and in no other way. */
  readonly isPastItsMoments: () => boolean;
  /** It is down until then. */
  readonly sleepsUntil: (instant: Date) => Promise<void>;
  /** From here on nobody kills it. */
  readonly livesOn: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface MortalBot {
  readonly databaseUrl: string;
  /** Beside those with which every bot here starts. */
  readonly settings: Readonly<Record<string, string>>;
  readonly start: Date;
  /** How its lives end, one after the other; after the last one it lives on. */
  readonly lives: readonly Life[];
  /** How many of it run at a time. */
  readonly replicas: number;
  /** What must hold whenever one has just died; rejects when it does not. */
  readonly look: (slack: LocalSlack) => Promise<void>;
}

const seconds = 1000;
const startsWithinMs = 60 * seconds;
const hearsWithinMs = 90 * seconds;
/** What was held when a process died is free again after this. */
const leaseIsOverMs = 31 * seconds;
const quietMs = 600;
/** It takes some time, so that it may be on its way when the bot dies. */
const onItsWayMs = 80;
export const undisturbed: Life = { diesAt: null, withinMs: Infinity, downMs: 0 };

/** Those with which a bot starts that dies. */
export function mortalSettings(
  slack: LocalSlack,
  { databaseUrl, settings }: Pick<MortalBot, "databaseUrl" | "settings">,
): Record<string, string> {
  return { ...childSettings(slack, databaseUrl), DEFAULT_TIME_ZONE: "America/Chicago", ...settings };
}

export async function startBotThatDies(mortal: MortalBot): Promise<BotThatDies> {
  const { start, lives, replicas, look } = mortal;
  /** Those that live. */
  const lifeOf = new Map<ChildBot, Life>();
  const killed = new Set<ChildBot>();
  const clock = sharedClock(start, (offsetMs) => {
    for (const child of lifeOf.keys()) child.goesTo(offsetMs);
  });
  const slack = await startLocalSlack({
    workspace,
    app,
    clock,
    settleMs: 40,
    ackWithinMs: 20 * seconds,
    eventRetryDelaysMs: [0.2 * seconds, 2 * seconds, 5 * seconds],
  });
  for (const method of onTheirWay) slack.fail(method, { kind: "delay", ms: onItsWayMs }, { times: Infinity });
  const settings = mortalSettings(slack, mortal);
  const deaths: Death[] = [];
  const mourners = new Set<() => void>();
  let ahead = lives;
  let isOver = false;
  let sleeping: { readonly until: Promise<void>; asleep: number } | null = null;

  function nextLife(): Life {
    const [life = undisturbed, ...more] = ahead;
    ahead = more;
    return life;
  }

  async function liveOnce(): Promise<void> {
    const life = nextLife();
    const child = startChild({ settings, laterByMs: clock.offsetMs(), diesAt: life.diesAt });
    lifeOf.set(child, life);
    await dies(child, life);
    const how = await child.ended;
    lifeOf.delete(child);
    if (isOver) return;
    if (how !== "SIGKILL") throw new Error(`The bot ended by itself (${how}):\n${lastWords(child)}`);
    const at = life.diesAt && !killed.has(child) ? nameOfMoment(life.diesAt) : "at random";
    deaths.push({ life, at });
    for (const told of mourners) told();
    await look(slack).catch((cause: unknown) => {
      throw new Error(`Killed ${at}, and then:\n${String(cause)}\n${lastWords(child)}`, { cause });
    });
    // Others may be in the middle of something.
    if (replicas === 1) clock.advance(life.downMs);
    if (sleeping) {
      sleeping.asleep += 1;
      await sleeping.until;
    }
  }

  async function liveAgainAndAgain(): Promise<void> {
    while (!isOver) await liveOnce();
  }

  function killAll(): void {
    for (const child of lifeOf.keys()) kill(child);
  }

  function kill(child: ChildBot): void {
    if (isGone(child)) return;
    killed.add(child);
    child.process.kill("SIGKILL");
  }

  /** Resolves once it has died, by itself or killed from here. */
  async function dies(child: ChildBot, { withinMs }: Life): Promise<void> {
    const isReady = () => child.out().includes("the bot is ready");
    await until("a start", () => isGone(child) || isReady(), startsWithinMs).catch(() => undefined);
    const life = withinMs === Infinity ? [] : [pause(withinMs, undefined, { ref: false })];
    await Promise.race([child.ended, ...life]);
    kill(child);
  }

  const trouble = Promise.all(Array.from({ length: replicas }, liveAgainAndAgain)).then(() => {
    throw new Error("The bot was stopped.");
  });
  trouble.catch(() => undefined);
  const unlessTrouble = <T>(waiting: Promise<T>) => Promise.race([waiting, trouble]);

  const bot: BotThatDies = {
    slack,
    clock,
    deaths,
    hears: async () => {
      const deathsBefore = deaths.length;
      try {
        await within(hearsWithinMs, "hear people", unlessTrouble(slack.untilConnected()));
      } catch (error) {
        // The next life has as long for it: what was due may have ended this one before it heard anybody.
        if (isOver || deaths.length === deathsBefore) throw error;
        await bot.hears();
      }
    },
    whileItLives: async (waiting) => {
      let told: () => void = () => undefined;
      const death = new Promise<never>((_, reject) => {
        told = () => {
          reject(new Error("The bot has died."));
        };
      });
      mourners.add(told);
      try {
        return await unlessTrouble(Promise.race([waiting, death]));
      } finally {
        mourners.delete(told);
      }
    },
    awhile: async () => {
      const deathsBefore = deaths.length;
      await unlessTrouble(slack.quiet(quietMs));
      if (deaths.length === deathsBefore) clock.advance(leaseIsOverMs);
    },
    isPastItsMoments: () => lifeOf.size === replicas && ![...lifeOf.values()].some(isFated),
    sleepsUntil: async (instant) => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const sleep = { until: promise, asleep: 0 };
      sleeping = sleep;
      const isDown = () => {
        killAll();
        return sleep.asleep === replicas;
      };
      try {
        await unlessTrouble(until("all to be down", isDown, hearsWithinMs));
        if (clock.now() < instant) clock.moveTo(instant);
      } finally {
        sleeping = null;
        resolve(undefined);
      }
      await bot.hears();
    },
    livesOn: async () => {
      ahead = [];
      await bot.sleepsUntil(new Date(clock.now().getTime() + leaseIsOverMs));
    },
    stop: async () => {
      isOver = true;
      killAll();
      await trouble.catch(() => undefined);
      await slack.stop();
    },
  };
  return bot;
}

function isGone({ process }: ChildBot): boolean {
  return process.signalCode !== null || process.exitCode !== null;
}

function isFated({ diesAt, withinMs }: Life): boolean {
  return diesAt !== null && withinMs === Infinity;
}

async function within<T>(ms: number, what: string, waiting: Promise<T>): Promise<T> {
  const over = new AbortController();
  const late = pause(ms, undefined, { signal: over.signal, ref: false }).then(() => {
    throw new Error(`The bot did not ${what} in time.`);
  });
  try {
    return await Promise.race([waiting, late]);
  } finally {
    over.abort();
    late.catch(() => undefined);
  }
}

const wordsKept = 15;

function lastWords(child: ChildBot): string {
  return [...child.lines().slice(-wordsKept), child.errors()].join("\n");
}
