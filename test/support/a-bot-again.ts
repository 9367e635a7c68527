import { copyFile, rm } from "node:fs/promises";
import { sql } from "kysely";
import { type Clock, frozenClock } from "../../playground/clock.ts";
import { bodyOf } from "../../playground/server/http-mode.ts";
import type { JsonObject } from "../../playground/server/json.ts";
import type { EnvelopeType } from "../../playground/server/traffic.ts";
import { botSettings } from "../../playground/stage.ts";
import type { Bot } from "../../src/assemble.ts";
import { type Db, openStore, type Store } from "../../src/store/database.ts";
import { type AnAnswer, sendTo } from "./a-signed-request.ts";
import { type Heard } from "./a-watched-log.ts";
import { startWatchedBotAt } from "./a-watched-stage.ts";
import type { Moment } from "./a-recording.ts";
import { type Asked, startAgreeingSlack } from "./an-agreeing-slack.ts";
import { putWhatIsNotTheirs } from "./what-is-not-theirs.ts";

/** The bot as it was at a moment of its life, for what might have come in then. */
export interface BotAgain {
  /** Sends it what Slack told it then, or something else in its place. */
  readonly hears: (
    payload?: JsonObject,
    as?: EnvelopeType,
  ) => Promise<AnAnswer & { readonly tookMs: number }>;
  /** Resolves when all that it owes is done. */
  readonly settles: () => Promise<void>;
  readonly restarts: () => Promise<void>;
  /** What is stored, and what people read, each in a line. */
  readonly outcome: () => Promise<readonly string[]>;
  readonly db: Db;
  readonly asked: readonly Asked[];
  /** What it wrote to its log, from its start on. */
  readonly lines: Heard[];
  readonly stop: () => Promise<void>;
}

let copies = 0;
const horizonMs = 20_000;

export async function openAgain(
  { before, type, payload, at }: Moment,
  slackOrigin: string,
): Promise<BotAgain> {
  const file = `${before}.again-${(copies += 1)}`;
  await copyFile(before, file);
  await putWhatIsNotTheirs(`sqlite:${file}`, at);
  const slack = await startAgreeingSlack(payload);
  const clock = frozenClock(at);
  const lines: Heard[] = [];
  const start = () =>
    startWatchedBotAt(slack.apiUrl, clock, botSettings("http", `sqlite:${file}`), (heard) =>
      lines.push(heard),
    );
  let bot = await start();
  const beside: Store = await openStore(`sqlite:${file}`);
  await settle(bot, clock);
  const here = (told: JsonObject) =>
    JSON.parse(JSON.stringify(told).replaceAll(slackOrigin, slack.origin)) as JsonObject;
  return {
    hears: async (told = payload, as = type) => {
      const began = performance.now();
      const answer = await sendTo(bot.port ?? 0, bodyOf(as, here(told)));
      return { ...answer, tookMs: performance.now() - began };
    },
    settles: () => settle(bot, clock),
    restarts: async () => {
      await bot.stop();
      bot = await start();
      await settle(bot, clock);
    },
    outcome: async () => [...(await storedIn(beside.db)), ...messagesIn(slack.asked)],
    db: beside.db,
    asked: slack.asked,
    lines,
    stop: async () => {
      await bot.stop();
      await beside.close();
      await slack.stop();
      for (const end of ["", "-wal", "-shm"]) await rm(`${file}${end}`, { force: true });
    },
  };
}

async function settle(bot: Bot, clock: Clock): Promise<void> {
  const horizon = clock.now().getTime() + horizonMs;
  for (;;) {
    await bot.listened();
    await bot.wake();
    const due = await bot.nextDueAt();
    if (due === null || due.getTime() > horizon) return;
    if (due > clock.now()) clock.moveTo(due);
  }
}

/** Says how far the bot is with its work, and how often it has looked at it. */
const ofTheWork = new Set(
  "revision updated_at refreshed_at seq wanted shown due_at lease_owner lease_until attempts lane ts subject posting_since posting_until seen_at kept_at trace".split(
    " ",
  ),
);

/**
 * When channels are free; that the app was removed, which each start with a token that works takes back; and what somebody
 * looks at in their Home, which is nothing but that.
 */
const ofTheRunning = new Set(["channel_paces", "removed_apps", "homes"]);
/** What the engine keeps for itself: of SQLite's index of words something is left when there are none. */
export const ofTheEngine = /^(?:kysely_|listed_words)/u;

async function storedIn(db: Db): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const { table, row } of await rowsIn(db)) {
    const told = Object.entries(row).filter(([column]) => !ofTheWork.has(column));
    if (!ofTheRunning.has(table) && !ofTheEngine.test(table))
      lines.push(`${table} ${JSON.stringify(Object.fromEntries(told))}`);
  }
  return lines;
}

export async function rowsIn(
  db: Db,
): Promise<readonly { readonly table: string; readonly row: Readonly<Record<string, unknown>> }[]> {
  const all = [];
  for (const { name: table } of await db.introspection.getTables()) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(db);
    all.push(...rows.map((row) => ({ table, row: readable(row) })));
  }
  return all;
}

/** The index of words that SQLite keeps is of bytes: words stand in it as they are. */
function readable(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      Buffer.isBuffer(value) ? value.toString("latin1") : value,
    ]),
  );
}

/** Each as it stands in the end. */
function messagesIn(asked: readonly Asked[]): readonly string[] {
  const shown = asked.filter(({ what }) => what === "chat.postMessage" || what === "chat.update");
  const latest = new Map(
    shown.map(({ args: { channel, ts, text, blocks } }) => [
      JSON.stringify([channel, ts]),
      `message ${JSON.stringify([channel, text, blocks])}`,
    ]),
  );
  return [...latest.values()];
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gu;

/** What is there in one outcome only. Ids that came up since `before` are as good as each other. */
export function differences(
  expected: readonly string[],
  found: readonly string[],
  before: readonly string[],
): readonly string[] {
  const known = new Set(before.join().match(uuid));
  const told = (lines: readonly string[]) =>
    lines.map((line) => line.replaceAll(uuid, (id) => (known.has(id) ? id : "a new id")));
  const more = (these: readonly string[], those: readonly string[]) => {
    const rest = [...told(those)];
    return told(these).filter((line) => {
      const at = rest.indexOf(line);
      if (at >= 0) rest.splice(at, 1);
      return at < 0;
    });
  };
  return [
    ...more(expected, found).map((line) => `missing: ${line}`),
    ...more(found, expected).map((line) => `too much: ${line}`),
  ];
}
