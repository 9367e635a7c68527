import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measureAcknowledging } from "./acknowledge.ts";
import { type Bench, fullSizes, quickSizes } from "./support/bench.ts";
import { sqliteIn } from "./support/engines.ts";
import { load, machineFacts } from "./support/machine.ts";
import { printed, sectionText } from "./support/tables.ts";

/** `npm run bench`: what the bot's promises cost, beside what is compared with it, in one run. */

const parts = {
  acknowledge: measureAcknowledging,
};
const { values: flags } = parseArgs({
  options: {
    /** Smaller sizes, to see that it runs; the figures mean little. */
    quick: { type: "boolean", default: false },
    /** Some parts only, by name; nothing is written then. */
    only: { type: "string", multiple: true, default: [] },
  },
});

const root = fileURLToPath(new URL("..", import.meta.url));
await mkdir(join(root, "data"), { recursive: true });
const folder = await mkdtemp(join(root, "data", "bench-"));
const startedAt = new Date();
const bench: Bench = {
  folder,
  engines: [sqliteIn(folder)],
  sizes: flags.quick ? quickSizes : fullSizes,
  tell: (words) => process.stderr.write(`${words}\n`),
};
try {
  const facts = [...machineFacts(folder), `Load average at the start: ${load()}`];
  const texts: string[] = [];
  for (const [name, measure] of Object.entries(parts)) {
    if (flags.only.length > 0 && !flags.only.includes(name)) continue;
    bench.tell(`${name} …`);
    const text = sectionText(await measure(bench));
    texts.push(text);
    process.stdout.write(await printed(text));
  }
  const head = `# Measured by \`npm run bench\` on ${startedAt.toISOString().slice(0, 10)}\n\n${facts.map((fact) => `- ${fact}`).join("\n")}`;
  if (flags.only.length === 0) {
    await writeFile(join(root, "bench", "results.md"), await printed([head, ...texts].join("\n\n")));
  }
} finally {
  await rm(folder, { recursive: true });
}
