import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { openStore } from "../../src/store/database.ts";
import { changeDraft, findOpenDraft, openDraft } from "../../src/store/drafts.ts";
import { createEscalation, findEscalation } from "../../src/store/escalations.ts";
import { StoreError } from "../../src/store/store-error.ts";
import { engines } from "../support/a-database.ts";
import { aNewEscalation, someAnswers } from "../support/an-escalation.ts";

const nine = new Date("2026-03-16T09:00:00Z");
const ana = { teamId: "T1", userId: "U1" };

describe("the database file", () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "database-test-"));
    path = join(folder, "made", "on first start", "escalations.db");
  });
  afterEach(() => rm(folder, { recursive: true }));

  const refusal = async (url: string): Promise<StoreError> => {
    const error: unknown = await openStore(url).then(
      (store) => store.close(),
      (reason: unknown) => reason,
    );
    if (!(error instanceof StoreError))
      throw new Error("It was not refused with a sentence", { cause: error });
    return error;
  };
  const fill = async () => {
    const { db, close } = await openStore(`sqlite:${path}`);
    await openDraft(db, { id: "d1", ...ana }, nine);
    await changeDraft(db, "d1", nine, () => ({ answers: someAnswers }));
    const escalation = await db
      .transaction()
      .execute((trx) => createEscalation(trx, aNewEscalation(), { kind: "sent", actorId: "U1" }, nine));
    await close();
    return escalation;
  };

  test.each(["sqlite:", "sqlite://"])(
    "is made on the first start with its folder, for its user alone (%s…)",
    async (scheme) => {
      const { db, close } = await openStore(`${scheme}${path}`);
      await openDraft(db, { id: "d1", ...ana }, nine);
      const files = await readdir(join(path, ".."));
      expect(files.sort()).toEqual(["escalations.db", "escalations.db-shm", "escalations.db-wal"]);
      for (const file of files) {
        expect((await stat(join(path, "..", file))).mode & 0o777).toBe(0o600);
      }
      await close();
    },
  );

  test("finds everything again when it is opened again, and again", async () => {
    const escalation = await fill();
    for (const opening of ["second", "third"]) {
      const { db, close } = await openStore(`sqlite:${path}`);
      expect([opening, (await findOpenDraft(db, ana))?.answers]).toEqual([opening, someAnswers]);
      expect(await findEscalation(db, escalation.id)).toEqual(escalation);
      await close();
    }
  });

  test("keeps what was written when the process is killed without closing it", async () => {
    await openStore(`sqlite:${path}`).then(({ close }) => close());
    const child = fork(fileURLToPath(import.meta.resolve("./another-process.ts")), [
      "write and die",
      `sqlite:${path}`,
    ]);
    expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
    const { db, close } = await openStore(`sqlite:${path}`);
    expect((await findOpenDraft(db, ana))?.answers).toEqual(someAnswers);
    await close();
  });

  test("syncs every commit to the disk, checks references and holds up no thread", async () => {
    const { db, close } = await openStore(`sqlite:${path}`);
    const pragma = async (name: string) =>
      Object.values(
        (await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db)).rows[0] ?? {},
      )[0];
    expect(await pragma("busy_timeout")).toBe(0);
    expect(await pragma("journal_mode")).toBe("wal");
    expect(await pragma("synchronous")).toBe(2);
    expect(await pragma("foreign_keys")).toBe(1);
    await close();
  });

  test("is refused when it is not a database", async () => {
    const url = `sqlite:${join(folder, "notes.txt")}`;
    await writeFile(join(folder, "notes.txt"), "These are not pages. ".repeat(500));
    expect((await refusal(url)).message).toContain("notes.txt is not a database.");
    expect(await readFile(join(folder, "notes.txt"), "utf8")).toBe("These are not pages. ".repeat(500));
  });

  test("is refused when pages in it are damaged, or missing", async () => {
    await fill();
    const whole = await readFile(path);
    const damageFrom = (from: number) =>
      writeFile(path, Buffer.concat([whole.subarray(0, from), Buffer.alloc(whole.length - from, 0xa5)]));
    const page = 4096;
    for (const from of [page, whole.length - page]) {
      await damageFrom(from);
      expect((await refusal(`sqlite:${path}`)).message).toContain(
        "escalations.db is damaged. Restore it from a backup",
      );
    }
    await writeFile(path, whole);
    await truncate(path, Math.floor(whole.length / 8192) * 4096);
    expect((await refusal(`sqlite:${path}`)).message).toContain("is damaged");
    await writeFile(path, whole);
    await openStore(`sqlite:${path}`).then(({ close }) => close());
  });

  test("is refused when a newer version of the bot made it, and left as it is", async () => {
    await fill();
    const { db, close } = await openStore(`sqlite:${path}`);
    await sql`insert into kysely_migration (name, timestamp) values ('999-later', '2027-01-01T00:00:00.000Z')`.execute(
      db,
    );
    await close();
    const before = await readFile(path);
    expect((await refusal(`sqlite:${path}`)).message).toContain("made by a newer version of the bot");
    expect(await readFile(path)).toEqual(before);
  });

  test("is refused when its folder cannot be made, or it is a folder itself", async () => {
    await writeFile(join(folder, "made"), "a file where a folder should be");
    const error = await refusal(`sqlite:${path}`);
    expect(error.message).toContain("cannot be created or written (ENOTDIR)");
    expect(error.cause).toMatchObject({ code: "ENOTDIR" });
    expect((await refusal(`sqlite:${folder}`)).message).toContain("cannot be created or written (EISDIR)");
  });

  test("is refused when another program holds it, instead of waiting for ever", async () => {
    await fill();
    const { db, close } = await openStore(`sqlite:${path}`);
    await sql`pragma locking_mode = exclusive`.execute(db);
    await openDraft(db, { id: "d2", teamId: "T1", userId: "U2" }, nine);
    const child = fork(
      fileURLToPath(import.meta.resolve("./another-process.ts")),
      ["open", `sqlite:${path}`],
      {
        silent: true,
      },
    );
    let complaint = "";
    child.stderr?.on("data", (chunk: Buffer) => (complaint += chunk.toString()));
    expect(await once(child, "close")).toEqual([1, null]);
    expect(complaint).toContain("is held by another program");
    await close();
  });

  test.each(["", "sqlite:", "mysql://bot:hunter2@host/db", "escalations.db"])(
    "is refused when DATABASE_URL is %j, which is not repeated",
    async (url) => {
      expect((await refusal(url)).message).toBe(
        "DATABASE_URL must look like sqlite:./data/escalations.db or postgres://user:password@host/database",
      );
    },
  );

  test("can be left out: a store in memory is forgotten on closing", async () => {
    const { db, close } = await openStore("sqlite::memory:");
    await openDraft(db, { id: "d1", ...ana }, nine);
    expect((await findOpenDraft(db, ana))?.id).toBe("d1");
    await close();
    const again = await openStore("sqlite::memory:");
    expect(await findOpenDraft(again.db, ana)).toBeNull();
    await again.close();
  });
});

