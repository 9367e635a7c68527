import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { team } from "../playground/workspace.ts";
import { openStore } from "../src/store/database.ts";
import { openDraft } from "../src/store/drafts.ts";
import { rememberPerson } from "../src/store/people.ts";
import type { Screens } from "./apps/bare-bolt.ts";
import type { Bench } from "./support/bench.ts";
import { type ChildApp, startBareChild, startBotChild } from "./support/child-app.ts";
import { type Line, lineTo, manyAtOnce, oneByOne, type Request } from "./support/closed-loop.ts";
import type { Engine } from "./support/engines.ts";
import { type Figures, figures } from "./support/figures.ts";
import { type LightSlack, startLightSlack } from "./support/light-slack.ts";
import { type Exchange, recordCase, type RecordedCase } from "./support/record-a-case.ts";
import { judged, type Section, type Table } from "./support/tables.ts";

/** How soon Slack has its acknowledgement, and how many people a second can be served. */

const apps = ["bare", "by hand", "bot"] as const;
type AppName = (typeof apps)[number];

const acts = ["/escalate", "Next", "Send"] as const;
type Act = (typeof acts)[number];

/** People who have nothing written yet, and people in the middle of a case: each with a draft. */
const callers = 32;
const writers = 64;
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
  const recorded = await recordCase();
  const tables: Table[] = [];
  let busiest = 0;
  for (const engine of bench.engines) {
    const slack = await startLightSlack({ gapMs: 0 });
    const stage = await openApps(bench, engine, slack, recorded);
    const before = performance.eventLoopUtilization();
    tables.push(tableFor(engine.name, await measure(bench, stage)));
    busiest = Math.max(busiest, performance.eventLoopUtilization(before).utilization);
    await stage.close();
    await slack.stop();
  }
  const { rounds, requests, bursts, burst } = bench.sizes.acknowledge;
  return {
    title: "Acknowledgement",
    how: [
      "The bot, a bare Bolt app that makes the same calls and gives the same answers but thinks and keeps nothing, and one that",
      "also inserts one row by hand, durably, before it acknowledges a submission (for the command: before it opens the modal).",
      `Each in a process of its own, over HTTP with signed requests. ${rounds} rounds of ${requests} requests one after the other,`,
      `the apps in turn; then ${bursts} rounds of ${burst} requests by ${people} people at once. Ratios are of the medians of a round,`,
      "and of them the median. Each *Next* of the form is pressed in turn; *Send* makes a case and owes three messages, which",
      "the bot begins to post while it is measured. Slack and the people, in one process, were busy",
      `${(busiest * 100).toFixed(0)} % of the time.`,
    ].join("\n"),
    tables,
  };
}

interface Apps {
  readonly lines: Readonly<Record<AppName, Line>>;
  readonly children: Readonly<Record<AppName, ChildApp>>;
  readonly next: (act: Act) => () => Request;
  readonly close: () => Promise<void>;
}

async function openApps(
  bench: Bench,
  engine: Engine,
  slack: LightSlack,
  recorded: RecordedCase,
): Promise<Apps> {
  const database = await engine.createDatabase();
  const byHand = await engine.createDatabase();
  const { rounds, requests, bursts, burst, warmUp } = bench.sizes.acknowledge;
  const senders = warmUp + rounds * requests + bursts * burst;
  await fill(database.url, recorded, senders);
  const screens = join(bench.folder, "screens.json");
  await writeFile(screens, JSON.stringify(screensOf(recorded)));
  const settings = { BENCH_SCREENS: screens };
  const children: Record<AppName, ChildApp> = {
    bare: await startBareChild({ slack, settings }),
    "by hand": await startBareChild({ slack, settings, databaseUrl: byHand.url }),
    bot: await startBotChild({ slack, databaseUrl: database.url }),
  };
  const lines: Apps["lines"] = {
    bare: lineTo(children.bare.port),
    "by hand": lineTo(children["by hand"].port),
    bot: lineTo(children.bot.port),
  };
  return {
    lines,
    children,
    next: (act) => requestsOf(act, slack, recorded),
    close: async () => {
      for (const app of apps) {
        await lines[app].close();
        await children[app].stop();
      }
      await database.remove();
      await byHand.remove();
    },
  };
}

