import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { delayChannel, reserveChannel } from "../../src/store/channel-paces.ts";
import type { Db } from "../../src/store/database.ts";
import { type ADatabase, engines } from "../support/a-database.ts";

const nine = new Date("2026-03-16T09:00:00Z");
const after = (seconds: number) => new Date(nine.getTime() + seconds * 1000);
const c1 = { teamId: "T1", channelId: "C1" };

describe.each(engines)("the pace of a channel on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
  });
  afterEach(() => database.remove());

  const reserve = (now: Date, channel = c1) => reserveChannel(db, { ...channel, now, gapMs: 1000 });

  test("a channel at rest is free at once, and again a gap later", async () => {
    expect(await reserve(nine)).toEqual(nine);
    expect(await reserve(nine)).toEqual(after(1));
    expect(await reserve(after(0.5))).toEqual(after(2));
    expect(await reserve(after(10))).toEqual(after(10));
  });

  test("of many callers at once no two get the same turn, and none is left out", async () => {
    const turns = await Promise.all(Array.from({ length: 20 }, () => reserve(nine)));
    expect(turns.map((turn) => turn.getTime()).sort()).toEqual(turns.map((_, n) => after(n).getTime()));
  });

  test("channels and workspaces do not wait for each other", async () => {
    await reserve(nine);
    expect(await reserve(nine, { ...c1, channelId: "C2" })).toEqual(nine);
    expect(await reserve(nine, { ...c1, teamId: "T2" })).toEqual(nine);
  });

  test("when Slack asks for silence nobody posts before its end; a shorter silence does not end a longer one", async () => {
    await delayChannel(db, { ...c1, until: after(30) });
    await delayChannel(db, { ...c1, until: after(5) });
    expect(await reserve(nine)).toEqual(after(30));
    await delayChannel(db, { ...c1, until: after(60) });
    expect(await reserve(nine)).toEqual(after(60));
    expect(await reserve(nine)).toEqual(after(61));
  });
});
