import { setTimeout as pause } from "node:timers/promises";
import { s1 } from "../playground/sample-cases.ts";
import { shiftDates } from "../playground/shifted-dates.ts";
import { team } from "../playground/workspace.ts";
import { neverNudged } from "../src/domain/nudging.ts";
import { judge } from "../src/domain/readiness.ts";
import { calendarOf } from "../src/domain/working-time.ts";
import { openStore, type Store } from "../src/store/database.ts";
import { countUnsettled } from "../src/store/deliveries.ts";
import { claimDraft, openDraft } from "../src/store/drafts.ts";
import { createEscalation } from "../src/store/escalations.ts";
import { oweAfterChange } from "../src/store/owed.ts";
import { inTransaction } from "../src/store/transactions.ts";
import type { Bench } from "./support/bench.ts";
import { type ChildApp, startBotChild } from "./support/child-app.ts";
import type { Engine } from "./support/engines.ts";
import { type LightSlack, startLightSlack } from "./support/light-slack.ts";
import { coresBusy } from "./support/machine.ts";
import { judged, type Section } from "./support/tables.ts";

/** Many cases at once: how near the bots come to the pace that Slack sets. */

const seconds = 1000;
/** Slack takes one message a second in each channel. */
const gapMs = 1 * seconds;
const lookMs = 2 * seconds;

interface Burst {
  readonly bots: number;
  readonly messages: number;
  readonly inBusiest: number;
  readonly tookMs: number;
  readonly tooSoon: number;
  readonly bytesPerCase: number;
  /** Of all bots together. */
  readonly cpuMs: number;
  /** For how long all cores of the machine had something to do. */
  readonly fullMs: number;
}

export async function measureBursts(bench: Bench): Promise<Section> {
  const rows: string[][] = [];
  for (const engine of bench.engines) {
    for (const bots of engine.name === "PostgreSQL" ? [1, 4] : [1]) {
      bench.tell(`burst: ${engine.name}, ${bots}`);
      rows.push(rowOf(engine, await measureBurst(bench, engine, bots)));
    }
  }
  const { cases, channels } = bench.sizes.burst;
  return {
    title: "Burst",
    how: [
      `${cases} cases in ${channels} channels come at once to bots that were idle: each owes a card and its evidence in the channel, a receipt by DM.`,
      "Slack takes one message a second in a channel, counted from when the last one stood, and refuses what comes sooner.",
      "The limit is a second for each message of the busiest channel; the time runs from the first message to a second after the last.",
      "The bots, the database, Slack and whoever measures share the machine: it is full while none of its cores has nothing to do.",
    ].join("\n"),
    tables: [
      {
        head: [
          "engine",
          "bots",
          "messages",
          "in the busiest channel",
          "limit s",
          "took s",
          "ratio",
          "refused",
          "wanted",
          "CPU ms a message",
          "machine full s",
          "database per case",
        ],
        rows,
      },
    ],
  };
}

function rowOf(
  { name }: Engine,
  { bots, messages, inBusiest, tookMs, tooSoon, bytesPerCase, cpuMs, fullMs }: Burst,
): string[] {
  const limitMs = inBusiest * gapMs;
  return [
    name,
    String(bots),
    String(messages),
    String(inBusiest),
    (limitMs / seconds).toFixed(0),
    (tookMs / seconds).toFixed(1),
    (tookMs / limitMs).toFixed(3),
    String(tooSoon),
    `ratio ${judged(tookMs / limitMs, { atMost: 1.05 })}, refused ${judged(tooSoon, { atMost: 0 })}`,
    (cpuMs / messages).toFixed(1),
    (fullMs / seconds).toFixed(0),
    `${(bytesPerCase / 1024).toFixed(1)} KB`,
  ];
}

async function measureBurst({ sizes, tell }: Bench, engine: Engine, bots: number): Promise<Burst> {
  const { cases, channels } = sizes.burst;
  const database = await engine.createDatabase();
  const store = await openStore(database.url);
  const slack = await startLightSlack({ gapMs });
  const children: ChildApp[] = [];
  try {
    const emptyBytes = await engine.sizeOf(store.db);
    for (let bot = 0; bot < bots; bot += 1)
      children.push(await startBotChild({ slack, databaseUrl: database.url }));
    await sendCases(store, cases, channels);
    const usedMs = () => children.reduce((sum, child) => sum + child.usage().cpuMs, 0);
    const usedBeforeMs = usedMs();
    const fullMs = await allShown(store, slack, tell);
    const cpuMs = usedMs() - usedBeforeMs;
    const bytesPerCase = ((await engine.sizeOf(store.db)) - emptyBytes) / cases;
    return { bots, bytesPerCase, cpuMs, fullMs, tooSoon: slack.tooSoon(), ...told(slack) };
  } finally {
    for (const child of children) await child.stop();
    await slack.stop();
    await store.close();
    await database.remove();
  }
}

/** Each case is made as *Send* makes it; all of them are there at once. */
async function sendCases({ db }: Store, cases: number, channels: number): Promise<void> {
  const now = new Date();
  const answers = shiftDates(s1.answers, s1.now, now);
  const calendar = calendarOf({ workingDays: ["mon", "tue", "wed", "thu", "fri"], holidays: [] });
  const verdict = judge(answers, { now, zone: s1.zone, calendar, partnerReplyDays: 3 });
  const desk = { usergroup: null, backup: null, locale: "en", route: null } as const;
  const opened = { status: { state: "open" }, locale: "en", sendNote: null, nudging: neverNudged } as const;
  await inTransaction(db, async (trx) => {
    for (let number = 0; number < cases; number += 1) {
      const [id, draftId, requesterId] = [`case-${number}`, `draft-${number}`, `U0SEND${number}`];
      await openDraft(trx, { id: draftId, teamId: team.id, userId: requesterId, answers }, now);
      await claimDraft(trx, draftId, "sent", now);
      const fresh = { id, draftId, teamId: team.id, requesterId, channelId: `C0BURST${number % channels}` };
      const made = await createEscalation(
        trx,
        { ...fresh, ...opened, desk, answers, verdict },
        { kind: "sent", actorId: requesterId },
        now,
      );
      await oweAfterChange(trx, made, now);
    }
  });
}

/** Looks on without a hurry: the bots need the database. Answers for how long the machine was full meanwhile. */
async function allShown({ db }: Store, slack: LightSlack, tell: Bench["tell"]): Promise<number> {
  let fullMs = 0;
  for (let looks = 1; ; looks += 1) {
    const busySince = coresBusy();
    await pause(lookMs);
    if (busySince() > 0.95) fullMs += lookMs;
    const { due, parked } = await countUnsettled(db);
    if (parked > 0) throw new Error(`${parked} messages wait for somebody to mend something.`);
    if (due === 0) return fullMs;
    if (looks % 10 === 0) tell(`${slack.posts.length} messages stand, ${due} are owed`);
  }
}

function told({ posts }: LightSlack): Pick<Burst, "messages" | "inBusiest" | "tookMs"> {
  const counts = new Map<string, number>();
  for (const { channel } of posts) counts.set(channel, (counts.get(channel) ?? 0) + 1);
  const [first, last] = [posts[0], posts.at(-1)];
  if (!first || !last) throw new Error("No message was posted.");
  return {
    messages: posts.length,
    inBusiest: Math.max(...counts.values()),
    tookMs: last.atMs - first.atMs + gapMs,
  };
}
