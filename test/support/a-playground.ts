import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { fileURLToPath } from "node:url";
import { until } from "../../playground/patience.ts";
import type { Json } from "../../playground/server/json.ts";

/** `npm run playground` as a process of its own. */
export interface APlayground {
  readonly process: ChildProcess;
  readonly out: () => string;
  /** Its address, once it has said it. */
  readonly url: string;
  /** Resolves with the exit code. */
  readonly ended: Promise<unknown>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const compileCache = fileURLToPath(new URL("../../node_modules/.cache/child-bot", import.meta.url));
const startsWithinMs = 60_000;
const playgrounds = new Set<ChildProcess>();

export function runPlayground(args: readonly string[], surroundings: Readonly<Record<string, string>> = {}) {
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "playground/playground.ts", ...args],
    {
      cwd: root,
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache, NODE_OPTIONS: "", ...surroundings },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  playgrounds.add(child);
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (out += text));
  const ended = once(child, "close").then(([code, signal]: unknown[]) => {
    playgrounds.delete(child);
    return code ?? signal;
  });
  return { process: child, out: () => out, ended };
}

/** Started, and the case that it begins with has been sent. */
export async function openedPlayground(
  args: readonly string[] = ["--port", "0"],
  surroundings: Readonly<Record<string, string>> = {},
): Promise<APlayground> {
  const running = runPlayground(args, surroundings);
  const address = () => /^ *(http:\S+)$/m.exec(running.out())?.[1];
  const url = await until("the address", address, startsWithinMs).catch((cause: unknown) => {
    throw new Error(`The playground gave no address. It said:\n${running.out()}`, { cause });
  });
  return { ...running, url };
}

/** Ends those that a failed test left behind; their bots end with them. */
export function endPlaygrounds(): void {
  for (const child of playgrounds) child.kill("SIGKILL");
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** `fetch` lets nobody choose the host, and tidies the path up. */
export function asks(
  { url }: { readonly url: string },
  path: string,
  {
    method = "GET",
    headers = {},
    body = "",
  }: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path, method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      });
    });
    asking.on("error", reject);
    asking.end(body);
  });
}

/** One operation of the control API; throws what it was refused with. */
export async function control(
  playground: { readonly url: string },
  operation: string,
  given: Json = {},
): Promise<unknown> {
  const answer = await asks(playground, `/control/${operation}`, {
    method: "POST",
    body: JSON.stringify(given),
  });
  if (answer.status !== 200) throw new Error(answer.body);
  return JSON.parse(answer.body);
}
