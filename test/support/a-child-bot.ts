import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { until } from "../../playground/patience.ts";
import type { Mode } from "../../playground/server/app-link.ts";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import { botSettings, requestUrl } from "../../playground/stage.ts";
import { type Moment, nameOfMoment } from "./a-moment.ts";
import { watchLine, watchSecrets, watchSlack } from "./a-watched-log.ts";

/** The bot as whoever runs it starts it: `node src/main.ts`, a process of its own. */
export interface ChildBot {
  readonly process: ChildProcess;
  /** What it wrote so far. */
  readonly out: () => string;
  readonly errors: () => string;
  /** Its log, line by line. */
  readonly lines: () => readonly string[];
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** How much later than now it believes it is from here on; for one that was given a time at its start. */
  readonly goesTo: (laterByMs: number) => void;
}

export interface ChildBotOptions {
  readonly settings: Readonly<Record<string, string>>;
  /** How much later than now the bot believes it is. */
  readonly laterByMs?: number;
  /** The bot itself when absent. */
  readonly program?: "src/main.ts" | "src/doctor.ts" | "src/backup.ts" | "src/export.ts" | "src/erase.ts";
  /** What stands behind it on its command line. */
  readonly args?: readonly string[];
  /** At which moment it ends as `kill -9` would. */
  readonly diesAt?: Moment | null;
  /** Whether its stop waits for what is under way for nearly as long as it may take. */
  readonly isPatient?: boolean;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const laterDay = fileURLToPath(new URL("a-later-day.ts", import.meta.url));
const longerPatience = fileURLToPath(new URL("a-longer-patience.ts", import.meta.url));
const diesAtModule = fileURLToPath(new URL("dies-at.ts", import.meta.url));
/** So that each start after the first is quicker. */
const compileCache = fileURLToPath(new URL("../../node_modules/.cache/child-bot", import.meta.url));
const children = new Set<ChildProcess>();

/** Settings with which it starts, on this Slack and this database. */
export function childSettings(
  slack: LocalSlack,
  databaseUrl: string,
  mode: Mode = "socket",
): Record<string, string> {
  watchSlack(slack);
  return { ...botSettings(mode, databaseUrl), SLACK_API_URL: slack.apiUrl, LOG_LEVEL: "debug" };
}

/** What no line may hold: tokens, and the password of a database. */
function secretsIn(settings: ChildBotOptions["settings"]): readonly string[] {
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, DATABASE_URL = "" } = settings;
  const [, password] = /:\/\/[^:@/]*:([^@/]+)@/u.exec(DATABASE_URL) ?? [];
  return [SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, password].map((secret) => secret ?? "");
}

/** Starts it with these settings and nothing else from the environment. Its lines are watched. */
export function startChild({
  settings,
  program = "src/main.ts",
  args = [],
  laterByMs = 0,
  diesAt = null,
  isPatient = false,
}: ChildBotOptions): ChildBot {
  const later = laterByMs === 0 ? [] : ["--import", laterDay];
  const fate = diesAt === null ? [] : ["--import", diesAtModule];
  const patience = isPatient ? ["--import", longerPatience] : [];
  const before = ["--max-old-space-size=512", ...later, ...fate, ...patience];
  const child = spawn(process.execPath, [...before, program, ...args], {
    cwd: root,
    // No `.env` of the person who runs the tests is read.
    env: {
      ...settings,
      LATER_BY_MS: String(laterByMs),
      ...(diesAt && { DIES_AT: nameOfMoment(diesAt) }),
      DOTENV_CONFIG_PATH: "no-such-file",
      NODE_COMPILE_CACHE: compileCache,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  children.add(child);
  watchSecrets(secretsIn(settings));
  for (const written of [child.stdout, child.stderr])
    if (written) createInterface({ input: written }).on("line", watchLine);
  let out = "";
  let errors = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const ended = once(child, "close").then(([code, signal]: unknown[]) => {
    children.delete(child);
    return (code ?? signal) as number | NodeJS.Signals;
  });
  return {
    process: child,
    out: () => out,
    errors: () => errors,
    lines: () => out.split("\n").filter((line) => line !== ""),
    ended,
    goesTo: (ms) => {
      // One that is going has nothing to be told.
      if (child.connected) child.send(ms, () => undefined);
    },
  };
}

/** Starts it and waits until it hears people. */
export async function startReadyChild(options: ChildBotOptions): Promise<ChildBot> {
  const child = startChild(options);
  await saysIn(child, "the bot is ready");
  return child;
}

const readyLine = z.object({ msg: z.literal("the bot is ready"), port: z.number() });

type How = Pick<ChildBotOptions, "isPatient">;

/** Starts it in HTTP mode and tells Slack where it hears people. */
export async function startHttpChild(
  slack: LocalSlack,
  databaseUrl: string,
  how: How = {},
): Promise<ChildBot & { readonly port: number }> {
  const child = await startListeningChild(slack, databaseUrl, how);
  await slack.reachAt(requestUrl(child.port));
  return child;
}

/** Starts it in HTTP mode, for whoever is to pass on to it what Slack says. */
export async function startListeningChild(
  slack: LocalSlack,
  databaseUrl: string,
  how: How = {},
): Promise<ChildBot & { readonly port: number }> {
  const child = await startReadyChild({ settings: childSettings(slack, databaseUrl, "http"), ...how });
  const ready = child.lines().flatMap((line) => readyLine.safeParse(JSON.parse(line)).data ?? [])[0];
  if (!ready) throw new Error(`The bot did not say at which port it is:\n${child.out()}`);
  return { ...child, port: ready.port };
}

/** Waits until it wrote this. */
export async function saysIn(child: ChildBot, text: string, patienceMs = 60_000): Promise<void> {
  await until(`“${text}”`, () => child.out().includes(text), patienceMs).catch((cause: unknown) => {
    throw new Error(`The bot did not say “${text}”. It said:\n${child.out()}${child.errors()}`, { cause });
  });
}

/** Ends those that a failed test left behind. */
export function endChildren(): void {
  for (const child of children) child.kill("SIGKILL");
}
