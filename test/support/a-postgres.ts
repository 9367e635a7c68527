import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { Client } from "pg";
import { freePort } from "./a-port.ts";

/** A PostgreSQL server of the tests' own, at a free port of this machine, gone with them. */
export interface APostgres {
  /** The address of a database on it. */
  readonly url: (database: string) => string;
  /** Cuts every connection, as a crash of the server does, and keeps what was committed. */
  readonly crash: () => Promise<void>;
  /** After a crash. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** The database that every server has. */
export const adminDatabase = "postgres";

/** Without parameters, for what cannot be done in the database that it is about. */
export async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

const run = promisify(execFile);

/** What `npm run backup` made goes into an empty database. */
export async function restore(dump: string, url: string): Promise<void> {
  await run(join(programs ?? "", "pg_restore"), ["--no-owner", "--exit-on-error", `--dbname=${url}`, dump]);
}

/** Where Debian puts the programs, the newest first, unless it is said where they are. */
function findPrograms(): string | null {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [process.env["POSTGRES_BIN"], ...versions.map((version) => join(debian, version, "bin"))];
  return folders.find((folder) => folder !== undefined && existsSync(join(folder, "initdb"))) ?? null;
}

const programs = findPrograms();

/** Whether the programs are on this machine, or have to be. */
export const hasPostgres = programs !== null || process.env["POSTGRES_TESTS"] === "required";

export const postgresMissing =
  "Nothing was tested on PostgreSQL: it is not installed. Install it (on Debian: apt-get install postgresql), or set POSTGRES_BIN.";

/** The server runs as nobody's master: it refuses to be started by root. */
const unprivileged = process.getuid?.() === 0 ? await idsOf("postgres") : null;

async function idsOf(user: string): Promise<{ readonly uid: number; readonly gid: number } | null> {
  if (programs === null) return null;
  const id = async (flag: string) => Number((await run("id", [flag, user])).stdout);
  return { uid: await id("-u"), gid: await id("-g") };
}

/** `safe` makes it keep what was committed when its machine loses power too, which is slower. */
export async function startPostgres({ safe = false } = {}): Promise<APostgres> {
  if (programs === null) throw new Error(postgresMissing);
  const bin = (program: string) => join(programs, program);
  const folder = await mkdtemp(join(tmpdir(), "postgres-test-"));
  if (unprivileged) await chown(folder, unprivileged.uid, unprivileged.gid);
  const data = join(folder, "data");
  await run(bin("initdb"), ["-D", data, "-U", "bot", "-A", "trust", "-E", "UTF8", "--no-sync"], {
    ...unprivileged,
    cwd: folder,
  });
  const port = await freePort();
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: folder,
    max_connections: 300,
    ...(safe ? {} : { fsync: "off", full_page_writes: "off" }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const url = (database: string) => `postgres://bot@127.0.0.1:${port}/${database}`;
  let server: ReturnType<typeof spawn> | null = null;
  const start = async () => {
    const [command = "", ...given] = [...endingWithUs(), bin("postgres"), "-D", data, ...flags];
    const child = spawn(command, given, {
      ...unprivileged,
      cwd: folder,
      stdio: "ignore",
    });
    server = child;
    await answers(() => onServer(url(adminDatabase), "select 1"));
  };
  const end = async (signal: NodeJS.Signals) => {
    const ended = server;
    server = null;
    if (!ended || ended.exitCode !== null) return;
    const gone = once(ended, "exit");
    ended.kill(signal);
    await gone;
  };
  await start();

  return {
    url,
    // Immediately: nobody is waited for, and the next start recovers from the log.
    crash: () => end("SIGQUIT"),
    start,
    stop: async () => {
      await end("SIGINT");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A test run that is killed takes its server with it, where the system can see to that. */
function endingWithUs(): readonly string[] {
  const setpriv = "/usr/bin/setpriv";
  return existsSync(setpriv) ? [setpriv, "--pdeathsig", "INT"] : [];
}

const startsWithinMs = 30_000;

async function answers(ask: () => Promise<void>): Promise<void> {
  const giveUpAt = performance.now() + startsWithinMs;
  for (;;) {
    try {
      await ask();
      return;
    } catch (cause) {
      if (performance.now() > giveUpAt) throw new Error("PostgreSQL does not start.", { cause });
      await pause(20);
    }
  }
}