const numbered = (kind: string, number: number) => `U0${kind}${String(number).padStart(6, "0")}`;
const draftOf = (userId: string) => `draft-of-${userId}`;

/** People whom the bot knows, with what they have written so far. */
async function fill(url: string, { answers }: RecordedCase, senders: number): Promise<void> {
  const store = await openStore(url);
  const now = new Date();
  await store.db.transaction().execute(async (trx) => {
    const meet = (userId: string) =>
      rememberPerson(trx, {
        teamId: team.id,
        userId,
        name: "Dana Whitfield",
        locale: "en",
        zone: "America/Chicago",
        homeTeamId: team.id,
        guest: false,
        deleted: false,
        refreshedAt: now,
      });
    const write = async (userId: string) => {
      await meet(userId);
      const place = { step: "review", example: null } as const;
      await openDraft(trx, { id: draftOf(userId), teamId: team.id, userId, answers, place }, now);
    };
    for (let number = 0; number < callers; number += 1) await meet(numbered("CALL", number));
    for (let number = 0; number < writers; number += 1) await write(numbered("WRITE", number));
    for (let number = 0; number < senders; number += 1) await write(numbered("SEND", number));
  });
  await store.close();
}

const stepIn = z.object({ view: z.object({ private_metadata: z.string() }) });
const step = z.object({ step: z.string() });

function screensOf({ command, steps, send }: RecordedCase): Record<keyof Screens, unknown> {
  const nameOf = ({ asked }: Exchange) =>
    step.parse(JSON.parse(stepIn.parse(asked).view.private_metadata)).step;
  return {
    command: command.view,
    steps: Object.fromEntries(steps.map((each) => [nameOf(each), each.view])),
    send: send.view,
  };
}

/** The recorded requests, said by other people and about their drafts. */
function requestsOf(act: Act, slack: LightSlack, { command, steps, send }: RecordedCase): () => Request {
  let said = 0;
  const submission = (exchange: Exchange) => {
    const asked = JSON.stringify(exchange.asked);
    const title = JSON.stringify(exchange.view["title"]);
    return (userId: string): Request => ({
      body: new URLSearchParams({
        payload: asked.replaceAll(exchange.userId, userId).replaceAll(exchange.draftId, draftOf(userId)),
      }).toString(),
      expect: title,
      done: Promise.resolve(),
    });
  };
  switch (act) {
    case "/escalate": {
      const fields = z.record(z.string(), z.string()).parse(command.asked);
      return () => {
        said += 1;
        const triggerId = `trigger-${said}-${performance.now()}`;
        const user_id = numbered("CALL", said % callers);
        return {
          body: new URLSearchParams({ ...fields, user_id, trigger_id: triggerId }).toString(),
          expect: "",
          done: slack.opened(triggerId),
        };
      };
    }
    case "Next": {
      const pressed = steps.map(submission);
      return () => {
        const press = pressed[said % pressed.length];
        const userId = numbered("WRITE", said % writers);
        said += 1;
        if (!press) throw new Error("No step was recorded.");
        return press(userId);
      };
    }
    case "Send": {
      const press = submission(send);
      return () => press(numbered("SEND", said++));
    }
  }
}

async function measure(
  { sizes, tell }: Bench,
  { lines, children, next }: Apps,
): Promise<Record<Act, Record<AppName, Measured>>> {
  const { rounds, requests, bursts, burst, warmUp } = sizes.acknowledge;
  const ofAct = async (act: Act) => {
    const measured = { bare: nothingYet(), "by hand": nothingYet(), bot: nothingYet() };
    const asks = { bare: next(act), "by hand": next(act), bot: next(act) };
    for (const app of apps) await oneByOne(lines[app], asks[app], warmUp);
    for (let round = 0; round < rounds; round += 1) {
      const medians = { acknowledged: unmeasured(), done: unmeasured() };
      for (const app of inTurn(round)) {
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
