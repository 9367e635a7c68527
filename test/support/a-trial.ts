import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { until } from "../../playground/patience.ts";
import { personOn } from "../../playground/person.ts";
import { type Config, readConfig } from "../../src/config.ts";
import { digestDueOn, nextDigestAt } from "../../src/domain/report-weeks.ts";
import { earlier } from "../../src/domain/working-time.ts";
import { type Db, openStore } from "../../src/store/database.ts";
import { findDelivery } from "../../src/store/deliveries.ts";
import { nextDueAt } from "../../src/store/delivery-queues.ts";
import { nextNudgeAt } from "../../src/store/nudge-times.ts";
import {
  type BotThatDies,
  type Death,
  type Life,
  mortalSettings,
  startBotThatDies,
} from "./a-bot-that-dies.ts";
import type { Engine } from "./a-database.ts";
import { nameOfMoment } from "./a-moment.ts";
import { readAccount } from "./an-account.ts";
import { faultsAtAnyTime, faultsAtTheEnd } from "./a-reckoning.ts";
import {
  faultsInTheStory,
  faultsInWhatIsErased,
  faultsInWhatWasTold,
  finishDrafts,
  monday,
  type Story,
} from "./a-story.ts";
import { digestKeyOf, nothingTold } from "./a-troubled-case.ts";

/** A bot that is killed over what people do, and what it comes to. */
export interface Trial {
  readonly story: Story;
  readonly engine: Engine;
  readonly replicas: number;
  readonly lives: readonly Life[];
  readonly coin: () => boolean;
}

export async function stand({ story, engine, replicas, lives, coin }: Trial): Promise<readonly Death[]> {
  const database = await engine.createDatabase();
  const { url } = database;
  await finishDrafts(url, story);
  const told = nothingTold();
  const { settings } = story;
  const bot = await startBotThatDies({
    databaseUrl: url,
    settings,
    start: monday,
    lives,
    replicas,
    look: (slack) =>
      besides(url, async (db) => {
        const account = await readAccount(db, slack);
        mustBeNone([
          ...(await integrity(url, db)),
          ...faultsAtAnyTime(account),
          ...(await faultsInWhatWasTold(account, told)),
          ...(await faultsInWhatIsErased(account, story)),
        ]);
      }),
  });
  try {
    await story.live(bot, (id) => ({ bot, coin, person: personOn(bot.slack, id) }), told);
    await bot.livesOn();
    const store = await openStore(url);
    try {
      const config = readConfig(mortalSettings(bot.slack, { databaseUrl: url, settings }));
      await livesUntilNothingIsDue(bot, store.db, config);
      const account = await readAccount(store.db, bot.slack);
      mustBeNone([
        ...(await integrity(url, store.db)),
        ...(await faultsAtTheEnd(account, config)),
        ...(await faultsInWhatWasTold(account, told)),
        ...(await faultsInWhatIsErased(account, story)),
        ...(await faultsInTheStory(account, story, told)),
      ]);
    } finally {
      await store.close();
    }
    return bot.deaths;
  } catch (cause) {
    const told = cause instanceof Error ? cause.message : String(cause);
    throw new Error([told, ...bot.deaths.map(obituary)].join("\n"), { cause });
  } finally {
    await bot.stop();
    await database.remove();
  }
}

function obituary({ at, life }: Death, index: number): string {
  const meant = life.diesAt === null ? at : nameOfMoment(life.diesAt);
  return `life ${index + 1} ended ${at}${meant === at ? "" : `, and not ${meant}`}`;
}

function mustBeNone(faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(faults.join("\n"));
}

/** Looks at what a process has left behind without touching it: the next one has to find it as it is. */
async function besides(url: string, look: (db: Db) => Promise<void>): Promise<void> {
  if (!isFile(url)) return lookInto(url, look);
  const file = url.replace("sqlite:", "");
  const folder = await mkdtemp(join(tmpdir(), "left-behind-"));
  const copy = join(folder, basename(file));
  try {
    await copyFile(file, copy);
    if (existsSync(`${file}-wal`)) await copyFile(`${file}-wal`, `${copy}-wal`);
    await lookInto(`sqlite:${copy}`, look);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function lookInto(url: string, look: (db: Db) => Promise<void>): Promise<void> {
  const store = await openStore(url);
  try {
    await look(store.db);
  } finally {
    await store.close();
  }
}

const isFile = (url: string) => url.startsWith("sqlite:");

async function integrity(url: string, db: Db): Promise<readonly string[]> {
  if (!isFile(url)) return [];
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
  return rows.map((row) => row.integrity_check).filter((found) => found !== "ok");
}

const glanceMs = 50;
const stillMs = 250;
/** From one thing that is due to the next one. */
const stepWithinMs = 60_000;

/** Moves the clock from one thing that is due to the next one, until there is none but the digests of weeks to come. */
async function livesUntilNothingIsDue(bot: BotThatDies, db: Db, config: Config): Promise<void> {
  const { slack, clock } = bot;
  let giveUpAt = performance.now() + stepWithinMs;
  for (;;) {
    await slack.quiet(stillMs);
    const next = earlier(await nextDueAt(db), await nextNudgeAt(db));
    if (next === null) return;
    const telling = await nextTelling(db, clock.now(), config);
    if (telling !== null && telling < next) {
      // Looked for once a minute, and at the start.
      await bot.sleepsUntil(telling);
      await isOwed(db, telling, bot, config);
      continue;
    }
    if (next > clock.now()) {
      await noneIsHeld(db);
      clock.moveTo(next);
      giveUpAt = performance.now() + stepWithinMs;
    } else if (performance.now() > giveUpAt) {
      throw new Error(`What was due at ${next.toISOString()} is not done.`);
    }
    await pause(glanceMs);
  }
}

/** When the next digest goes out; null when there are to be none. */
async function nextTelling(db: Db, now: Date, config: Config): Promise<Date | null> {
  const { digest, defaultZone: zone, calendar, hours } = config;
  const times = { ...digest, zone, calendar, hours };
  const week = digestDueOn(now, times);
  const owed = week !== null && (await findDelivery(db, digestKeyOf(week)));
  return nextDigestAt(now, times, Boolean(owed));
}

async function isOwed(db: Db, telling: Date, { clock }: BotThatDies, config: Config): Promise<void> {
  const isStillAhead = async () => {
    const next = await nextTelling(db, clock.now(), config);
    return next !== null && next <= clock.now();
  };
  await until(`the digest of ${telling.toISOString()}`, async () => !(await isStillAhead()), stepWithinMs);
}

/** Whoever is alive is done with a message long before its lease is over; the clock must not end it for them. */
async function noneIsHeld(db: Db): Promise<void> {
  const givenUpAt = performance.now() + 3_000;
  for (;;) {
    const held = await db
      .selectFrom("deliveries")
      .select("key")
      .where("lease_until", "is not", null)
      .execute();
    // Of one that has died.
    if (held.length === 0 || performance.now() > givenUpAt) return;
    await pause(glanceMs);
  }
}
