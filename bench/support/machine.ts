import { execFileSync } from "node:child_process";
import { cpus, loadavg, release, totalmem, type } from "node:os";
import { sql } from "kysely";
import type { Db } from "../../src/store/database.ts";

/** What the figures depend on. */

export function machineFacts(folder: string): readonly string[] {
  const [{ model } = { model: "unknown" }, ...others] = cpus();
  const gigabytes = (totalmem() / 1024 ** 3).toFixed(0);
  return [
    `${model.trim()}, ${others.length + 1} cores, ${gigabytes} GB of memory, ${type()} ${release()}`,
    `Databases on ${fileSystemOf(folder)}`,
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

function fileSystemOf(folder: string): string {
  const listed = execFileSync("df", ["--output=fstype", folder], { encoding: "utf8" });
  return listed.trim().split("\n").at(-1)?.trim() ?? "unknown";
}

/** The engine and its version, as it tells itself. */
export async function engineVersion(db: Db): Promise<string> {
  const { rows } = await sql<{ version: string }>`select sqlite_version() as version`.execute(db);
  return `SQLite ${rows[0]?.version ?? "unknown"}`;
}
