import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { openStore, type Store } from "../../src/store/database.ts";
import { findOpenDraft, openDraft } from "../../src/store/drafts.ts";
import { codeOf } from "../../src/store/engine-errors.ts";
import { inTransaction } from "../../src/store/transactions.ts";
import { holdLock } from "../support/a-lock.ts";

/** The file is held, full, read-only, damaged or gone while the bot uses it: what fails says so, in time, and nothing of it is kept. */

const nine = new Date("2026-03-16T09:00:00Z");
let folder: string;
let path: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trouble-test-"));
  path = join(folder, "data", "escalations.db");
  store = await openStore(`sqlite:${path}`);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const saves = (userId: string) => openDraft(store.db, { id: userId, teamId: "T1", userId }, nine);
const isKept = async (userId: string) => (await findOpenDraft(store.db, { teamId: "T1", userId })) !== null;
/** The code with which it failed; null when it did not. */
const failure = (act: Promise<unknown>): Promise<string | null> =>
  act.then(
    () => null,
    (error: unknown) => codeOf(error) ?? "no code",
  );

describe("while another process holds the file", () => {
  test("a save waits for it, and the thread goes on meanwhile", async () => {
    const lock = await holdLock(`sqlite:${path}`);
    let turns = 0;
    // Nothing but the thread's own turns can let go of it.
    const ticking = setInterval(() => {
      if ((turns += 1) === 10) void lock.letGo();
    }, 10);
    await saves("U1");
    clearInterval(ticking);
    expect(turns).toBeGreaterThanOrEqual(10);
    expect(await isKept("U1")).toBe(true);
  });

  test("for longer than anybody can wait, saves fail, the later ones at once; what was kept is read as before", async () => {
    await saves("U1");
    const newcomer = await openStore(`sqlite:${path}`);
    const lock = await holdLock(`sqlite:${path}`);
    expect(await failure(saves("U2"))).toBe("SQLITE_BUSY");
    // Somebody who finds it held for the first time waits longer than ten who know.
    const ended: string[] = [];
    const first = failure(openDraft(newcomer.db, { id: "U3", teamId: "T1", userId: "U3" }, nine));
    const others = async () => {
      for (let count = 0; count < 10; count += 1) expect(await failure(saves("U2"))).toBe("SQLITE_BUSY");
    };
    await Promise.all([
      first.then(() => ended.push("the first")),
      others().then(() => ended.push("the others")),
    ]);
    expect(ended).toEqual(["the others", "the first"]);
    await newcomer.close();
    expect([await isKept("U1"), await isKept("U2")]).toEqual([true, false]);
    await expect(store.takesWrites()).rejects.toThrow();
    await lock.letGo();
    expect(await failure(store.takesWrites())).toBeNull();
    await saves("U2");
    expect(await isKept("U2")).toBe(true);
  });
});

describe("when the disk is full", () => {
  /** No page more than there are: the engine itself says so, as it does on a disk without room. */
  const fill = () => sql`pragma max_page_count = 1`.execute(store.db);
  const makeRoom = () => sql`pragma max_page_count = 1000000`.execute(store.db);
  const much = "x".repeat(20_000);

  test("a transaction fails as a whole, says why, and the next one is a new one", async () => {
    await fill();
    const both = inTransaction(store.db, async (trx) => {
      await openDraft(trx, { id: "first", teamId: "T1", userId: "U1" }, nine);
      await sql`insert into seen_events (team_id, event_id, seen_at) values ('T1', ${much}, '')`.execute(trx);
    });
    expect(await failure(both)).toBe("SQLITE_FULL");
    expect(await isKept("U1")).toBe(false);
    await makeRoom();
    await saves("U1");
    expect(await isKept("U1")).toBe(true);
  });
});

test("when the file may only be read, saves fail, and go on once it may be written", async () => {
  await sql`pragma query_only = on`.execute(store.db);
  expect(await failure(saves("U1"))).toBe("SQLITE_READONLY");
  expect(await failure(store.takesWrites())).toBe("SQLITE_READONLY");
  await sql`pragma query_only = off`.execute(store.db);
  expect(await failure(store.takesWrites())).toBeNull();
  await saves("U1");
});

describe("when the folder is moved away", () => {
  const elsewhere = () => join(folder, "elsewhere");
  const moveAway = () => rename(join(folder, "data"), elsewhere());

  test("nothing is written where nobody would find it again; moved back, all goes on", async () => {
    await saves("U1");
    await moveAway();
    for (const act of [() => saves("U2"), () => isKept("U1"), () => store.takesWrites()])
      expect(await failure(act())).toBe("SQLITE_READONLY_DBMOVED");
    await rename(elsewhere(), join(folder, "data"));
    expect(await failure(store.takesWrites())).toBeNull();
    expect([await isKept("U1"), await isKept("U2")]).toEqual([true, false]);
    await saves("U2");
  });

  test("a file of the same name in its place is not taken for it", async () => {
    await moveAway();
    await mkdir(join(folder, "data"));
    await writeFile(path, "");
    expect(await failure(saves("U1"))).toBe("SQLITE_READONLY_DBMOVED");
  });
});
