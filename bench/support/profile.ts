import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** Where an app's time went while it was measured, from the CPU profile that Node leaves when the app ends. */

/** In microseconds of the machine's monotonic clock, which all processes share and profiles count in. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export async function during<T>(spans: Span[], work: () => Promise<T>): Promise<T> {
  const from = microseconds();
  try {
    return await work();
  } finally {
    spans.push({ from, to: microseconds() });
  }
}

const microseconds = () => Number(process.hrtime.bigint() / 1000n);

/** Found by the innermost frame that says what it is for: what Node does is done for whoever asked for it. */
const parts = [
  ["Bolt, and the signature", /node_modules\/(@slack|tsscmp|raw-body|p-)|src\/slack\/take-request/u],
  [
    "the database, its driver and the disk",
    /node_modules\/(better-sqlite3|pg|postgres-)|kysely\/dist\/dialect\/sqlite\/sqlite-driver|insert-by-hand/u,
  ],
  ["Kysely: building, compiling and handing on statements", /node_modules\/kysely\//u],
  ["zod: the shape of what comes in and is read", /node_modules\/zod\//u],
  ["judging the case", /src\/domain\/|node_modules\/(@date-fns|date-fns)/u],
  ["drawing the window", /src\/(slack\/views|text)\//u],
  ["log and counts", /node_modules\/(pino|prom-client|sonic-boom|quick-format-unescaped)/u],
  ["the rest of the bot", /\/src\//u],
] as const;
const ofNode = "Node itself: HTTP, sockets, promises";
const ofGarbage = "collecting garbage";
export type Part = (typeof parts)[number][0] | typeof ofNode | typeof ofGarbage;

const frame = z.object({ functionName: z.string(), url: z.string() });
const profileSchema = z.object({
  nodes: z.array(z.object({ id: z.int(), callFrame: frame, children: z.array(z.int()).default([]) })),
  startTime: z.number(),
  samples: z.array(z.int()),
  timeDeltas: z.array(z.number()),
});
type Profile = z.infer<typeof profileSchema>;

/** The one profile in the folder. */
export async function profileIn(folder: string): Promise<Profile> {
  const [name] = (await readdir(folder)).filter((file) => file.endsWith(".cpuprofile"));
  if (name === undefined) throw new Error(`There is no profile in ${folder}.`);
  return profileSchema.parse(JSON.parse(await readFile(join(folder, name), "utf8")));
}

/** In milliseconds, the largest first. Waiting is no part of it. */
export function partsOf(profile: Profile, spans: readonly Span[]): ReadonlyMap<Part, number> {
  const partOf = partsByNode(profile);
  const found = new Map<Part, number>();
  let at = profile.startTime;
  profile.samples.forEach((node, index) => {
    const delta = profile.timeDeltas[index] ?? 0;
    at += delta;
    // A sample is what was going on since the one before.
    const part = spans.some(({ from, to }) => at >= from && at <= to) ? partOf.get(node) : null;
    if (part) found.set(part, (found.get(part) ?? 0) + delta / 1000);
  });
  return new Map([...found].toSorted(([, one], [, other]) => other - one));
}

function partsByNode({ nodes }: Profile): ReadonlyMap<number, Part | null> {
  const found = new Map<number, Part | null>();
  const known = new Map(nodes.map((node) => [node.id, node]));
  const visit = (id: number, above: Part | null) => {
    const node = known.get(id);
    if (!node) return;
    const part = partOfFrame(node.callFrame, above);
    found.set(id, part);
    for (const child of node.children) visit(child, part);
  };
  for (const { id, callFrame } of nodes) if (callFrame.functionName === "(root)") visit(id, ofNode);
  return found;
}

function partOfFrame({ functionName, url }: z.infer<typeof frame>, above: Part | null): Part | null {
  if (functionName === "(idle)") return null;
  if (functionName === "(garbage collector)") return ofGarbage;
  for (const [part, pattern] of parts) if (pattern.test(url)) return part;
  return above;
}
