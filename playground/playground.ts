import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openPlayground } from "./open-playground.ts";

/** `npm run playground`: the bot in a browser, without a Slack workspace. Ctrl-C ends all of it. */

const usualPort = 4390;
const endsWithinMs = 8_000;
const usage = `npm run playground -- [--port N] [--keep]
  --port N   the first port to try, ${usualPort} when absent; always on this machine alone
  --keep     keep the bot's database in data/playground`;

interface Wishes {
  readonly port: number;
  readonly keep: boolean;
}

function readWishes(): Wishes {
  const { values } = parseArgs({
    options: { port: { type: "string" }, keep: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help === true) {
    say(usage);
    process.exit(0);
  }
  const port = Number(values.port ?? usualPort);
  if (!/^\d*$/.test(values.port ?? "") || port > 65_535)
    throw new Error("--port takes a number, 0 to 65535.");
  return { port, keep: values.keep ?? false };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const closers: (() => Promise<void>)[] = [];
let ending: Promise<void> | null = null;

/** Ends what runs, the last started first, and then the process. */
function end(code: number): Promise<void> {
  ending ??= (async () => {
    setTimeout(() => process.exit(1), endsWithinMs).unref();
    for (const close of closers.reverse()) {
      await close().catch((error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
      });
    }
    process.exit(code);
  })();
  return ending;
}

async function folderFor(keep: boolean): Promise<string> {
  if (!keep) {
    const folder = await mkdtemp(join(tmpdir(), "escalation-playground-"));
    closers.push(() => rm(folder, { recursive: true, force: true }));
    return folder;
  }
  // One for each time: what the local Slack showed is gone with it, so that nothing could go on from an earlier one.
  const started = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
  const folder = join(import.meta.dirname, "..", "data", "playground", started);
  await mkdir(folder, { recursive: true });
  return folder;
}

async function main(): Promise<void> {
  const wishes = readWishes();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(0));
  say("Starting a local Slack and the bot …");
  const folder = await folderFor(wishes.keep);
  const file = join(folder, "escalations.db");
  const { url, port } = await openPlayground({
    port: wishes.port,
    databaseUrl: `sqlite:${file}`,
    onOpen: (close) => closers.push(close),
  });
  if (wishes.port !== 0 && port !== wishes.port)
    say(`Port ${wishes.port} is in use; ${port} is taken instead.`);
  if (wishes.keep) say(`The bot's database is kept: ${file}`);
  say(`\n  ${url}\n`);
  say(
    "Act as Dana, type /escalate in #store-relaunch and send a case; then act as Casey, a CSM, in #csm-escalations.",
  );
  say("Move the clock to see reminders, switch a fault on to see what the bot does then. Ctrl-C ends it.");
}

main().catch((error: unknown) => {
  // What is ended on purpose in the middle of its start may fail in passing.
  if (ending !== null) return;
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  void end(1);
});
