import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { type Db, openStore } from "../../src/store/database.ts";
import { backUp, endingOf } from "../../src/store/backup.ts";
import { changeDraft, findDraft, openDraft } from "../../src/store/drafts.ts";
import { findEscalation } from "../../src/store/escalations.ts";
import { inTransaction } from "../../src/store/transactions.ts";
import { startChild } from "../support/a-child-bot.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { restore } from "../support/a-postgres.ts";
import { aNewEscalation, sendCase, someAnswers } from "../support/an-escalation.ts";

/** A backup is whole, of one instant, and a bot can go on with it. */

const now = new Date("2026-11-23T15:00:00Z");
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "backup-test-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe.each(engines)("of $name", (engine) => {
  let database: ADatabase;
  let db: Db;
  let to: string;
  beforeEach(async () => {
    database = await engine.createDatabase();
    db = await database.open();
    to = join(folder, `copy${endingOf(database.url)}`);
  });
  afterEach(() => database.remove());

  /** As docs/operate.md says. */
  const restored = async (): Promise<ADatabase> => {
    if (endingOf(database.url) === ".db") return { ...(await engine.createEmpty()), url: `sqlite:${to}` };
    const empty = await engine.createEmpty();
    await restore(to, empty.url);
    return empty;
  };

  test("a bot goes on with it where it was made", async () => {
    await openDraft(db, { id: "d1", teamId: "T1", userId: "U1" }, now);
    await changeDraft(db, "d1", now, () => ({ answers: someAnswers }));
    await inTransaction(db, (trx) => sendCase(trx, aNewEscalation({ id: "case-1" }), now));
    const kept = [await findDraft(db, "d1"), await findEscalation(db, "case-1")];
    await backUp(database.url, to);
    await changeDraft(db, "d1", now, () => ({ answers: { ...someAnswers, examples: [] } }));

    const copy = await restored();
    const store = await openStore(copy.url);
    expect([await findDraft(store.db, "d1"), await findEscalation(store.db, "case-1")]).toEqual(kept);
    expect(await openDraft(store.db, { id: "d2", teamId: "T1", userId: "U2" }, now)).toMatchObject({
      id: "d2",
    });
    await store.close();
    await copy.remove();
  });

  test("what is written together meanwhile is in it together, or not at all", async () => {
    const over = new AbortController();
    let written = 0;
    const writing = (async () => {
      for (; !over.signal.aborted; written += 1) {
        await inTransaction(db, (trx) =>
          sendCase(trx, aNewEscalation({ id: `case-${written}`, draftId: `draft-${written}` }), now),
        );
        await turnOfTheLoop();
      }
    })();
    while (written < 20) await turnOfTheLoop();
    const backup = startChild({
      settings: { DATABASE_URL: database.url },
      program: "src/backup.ts",
      args: [to],
    });
    const code = await backup.ended;
    over.abort();
    await writing;
    expect([code, backup.errors()]).toEqual([0, ""]);
    expect(backup.out()).toContain(to);

    const copy = await restored();
    const store = await openStore(copy.url);
    const cases = await store.db.selectFrom("escalations").select("id").execute();
    const events = await store.db.selectFrom("escalation_events").select("escalation_id").execute();
    const cards = await store.db
      .selectFrom("deliveries")
      .select("owner_id")
      .where("kind", "=", "card")
      .execute();
    expect(cases.length).toBeGreaterThanOrEqual(20);
    expect(cases.length).toBeLessThan(written);
    const ids = cases.map(({ id }) => id).sort();
    expect(events.map((event) => event.escalation_id).sort()).toEqual(ids);
    expect(cards.map((card) => card.owner_id).sort()).toEqual(ids);
    await store.close();
    await copy.remove();
  });

  test("nobody else may read it, and one that is there is left as it is", async () => {
    await backUp(database.url, to);
    expect((await stat(to)).mode & 0o777).toBe(0o600);
    const before = await readFile(to);
    await expect(backUp(database.url, to)).rejects.toThrow("is there already, and was left as it is");
    expect((await readFile(to)).equals(before)).toBe(true);
    expect(await readdir(folder)).toHaveLength(1);
  });
});

test.each([
  ["no file", "sqlite:{folder}/nothing.db", "There is no database file at"],
  ["what is no database", "sqlite:{folder}/words.txt", "no backup was made"],
  ["no server", "postgres://me:hidden@127.0.0.1:1/nothing", "pg_dump"],
  ["a database in memory", "sqlite::memory:", "has nothing to back up"],
])("where there is %s it says so, and leaves nothing behind", async (_, url, sentence) => {
  await writeFile(join(folder, "words.txt"), "These are only words. ".repeat(100));
  const refused = await backUp(url.replace("{folder}", folder), join(folder, "copy")).catch(
    (error: unknown) => error,
  );
  const { message, name } = z.object({ message: z.string(), name: z.string() }).parse(refused);
  expect([name, message]).toEqual(["StoreError", expect.stringContaining(sentence)]);
  expect(message).not.toContain("hidden");
  expect(await readdir(folder)).toEqual(["words.txt"]);
});
