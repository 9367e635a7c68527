import { join } from "node:path";
import { type Act, acts } from "./support/acts.ts";
import type { Bench } from "./support/bench.ts";
import { oneByOne } from "./support/closed-loop.ts";
import type { Engine } from "./support/engines.ts";
import { startLightSlack } from "./support/light-slack.ts";
import { during, type Part, partsOf, profileIn, type Span } from "./support/profile.ts";
import { recordCase, type RecordedCase } from "./support/record-a-case.ts";
import type { Section, Table } from "./support/tables.ts";
import { openApps, quietMs } from "./support/three-apps.ts";

/** Why an acknowledgement takes as long as it does: what the processors do meanwhile. */

const profiled = ["by hand", "bot"] as const;
type Profiled = (typeof profiled)[number];

/** Milliseconds of processor for each request. */
type Costs = ReadonlyMap<Part, number>;

export async function measureParts(bench: Bench): Promise<Section> {
  const recorded = await recordCase();
  const tables: Table[] = [];
  for (const engine of bench.engines)
    tables.push(tableOf(engine.name, await measure(bench, engine, recorded)));
  const { rounds, requests } = bench.sizes.acknowledge;
  return {
    title: "Where the time goes",
    how: [
      `Milliseconds of processor for each request, by Node's CPU profile, of the bot and of the app that inserts a row by hand, in`,
      `${rounds} rounds of ${requests} requests one after the other. Being profiled takes time of its own: the shares count. Of a database`,
      "in a file the waiting for the disk is in it, of a server it is not.",
    ].join("\n"),
    tables,
  };
}

async function measure(
  bench: Bench,
  engine: Engine,
  recorded: RecordedCase,
): Promise<Record<Act, Record<Profiled, Costs>>> {
  const { rounds, requests, warmUp } = bench.sizes.acknowledge;
  const slack = await startLightSlack({ gapMs: 0 });
  // Node takes it from an environment variable in which a blank would end it.
  const folderOf = (app: string) => join(bench.folder, `${engine.name}-${app.replaceAll(" ", "-")}`);
  const stage = await openApps(bench, engine, {
    slack,
    recorded,
    senders: warmUp + rounds * requests,
    profileIn: folderOf,
  });
  const spans = new Map<string, Span[]>();
  for (const act of acts) {
    for (const app of profiled) {
      const ask = stage.next(act);
      const ofThese: Span[] = [];
      await oneByOne(stage.lines[app], ask, warmUp);
      for (let round = 0; round < rounds; round += 1) {
        await slack.quiet(quietMs);
        await during(ofThese, () => oneByOne(stage.lines[app], ask, requests));
      }
      spans.set(`${act} ${app}`, ofThese);
    }
  }
  // Each leaves its profile when it ends.
  await stage.close();
  await slack.stop();
  const profiles = { "by hand": await profileIn(folderOf("by hand")), bot: await profileIn(folderOf("bot")) };
  const costs = (act: Act, app: Profiled): Costs => {
    const parts = partsOf(profiles[app], spans.get(`${act} ${app}`) ?? []);
    return new Map([...parts].map(([part, ms]) => [part, ms / (rounds * requests)]));
  };
  const ofAct = (act: Act) => ({ "by hand": costs(act, "by hand"), bot: costs(act, "bot") });
  return { "/escalate": ofAct("/escalate"), Next: ofAct("Next"), Send: ofAct("Send") };
}

function tableOf(engine: string, costs: Record<Act, Record<Profiled, Costs>>): Table {
  const columns = acts.flatMap((act) =>
    profiled.map((app) => ({ name: `${act}, ${app}`, costs: costs[act][app] })),
  );
  const parts = new Set([...costs.Send.bot.keys(), ...columns.flatMap((column) => [...column.costs.keys()])]);
  const sum = (given: Costs) => [...given.values()].reduce((one, other) => one + other, 0);
  return {
    head: [engine, ...columns.map(({ name }) => name)],
    rows: [
      ...[...parts].map((part) => [
        part,
        ...columns.map((column) => (column.costs.get(part) ?? 0).toFixed(2)),
      ]),
      ["all of it", ...columns.map((column) => sum(column.costs).toFixed(2))],
    ],
  };
}
