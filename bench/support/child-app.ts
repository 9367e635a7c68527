import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { modeSettings } from "../../playground/stage.ts";
import { app, channels } from "../../playground/workspace.ts";
import type { LightSlack } from "./light-slack.ts";

/** An app in a process of its own, which Slack calls: the bot as whoever runs it starts it, or one to compare it with. */
export interface ChildApp {
  readonly port: number;
  /** From the start of the process until it said that it hears people. */
  readonly readyAfterMs: number;
  readonly usage: () => Usage;
  /** As a deployment would. */
  readonly stop: () => Promise<void>;
}

interface Usage {
  /** Of all its threads, in user and system, since the start. */
  readonly cpuMs: number;
  /** Resident, in bytes. */
  readonly memory: number;
}

export interface ChildOptions {
  readonly slack: Pick<LightSlack, "apiUrl">;
  /** Absent: the app keeps nothing. */
  readonly databaseUrl?: string;
  readonly settings?: Readonly<Record<string, string>>;
  /** Where Node keeps what it compiled; null: nowhere. Absent: where the app itself says, if it does. */
  readonly compileCache?: string | null;
  /** A folder in which the app leaves a CPU profile when it is stopped. Absent: none is made. */
  readonly profileIn?: string;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const readyLine = z.object({ msg: z.literal("the bot is ready"), port: z.number() });

export const startBotChild = (options: ChildOptions) =>
  startChild(["--import", "./src/keep-compiled.ts", "src/main.ts"], options);
/** Bolt and no more than what is measured; with a database, one durable insert by hand before it acknowledges. */
export const startBareChild = (options: ChildOptions) => startChild(["bench/apps/bare-bolt.ts"], options);

async function startChild(
  program: readonly string[],
  { slack, databaseUrl, settings = {}, compileCache, profileIn }: ChildOptions,
): Promise<ChildApp> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...program], {
    cwd: root,
    env: {
      SLACK_BOT_TOKEN: app.botToken,
      ...modeSettings("http"),
      SLACK_API_URL: slack.apiUrl,
      CSM_CHANNEL: channels.csm,
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
      ...settings,
      // No `.env` of the person who measures is read.
      DOTENV_CONFIG_PATH: "no-such-file",
      ...(compileCache ? { NODE_COMPILE_CACHE: compileCache } : {}),
      ...(compileCache === null ? { NODE_DISABLE_COMPILE_CACHE: "1" } : {}),
      ...(profileIn ? { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profileIn}` } : {}),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (words: string) => (said += words));
  const lines = createInterface({ input: child.stdout });
  const ready = new Promise<{ port: number; readyAfterMs: number }>((resolve) => {
    lines.on("line", (line) => {
      const told = readyLine.safeParse(line.startsWith("{") ? JSON.parse(line) : null);
      if (told.success) resolve({ port: told.data.port, readyAfterMs: performance.now() - startedAt });
      else if (/"level":[56]0/u.test(line)) said += `${line}\n`;
    });
  });
  const first = await Promise.race([ready, ended]);
  if (!("port" in first)) throw new Error(`${program.join(" ")} ended before it was ready.\n${said}`);
  const pid = z.number().parse(child.pid);
  return {
    ...first,
    usage: () => usageOf(pid),
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      // A figure of an app that failed meanwhile is worth nothing.
      if (said !== "") throw new Error(`${program.join(" ")} had trouble while it was measured.\n${said}`);
    },
  };
}

/** As Linux tells it, under `/proc`. */
function usageOf(pid: number): Usage {
  const [, fields = ""] = /^\d+ \(.*\) (.*)$/su.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
  // The list begins with the third field of proc(5): 14 and 15 are the ticks in user and system, 24 the pages in memory.
  const field = (number: number) => Number(fields.split(" ")[number - 3]);
  return {
    cpuMs: ((field(14) + field(15)) * 1000) / systemValue("CLK_TCK"),
    memory: field(24) * systemValue("PAGESIZE"),
  };
}

function systemValue(name: string): number {
  return Number(execFileSync("getconf", [name], { encoding: "utf8" }));
}
