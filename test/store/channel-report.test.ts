import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { fc } from "../support/drawn.ts";
import { countedKinds } from "../../src/domain/channel-report.ts";
import { digestStretches, reportStretches, type Stretch } from "../../src/domain/report-weeks.ts";
import { listEvents } from "../../src/store/audit.ts";
import { eventsSince, readChannelReport } from "../../src/store/channel-report.ts";
import type { Db } from "../../src/store/database.ts";
import { findErased } from "../../src/store/erased-cases.ts";
import { changeOrUndo, createEscalation, findEscalation } from "../../src/store/escalations.ts";
import { presentIds } from "../../src/store/moved-channels.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { anyDeeds, live } from "../support/any-cases-told.ts";
import { aNewEscalation, aVerdict } from "../support/an-escalation.ts";

/** What digest and report count is what anybody counts who reads every trail from its beginning to its end. */

const start = new Date("2026-03-02T00:00:00Z");
const zone = "America/Sao_Paulo";

interface Line {
  readonly at: string;
  readonly kind: string;
  readonly ready: unknown;
}
interface Trail {
  readonly channel: string;
  readonly lines: readonly Line[];
  readonly gaps: readonly string[] | null;
}

/** Every trail there is, of kept and of erased cases, line by line. */
async function allTrails(db: Db, ids: readonly string[]): Promise<readonly Trail[]> {
  const present = await presentIds(db, "T1");
  const trails: Trail[] = [];
  for (const id of ids) {
    const kept = await findEscalation(db, id);
    if (kept) {
      const lines = (await listEvents(db, id)).map(({ at, kind, details }) => ({
        at: at.toISOString(),
        kind,
        ready: details["ready"],
      }));
      trails.push({ channel: kept.channelId, lines, gaps: kept.verdict.gaps.map(({ code }) => code) });
      continue;
    }
    const erased = await findErased(db, "T1", { id });
    if (!erased) throw new Error(`Nothing is left of ${id}.`);
    const lines = erased.trail.map(({ at, kind, ready }) => ({ at, kind, ready }));
    trails.push({ channel: present(erased.channelId), lines, gaps: null });
  }
  return trails;
}

/** By hand: one pass over each trail, remembering what is so. */
function recount(trails: readonly Trail[], { from, to }: { readonly from: Date; readonly to: Date }) {
  const inside = (at: string) => at >= from.toISOString() && at < to.toISOString();
  const counted = { opened: 0, ready: 0, avoided: 0, resolved: 0 };
  const waits: number[] = [];
  for (const { lines } of trails) {
    let opened = "";
    let ready = "";
    let ended = { as: "", at: "" };
    for (const line of lines) {
      if (line.kind === "sent") opened = line.at;
      if (opened !== "" && ready === "" && line.ready === true) ready = line.at;
      if (line.kind === "resolved" || line.kind === "avoided") ended = { as: line.kind, at: line.at };
      if (line.kind === "withdrawn" || line.kind === "closed_reopened") ended = { as: "", at: "" };
    }
    if (opened !== "" && inside(opened)) counted.opened += 1;
    if (ready !== "" && inside(ready)) {
      counted.ready += 1;
      waits.push(Date.parse(ready) - Date.parse(opened));
    }
    if (ended.as === "resolved" && inside(ended.at)) counted.resolved += 1;
    if (ended.as === "avoided" && inside(ended.at)) counted.avoided += 1;
  }
  return { ...counted, medianMsToReady: middleOf(waits) };
}

/** One from each end goes until one or two are left. */
function middleOf(values: readonly number[]): number | null {
  let left = [...values].sort((one, other) => one - other);
  if (left.length === 0) return null;
  while (left.length > 2) left = left.slice(1, -1);
  return left.reduce((sum, each) => sum + each, 0) / left.length;
}

/** One that was erased waits no more. */
function isWaiting({ lines, gaps }: Trail): boolean {
  if (gaps === null) return false;
  let state = "";
  let sent = false;
  for (const { kind } of lines) {
    if (kind === "sent") [sent, state] = [true, "with the CSMs"];
    if (kind === "waiting") state = "waiting";
    if (kind === "avoided" || kind === "withdrawn" || kind === "resolved") state = "closed";
    if (kind === "closed_reopened") state = sent ? "with the CSMs" : "waiting";
  }
  return state === "waiting";
}