describe.each(engines)("the first start on $name", ({ createEmpty }) => {
  test("can be that of six processes at once", async () => {
    const database = await createEmpty();
    const children = Array.from({ length: 6 }, () =>
      fork(fileURLToPath(import.meta.resolve("./another-process.ts")), ["open at last", database.url]),
    );
    const exits = await Promise.all(children.map((child): Promise<unknown[]> => once(child, "exit")));
    expect(exits).toEqual(children.map(() => [0, null]));
    const db = await database.open();
    const done = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
    expect(done.rows.map(({ name }) => name)).toEqual([
      "001-start",
      "002-nudges",
      "003-life-of-a-case",
      "004-held-turns",
      "005-queues",
      "006-erasing",
      "007-watching",
      "008-several-workspaces",
      "009-removed-apps",
      "010-listing",
      "011-digests",
      "012-doubts",
    ]);
    await database.remove();
  });

  test("is refused when a newer version of the bot was there before", async () => {
    const database = await createEmpty();
    const db = await database.open();
    await sql`insert into kysely_migration (name, timestamp) values ('999-later', '2027-01-01T00:00:00.000Z')`.execute(
      db,
    );
    await expect(openStore(database.url)).rejects.toThrow("made by a newer version of the bot");
    await database.remove();
  });
});
