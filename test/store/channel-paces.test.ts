import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { delayChannel, endTurn, takeTurn } from "../../src/store/channel-paces.ts";
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

  const aSecondAfter = (time: Date) => new Date(time.getTime() + 1000);
  const take = (now: Date, channel = c1) => takeTurn(db, { ...channel, now, heldUntil: aSecondAfter(now) });

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
        Array.from({ length: 20 }, (_, n) =>
          takeTurn(n % 2 ? db : other, { ...c1, now, heldUntil: aSecondAfter(now) }),
        ),
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

  const hold = (now: Date, heldUntil: Date) => takeTurn(db, { ...c1, now, heldUntil });

  test("a turn is held until it is given back, and the second counts from then; nobody else can give it back", async () => {
    expect(await hold(nine, after(30))).toBeNull();
    await endTurn(db, { ...c1, heldUntil: after(29), freeAt: nine });
    // It may be given back at any moment: whoever wants it looks once a second.
    expect(await take(after(8))).toEqual(after(9));
    expect(await take(after(29.5))).toEqual(after(30));
    await endTurn(db, { ...c1, heldUntil: after(30), freeAt: after(8.5) });
    expect(await take(after(8))).toEqual(after(8.5));
    expect(await take(after(8.5))).toBeNull();
  });

  test("a turn of which nothing more is heard goes by, and does not end the next one", async () => {
    await hold(nine, after(30));
    expect(await hold(after(30), after(60))).toBeNull();
    await endTurn(db, { ...c1, heldUntil: after(30), freeAt: after(31) });
    expect(await take(after(32))).toEqual(after(33));
    expect(await take(after(59.5))).toEqual(after(60));
  });

  test("a silence that Slack asks for during a turn, however short, outlives it", async () => {
    await hold(nine, after(30));
    await delayChannel(db, { ...c1, until: after(5) });
    await endTurn(db, { ...c1, heldUntil: after(30), freeAt: after(2) });
    expect(await take(after(3))).toEqual(after(5));
    expect(await take(after(5))).toBeNull();
  });
});
