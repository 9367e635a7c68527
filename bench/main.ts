import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openStore } from "../src/store/database.ts";
import { hasPostgres, startPostgres } from "../test/support/a-postgres.ts";
import { measureAcknowledging } from "./acknowledge.ts";
import { measureBursts } from "./burst.ts";
import { measureIdling } from "./idle.ts";
import { measureParts } from "./profile.ts";
import { measureStarts } from "./start.ts";
import { measureSweeps } from "./sweep.ts";
import { type Bench, fullSizes, quickSizes, withAMillion } from "./support/bench.ts";
import { postgresOn, sqliteIn } from "./support/engines.ts";
import { fileSystemOf, load, machineFacts } from "./support/machine.ts";
import { printed, sectionText } from "./support/tables.ts";

/** `npm run bench`: what the bot's promises cost, beside what is compared with it, in one run. */

const parts = {
  acknowledge: measureAcknowledging,
  profile: measureParts,
  burst: measureBursts,
  sweep: measureSweeps,
  idle: measureIdling,
  start: measureStarts,
};
const { values: flags } = parseArgs({
  options: {
    /** Smaller sizes, to see that it runs; the figures mean little. */
    quick: { type: "boolean", default: false },
    /** Some parts only, by name; nothing is written then. */
    only: { type: "string", multiple: true, default: [] },
    /** The sweep over a million stored cases, too. */
    million: { type: "boolean", default: false },
  },
});

const root = fileURLToPath(new URL("..", import.meta.url));
await mkdir(join(root, "data"), { recursive: true });
const folder = await mkdtemp(join(root, "data", "bench-"));
const server = hasPostgres ? await startPostgres({ safe: true }) : null;
const engines = [sqliteIn(folder), ...(server ? [postgresOn(server)] : [])];
const sizes = flags.quick ? quickSizes : fullSizes;
const bench: Bench = {
  folder,
  engines,
  sizes: flags.million ? withAMillion(sizes) : sizes,
  tell: (words) => process.stderr.write(`${words}\n`),
};
try {
  const head = await headOf();
  const texts: string[] = [];
  for (const [name, measure] of Object.entries(parts)) {
    if (flags.only.length > 0 && !flags.only.includes(name)) continue;
    bench.tell(`${name} …`);
    const text = sectionText(await measure(bench));
    texts.push(text);
    process.stdout.write(await printed(text));
  }
  if (flags.only.length === 0) {
    await writeFile(join(root, "bench", "results.md"), await printed([head, ...texts].join("\n\n")));
  }
} finally {
  await server?.stop();
  await rm(folder, { recursive: true });
}

/** When, on what, and how busy that was. */
async function headOf(): Promise<string> {
  const facts = [
    ...machineFacts(),
    ...(await versions()),
    `Load average at the start: ${load()}. On a machine that does other things too the figures are worth little.`,
  ];
  const day = new Date().toISOString().slice(0, 10);
  const size = flags.quick ? " -- --quick" : "";
  return [
    `# Measured by \`npm run bench${size}\` on ${day}`,
    facts.map((fact) => `- ${fact}`).join("\n"),
  ].join("\n\n");
}

async function versions(): Promise<string[]> {
  const told: string[] = [];
  for (const engine of engines) {
    const database = await engine.createDatabase();
    const store = await openStore(database.url);
    const disk = fileSystemOf(engine.name === "SQLite" ? folder : tmpdir());
    told.push(`${engine.name} ${await engine.version(store.db)} on ${disk}`);
    await store.close();
    await database.remove();
  }
  return told;
}
