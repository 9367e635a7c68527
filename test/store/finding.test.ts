import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import type { CaseStatus, Escalation } from "../../src/domain/escalation.ts";
import { maySee } from "../../src/domain/case-moves.ts";
import type { Nudging } from "../../src/domain/nudging.ts";
import { partnerKey } from "../../src/domain/same-partner.ts";
import { askedWords, isWhole, wordsOfCase } from "../../src/domain/search-words.ts";
import { csmOf, sentShelves, shelfOf, shelves, shownLevel, shownLevels } from "../../src/domain/shelves.ts";
import type { Db } from "../../src/store/database.ts";
import {
  changeEscalation,
  createEscalation,
  findEscalation,
  rowToEscalation,
} from "../../src/store/escalations.ts";
import { countShelves, findByWords, listPartners, lookQuery, lookThrough } from "../../src/store/finding.ts";
import { listCase, unlistedCases } from "../../src/store/unlisted-cases.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { aDesk, aNewEscalation, aVerdict, someAnswers } from "../support/an-escalation.ts";
import { fc } from "../support/drawn.ts";

/** Cases are found by where they stand and by their words; a plain look at all of them finds the same. */

const monday = new Date("2026-03-16T09:00:00Z");
const at = monday.toISOString();
const teamId = "T1";
const act = { by: "U0CSM", at };

const anyStatus = fc.constantFrom<CaseStatus>(
  { state: "waiting_partner" },
  { state: "open" },
  { state: "acknowledged", ...act },
  { state: "acknowledged", by: "U0OTHER", at },
  { state: "returned", reason: "Which order?", ...act },
  { state: "closed", as: "resolved", note: "", sent: true, ...act },
  { state: "closed", as: "avoided", note: "", sent: false, ...act },
);
const life = { count: 0, sent: 0, episodes: 0, reopened: false };
const anyNudging = fc.constantFrom<Nudging>(
  { state: "unstarted", ...life },
  { state: "parked", ...life, why: "no_answer", at, reopening: null, wait: null },
);
const anyPartner = fc.constantFrom<string>(
  "Northwind Commerce",
  "northwind  commerce!",
  "Açaí Studio",
  "",
  "東京 開発",
);
const anyLevel = fc.constantFrom("ready", "almost_ready", "not_ready", "partner_first");
const anyCase = fc.record({
  status: anyStatus,
  nudging: anyNudging,
  level: anyLevel,
  partner: anyPartner,
  summary: fc.constantFrom<string>(
    "Checkout is late",
    "Orders 42 and 4711 vanish",
    "Reunião perdida",
    "o'clock & <b>",
  ),
  requesterId: fc.constantFrom("U1", "U2"),
  coOwnerIds: fc.constantFrom<string[]>([], ["U3"]),
  channelId: fc.constantFrom("C1", "C2"),
  usergroup: fc.constantFrom(null, "S1"),
});
type ACase = typeof anyCase extends fc.Arbitrary<infer One> ? One : never;
const anySteps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant("create" as const), as: anyCase }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant("change" as const), of: fc.nat(20), as: anyCase }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("erase" as const), of: fc.nat(20) }) },
  ),
  { maxLength: 25 },
);

function contentOf({ status, nudging, level, partner, summary, requesterId, channelId, usergroup }: ACase) {
  const partnerFirst = level === "partner_first" ? ({ reason: "partner_not_told" } as const) : null;
  return {
    status,
    nudging,
    requesterId,
    channelId,
    desk: { ...aDesk, usergroup },
    answers: { ...someAnswers, partner_company: partner, summary },
    verdict: { ...aVerdict, level: level === "partner_first" ? ("ready" as const) : level, partnerFirst },
  };
}

const counters = [
  { channelId: "C1", usergroup: null },
  { channelId: "C1", usergroup: "S1" },
  { channelId: "C2", usergroup: "S1" },
] as const;
const isAt = ({ channelId, desk }: Escalation, { channelId: at, usergroup }: (typeof counters)[number]) =>
  channelId === at && desk.usergroup === usergroup;
