import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { openStore, type Store } from "../../src/store/database.ts";
import { findOpenDraft, openDraft } from "../../src/store/drafts.ts";
import { lookAtNudges } from "../../src/store/nudge-times.ts";
import { aheadOfServerMs } from "../../src/store/server-clock.ts";
import { StoreError } from "../../src/store/store-error.ts";
import { inTransaction } from "../../src/store/transactions.ts";
import { adminDatabase, type APostgres, onServer, startPostgres } from "../support/a-postgres.ts";
import { aNewEscalation, sendCase } from "../support/an-escalation.ts";
import { onPostgres } from "../support/on-postgres.ts";

const nine = new Date("2026-03-16T09:00:00Z");
const ana = { teamId: "T1", userId: "U1" };
const bob = { teamId: "T1", userId: "U2" };

onPostgres("a PostgreSQL server", () => {
  let server: APostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  const refusal = async (url: string): Promise<string> => {
    const error: unknown = await openStore(url).then(
      (store: Store) => store.close(),
      (reason: unknown) => reason,
    );
    if (!(error instanceof StoreError))
      throw new Error("It was not refused with a sentence", { cause: error });
    expect(error.message).not.toContain("hunter2");
    return error.message;
  };
  const newDatabase = async (name: string) => {
    await onServer(server.url(adminDatabase), `create database ${name}`);
    return server.url(name);
  };

  test("that does not answer is named with what to do, and the address is not repeated", async () => {
    expect(await refusal("postgres://bot:hunter2@127.0.0.1:1/cases")).toBe(
      "The PostgreSQL server that DATABASE_URL names does not answer (ECONNREFUSED). Start it, or mend host and port in DATABASE_URL.",
    );
    // Longer than the name of any machine: no resolver is asked for it.
    expect(await refusal(`postgres://bot:hunter2@${"x".repeat(64)}/cases`)).toContain(
      "does not answer (ENOTFOUND)",
    );
  });

  test("without the database, without the user, or without the right to make tables, says which", async () => {
    expect(await refusal(server.url("no_such_database"))).toContain(
      "does not exist on the PostgreSQL server",
    );
    const stranger = new URL(server.url(adminDatabase));
    stranger.username = "stranger";
    expect(await refusal(stranger.href)).toContain("does not accept the user or the password");
    const theirs = new URL(await newDatabase("theirs"));
    await onServer(server.url(adminDatabase), "create role guest login");
    theirs.username = "guest";
    expect(await refusal(theirs.href)).toContain("may not create tables in the database");
  });

  test("tells by how much this machine's clock is ahead of its own", async () => {
    const { db, close } = await openStore(await newDatabase("clocks"));
    for (const aheadMs of [0, 60_000, -60_000]) {
      const told = await aheadOfServerMs(db, () => new Date(Date.now() + aheadMs));
      // It is the same machine; the question takes its time.
      expect(Math.abs((told ?? NaN) - aheadMs)).toBeLessThan(5_000);
    }
    await close();
  });

  test("that crashes and comes back at once is waited for, and what was committed is there", async () => {
    const { db, close } = await openStore(await newDatabase("crashed"));
    await openDraft(db, { id: "d1", ...ana }, nine);
    const crashes = async (id: string) => {
      // The store knows that it is there, and has waited for nothing.
      await findOpenDraft(db, ana);
      // So that there is little to be done when it comes back.
      await onServer(server.url(adminDatabase), "checkpoint");
      await server.crash();
      const began = performance.now();
      const meanwhile = openDraft(db, { id, teamId: "T1", userId: id }, nine).catch(
        (error: unknown) => error,
      );
      await server.start();
      return { took: performance.now() - began, meanwhile: await meanwhile };
    };
    // Two seconds are waited for it. On a busy machine it may take longer to be back, which is not “at once”.
    let [number, crash] = [2, await crashes("d2")];
    while (crash.took > 1_500 && number < 12) crash = await crashes(`d${(number += 1)}`);
    expect(crash).toMatchObject({ meanwhile: { id: `d${number}` } });
    expect((await findOpenDraft(db, ana))?.id).toBe("d1");
    await close();
  });

  test("that crashes in the middle of a transaction leaves nothing of it, and says so", async () => {
    const { db, close } = await openStore(await newDatabase("halved"));
    await expect(
      inTransaction(db, async (trx) => {
        await openDraft(trx, { id: "d1", ...ana }, nine);
        await server.crash();
        await server.start();
        await openDraft(trx, { id: "d2", ...bob }, nine);
      }),
    ).rejects.toThrow();
    expect(await findOpenDraft(db, ana)).toBeNull();
    expect((await openDraft(db, { id: "d3", ...ana }, nine)).id).toBe("d3");
    await close();
  });
});

onPostgres("two transactions side by side", () => {
  let server: APostgres;
  let store: Store;
  beforeAll(async () => {
    server = await startPostgres();
    store = await openStore(server.url(adminDatabase));
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });

  test("that wait for each other are done one after the other", async () => {
    const { db } = store;
    await openDraft(db, { id: "d1", ...ana }, nine);
    await openDraft(db, { id: "d2", ...bob }, nine);
    const met = barrier(2);
    const touches: Promise<number>[] = [];
    const touch = async (first: string, second: string, other: 0 | 1) => {
      let tries = 0;
      await inTransaction(db, async (trx) => {
        tries += 1;
        const rename = (id: string) =>
          trx
            .updateTable("drafts")
            .set((eb) => ({ revision: eb("revision", "+", 1) }))
            .where("id", "=", id)
            .execute();
        // Whoever had to give way may be back before the other one knows that it may go on, and stand in its way again.
        if (tries > 1) await touches[other];
        await rename(first);
        if (tries === 1) await met();
        await rename(second);
      });
      return tries;
    };
    touches.push(touch("d1", "d2", 1), touch("d2", "d1", 0));
    const tries = await Promise.all(touches);
    expect(tries.sort()).toEqual([1, 2]);
    expect((await findOpenDraft(db, ana))?.revision).toBe(3);
    expect((await findOpenDraft(db, bob))?.revision).toBe(3);
  });

  test("nor does a look at every case give up because another one changes some of them", async () => {
    const { db } = store;
    for (const id of ["case-1", "case-2"])
      await inTransaction(db, (trx) =>
        sendCase(trx, aNewEscalation({ id, draftId: `draft of ${id}` }), nine),
      );
    const touch = (trx: Store["db"], id: string) =>
      trx.updateTable("escalations").set({ updated_at: nine.toISOString() }).where("id", "=", id).execute();
    const held = barrier(2);
    let isOver = false;
    const look = async () => {
      await held();
      await lookAtNudges(db, { teamId: "T1", now: nine }).finally(() => (isOver = true));
    };
    const change = () =>
      inTransaction(db, async (trx) => {
        await touch(trx, "case-2");
        await held();
        while (!isOver && !(await somebodyWaits(db)));
        await touch(trx, "case-1");
      });
    await Promise.all([look(), change()]);
    const cases = await db.selectFrom("escalations").select("next_nudge_at").execute();
    expect(cases.map((row) => row.next_nudge_at)).toEqual([nine.toISOString(), nine.toISOString()]);
  });
});

/** Whether somebody waits for a row of somebody else's. */
async function somebodyWaits(db: Store["db"]): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_locks where not granted`.execute(db);
  return rows.length > 0;
}

/** Resolves for all when so many have come. */
function barrier(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let come = 0;
  return async () => {
    come += 1;
    if (come === count) resolve(undefined);
    await promise;
  };
}
