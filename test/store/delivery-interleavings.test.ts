import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { fc } from "../support/drawn.ts";
import { deliveryKey, type DeliverySubject } from "../../src/domain/delivery.ts";
import type { Db } from "../../src/store/database.ts";
import { type Claim, countUnsettled, findDelivery, want } from "../../src/store/deliveries.ts";
import { claimDue } from "../../src/store/delivery-claims.ts";
import { nextDueAt } from "../../src/store/delivery-queues.ts";
import {
  park,
  recordFound,
  recordPosted,
  recordShown,
  release,
  retryLater,
  startPosting,
} from "../../src/store/delivery-outcomes.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { endTurnOf } from "../support/a-turn.ts";

/** How an attempt goes that does not simply succeed. `slow` goes on only later, when its lease may be over. */
const fates = [
  "well",
  "well",
  "dies before the post",
  "dies after the post",
  "answer lost, posted",
  "answer lost, not posted",
  "refused",
  "parked",
  "given back",
  "slow before the post",
  "slow after the post",
] as const;
type Fate = (typeof fates)[number];

const subjects: readonly DeliverySubject[] = ["e1", "e2"].flatMap((escalationId): DeliverySubject[] => [
  { kind: "card", escalationId },
  { kind: "evidence", escalationId, part: 1 },
  { kind: "evidence", escalationId, part: 2 },
]);
const anySubject = fc.constantFrom(...subjects);
const anyStep = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("want" as const), subject: anySubject }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("run" as const),
      runner: fc.constantFrom(0, 1),
      limit: fc.integer({ min: 1, max: 3 }),
      fate: fc.constantFrom(...fates),
      /** Somebody changes a case while it is being drawn. */
      meanwhile: fc.option(anySubject, { nil: null }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.integer({ min: 1, max: 15_000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("finish" as const) }) },
);

const leaseMs = 10_000;

describe.each(engines)("any interleaving of two runners on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let dbs: readonly [Db, Db];
  beforeAll(async () => {
    database = await createDatabase();
    dbs = [await database.open(), await database.open()];
  });
  afterAll(() => database.remove());

  test("posts each message once, in the order of its lane, and shows in the end what was wanted last", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 5, maxLength: 40 }), async (steps) => {
        const world = new World(dbs);
        await world.reset();
        for (const step of steps) {
          if (step.do === "want") await world.want(step.subject);
          else if (step.do === "wait") world.wait(step.ms);
          else if (step.do === "finish") await world.finishSlow();
          else await world.run(step.runner, step.limit, step.fate, step.meanwhile);
        }
        await world.settle();
        await world.check();
      }),
      { numRuns: 150 },
    );
  });
});

/** Slack, the clock, the cases and two runners that do what a runner must. */
class World {
  readonly #dbs: readonly [Db, Db];
  #now = new Date("2026-03-16T09:00:00Z");
  /** What each message should show: counts the changes of its case. */
  readonly #current = new Map<string, number>();
  readonly #slack = new Map<string, { ts: string; shows: number }>();
  readonly #posts: string[] = [];
  readonly #slow: (() => Promise<void>)[] = [];

  constructor(dbs: readonly [Db, Db]) {
    this.#dbs = dbs;
  }

  async reset() {
    await this.#dbs[0].deleteFrom("deliveries").execute();
    await this.#dbs[0].deleteFrom("channel_paces").execute();
  }

  wait(ms: number) {
    this.#now = new Date(this.#now.getTime() + ms);
  }

