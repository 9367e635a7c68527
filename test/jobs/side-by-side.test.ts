import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { readConfig } from "../../src/config.ts";
import { deliverDue } from "../../src/jobs/deliver-due.ts";
import { never } from "../../src/patience.ts";
import type { Poster } from "../../src/slack/poster.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import { want } from "../../src/store/deliveries.ts";
import { inTransaction } from "../../src/store/transactions.ts";
import { watchedLog } from "../support/a-watched-log.ts";

/** Several messages at once, from a store that answers without waiting. */

const now = new Date("2026-03-16T09:00:00Z");
let store: Store;
beforeEach(async () => {
  store = await openStore("sqlite::memory:");
});
afterEach(() => store.close());

test("a message leaves before the next is drawn, and whoever waits has a turn in between", async () => {
  const people = ["U1", "U2", "U3"];
  await inTransaction(store.db, async (trx) => {
    for (const person of people) {
      const subject = { kind: "hint", occasion: person, hint: "failed" } as const;
      await want(trx, { subject, teamId: "T1", destination: { person }, now });
    }
  });
  const leftAt: number[] = [];
  let turns = 0;
  const over = new AbortController();
  const others = (async () => {
    for (; !over.signal.aborted; turns += 1) await turnOfTheLoop();
  })();
  const poster: Poster = {
    post: ({ channelId }) => {
      leftAt.push(turns);
      return Promise.resolve({ channelId, ts: `1.${channelId}` });
    },
    redraw: () => Promise.resolve(),
    find: () => Promise.resolve(null),
    openDm: (person) => Promise.resolve(person),
  };
  const begun = await deliverDue(
    {
      db: store.db,
      now: () => now,
      settings: readConfig({
        SLACK_BOT_TOKEN: "xoxb-1",
        SLACK_APP_TOKEN: "xapp-1",
        CSM_CHANNEL: "C0CSM0001",
      }),
      urlOf: () => "",
      poster,
      owner: "one",
      leaving: never,
      log: watchedLog(),
    },
    10,
  );
  await Promise.all(begun);
  over.abort();
  await others;
  expect(leftAt).toHaveLength(3);
  expect(new Set(leftAt).size).toBe(3);
});
