import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { weekdays } from "../../src/domain/calendar-days.ts";
import { calendarOf } from "../../src/domain/working-time.ts";
import { digests } from "../../src/jobs/digest-due.ts";
import type { Db } from "../../src/store/database.ts";
import { deliveryKey } from "../../src/domain/delivery.ts";
import { findDelivery } from "../../src/store/deliveries.ts";
import { oweDigest } from "../../src/store/digests.ts";
import { moveChannel } from "../../src/store/moved-channels.ts";
import { tidyUp } from "../../src/store/tidying.ts";
import { type ADatabase, engines } from "../support/a-database.ts";

/** A channel hears of its week once, however many bots look after it. */

const monday = new Date("2026-11-23T09:30:00Z");
const digest = { teamId: "T1", channelId: "C1", week: "2026-11-23", locale: "en" } as const;
const key = deliveryKey({ kind: "digest", ...digest });

describe.each(engines)("on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
  });
  afterEach(() => database.remove());

  test("of many that owe it at once one does, and it is to be drawn once", async () => {
    const others = await Promise.all([1, 2, 3].map(() => database.open()));
    const owed = await Promise.all(
      [db, ...others, db, ...others].map((each) => oweDigest(each, digest, monday)),
    );
    expect(owed.filter(Boolean)).toHaveLength(1);
    expect(await findDelivery(db, key)).toMatchObject({ wanted: 1, state: "due" });
  });

  test("two bots that look at the same time set it out once for each channel", async () => {
    const other = await database.open();
    const lines: object[] = [];
    const jobOn = (store: Db) =>
      digests({
        db: store,
        now: () => monday,
        workspaces: () => [
          {
            teamId: "T1",
            times: {
              day: "mon",
              time: "09:30",
              zone: "UTC",
              calendar: calendarOf({ workingDays: weekdays, holidays: [] }),
              hours: { from: "09:00", to: "17:30" },
            },
            channels: () =>
              Promise.resolve([
                { channelId: "C1", locale: "en" },
                { channelId: "C2", locale: "pt-BR" },
              ]),
          },
        ],
        wake: () => undefined,
        log: { info: (facts) => void lines.push(facts) },
      });
    const [one, two] = [jobOn(db), jobOn(other)];
    const { signal } = new AbortController();
    for (const begun of await Promise.all([one.begin(signal), two.begin(signal)])) await Promise.all(begun);
    expect(lines).toHaveLength(2);
    // Nothing is left to do for either, nor for one that has only just started.
    expect(await one.begin(signal)).toEqual([]);
    expect(await one.nextAt()).toEqual(new Date("2026-11-30T09:30:00Z"));
    await Promise.all(await jobOn(db).begin(signal));
    expect(lines).toHaveLength(2);
    const rows = await db.selectFrom("deliveries").select(["wanted", "destination"]).execute();
    expect(rows.toSorted((a, b) => a.destination.localeCompare(b.destination))).toEqual([
      { wanted: 1, destination: "C1" },
      { wanted: 1, destination: "C2" },
    ]);
  });

  test("a channel that gets another id in the middle of the week is not told again", async () => {
    expect(await oweDigest(db, digest, monday)).toBe(true);
    await db.transaction().execute((trx) => moveChannel(trx, { teamId: "T1", from: "C1", to: "C9" }, monday));
    expect(await oweDigest(db, { ...digest, channelId: "C9" }, monday)).toBe(false);
    expect(await findDelivery(db, key)).toMatchObject({ destination: { channel: "C9" } });
    expect(await oweDigest(db, { ...digest, channelId: "C9", week: "2026-11-30" }, monday)).toBe(true);
  });

  test("what says that it went out goes with time, and never while its week lasts", async () => {
    await oweDigest(db, digest, monday);
    await db.updateTable("deliveries").set({ state: "settled" }).execute();
    const days = (count: number) => new Date(monday.getTime() + count * 24 * 3_600_000);
    const tidy = (now: Date, before: Date) => tidyUp(db, [{ teamId: "T1", before }], now);
    await tidy(days(6), days(5));
    expect(await findDelivery(db, key)).not.toBeNull();
    await tidy(days(16), days(-300));
    expect(await findDelivery(db, key)).not.toBeNull();
    await tidy(days(16), days(1));
    expect(await findDelivery(db, key)).toBeNull();
  });
});