const namesOf = (cases: readonly Escalation[]) => cases.map(({ number }) => number);

describe.each(engines)("on $name", ({ name, createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
  });
  afterEach(() => database.remove());

  const create = (id: string, as: ACase) =>
    db.transaction().execute(async (trx) => {
      const made = await createEscalation(
        trx,
        aNewEscalation({ id, draftId: `draft of ${id}`, ...contentOf(as) }),
        { kind: "sent", actorId: "U1" },
        monday,
      );
      return changeEscalation(
        trx,
        made,
        { coOwnerIds: as.coOwnerIds },
        { kind: "co_owner_added", actorId: "U1" },
        monday,
      );
    });
  const change = (id: string, as: ACase) =>
    db.transaction().execute(async (trx) => {
      const before = await findEscalation(trx, id);
      if (before)
        await changeEscalation(
          trx,
          before,
          { ...contentOf(as), coOwnerIds: as.coOwnerIds },
          { kind: "evidence_added", actorId: "U1" },
          monday,
        );
    });
  const all = async () =>
    (await db.selectFrom("escalations").selectAll().orderBy("number").execute()).map(rowToEscalation);
  const ofNothing = { csmId: null, partnerKey: null, level: null };
  const whole = { order: "oldest", from: null, limit: 100 } as const;

  async function live(
    steps: readonly (typeof anySteps extends fc.Arbitrary<infer All> ? All : never)[number][],
  ) {
    await db.deleteFrom("escalations").execute();
    let count = 0;
    for (const step of steps) {
      if (step.do === "create") {
        count += 1;
        await create(`case-${count}`, step.as);
      } else if (step.do === "change") await change(`case-${(step.of % Math.max(count, 1)) + 1}`, step.as);
      else await db.deleteFrom("escalations").where("id", "=", `case-${step.of}`).execute();
    }
  }

  const runs = { numRuns: name === "SQLite" ? 40 : 15 };

  test("whatever happened to the cases, each look finds what a look at all of them finds", async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        await live(steps);
        const cases = await all();
        for (const of of [
          ofNothing,
          { ...ofNothing, csmId: "U0CSM" },
          { ...ofNothing, partnerKey: partnerKey("Northwind Commerce") },
          { csmId: "U0CSM", partnerKey: partnerKey("Northwind Commerce"), level: "ready" as const },
          ...shownLevels.map((level) => ({ ...ofNothing, level })),
        ]) {
          const there = counters.slice(0, 2);
          const found = await lookThrough(db, { teamId, shelves, of: [{ counters: there, ...of }] }, whole);
          const expected = cases.filter(
            (each) =>
              sentShelves.includes(shelfOf(each)) &&
              there.some((counter) => isAt(each, counter)) &&
              (of.csmId === null || csmOf(each) === of.csmId) &&
              (of.partnerKey === null || partnerKey(each.answers.partner_company) === of.partnerKey) &&
              (of.level === null || shownLevel(each.verdict) === of.level),
          );
          expect(namesOf(found)).toEqual(namesOf(expected));
        }
        for (const ownerId of ["U1", "U3"]) {
          const found = await lookThrough(db, { teamId, shelves, of: [{ ownerId }] }, whole);
          expect(namesOf(found)).toEqual(
            namesOf(cases.filter((each) => [each.requesterId, ...each.coOwnerIds].includes(ownerId))),
          );
        }
      }),
      runs,
    );
  });

  test("the counts are those of a plain recount, also after cases were erased", async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        await live(steps);
        const cases = await all();
        for (const counter of counters) {
          const counted = await countShelves(db, teamId, [counter]);
          for (const shelf of sentShelves)
            expect(counted.get(shelf) ?? 0).toBe(
              cases.filter((each) => isAt(each, counter) && shelfOf(each) === shelf).length,
            );
        }
      }),
      runs,
    );
  });

  test("words find the cases a person may see in which each of them begins a word, and no others", async () => {
    const anyAsked = fc.constantFrom(
      "northwind",
      "NORTH comm",
      "reuniao",
      "4",
      "42",
      "esc-2",
      "東京",
      "acai late",
      "o'clock",
      "<b>",
      "\"' OR 1=1 --",
      "nothing like it",
    );
    await fc.assert(
      fc.asyncProperty(anySteps, anyAsked, async (steps, asked) => {
        await live(steps);
        const cases = await all();
        const words = askedWords(asked);
        for (const served of [[], counters.slice(1)]) {
          const found = await findByWords(db, { teamId, personId: "U1", counters: served }, words, {
            from: null,
            limit: 100,
          });
          const expected = cases.filter((each) => {
            const csm = served.some((counter) => isAt(each, counter));
            const has = wordsOfCase(each);
            return (
              maySee(each, { id: "U1", outsider: false, csm }) &&
              words.length > 0 &&
              words.every((word) =>
                isWhole(word) ? has.includes(word) : has.some((each) => each.startsWith(word)),
              )
            );
          });
          expect(namesOf(found)).toEqual(namesOf(expected).toReversed());
        }
      }),
      runs,
    );
  });

  const aCase: ACase = {
    status: { state: "open" },
    nudging: { state: "unstarted", ...life },
    level: "ready",
    partner: "Northwind Commerce",
    summary: "Checkout is late",
    requesterId: "U1",
    coOwnerIds: [],
    channelId: "C1",
    usergroup: null,
  };

  test("a stretch begins where it is told to, in either direction, and no longer than it may be", async () => {
    for (let count = 1; count <= 6; count += 1) await create(`case-${count}`, aCase);
    const look = {
      teamId,
      shelves: ["unclaimed"] as const,
      of: [{ counters: counters.slice(0, 1), ...ofNothing }],
    };
    const stretch = async (order: "oldest" | "newest", from: number | null) =>
      namesOf(await lookThrough(db, look, { order, from, limit: 2 }));
    expect(await stretch("oldest", null)).toEqual([1, 2]);
    expect(await stretch("oldest", 3)).toEqual([3, 4]);
    expect(await stretch("newest", null)).toEqual([6, 5]);
    expect(await stretch("newest", 3)).toEqual([3, 2]);
  });

  test.each([
    ["all", { counters: counters.slice(0, 1), ...ofNothing }, "listed_by_shelf"],
    [
      "those of a level",
      { counters: counters.slice(0, 1), ...ofNothing, level: "ready" as const },
      "listed_by_level",
    ],
    [
      "those about a partner",
      { counters: counters.slice(0, 1), ...ofNothing, partnerKey: "partner3" },
      "listed_by_partner",
    ],
    ["a CSM's", { counters: counters.slice(0, 1), ...ofNothing, csmId: "U0CSM" }, "listed_by_csm"],
    ["their own", { ownerId: "U1" }, "listed_by_owner"],
  ] as const)(
    "%s on a shelf are read from the beginning of one index, and no more than are wanted",
    async (_, of, index) => {
      await db.transaction().execute(async (trx) => {
        for (let count = 0; count < 1500; count += 1)
          await createEscalation(
            trx,
            aNewEscalation({
              id: `case-${count}`,
              ...contentOf({
                ...aCase,
                partner: `Partner ${count % 50}`,
                level: count % 5 === 0 ? "ready" : "not_ready",
              }),
              requesterId: `U${count % 50}`,
            }),
            { kind: "sent", actorId: "U1" },
            monday,
          );
      });
      if (name === "PostgreSQL") await sql`analyze listed_cases, listed_owners`.execute(db);
      const query = lookQuery(
        { teamId, shelves: ["unclaimed"], of: [of] },
        { order: "oldest", from: 20, limit: 11 },
      );
      if (!query) throw new Error("There is nothing to look at.");
      const explain = name === "PostgreSQL" ? sql`explain analyze` : sql`explain query plan`;
      const { rows } = await sql<Record<string, unknown>>`${explain} ${query}`.execute(db);
      const plan = rows.map((row) => Object.values(row).join(" ")).join("\n");
      expect(plan).toContain(index);
      expect(plan).not.toMatch(/Seq Scan|SCAN listed|B-TREE|Sort/u);
      const read = [...plan.matchAll(/Index.*rows=(\d+) loops/gu)].map(([, count]) => Number(count));
      expect(Math.max(0, ...read)).toBeLessThanOrEqual(11);
    },
  );

  test("another workspace's cases are in no look, no count and no search", async () => {
    await create("case-1", aCase);
    const elsewhere = { teamId: "T2" };
    const taken = { counters, ...ofNothing };
    expect(await lookThrough(db, { ...elsewhere, shelves, of: [taken, { ownerId: "U1" }] }, whole)).toEqual(
      [],
    );
    expect(await countShelves(db, "T2", counters)).toEqual(new Map());
    const stretch = { from: null, limit: 9 };
    expect(await findByWords(db, { ...elsewhere, personId: "U1", counters }, ["checkout"], stretch)).toEqual(
      [],
    );
    expect(await listPartners(db, "T2", counters, { beginning: "", limit: 9 })).toEqual([]);
  });

  test("partners are listed once each, by the beginning of their name, where the person takes cases", async () => {
    const partners = ["Northwind Commerce", "northwind commerce", "Norman & Sons", "Ábaco", ""];
    for (const [index, partner] of partners.entries()) await create(`case-${index}`, { ...aCase, partner });
    await create("elsewhere", { ...aCase, channelId: "C2", partner: "Norway" });
    await create("with-partner", { ...aCase, status: { state: "waiting_partner" }, partner: "Nordic" });
    const keys = async (beginning: string) =>
      (await listPartners(db, teamId, counters.slice(0, 1), { beginning, limit: 9 })).map(({ key }) => key);
    expect(await keys("nor")).toEqual(["normansons", "northwindcommerce"]);
    expect(await keys("")).toEqual(["abaco", "normansons", "northwindcommerce"]);
    expect(await keys("nordic")).toEqual([]);
  });

  test("what an earlier version stored or changed is listed later", async () => {
    await create("case-1", aCase);
    await create("case-2", aCase);
    const stretch = { from: null, limit: 9 };
    const found = async (words: readonly string[]) =>
      namesOf(await findByWords(db, { teamId, personId: "U1", counters: [] }, words, stretch));
    // As the version before does it: it knows nothing of the listing.
    await db.deleteFrom("listed_cases").where("escalation_id", "=", "case-1").execute();
    await db.deleteFrom("listed_owners").where("escalation_id", "=", "case-1").execute();
    await db.updateTable("escalations").set({ listed_at: null }).where("id", "=", "case-1").execute();
    await db
      .updateTable("escalations")
      .set({
        answers: JSON.stringify({ ...someAnswers, summary: "Refunds vanish" }),
        updated_at: new Date(monday.getTime() + 1).toISOString(),
      })
      .where("id", "=", "case-2")
      .execute();
    expect(await found(["late"])).toEqual([2]);
    expect(await unlistedCases(db, { after: "", limit: 1 })).toEqual(["case-1"]);
    expect(await unlistedCases(db, { after: "case-1", limit: 9 })).toEqual(["case-2"]);
    for (const id of await unlistedCases(db, { after: "", limit: 9 })) await listCase(db, id);
    expect(await found(["late"])).toEqual([1]);
    expect(await found(["refunds"])).toEqual([2]);
    expect(await unlistedCases(db, { after: "", limit: 9 })).toEqual([]);
  });

  test("of what was erased no word is left in the index", async () => {
    await create("case-1", { ...aCase, summary: "Xylophone" });
    await db.deleteFrom("escalations").where("id", "=", "case-1").execute();
    const { rows } =
      name === "SQLite"
        ? await sql<{ block: Buffer }>`select block from listed_words_data`.execute(db)
        : await sql<{ block: string }>`select search::text as block from listed_cases`.execute(db);
    expect(rows.map(({ block }) => block.toString()).join("\n")).not.toContain("xylophone");
  });
});