const cleared = async (db: Db) => {
  for (const table of [
    "escalations",
    "erased_cases",
    "deliveries",
    "moved_channels",
    "escalation_counters",
  ] as const)
    await db.deleteFrom(table).execute();
};

describe.each(engines)("on $name", ({ name, createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
  });
  afterEach(() => database.remove());

  const reportOf = (channelId: string, stretches: readonly Stretch[], more = {}) => {
    const [first, last] = [stretches.at(0), stretches.at(-1)];
    if (!first || !last) throw new Error("Nothing is asked for.");
    const about = { from: first.from, to: last.to };
    const asked = { teamId: "T1", channelId, usergroups: null, stretches, about, today: "2026-04-01" };
    return readChannelReport(db, { ...asked, ...more });
  };

  test("digest and report agree with a recount of all trails, whatever happened", async () => {
    await fc.assert(
      fc.asyncProperty(anyDeeds, fc.integer({ min: 1, max: 8 }), async (deeds, weeks) => {
        await cleared(db);
        const { cases, now } = await live(db, start, deeds);
        const trails = await allTrails(db, cases);
        const times = { day: "wed", zone } as const;
        const stretches = reportStretches(now, weeks, times);
        for (const channelId of ["C1", "C2", "C3"]) {
          const here = trails.filter(({ channel }) => channel === channelId);
          const report = await reportOf(channelId, stretches);
          const [first] = stretches;
          const whole = { from: first?.from ?? now, to: new Date(now.getTime() + 1) };
          expect(report.figures).toEqual(recount(here, whole));
          expect(report.byStretch).toEqual(
            stretches.map((stretch) => ({ ...recount(here, stretch), stretch })),
          );
          expect(report.waiting).toBe(here.filter(isWaiting).length);
          const lacking = here.filter(({ lines }) =>
            lines.some(({ kind, at }) => kind === "sent" && at >= whole.from.toISOString()),
          );
          for (const { code, cases: count } of report.missing)
            expect(lacking.filter(({ gaps }) => gaps?.includes(code)).length).toBe(count);
          // The digest of this week counts the weeks before it as the report does.
          const week = stretches.at(-1)?.since ?? "";
          const digest = await reportOf(channelId, digestStretches(week, zone));
          expect(digest.byStretch).toEqual(
            digestStretches(week, zone).map((stretch) => ({ ...recount(here, stretch), stretch })),
          );
        }
      }),
      { numRuns: name === "SQLite" ? 60 : 15 },
    );
  });

  const at = (day: string) => new Date(`${day}T12:00:00Z`);
  const march = reportStretches(at("2026-03-30"), 4, { day: "mon", zone: "UTC" });
  const put = (
    given: Parameters<typeof aNewEscalation>[0],
    kind: "sent" | "waiting" | "avoided",
    day: string,
  ) =>
    db
      .transaction()
      .execute((trx) => createEscalation(trx, aNewEscalation(given), { kind, actorId: "U1" }, at(day)));

  test("a case that an earlier version kept is Ready by its level, unless the partner came first", async () => {
    const ready = { ...aVerdict, level: "ready" } as const;
    await put({ id: "a", verdict: ready }, "sent", "2026-03-10");
    const note = { reason: "contact_gone", sentence: "They left" } as const;
    await put({ id: "b", verdict: ready, sendNote: note }, "sent", "2026-03-10");
    await db
      .updateTable("escalation_events")
      .set({ details: JSON.stringify({ level: "ready", score: 90 }) })
      .execute();
    expect((await reportOf("C1", march)).figures).toMatchObject({ opened: 2, ready: 1, medianMsToReady: 0 });
  });

  test("of a case that was never sent nothing is told but that there is one", async () => {
    const act = { by: "U1", at: at("2026-03-10").toISOString() };
    // However much its date presses.
    const answers = { ...aNewEscalation().answers, need_by: "2026-03-11" };
    await put({ id: "a", answers, status: { state: "waiting_partner" } }, "waiting", "2026-03-10");
    await put(
      { id: "b", status: { state: "closed", as: "avoided", note: "", sent: false, ...act } },
      "avoided",
      "2026-03-10",
    );
    expect(await reportOf("C1", march)).toMatchObject({
      figures: { opened: 0, ready: 0, avoided: 1, resolved: 0, medianMsToReady: null },
      missing: [],
      waiting: 1,
      decisions: [],
      undecided: 0,
    });
    expect((await reportOf("C2", march)).waiting).toBe(0);
  });

  test("what presses comes first, then what nobody has, and more than a number only where it may be told", async () => {
    const act = { by: "U2", at: at("2026-03-11").toISOString() };
    const answers = (need_by: string | null) => ({ ...aNewEscalation().answers, need_by });
    const csm = { usergroup: "S1", backup: null, locale: "en", route: null } as const;
    await put({ id: "late", answers: answers("2026-05-01") }, "sent", "2026-03-09");
    await put({ id: "untaken", desk: csm }, "sent", "2026-03-10");
    await put(
      { id: "pressing", answers: answers("2026-04-02"), status: { state: "acknowledged", ...act } },
      "sent",
      "2026-03-11",
    );
    await put({ id: "at rest", status: { state: "acknowledged", ...act } }, "sent", "2026-03-12");
    await put({ id: "elsewhere", channelId: "C2" }, "sent", "2026-03-12");
    const told = async (usergroups: readonly (string | null)[] | null) =>
      (await reportOf("C1", march, { usergroups })).decisions.map(({ id }) => id);
    expect(await told(null)).toEqual(["pressing", "late", "untaken"]);
    expect(await told(["S1"])).toEqual(["untaken"]);
    expect(await told([])).toEqual([]);
  });

  test("many are counted, and the first few named", async () => {
    for (let nth = 0; nth < 12; nth += 1) await put({ id: `case-${nth}` }, "sent", "2026-03-10");
    const { decisions, undecided } = await reportOf("C1", march);
    expect([decisions.length, undecided]).toEqual([5, 12]);
  });

  test("a person who was erased takes nothing from the figures", async () => {
    await put({ id: "a" }, "sent", "2026-03-10");
    const before = await findEscalation(db, "a");
    if (!before) throw new Error("The case is gone.");
    const verdict = { ...aVerdict, level: "ready" } as const;
    const change = { kind: "evidence_added", actorId: "U9", details: { note: "mine" } } as const;
    await db.transaction().execute((trx) => changeOrUndo(trx, before, { verdict }, change, at("2026-03-12")));
    const { erasePerson } = await import("../../src/store/erase-person.ts");
    const whose = { teamId: "T1", userId: "U9", now: at("2026-03-20"), judge: () => verdict };
    await erasePerson(db, whose);
    expect(JSON.stringify(await listEvents(db, "a"))).not.toContain("mine");
    expect((await reportOf("C1", march)).figures).toMatchObject({
      ready: 1,
      medianMsToReady: 2 * 24 * 3_600_000,
    });
  });

  test("only what happened since is read, by its index, however much there is", async () => {
    await put({ id: "a" }, "sent", "2026-03-10");
    if (name === "PostgreSQL") await sql`set enable_seqscan = off`.execute(db);
    const planOf = async (query: { readonly sql: string; readonly parameters: readonly unknown[] }) => {
      const explain = name === "PostgreSQL" ? "explain" : "explain query plan";
      const { CompiledQuery } = await import("kysely");
      const { rows } = await db.executeQuery<Record<string, unknown>>(
        CompiledQuery.raw(`${explain} ${query.sql}`, [...query.parameters]),
      );
      return rows.map((row) => Object.values(row).join(" ")).join("\n");
    };
    const plan = await planOf(eventsSince(db, start).compile());
    expect(plan).toContain("events_by_kind");
    expect(plan).not.toMatch(/escalations\b|Seq Scan|SCAN escalation_events$/mu);
    expect(countedKinds.length).toBeGreaterThan(3);
  });
});
