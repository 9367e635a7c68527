import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { never } from "../../src/patience.ts";
import type { Db } from "../../src/store/database.ts";
import {
  eraseSomeOfWorkspace,
  forgetRemoval,
  listLongRemoved,
  noteRemoval,
} from "../../src/store/removed-apps.ts";
import { inTransaction } from "../../src/store/transactions.ts";
import { ofTheEngine, rowsIn } from "../support/a-bot-again.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { aNewEscalation, sendCase } from "../support/an-escalation.ts";

const noon = new Date("2026-03-16T12:00:00Z");
const later = new Date("2026-04-16T12:00:00Z");

describe.each(engines)("a workspace that removed the app, on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
    for (const id of ["a", "b", "c"]) await put(id, "T1");
    await put("d", "T2");
    await noteRemoval(db, { teamId: "T1", eventId: "Ev1", now: noon });
  });
  afterEach(() => database.remove());

  const put = (id: string, teamId: string) =>
    inTransaction(db, (trx) => sendCase(trx, aNewEscalation({ id, teamId }), noon));
  const erase = () => eraseSomeOfWorkspace(db, { teamId: "T1", before: later, limit: 2, leaving: never });
  const all = async () => (await rowsIn(db)).filter(({ table }) => !ofTheEngine.test(table));

  test("is erased a few cases at a time, and all else with the last", async () => {
    const others = (await all()).filter(({ row }) => row["team_id"] === "T2" || row["escalation_id"] === "d");
    expect(await listLongRemoved(db, noon)).toEqual([]);
    expect(await listLongRemoved(db, later)).toEqual(["T1"]);
    expect(await erase()).toEqual({ cases: 2, isAll: false });
    expect(await listLongRemoved(db, later)).toEqual(["T1"]);
    expect(await erase()).toEqual({ cases: 1, isAll: true });
    expect(await listLongRemoved(db, later)).toEqual([]);
    expect(await all()).toEqual(others);
  });

  test("keeps what is left when it comes back meanwhile", async () => {
    await erase();
    await forgetRemoval(db, "T1");
    const left = await all();
    expect(await erase()).toEqual({ cases: 0, isAll: false });
    expect(await all()).toEqual(left);
  });
});
