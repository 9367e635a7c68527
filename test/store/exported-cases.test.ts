import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { isOwner, wasSent } from "../../src/domain/case-moves.ts";
import { type CaseStatus, caseName, type Escalation } from "../../src/domain/escalation.ts";
import type { Db } from "../../src/store/database.ts";
import { changeEscalation, createEscalation, rowToEscalation } from "../../src/store/escalations.ts";
import { casesForExport, type ExportFilter, type StoredForExport } from "../../src/store/exported-cases.ts";
import { rememberPerson } from "../../src/store/people.ts";
import { inTransaction } from "../../src/store/transactions.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { aDesk, aNewEscalation, aVerdict } from "../support/an-escalation.ts";
import { fc } from "../support/drawn.ts";

/** Which cases go into an export, and how many are held at a time. */

const at = "2026-03-16T09:00:00.000Z";
const by = "U9";
const note = 'they said "sent":false and "usergroup":"S1", there';
const statuses: readonly CaseStatus[] = [
  { state: "open" },
  { state: "waiting_partner" },
  { state: "acknowledged", by, at },
  { state: "returned", reason: note, by, at },
  { state: "closed", as: "resolved", note, sent: true, by, at },
  { state: "closed", as: "avoided", note, sent: false, by, at },
  { state: "closed", as: "withdrawn", note, sent: false, by, at },
];
const ids = ["U1", "U2", "U3"];
const places = ["C1", "C2"];
const groups = [null, "S1", "S2"];
const count = 60;

const aFilter = fc.record({
  ownerId: fc.constantFrom(...ids, "U4"),
  takenAt: fc.option(
    fc.array(fc.record({ channelId: fc.constantFrom(...places), usergroup: fc.constantFrom(...groups) }), {
      minLength: 1,
      maxLength: 3,
    }),
    { nil: null },
  ),
  teamId: fc.constantFrom("T1", "T2"),
});

/** As the rule says it, one case at a time. */
function maySee(escalation: Escalation, { ownerId, takenAt, teamId }: ExportFilter): boolean {
  const { channelId, desk } = escalation;
  if (escalation.teamId !== teamId) return false;
  const served =
    takenAt === null ||
    takenAt.some((taken) => taken.channelId === channelId && taken.usergroup === desk.usergroup);
  return isOwner(escalation, ownerId) || (served && wasSent(escalation));
}

async function pagesOf(db: Db, filter: ExportFilter, pageSize: number) {
  const pages = [];
  for await (const page of casesForExport(db, filter, pageSize)) pages.push(page);
  return pages;
}

function the<T>(one: T | undefined): T {
  if (one === undefined) throw new Error("There is none.");
  return one;
}

async function nextOf(pages: ReturnType<typeof casesForExport>): Promise<readonly StoredForExport[]> {
  const next = await pages.next();
  if (next.done === true) throw new Error("There is no further page.");
  return next.value;
}

describe.each(engines)("on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  let all: readonly Escalation[] = [];
  beforeAll(async () => {
    database = await createDatabase();
    db = await database.open();
    const pick = <T>(from: readonly T[], index: number): T => the(from[index % from.length]);
    for (let index = 0; index < count; index += 1) {
      const teamId = index % 7 === 6 ? "T2" : "T1";
      await inTransaction(db, async (trx) => {
        const made = await createEscalation(
          trx,
          aNewEscalation({
            id: `case-${index}`,
            teamId,
            requesterId: pick(ids, index),
            channelId: pick(places, Math.floor(index / 3)),
            desk: { ...aDesk, usergroup: pick(groups, Math.floor(index / 5)) },
            status: pick(statuses, Math.floor(index / 2)),
            verdict: { ...aVerdict, level: "ready" },
          }),
          { kind: "sent", actorId: "U1", details: { level: "ready", score: 90 } },
          new Date(at),
        );
        if (index % 4 === 0)
          await changeEscalation(
            trx,
            made,
            { coOwnerIds: [pick(ids, index + 1)] },
            { kind: "co_owner_added", actorId: "U1" },
            new Date(at),
          );
      });
    }
    const person = { teamId: "T1", userId: "U1", name: "Dana Whitfield", locale: null, zone: null } as const;
    const rest = { homeTeamId: "T1", guest: false, deleted: false, refreshedAt: new Date(at) };
    await rememberPerson(db, { ...person, ...rest });
    all = (await db.selectFrom("escalations").selectAll().execute()).map(rowToEscalation);
  });
  afterAll(() => database.remove());

  test("are those that the person may see, each once and in order, whoever they are and wherever they take cases", async () => {
    expect(all).toHaveLength(count);
    await fc.assert(
      fc.asyncProperty(aFilter, fc.integer({ min: 1, max: 9 }), async (filter, pageSize) => {
        const pages = await pagesOf(db, filter, pageSize);
        const expected = all.filter((escalation) => maySee(escalation, filter)).map(({ number }) => number);
        const numbers = pages.flat().map(({ escalation }) => escalation.number);
        expect(numbers).toEqual(expected.toSorted((one, other) => one - other));
        expect(pages.filter((page) => page.length > pageSize)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("come with names, and with the days that their history tells", async () => {
    const [page] = await pagesOf(db, { teamId: "T1", ownerId: "U1", takenAt: null }, 5);
    const [first] = page ?? [];
    expect(first && caseName(first.escalation)).toBe("ESC-1");
    expect(first?.nameOf("U1")).toBe("Dana Whitfield");
    expect(first?.nameOf("U8")).toBe("U8");
    expect(first).toMatchObject({ readyAt: at, acknowledgedAt: null, card: null });
  });

  test("are asked for page by page: none of the next page before the one before is done with", async () => {
    const pages = casesForExport(db, { teamId: "T1", ownerId: "U1", takenAt: null }, 4);
    const first = await nextOf(pages);
    const last = Math.max(...first.map(({ escalation }) => escalation.number));
    const later = all.find(({ teamId, number }) => teamId === "T1" && number === last + 1);
    await db
      .updateTable("escalations")
      .set({ requester_id: "U7" })
      .where("id", "=", later?.id ?? "")
      .execute();
    const second = await nextOf(pages);
    const changed = second.find(({ escalation }) => escalation.number === last + 1);
    const mayBeSeen = later && wasSent(later);
    expect(changed?.escalation.requesterId ?? "not seen").toBe(mayBeSeen ? "U7" : "not seen");
  });
});