  async want(subject: DeliverySubject) {
    const key = deliveryKey(subject);
    this.#current.set(key, (this.#current.get(key) ?? 0) + 1);
    const wanted = { subject, teamId: "T1", destination: { channel: "C1" }, now: this.#now };
    await this.#dbs[0].transaction().execute((trx) => want(trx, wanted));
  }

  async run(runner: number, limit: number, fate: Fate, meanwhile: DeliverySubject | null) {
    const db = this.#dbs[runner === 0 ? 0 : 1];
    const claims = await claimDue(db, { now: this.#now, owner: `runner ${runner}`, leaseMs, limit });
    // Messages to one channel get in each other's way more often without its pace.
    for (const claim of claims) await endTurnOf(db, claim, this.#now);
    for (const claim of claims) await this.#attempt(db, claim, fate, meanwhile);
    return claims.length;
  }

  async finishSlow() {
    await this.#slow.shift()?.();
  }

  /** From here on all goes well, however long it takes. */
  async settle() {
    while (this.#slow.length > 0) await this.finishSlow();
    for (let round = 0; round < 200; round += 1) {
      const next = await nextDueAt(this.#dbs[0]);
      if (!next) return;
      this.wait(Math.max(0, next.getTime() - this.#now.getTime()));
      if ((await this.run(round % 2, 3, "well", null)) === 0) throw new Error("Due, but not given out");
    }
    throw new Error("It does not come to rest");
  }

  async check() {
    expect(await countUnsettled(this.#dbs[0])).toEqual({ due: 0, parked: 0 });
    expect(new Set(this.#posts).size).toBe(this.#posts.length);
    expect([...this.#slack.keys()].sort()).toEqual([...this.#current.keys()].sort());
    for (const [key, version] of this.#current) {
      expect([key, this.#slack.get(key)?.shows]).toEqual([key, version]);
      const delivery = await findDelivery(this.#dbs[0], key);
      expect(delivery).toMatchObject({ state: "settled", posted: { ts: this.#slack.get(key)?.ts } });
      expect(delivery?.shown).toBe(delivery?.wanted);
    }
    for (const lane of ["e1", "e2"]) {
      const ofLane = (keys: Iterable<string>) => [...keys].filter((key) => key.includes(`:${lane}`));
      expect(ofLane(this.#posts)).toEqual(ofLane(this.#current.keys()));
    }
  }

  async #attempt(db: Db, claim: Claim, fate: Fate, meanwhile: DeliverySubject | null) {
    if (fate === "given back") {
      const until = new Date(this.#now.getTime() + 500);
      await release(db, claim, until, this.#now);
      return;
    }
    if (claim.posted) {
      await this.#redraw(db, claim, fate, meanwhile);
      return;
    }
    const found = claim.postingSince && this.#slack.get(claim.key);
    if (found) {
      if (await recordFound(db, claim, { channelId: "C1", ts: found.ts }, this.#now)) {
        await this.#redraw(db, claim, fate, meanwhile);
      }
      return;
    }
    if (fate === "slow before the post") {
      this.#slow.push(() => this.#post(db, claim, "well", meanwhile));
      return;
    }
    await this.#post(db, claim, fate, meanwhile);
  }

  async #post(db: Db, claim: Claim, fate: Fate, meanwhile: DeliverySubject | null) {
    if (!(await startPosting(db, claim, this.#now))) return;
    if (fate === "dies before the post") return;
    if (fate === "refused" || fate === "parked" || fate === "answer lost, not posted") {
      await this.#fail(db, claim, fate);
      return;
    }
    const drawn = this.#current.get(claim.key) ?? 0;
    if (meanwhile) await this.want(meanwhile);
    this.#posts.push(claim.key);
    const ts = `${this.#posts.length}.0`;
    this.#slack.set(claim.key, { ts, shows: drawn });
    if (fate === "dies after the post") return;
    if (fate === "answer lost, posted") {
      await this.#fail(db, claim, fate);
      return;
    }
    const record = async () => {
      await recordPosted(db, claim, { channelId: "C1", ts }, this.#now);
    };
    if (fate === "slow after the post") this.#slow.push(record);
    else await record();
  }

  async #redraw(db: Db, claim: Claim, fate: Fate, meanwhile: DeliverySubject | null) {
    if (fate === "dies before the post") return;
    if (fate === "refused" || fate === "parked" || fate === "answer lost, not posted") {
      await this.#fail(db, claim, fate);
      return;
    }
    const message = this.#slack.get(claim.key);
    if (!message) throw new Error(`${claim.key} does not stand`);
    const drawn = this.#current.get(claim.key) ?? 0;
    if (meanwhile) await this.want(meanwhile);
    message.shows = drawn;
    if (fate !== "dies after the post") await recordShown(db, claim, this.#now);
  }

  async #fail(db: Db, claim: Claim, fate: Fate) {
    const at = new Date(this.#now.getTime() + 2000);
    const outcomeUnknown = fate.startsWith("answer lost");
    if (fate !== "parked") {
      await retryLater(db, claim, { at, error: "timeout", outcomeUnknown }, this.#now);
      return;
    }
    const parked = {
      reason: "not_in_channel",
      error: "not_in_channel",
      retryAt: at,
      outcomeUnknown,
    } as const;
    await db.transaction().execute((trx) => park(trx, claim, parked, this.#now));
  }
}
