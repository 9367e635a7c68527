import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { fromBotSchema, type ToBot } from "./bot-messages.ts";

export type BotState = "starting" | "running" | "crashed";

/** The bot in a process of its own, which may crash and be started again. */
export interface BotProcess {
  readonly state: () => BotState;
  /** Null when there is none. */
  readonly pid: () => number | null;
  /** What it wrote last, oldest first, those before a restart included. */
  readonly lines: () => readonly string[];
  /** Starts it; stops it first if there is one. Resolves once it hears people or has crashed, or when patience ends. */
  readonly restart: (patienceMs: number) => Promise<void>;
  readonly setClock: (offsetMs: number) => void;
  /** Has it do all that is due now, and tells when the next thing is; null also when no bot is running. */
  readonly work: () => Promise<Date | null>;
  /** As `work`, without doing anything. */
  readonly nextDueAt: () => Promise<Date | null>;
  /** Ends it within seconds, for good. */
  readonly stop: () => Promise<void>;
}

const seconds = 1000;
const stopsWithinMs = 3 * seconds;
const answersWithinMs = 12 * seconds;
const mostLines = 200;

const program = fileURLToPath(new URL("bot-child.ts", import.meta.url));
/** What a process needs of the surroundings; settings that happen to stand there are not the playground's. */
const surroundings = ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "NODE_COMPILE_CACHE"];

export function botProcess(options: {
  readonly settings: Readonly<Record<string, string>>;
  readonly clockOffsetMs: () => number;
  readonly onChange: () => void;
}): BotProcess {
  const { onChange } = options;
  const lines: string[] = [];
  const asked = new Map<number, (nextDueAt: Date | null) => void>();
  let state: BotState = "starting";
  let child: ChildProcess | null = null;
  let questions = 0;
  let starts: (() => void)[] = [];

  function become(next: BotState): void {
    state = next;
    for (const heard of starts) heard();
    starts = [];
    onChange();
  }

  function keepLines(from: Readable | null): void {
    if (from === null) return;
    createInterface({ input: from }).on("line", (line) => {
      lines.push(line);
      if (lines.length > mostLines) lines.shift();
      onChange();
    });
  }

  function launch(): void {
    const started = fork(program, {
      env: environment(options.settings),
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    child = started;
    keepLines(started.stdout);
    keepLines(started.stderr);
    started.on("message", (message) => {
      const told = fromBotSchema.parse(message);
      if (told.kind === "ready") become("running");
      else asked.get(told.id)?.(told.nextDueAt === null ? null : new Date(told.nextDueAt));
    });
    started.on("close", () => {
      for (const answer of asked.values()) answer(null);
      if (child !== started) return;
      child = null;
      become("crashed");
    });
    // A process that is going has nothing to be told.
    started.on("error", () => undefined);
    send({ kind: "clock", offsetMs: options.clockOffsetMs() });
  }

  function send(message: ToBot): void {
    if (child?.connected === true) child.send(message, () => undefined);
  }

  /** Null when there is no answer in time. */
  function ask(kind: "work" | "next_due"): Promise<Date | null> {
    if (state !== "running" || child === null) return Promise.resolve(null);
    const id = (questions += 1);
    return new Promise((resolve) => {
      const answer = (at: Date | null) => {
        clearTimeout(tooLong);
        asked.delete(id);
        resolve(at);
      };
      const tooLong = setTimeout(answer, answersWithinMs, null);
      asked.set(id, answer);
      send({ kind, id });
    });
  }

  async function end(): Promise<void> {
    const ending = child;
    child = null;
    if (ending === null) return;
    const ended = once(ending, "close");
    if (ending.connected) ending.send({ kind: "stop" } satisfies ToBot, () => undefined);
    const tooLong = setTimeout(() => ending.kill("SIGKILL"), stopsWithinMs);
    await ended;
    clearTimeout(tooLong);
  }

  return {
    state: () => state,
    pid: () => child?.pid ?? null,
    lines: () => lines,
    async restart(patienceMs) {
      become("starting");
      await end();
      const settled = new Promise<void>((resolve) => starts.push(resolve));
      launch();
      await Promise.race([settled, pause(patienceMs, undefined, { ref: false })]);
    },
    setClock(offsetMs) {
      send({ kind: "clock", offsetMs });
    },
    work: () => ask("work"),
    nextDueAt: () => ask("next_due"),
    stop: end,
  };
}

function environment(settings: Readonly<Record<string, string>>): Record<string, string> {
  const needed = surroundings.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(needed), ...settings };
}
