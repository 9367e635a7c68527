import { setTimeout as pause } from "node:timers/promises";
import { join } from "node:path";
import { writeFile } from "node:fs/promises";
import type { Bench } from "./support/bench.ts";
import { type ChildApp, startBareChild, startBotChild } from "./support/child-app.ts";
import { fillStore } from "./support/filled-store.ts";
import { startLightSlack } from "./support/light-slack.ts";
import { judged, type Section } from "./support/tables.ts";

/** What the bot takes of a machine while nobody wants anything. */

const seconds = 1000;

export async function measureIdling({ folder, engines, sizes, tell }: Bench): Promise<Section> {
  const { stored, forSeconds } = sizes.idle;
  const slack = await startLightSlack({ gapMs: 0 });
  const screens = join(folder, "no-screens.json");
  await writeFile(screens, JSON.stringify({ command: {}, steps: {}, send: {} }));
  const children: { readonly name: string; readonly app: ChildApp; readonly remove?: () => Promise<void> }[] =
    [{ name: "bare Bolt", app: await startBareChild({ slack, settings: { BENCH_SCREENS: screens } }) }];
  for (const engine of engines) {
    const { url, remove } = await engine.createDatabase();
    const filled = await fillStore(url, stored, 1);
    await filled.close();
    const app = await startBotChild({ slack, databaseUrl: url });
    children.push({ name: `bot, ${engine.name}`, app, remove });
  }
  tell("idle: lets what a start brings pass");
  await pause(sizes.idle.settleSeconds * seconds);
  const before = children.map(({ app }) => app.usage());
  const startedAt = performance.now();
  await pause(forSeconds * seconds);
  const passedMs = performance.now() - startedAt;
  const rows = children.map(({ name, app }, place) => {
    const { cpuMs, memory } = app.usage();
    const percent = ((cpuMs - (before[place]?.cpuMs ?? 0)) * 100) / passedMs;
    return [
      name,
      percent.toFixed(2),
      place === 0 ? "" : judged(percent, { atMost: 0.5 }),
      (memory / 1024 ** 2).toFixed(0),
    ];
  });
  for (const { app, remove } of children) {
    await app.stop();
    await remove?.();
  }
  await slack.stop();
  return {
    title: "Idle",
    how: `${forSeconds} s in which nothing happens and nothing is due, over ${stored} stored cases. CPU of all threads, in user and system.`,
    tables: [{ head: ["", "% of a core", "wanted", "resident MB"], rows }],
  };
}
