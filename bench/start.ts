import { join } from "node:path";
import { writeFile } from "node:fs/promises";
import type { Bench } from "./support/bench.ts";
import { type ChildOptions, startBareChild, startBotChild } from "./support/child-app.ts";
import { figures } from "./support/figures.ts";
import { startLightSlack } from "./support/light-slack.ts";
import { judged, type Section } from "./support/tables.ts";

/** How long a start takes, from the process to the first person it can hear. */

export async function measureStarts(bench: Bench): Promise<Section> {
  const slack = await startLightSlack({ gapMs: 0 });
  const screens = join(bench.folder, "no-screens.json");
  await writeFile(screens, JSON.stringify({ command: {}, steps: {}, send: {} }));
  const bare = (options: ChildOptions) =>
    timed(startBareChild({ ...options, settings: { BENCH_SCREENS: screens } }));
  const caches = {
    "the bot's": {},
    "of both": { compileCache: join(bench.folder, "compile-cache") },
    "of none": { compileCache: null },
  };
  const rows: string[][] = [];
  for (const engine of bench.engines) {
    const { url: databaseUrl, remove } = await engine.createDatabase();
    for (const [whose, cached] of Object.entries(caches)) {
      const bareMs = figures();
      const botMs = figures();
      const ratio = figures();
      const both = async () => ({
        bare: await bare({ slack, ...cached }),
        bot: await timed(startBotChild({ slack, databaseUrl, ...cached })),
      });
      // The first start makes the tables, and fills the cache.
      await both();
      for (let round = 0; round < bench.sizes.start.rounds; round += 1) {
        const took = await both();
        bareMs.add(took.bare);
        botMs.add(took.bot);
        ratio.add(took.bot / took.bare);
      }
      rows.push([
        engine.name,
        whose,
        bareMs.median().toFixed(0),
        botMs.median().toFixed(0),
        ratio.median().toFixed(2),
        judged(ratio.median(), { atMost: 2 }),
      ]);
    }
    await remove();
  }
  await slack.stop();
  return {
    title: "Start to ready",
    how: [
      `From the start of the process until it says that it hears people, in HTTP mode; ${bench.sizes.start.rounds} starts of each, in turn,`,
      "with tables that are there already. `npm start` has Node keep what it compiled of the bot; bare Bolt by itself has not.",
    ].join("\n"),
    tables: [{ head: ["engine", "compile cache", "bare Bolt ms", "bot ms", "ratio", "wanted"], rows }],
  };
}

async function timed(starting: ReturnType<typeof startBotChild>): Promise<number> {
  const app = await starting;
  await app.stop();
  return app.readyAfterMs;
}
