import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { readConfig } from "../../src/config.ts";
import { deliveryKey } from "../../src/domain/delivery.ts";
import { type DeliverDeps, deliverDue, nextToDeliverAt } from "../../src/jobs/deliver-due.ts";
import { never } from "../../src/patience.ts";
import type { Poster } from "../../src/slack/poster.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import { countUnsettled, findDelivery, want } from "../../src/store/deliveries.ts";
import { inTransaction } from "../../src/store/transactions.ts";
import { aNewEscalation, sendCase } from "../support/an-escalation.ts";
import { watchedLog } from "../support/a-watched-log.ts";

/** Several messages at once, from a store that answers without waiting. */

const now = new Date("2026-03-16T09:00:00Z");
let store: Store;
beforeEach(async () => {
  store = await openStore("sqlite::memory:");
});
afterEach(() => store.close());

/** Owes so many people a message each. */
const oweHints = (people: readonly string[]) =>
  inTransaction(store.db, async (trx) => {
    for (const person of people) {
      const subject = { kind: "hint", occasion: person, hint: "failed" } as const;
      await want(trx, { subject, teamId: "T1", destination: { person }, now });
    }
  });

const depsOf = (
  deps: Pick<DeliverDeps, "now"> & Pick<Poster, "post"> & Partial<Pick<Poster, "find" | "redraw">>,
): DeliverDeps => ({
  db: store.db,
  now: deps.now,
  forWorkspace: () =>
    Promise.resolve({
      settings: readConfig({
        SLACK_BOT_TOKEN: "xoxb-1",
        SLACK_APP_TOKEN: "xapp-1",
        CSM_CHANNEL: "C0CSM0001",
      }),
      urlOf: () => "",
      poster: {
        post: deps.post,
        redraw: deps.redraw ?? (() => Promise.resolve()),
        remove: () => Promise.resolve(),
        find: deps.find ?? (() => Promise.resolve(null)),
        openDm: (person) => Promise.resolve(person),
      },
    }),
  owner: "one",
  inHand: new Map(),
  leaving: never,
  log: watchedLog(),
});

test("a message leaves before the next is drawn, and whoever waits has a turn in between", async () => {
  await oweHints(["U1", "U2", "U3"]);
  const leftAt: number[] = [];
  let turns = 0;
  const over = new AbortController();
  const others = (async () => {
    for (; !over.signal.aborted; turns += 1) await turnOfTheLoop();
  })();
  const post: Poster["post"] = ({ channelId }) => {
    leftAt.push(turns);
    return Promise.resolve({ channelId, ts: `1.${channelId}` });
  };
  await Promise.all(await deliverDue(depsOf({ now: () => now, post }), 10));
  over.abort();
  await others;
  expect(leftAt).toHaveLength(3);
  expect(new Set(leftAt).size).toBe(3);
});

test("what is on its way while the machine sleeps is not posted once more when it wakes up", async () => {
  await oweHints(["U1"]);
  let time = now;
  let posts = 0;
  let answer: () => void = () => undefined;
  const deps = depsOf({
    now: () => time,
    post: async ({ channelId }) => {
      posts += 1;
      await new Promise<void>((resolve) => (answer = resolve));
      return { channelId, ts: "1.1" };
    },
  });
  const [underWay] = await deliverDue(deps, 10);
  time = new Date(now.getTime() + 3_600_000);
  expect(await deliverDue(deps, 10)).toEqual([]);
  answer();
  await underWay;
  expect(await deliverDue(deps, 10)).toEqual([]);
  expect(posts).toBe(1);
  expect(await countUnsettled(store.db)).toEqual({ due: 0, parked: 0 });
});

test("of two messages for one person the second looks a second later whether it may follow, not when the lease is over", async () => {
  await inTransaction(store.db, async (trx) => {
    for (const occasion of ["one", "two"]) {
      const subject = { kind: "hint", occasion, hint: "failed" } as const;
      await want(trx, { subject, teamId: "T1", destination: { person: "U1" }, now });
    }
  });
  let time = now;
  let answer: () => void = () => undefined;
  const posts: string[] = [];
  const deps = depsOf({
    now: () => time,
    post: async ({ channelId, label }) => {
      posts.push(label.key);
      await new Promise<void>((resolve) => (answer = resolve));
      return { channelId, ts: `1.${posts.length}` };
    },
  });
  const [first, second] = await deliverDue(deps, 10);
  await second;
  expect(posts).toHaveLength(1);
  answer();
  await first;
  time = new Date(now.getTime() + 1_000);
  const [third] = await deliverDue(deps, 10);
  expect(posts).toHaveLength(2);
  answer();
  await third;
  expect(await countUnsettled(store.db)).toEqual({ due: 0, parked: 0 });
});

