import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";

/** Takes the pictures of the README from those that the browser tests have just left. */

const kept = ["modal-step", "review", "card-and-thread", "nudge"];
const root = join(import.meta.dirname, "..");
const folder = join(root, "docs", "pictures");

await mkdir(folder, { recursive: true });
for (const name of kept) {
  await copyFile(join(root, "screenshots", `${name}.png`), join(folder, `${name}.png`));
}
process.stdout.write(`${kept.length} pictures are in ${folder}.\n`);
