import { type Act, acts } from "./support/acts.ts";
import type { Bench } from "./support/bench.ts";
import { manyAtOnce, oneByOne } from "./support/closed-loop.ts";
import { type Figures, figures } from "./support/figures.ts";
import { type LightSlack, startLightSlack } from "./support/light-slack.ts";
import { recordCase } from "./support/record-a-case.ts";
import { judged, type Section, type Table } from "./support/tables.ts";
import { type AppName, type Apps, apps, openApps, quietMs } from "./support/three-apps.ts";

/** How soon Slack has its acknowledgement, and how many people a second can be served. */

const people = 16;

interface Measured {
  readonly acknowledged: Figures;
  readonly done: Figures;
  readonly perSecond: Figures;
  /** Of a core, while many people are served at once. */
  readonly cpuMs: Figures;
  /** To each app to compare with, round by round. */
  readonly ratios: Record<"acknowledged" | "done" | "perSecond", Record<AppName, Figures>>;
}

export async function measureAcknowledging(bench: Bench): Promise<Section> {
  const { rounds, requests, bursts, burst, warmUp } = bench.sizes.acknowledge;
  const recorded = await recordCase();
  const tables: Table[] = [];
  let busiest = 0;
  for (const engine of bench.engines) {
    const slack = await startLightSlack({ gapMs: 0 });
    const senders = warmUp + rounds * requests + bursts * burst;
    const stage = await openApps(bench, engine, { slack, recorded, senders });
    const before = performance.eventLoopUtilization();
    tables.push(tableFor(engine.name, await measure(bench, stage, slack)));
    busiest = Math.max(busiest, performance.eventLoopUtilization(before).utilization);
    await stage.close();
    await slack.stop();
  }
  return {
    title: "Acknowledgement",
    how: [
      "The bot, a bare Bolt app that makes the same calls and gives the same answers but thinks and keeps nothing, and one that",
      "also inserts one row by hand, durably, before it acknowledges a submission (for the command: before it opens the modal).",
      `Each in a process of its own, over HTTP with signed requests. ${rounds} rounds of ${requests} requests one after the other,`,
      `the apps in turn; then ${bursts} rounds of ${burst} requests by ${people} people at once. Ratios are of the medians of a round,`,
      "and of them the median. Each *Next* of the form is pressed in turn; *Send* makes a case and owes three messages. What",
      "may be posted of them is posted before the next round begins, but while many people are served at once, the bot posts",
      "beside that. Slack and the people, in one process, were busy",
      `${(busiest * 100).toFixed(0)} % of the time.`,
    ].join("\n"),
    tables,
  };
}

async function measure(
  { sizes, tell }: Bench,
  { lines, children, next }: Apps,
  slack: LightSlack,
): Promise<Record<Act, Record<AppName, Measured>>> {
  const { rounds, requests, bursts, burst, warmUp } = sizes.acknowledge;
  const ofAct = async (act: Act) => {
    const measured = { bare: nothingYet(), "by hand": nothingYet(), bot: nothingYet() };
    const asks = { bare: next(act), "by hand": next(act), bot: next(act) };
    for (const app of apps) await oneByOne(lines[app], asks[app], warmUp);
    for (let round = 0; round < rounds; round += 1) {
      const medians = { acknowledged: unmeasured(), done: unmeasured() };
      for (const app of inTurn(round)) {
        await slack.quiet(quietMs);
        const { acknowledged, done } = await oneByOne(lines[app], asks[app], requests);
        measured[app].acknowledged.addAll(acknowledged);
        measured[app].done.addAll(done);
        medians.acknowledged[app] = acknowledged.median();
        medians.done[app] = done.median();
      }
      compare(measured, "acknowledged", medians.acknowledged);
      compare(measured, "done", medians.done);
    }
    for (let round = 0; round < bursts; round += 1) {
      const rates = unmeasured();
      for (const app of inTurn(round)) {
        const before = children[app].usage();
        rates[app] = await manyAtOnce(lines[app], asks[app], { people, times: burst });
        measured[app].cpuMs.add((children[app].usage().cpuMs - before.cpuMs) / burst);
        measured[app].perSecond.add(rates[app]);
      }
      compare(measured, "perSecond", rates);
    }
    tell(`${act}: done`);
    return measured;
  };
  return { "/escalate": await ofAct("/escalate"), Next: await ofAct("Next"), Send: await ofAct("Send") };
}

/** Each app is first, second and last as often as the others. */
function inTurn(round: number): readonly AppName[] {
  const first = round % apps.length;
  return [...apps.slice(first), ...apps.slice(0, first)];
}

const unmeasured = (): Record<AppName, number> => ({ bare: 0, "by hand": 0, bot: 0 });
const toEach = (): Record<AppName, Figures> => ({ bare: figures(), "by hand": figures(), bot: figures() });

function nothingYet(): Measured {
  const ratios = { acknowledged: toEach(), done: toEach(), perSecond: toEach() };
  return { acknowledged: figures(), done: figures(), perSecond: figures(), cpuMs: figures(), ratios };
}

function compare(
  measured: Record<AppName, Measured>,
  what: keyof Measured["ratios"],
  medians: Record<AppName, number>,
): void {
  for (const app of apps) {
    for (const other of apps) measured[app].ratios[what][other].add(medians[app] / medians[other]);
  }
}

const ms = (figure: number) => figure.toFixed(2);
const ratio = (figure: number) => figure.toFixed(2);

function tableFor(engine: string, measured: Record<Act, Record<AppName, Measured>>): Table {
  const rows = acts.flatMap((act) =>
    apps.map((app) => {
      const { acknowledged, done, perSecond, cpuMs, ratios } = measured[act][app];
      return [
        act,
        app,
        ms(acknowledged.percentile(50)),
        ms(acknowledged.percentile(99)),
        act === "/escalate" ? ms(done.percentile(50)) : "",
        perSecond.median().toFixed(0),
        ms(cpuMs.median()),
        ...(app === "bot" ? comparedWith(act, ratios) : ["", "", "", ""]),
      ];
    }),
  );
  return {
    head: [
      engine,
      "app",
      "p50 ms",
      "p99 ms",
      "modal asked for, p50 ms",
      "requests/s",
      "CPU ms each",
      "p50 to bare",
      "p50 to by hand",
      "requests/s to by hand",
      "wanted",
    ],
    rows,
  };
}

function comparedWith(act: Act, { acknowledged, perSecond }: Measured["ratios"]): readonly string[] {
  const toBare = acknowledged.bare.median();
  const toByHand = acknowledged["by hand"].median();
  const rate = perSecond["by hand"].median();
  const wanted =
    act === "/escalate"
      ? `p50 to bare ${judged(toBare, { atMost: 1.25 })}`
      : `p50 to by hand ${judged(toByHand, { atMost: 1.25 })}, requests/s ${judged(rate, { atLeast: 0.8 })}`;
  return [ratio(toBare), ratio(toByHand), ratio(rate), wanted];
}