test("nor does another message follow it into its channel before it has arrived", async () => {
  const cards = ["case-1", "case-2"];
  await inTransaction(store.db, async (trx) => {
    for (const id of cards)
      await sendCase(trx, aNewEscalation({ id, draftId: `draft of ${id}`, channelId: "C0CSM0001" }), now);
  });
  let time = now;
  const posts: string[] = [];
  let answer: () => void = () => undefined;
  const deps = depsOf({
    now: () => time,
    post: async ({ channelId, label }) => {
      if (channelId !== "C0CSM0001") return { channelId, ts: "2.1" };
      posts.push(label.key);
      await new Promise<void>((resolve) => (answer = resolve));
      return { channelId, ts: "1.1" };
    },
  });
  const underWay = await deliverDue(deps, 10);
  expect(posts).toEqual(["card:case-1"]);
  time = new Date(now.getTime() + 3_600_000);
  await Promise.all(await deliverDue(deps, 10));
  expect(posts).toEqual(["card:case-1"]);
  answer();
  await Promise.all(underWay);
  time = new Date(now.getTime() + 3_602_000);
  const next = await deliverDue(deps, 10);
  expect(posts).toHaveLength(2);
  answer();
  await Promise.all(next);
});

test("wherever the machine sleeps on the way, no message leaves for which there is no time left", async () => {
  const leases: number[] = [];
  for (let nth = 1; nth <= 20; nth += 1) {
    await oweHints([`U${nth}`]);
    let looks = 0;
    let told = 0;
    // The clock is far ahead from the nth look on.
    const time = () => {
      looks += 1;
      told = now.getTime() + nth * 7_200_000 + (looks < nth ? 0 : 3_600_000);
      return new Date(told);
    };
    const deps = depsOf({
      now: time,
      post: async ({ channelId, label }) => {
        const lease = (await findDelivery(store.db, label.key))?.lease;
        leases.push((lease?.until.getTime() ?? 0) - told);
        return { channelId, ts: `1.${nth}` };
      },
    });
    await Promise.all(await deliverDue(deps, 10));
    await Promise.all(await deliverDue(deps, 10));
  }
  expect(leases.length).toBeGreaterThanOrEqual(20);
  expect(Math.min(...leases)).toBeGreaterThanOrEqual(10_000);
});

test("what waits for no channel is sent a few at a time, however many there are, and keeps back nothing for a channel", async () => {
  await oweHints(["U1", "U2", "U3", "U4", "U5", "U6"]);
  const arrive: (() => void)[] = [];
  const posted: string[] = [];
  const deps = depsOf({
    now: () => now,
    post: async ({ channelId }) => {
      posted.push(channelId);
      await new Promise<void>((resolve) => arrive.push(resolve));
      return { channelId, ts: `1.${channelId}` };
    },
  });
  const underWay = await deliverDue(deps, 20);
  expect(underWay).toHaveLength(4);
  await inTransaction(store.db, (trx) =>
    sendCase(trx, aNewEscalation({ channelId: "C1", requesterId: "U9" }), now),
  );
  const card = await deliverDue(deps, 20);
  expect(card).toHaveLength(1);
  while (posted.length < 5) await turnOfTheLoop();
  expect(posted).toEqual(["U1", "U2", "U3", "U4", "C1"]);
  // Until there is room again, nothing is due but what might be taken over.
  expect(await nextToDeliverAt(deps)).toEqual(new Date(now.getTime() + 30_000));
  for (const each of arrive.splice(0)) each();
  await Promise.all([...underWay, ...card]);
  const theRest = await deliverDue(deps, 20);
  while (posted.length < 8) await turnOfTheLoop();
  expect(posted.slice(5).sort()).toEqual(["U5", "U6", "U9"]);
  for (const each of arrive) each();
  await Promise.all(theRest);
});

