import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { type Broken, broken } from "./broken.ts";

/** Takes away what keeps each promise, in a copy of the tree, and sees a test fail. `npm run test:promises -- P3` does those of one, `-- P6 stop` those of it that say so. */

const run = promisify(execFile);
const root = join(import.meta.dirname, "..", "..");
const [only, words = ""] = process.argv.slice(2);
const wanted = broken.filter(
  ({ promise, clause }) => (only === undefined || promise === only) && clause.includes(words),
);

const copy = await mkdtemp(join(tmpdir(), "broken-promises-"));
process.once("SIGINT", () => process.exit(130));
let kept = 0;
try {
  await copyTree();
  for (const each of wanted) {
    const failed = await failsWithout(each);
    kept += failed ? 1 : 0;
    console.log(`${failed ? "fails, as it should" : "STILL PASSES       "}  ${each.promise}  ${each.clause}`);
  }
} finally {
  await rm(copy, { recursive: true, force: true });
}
console.log(`${kept} of ${wanted.length} failed without what keeps them`);
process.exitCode = kept === wanted.length ? 0 : 1;

async function copyTree(): Promise<void> {
  const { stdout } = await run("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
  });
  for (const file of stdout.trim().split("\n")) {
    await mkdir(dirname(join(copy, file)), { recursive: true });
    await cp(join(root, file), join(copy, file));
  }
  await symlink(join(root, "node_modules"), join(copy, "node_modules"));
}

async function failsWithout({ file, from, to, tests }: Broken): Promise<boolean> {
  const path = join(copy, file);
  const whole = await readFile(path, "utf8");
  const without = whole.replace(from, () => to);
  if (without === whole) throw new Error(`${file} does not say any more: ${from}`);
  await writeFile(path, without);
  try {
    const stderr = await reportOf(["--selectProjects", "socket", "--", ...tests.split(" ")]);
    return /^Tests:\s+\d+ failed/mu.test(stderr);
  } finally {
    await writeFile(path, whole);
  }
}

async function reportOf(flags: readonly string[]): Promise<string> {
  const jest = join("node_modules", "jest", "bin", "jest.js");
  const node = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning", jest];
  try {
    const env = { ...process.env, FUZZ_SHRINK: "no" };
    return (await run(process.execPath, [...node, ...flags], { cwd: copy, env })).stderr;
  } catch (error) {
    // A run with failed tests ends with an error, which carries what it said.
    if (error instanceof Error && "stderr" in error && typeof error.stderr === "string") return error.stderr;
    throw error;
  }
}
