import { type KyselyPlugin, QueryNode, SelectQueryNode, sql } from "kysely";
import type { Db } from "../src/store/database.ts";
import { takeNudgeDue } from "../src/store/nudge-times.ts";
import { hasRowLocks } from "../src/store/transactions.ts";
import type { Bench } from "./support/bench.ts";
import type { Engine } from "./support/engines.ts";
import { type Figures, figures } from "./support/figures.ts";
import { type FilledStore, fillStore } from "./support/filled-store.ts";
import { judged, type Section, type Table } from "./support/tables.ts";

/** Whether reminding costs more when more cases are stored. */

export async function measureSweeps(bench: Bench): Promise<Section> {
  const tables: Table[] = [];
  for (const engine of bench.engines) tables.push(await measureOn(bench, engine));
  const { rounds, due } = bench.sizes.sweep;
  return {
    title: "Nudge sweep",
    how: [
      `${due} cases are due to be reminded of, among more and more that are not. The time is that of all passes of the sweep until`,
      "nothing is due, with a Slack that answers at once; each reminder is a durable transaction of its own. The stores take turns",
      `pass by pass, in ${rounds} rounds; the ratio is the median of those of the rounds. The look is one at which nothing is due.`,
    ].join("\n"),
    tables,
  };
}

interface Swept {
  readonly store: FilledStore;
  readonly stored: number;
  readonly tookMs: Figures;
  readonly ratio: Figures;
  readonly lookMs: Figures;
}

async function measureOn({ sizes, tell }: Bench, engine: Engine): Promise<Table> {
  const { stored, due, rounds } = sizes.sweep;
  const all: (Swept & { readonly remove: () => Promise<void> })[] = [];
  for (const size of stored) {
    const { url, remove } = await engine.createDatabase();
    tell(`sweep: fills ${engine.name} with ${size} cases`);
    const store = await fillStore(url, size, due);
    all.push({ store, remove, stored: size, tookMs: figures(), ratio: figures(), lookMs: figures() });
  }
  for (let round = 0; round < rounds; round += 1) await sweepAll(all, due);
  const rows: string[][] = [];
  for (const { store, ...swept } of all) {
    rows.push(rowOf(swept, due, await planFor(store.db)));
    await store.close();
    await swept.remove();
  }
  return { head: [engine.name, "due", "sweep s", "ratio to the first", "wanted", "look ms", "plan"], rows };
}

function rowOf({ stored, tookMs, ratio, lookMs }: Omit<Swept, "store">, due: number, plan: string): string[] {
  return [
    `${stored} stored`,
    String(due),
    (tookMs.median() / 1000).toFixed(2),
    ratio.median().toFixed(2),
    stored === 100_000 ? judged(ratio.median(), { atMost: 1.3 }) : "",
    lookMs.median().toFixed(2),
    plan,
  ];
}

/** Pass by pass in turn, so that what else the machine does strikes all alike. */
async function sweepAll(all: readonly Swept[], due: number): Promise<void> {
  const spent = all.map(({ store }) => ({ store, ms: 0, lookedUp: 0 }));
  for (let left = true; left;) {
    left = false;
    for (const each of spent) {
      const startedAt = performance.now();
      const { found, lookedUp } = await each.store.sweep();
      if (!found) continue;
      each.ms += performance.now() - startedAt;
      each.lookedUp += lookedUp;
      left = true;
    }
  }
  const first = spent[0]?.ms ?? 0;
  for (const [place, { tookMs, ratio, lookMs, store }] of all.entries()) {
    const { ms = 0, lookedUp = 0 } = spent[place] ?? {};
    if (lookedUp !== due) throw new Error(`Of ${due} cases that were due, the sweep saw to ${lookedUp}.`);
    tookMs.add(ms);
    ratio.add(ms / first);
    const startedAt = performance.now();
    await store.sweep();
    lookMs.add(performance.now() - startedAt);
    await store.reset();
  }
}

/** How the engine finds the due ones: the store's own query, explained instead of run. */
async function planFor(db: Db): Promise<string> {
  const lines: string[] = [];
  const explain: KyselyPlugin = {
    transformQuery: ({ node }) =>
      SelectQueryNode.is(node)
        ? QueryNode.cloneWithExplain(node, undefined, hasRowLocks(db) ? undefined : sql`query plan`)
        : node,
    transformResult: ({ result }) => {
      for (const row of result.rows) lines.push(String(row["detail"] ?? row["QUERY PLAN"]));
      return Promise.resolve({ ...result, rows: [] });
    },
  };
  const now = new Date();
  await takeNudgeDue(db.withPlugin(explain), { now, until: now, limit: 20 });
  return lines.find((line) => /index/iu.test(line))?.trim() ?? lines.join("; ");
}
