import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { fc } from "../support/drawn.ts";
import type { Db } from "../../src/store/database.ts";
import {
  findKeptMessage,
  followKeptMessage,
  keepMessage,
  type KeptMessage,
} from "../../src/store/kept-messages.ts";
import { isNews } from "../../src/store/seen-events.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { anyText } from "./any-answers.ts";

const monday = new Date("2026-03-16T09:00:00Z");
const after = (hours: number) => new Date(monday.getTime() + hours * 60 * 60_000);
const place = { teamId: "T1", channelId: "C1", ts: "1773651600.000100" };
const message: KeptMessage = {
  id: "m1",
  ...place,
  personId: "U1",
  threadTs: "1773651500.000100",
  authorId: "U1",
  author: "Dana",
  content: { text: "Section 4.2", files: ["minutes.pdf"] },
};

describe.each(engines)("messages that may become evidence, on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
  });
  afterEach(() => database.remove());

  test("are found as they were kept, whatever they say", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, fc.array(anyText, { maxLength: 3 }), async (text, files) => {
        const kept = { ...message, author: text, content: { text, files } };
        expect(await keepMessage(db, kept, monday)).toEqual(kept);
        expect(await findKeptMessage(db, "m1")).toEqual(kept);
      }),
    );
    expect(await findKeptMessage(db, "m2")).toBeNull();
  });

  test("stay under one id for one person, and say what they said last", async () => {
    await keepMessage(db, message, monday);
    const again = { ...message, id: "m2", content: { text: "Section 4.3", files: [] } };
    expect(await keepMessage(db, again, monday)).toEqual({ ...again, id: "m1" });
    expect(await findKeptMessage(db, "m2")).toBeNull();
    const others = { ...again, id: "m3", personId: "U2" };
    expect(await keepMessage(db, others, monday)).toEqual(others);
  });

  test("follow an edit, for everybody who may add them, and nothing is left of one that was deleted", async () => {
    await keepMessage(db, message, monday);
    await keepMessage(db, { ...message, id: "m2", personId: "U2" }, monday);
    await keepMessage(db, { ...message, id: "m3", ts: "1773651600.000200" }, monday);
    await followKeptMessage(db, place, { text: "Section 5", files: [] });
    for (const id of ["m1", "m2"])
      expect(await findKeptMessage(db, id)).toMatchObject({ content: { text: "Section 5", files: [] } });
    expect(await findKeptMessage(db, "m3")).toMatchObject({ content: message.content });
    await followKeptMessage(db, place, null);
    expect(await findKeptMessage(db, "m1")).toEqual({ ...message, content: null });
    expect(await findKeptMessage(db, "m3")).toMatchObject({ content: message.content });
  });

  test("are forgotten after a week", async () => {
    await keepMessage(db, message, monday);
    const other = { ...message, id: "m2", ts: "1773651600.000200" };
    await keepMessage(db, other, after(7 * 24));
    expect(await findKeptMessage(db, "m1")).toEqual(message);
    await keepMessage(db, other, after(7 * 24 + 1));
    expect(await findKeptMessage(db, "m1")).toBeNull();
    expect(await findKeptMessage(db, "m2")).toEqual(other);
  });
});

describe.each(engines)("what Slack has told, on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
  });
  afterEach(() => database.remove());
  const news = (eventId: string, now = monday, teamId = "T1") => isNews(db, { teamId, eventId, now });

  test("is news once, also to two who hear it at the same moment", async () => {
    const other = await database.open();
    const heard = await Promise.all([
      news("Ev1"),
      isNews(other, { teamId: "T1", eventId: "Ev1", now: monday }),
    ]);
    expect(heard.toSorted()).toEqual([false, true]);
    expect(await news("Ev1")).toBe(false);
    expect(await news("Ev2")).toBe(true);
    expect(await news("Ev1", monday, "T2")).toBe(true);
  });

  test("is forgotten after a day", async () => {
    await news("Ev1");
    expect(await news("Ev1", after(24))).toBe(false);
    expect(await news("Ev2", after(25))).toBe(true);
    const kept = await db.selectFrom("seen_events").select("event_id").execute();
    expect(kept).toEqual([{ event_id: "Ev2" }]);
  });
});