describe("when time goes by", () => {
  let time: Date;
  beforeEach(async () => {
    time = now;
    await oweHints(["U1"]);
  });

  const passes = (seconds: number) => {
    time = new Date(time.getTime() + seconds * 1000);
  };
  const stored = async () => {
    const key = deliveryKey({ kind: "hint", occasion: "U1", hint: "failed" });
    const delivery = await findDelivery(store.db, key);
    if (!delivery) throw new Error("It is gone");
    return delivery;
  };
  const posted: Poster["post"] = ({ channelId }) => Promise.resolve({ channelId, ts: "1.1" });

  test("over the search for a post, that counts as a try, and the next one comes later", async () => {
    let posts = 0;
    const deps = depsOf({
      now: () => time,
      post: (post) => (posts++ ? posted(post) : Promise.reject(new Error("no answer"))),
      find: () => {
        passes(20);
        return Promise.resolve(null);
      },
    });
    await Promise.all(await deliverDue(deps, 10));
    passes(10);
    await Promise.all(await deliverDue(deps, 10));
    const { attempts, dueAt, postingSince, lastError, lease } = await stored();
    expect({ attempts, postingSince, lastError, lease }).toEqual({
      attempts: 2,
      postingSince: now,
      lastError: "search_too_long",
      lease: null,
    });
    expect(dueAt.getTime() - time.getTime()).toBe(10_000);
    expect(posts).toBe(1);
  });

  test("before a message is drawn anew, it is left to whoever may have it by then", async () => {
    let redraws = 0;
    const plain = depsOf({
      now: () => time,
      post: posted,
      redraw: () => {
        redraws += 1;
        return Promise.resolve();
      },
    });
    await Promise.all(await deliverDue(plain, 10));
    await oweHints(["U1"]);
    const sleeps: DeliverDeps = {
      ...plain,
      forWorkspace: (teamId) => {
        passes(20);
        return plain.forWorkspace(teamId);
      },
    };
    await Promise.all(await deliverDue(sleeps, 10));
    expect(redraws).toBe(0);
    await Promise.all(await deliverDue(plain, 10));
    expect(redraws).toBe(1);
    expect(await stored()).toMatchObject({ state: "settled", attempts: 0, wanted: 2, shown: 2 });
  });

  test.each(["answered", "lost"])(
    "while it is drawn anew, and somebody else has drawn it meanwhile, it is drawn once more (the answer is %s)",
    async (answer) => {
      let redraws = 0;
      const other = (): DeliverDeps => ({ ...one, owner: "two", inHand: new Map() });
      const one = depsOf({
        now: () => time,
        post: posted,
        redraw: async () => {
          redraws += 1;
          if (redraws > 1) return;
          passes(3600);
          await Promise.all(await deliverDue(other(), 10));
          expect(await stored()).toMatchObject({ state: "settled", wanted: 2, shown: 2 });
          if (answer === "lost") throw new Error("no answer");
        },
      });
      await Promise.all(await deliverDue(one, 10));
      await oweHints(["U1"]);
      await Promise.all(await deliverDue(one, 10));
      expect(redraws).toBe(2);
      passes(10);
      await Promise.all(await deliverDue(one, 10));
      expect(redraws).toBe(3);
      expect(await stored()).toMatchObject({ state: "settled", wanted: 3, shown: 3 });
    },
  );
});

describe("a message is in Slack twice, and not three times, when it stood there and was not seen", () => {
  /** Keeps what stands, and shows nothing of it to who looks for it (`depsOf`). */
  const stands: string[] = [];
  const arrive = (channelId: string) => {
    stands.push(channelId);
    return { channelId, ts: `1.${stands.length}` };
  };
  const secondsLater = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  beforeEach(async () => {
    stands.length = 0;
    await oweHints(["U1"]);
  });

  test("because Slack showed it later than it was looked for, and its answer was lost", async () => {
    let time = now;
    const deps = depsOf({
      now: () => time,
      post: ({ channelId }) => {
        const at = arrive(channelId);
        return stands.length === 1 ? Promise.reject(new Error("no answer")) : Promise.resolve(at);
      },
    });
    for (const seconds of [0, 60, 120, 3_600]) {
      time = secondsLater(seconds);
      await Promise.all(await deliverDue(deps, 10));
    }
    expect(stands).toEqual(["U1", "U1"]);
    expect(await countUnsettled(store.db)).toEqual({ due: 0, parked: 0 });
  });

  test("because it was still on its way when its lease was over, and another bot went on with it", async () => {
    let time = now;
    let letGo: () => void = () => undefined;
    const slow = depsOf({
      now: () => time,
      post: async ({ channelId }) => {
        await new Promise<void>((resolve) => (letGo = resolve));
        return arrive(channelId);
      },
    });
    const otherPost: Poster["post"] = ({ channelId }) => Promise.resolve(arrive(channelId));
    const other = { ...depsOf({ now: () => time, post: otherPost }), owner: "two" };
    const [underWay] = await deliverDue(slow, 10);
    time = secondsLater(29);
    expect(await deliverDue(other, 10)).toEqual([]);
    time = secondsLater(31);
    await Promise.all(await deliverDue(other, 10));
    letGo();
    await underWay;
    for (const deps of [slow, other]) await Promise.all(await deliverDue(deps, 10));
    expect(stands).toEqual(["U1", "U1"]);
    // What is redrawn from now on is the one that was heard of first.
    expect((await findDelivery(store.db, "hint:U1"))?.posted).toEqual({ channelId: "U1", ts: "1.1" });
  });
});
