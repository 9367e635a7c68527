import { execFile } from "node:child_process";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { promisify } from "node:util";
import Sqlite from "better-sqlite3";
import { parse } from "pg-connection-string";
import { z } from "zod";
import { codeOf } from "./engine-errors.ts";
import { exists, inMemory, pathIn } from "./sqlite.ts";
import { StoreError } from "./store-error.ts";

/**
 * A copy of everything that is kept, as of one instant, while bots go on: of a file by SQLite itself, of a PostgreSQL
 * database by its `pg_dump`. It has its name only once it is whole and on the disk.
 */

/** What the copy of such a database is: the end of its name says how it is restored. */
export function endingOf(url: string): ".db" | ".dump" {
  return url.startsWith("sqlite:") ? ".db" : ".dump";
}

/** Resolves with the size in bytes. Rejects with a StoreError that says what to do; a file that is there is left as it is. */
export async function backUp(url: string, to: string): Promise<number> {
  const path = resolve(to);
  if (await exists(path).catch(explain(path)))
    throw new StoreError(`${path} is there already, and was left as it is. Name another file.`);
  // What people wrote is for the user who runs the bot alone.
  await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch(explain(path));
  const unfinished = `${path}.unfinished`;
  try {
    await rm(unfinished, { force: true });
    const file = await open(unfinished, "wx", 0o600);
    try {
      if (endingOf(url) === ".db") copyFile(url, unfinished);
      else await dump(url, unfinished);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
    return (await stat(path)).size;
  } catch (error) {
    await rm(unfinished, { force: true });
    return explain(path)(error);
  }
}

/** One transaction that reads: those who write meanwhile neither wait nor are seen. */
function copyFile(url: string, to: string): void {
  const from = pathIn(url);
  if (from === inMemory) throw new StoreError("A database in memory has nothing to back up.");
  let database: Sqlite.Database | null = null;
  try {
    database = new Sqlite(from, { fileMustExist: true });
    database.prepare("vacuum into ?").run(to);
  } catch (error) {
    if (!codeOf(error)?.startsWith("SQLITE_CANTOPEN")) throw error;
    throw new StoreError(
      `There is no database file at ${from}. Start this in the bot's folder, with its DATABASE_URL.`,
    );
  } finally {
    database?.close();
  }
}

const run = promisify(execFile);

/** The address goes by the environment: what stands on a command line can be read by everybody on the machine. */
async function dump(url: string, to: string): Promise<void> {
  const { host, port, user, password, database } = parse(url);
  const sslmode = new URL(url).searchParams.get("sslmode");
  const address = {
    ...(host && { PGHOST: host }),
    ...(port && { PGPORT: port }),
    ...(user && { PGUSER: user }),
    ...(password && { PGPASSWORD: password }),
    ...(database && { PGDATABASE: database }),
    ...(sslmode && { PGSSLMODE: sslmode }),
  };
  try {
    await run("pg_dump", ["--format=custom", "--no-owner", `--file=${to}`], {
      env: { ...process.env, ...address },
    });
  } catch (error) {
    if (codeOf(error) === "ENOENT")
      throw new StoreError(
        "pg_dump is not installed here. Install PostgreSQL's client programs (Debian: postgresql-client), or back the database up where its server is.",
      );
    throw new StoreError(`pg_dump could not read the database: ${lastLineOf(error)}`);
  }
}

const failedProgram = z.object({ stderr: z.string() }).catch({ stderr: "" });

/** pg_dump names hosts, databases and users, and neither passwords nor what is in a table. */
function lastLineOf(error: unknown): string {
  const { stderr } = failedProgram.parse(error);
  return stderr.trim().split("\n").at(-1) ?? "";
}

function explain(path: string) {
  return (error: unknown): never => {
    if (error instanceof StoreError) throw error;
    const code = codeOf(error) ?? "";
    if (/^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOENT|EISDIR)/u.test(code))
      throw new StoreError(
        `${path} cannot be written (${code}). Name a file in a folder that this user may write to.`,
      );
    if (/^(ENOSPC|EDQUOT|SQLITE_FULL)/u.test(code))
      throw new StoreError(
        `There is no room for ${path}. Make room, or name a file on another disk; nothing was changed.`,
      );
    if (/^SQLITE_(CORRUPT|NOTADB)/u.test(code))
      throw new StoreError("The database file is damaged: no backup was made. Restore an earlier one.");
    throw error;
  };
}
