import { pino } from "pino";
import { type Bot, startBot } from "../src/assemble.ts";
import { readConfig } from "../src/config.ts";
import { type FromBot, toBotSchema } from "./bot-messages.ts";

/** The bot as a process of its own, on the playground's clock. Whoever forked it tells it the time and when to stop. */

let offsetMs = 0;
const now = () => new Date(Date.now() + offsetMs);
let starting: Promise<Bot> | null = null;

function tell(message: FromBot): void {
  process.send?.(message);
}

async function start(): Promise<Bot> {
  const config = readConfig(process.env);
  // Written at once, so that the last words before a crash are heard.
  const written = pino.destination({ dest: 1, sync: true });
  const timestamp = () => `,"time":"${now().toISOString()}"`;
  const log = pino({ level: config.logLevel, base: null, timestamp }, written);
  const bot = await startBot(config, { now, realNow: () => new Date(), log });
  tell({ kind: "ready" });
  return bot;
}

async function answer(id: number, work: boolean): Promise<void> {
  const bot = await starting;
  if (work) await bot?.wake();
  const due = (await bot?.nextDueAt()) ?? null;
  tell({ kind: "answer", id, nextDueAt: due?.toISOString() ?? null });
}

async function stop(): Promise<void> {
  const bot = await starting;
  await bot?.stop();
  process.exit(0);
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}

function hear(message: unknown): void {
  const told = toBotSchema.parse(message);
  switch (told.kind) {
    case "clock":
      offsetMs = told.offsetMs;
      starting ??= start();
      starting.catch(fail);
      break;
    case "work":
    case "next_due":
      answer(told.id, told.kind === "work").catch(fail);
      break;
    case "stop":
      stop().catch(fail);
      break;
  }
}

process.on("message", hear);
// Nobody is left to stop it.
process.on("disconnect", () => process.exit(1));
// A Ctrl-C in a terminal reaches this process too; the one that forked it stops it in its own order.
process.on("SIGINT", () => undefined);
