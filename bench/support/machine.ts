import { execFileSync } from "node:child_process";
import { cpus, loadavg, release, totalmem, type } from "node:os";

/** What the figures depend on. */

export function machineFacts(): readonly string[] {
  const [{ model } = { model: "unknown" }, ...others] = cpus();
  const gigabytes = (totalmem() / 1024 ** 3).toFixed(0);
  return [
    `${model.trim()}, ${others.length + 1} cores, ${gigabytes} GB of memory, ${type()} ${release()}`,
    `Node ${process.version}`,
  ];
}

/** How busy the machine was with other things, as far as it shows: on an idle one about 0 at the start. */
export function load(): string {
  return loadavg()
    .slice(0, 1)
    .map((average) => average.toFixed(1))
    .join();
}

export function fileSystemOf(folder: string): string {
  const listed = execFileSync("df", ["--output=fstype", folder], { encoding: "utf8" });
  return listed.trim().split("\n").at(-1)?.trim() ?? "unknown";
}

/** Begins to look how busy the machine is. Answers, when asked, what share of all its cores was in use since. */
export function coresBusy(): () => number {
  const before = coreTimes();
  return () => {
    const now = coreTimes();
    return 1 - (now.idle - before.idle) / (now.all - before.all);
  };
}

function coreTimes(): { readonly idle: number; readonly all: number } {
  const times = cpus().flatMap((core) => Object.entries(core.times));
  const sum = (which: readonly (readonly [string, number])[]) => which.reduce((all, [, ms]) => all + ms, 0);
  return { idle: sum(times.filter(([kind]) => kind === "idle")), all: sum(times) };
}
