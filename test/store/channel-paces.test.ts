import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { delayChannel, takeTurn } from "../../src/store/channel-paces.ts";
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

  const take = (now: Date, channel = c1) => takeTurn(db, { ...channel, now, gapMs: 1000 });

  test("a channel at rest is free at once, and again a gap later", async () => {
    expect(await take(nine)).toBeNull();
    expect(await take(nine)).toEqual(after(1));
    expect(await take(after(0.999))).toEqual(after(1));
    expect(await take(after(1))).toBeNull();
    expect(await take(after(10))).toBeNull();
    expect(await take(after(10))).toEqual(after(11));
  });

  test("of many callers at once, on two connections, one gets the turn, and the others learn when to come again", async () => {
    const other = await database.open();
    for (const now of [nine, after(1), after(2)]) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, n) => takeTurn(n % 2 ? db : other, { ...c1, now, gapMs: 1000 })),
      );
      expect(answers.filter((answer) => answer === null)).toHaveLength(1);
      for (const answer of answers) {
        if (answer) expect(answer).toEqual(new Date(now.getTime() + 1000));
      }
    }
  });

  test("to ask in vain does not put the turn off for those who wait", async () => {
    await take(nine);
    for (const seconds of [0.2, 0.4, 0.6, 0.8]) expect(await take(after(seconds))).toEqual(after(1));
    expect(await take(after(1))).toBeNull();
  });

  test("channels and workspaces do not wait for each other", async () => {
    await take(nine);
    expect(await take(nine, { ...c1, channelId: "C2" })).toBeNull();
    expect(await take(nine, { ...c1, teamId: "T2" })).toBeNull();
    expect(await take(nine)).toEqual(after(1));
  });

  test("when Slack asks for silence nobody posts before its end; a shorter silence does not end a longer one", async () => {
    await delayChannel(db, { ...c1, until: after(30) });
    await delayChannel(db, { ...c1, until: after(5) });
    expect(await take(nine)).toEqual(after(30));
    await delayChannel(db, { ...c1, until: after(60) });
    expect(await take(after(30))).toEqual(after(60));
    expect(await take(after(60))).toBeNull();
  });
});
