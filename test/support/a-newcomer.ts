import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { until } from "../../playground/patience.ts";
import { watchLine } from "./a-watched-log.ts";

/** Somebody at a terminal, who has nothing but what the project says. */

const started = new Set<ChildProcess>();

/** A command as it is typed in that folder; nothing of the environment of the tests is there. */
export function types(command: string, folder: string) {
  const [program = "", ...args] = command.split(" ");
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(program, args, { cwd: folder, detached: true, env: { PATH, HOME } });
  started.add(child);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      if (line.startsWith("{")) watchLine(line);
    });
  const ended = once(child, "close").then(([code]: unknown[]) => {
    started.delete(child);
    return code;
  });
  return {
    says: (words: string) => until(`“${words}”`, () => lines.some((line) => line.includes(words)), 60_000),
    ended,
    text: () => lines.join("\n"),
    /** Ctrl+C. */
    interrupt: async () => {
      if (child.pid) process.kill(-child.pid, "SIGINT");
      return ended;
    },
  };
}

/** Ends what was not ended. */
export function stopsTyping(): void {
  for (const child of started) if (child.pid) process.kill(-child.pid, "SIGKILL");
  started.clear();
}
