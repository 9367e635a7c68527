import { readFile, stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";
import { pathOf } from "./server/http-front.ts";

/** Serves the files of the page: TypeScript with its types taken out, everything else as it is. */

const folder = new URL("page/", import.meta.url);
/** A plain name: no folder, no dot at the start, nothing to decode. */
const fileName = /^[a-z0-9][a-z0-9-]*\.(html|css|ts|svg)$/;
/** How texts and dates are read is the same on the page and in the tests: these stand beside the page's folder. */
const shared: ReadonlySet<string> = new Set(["mrkdwn.ts", "on-screen-dates.ts"]);
const types: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  ts: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
}

const plain = "text/plain; charset=utf-8";
const absent: Answer = { status: 404, type: plain, body: "There is no such file in playground/page.\n" };

/** Nothing from elsewhere, nothing inline, in nobody's frame: what people type cannot become more than text. */
const headers = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
};

/** `undefined` when the path is not the page's. */
function nameOf(path: string): string | undefined {
  if (path === "/") return "index.html";
  const beside = path.slice(1);
  return shared.has(beside) ? beside : /^\/page\/(.*)$/.exec(path)?.[1];
}

/** Comments that have their lines to themselves are for whoever reads the source; the lines stay, so that places stay. */
const commentLines = /^[ \t]*(?:\/\*\*(?:[^*]|\*(?!\/))*\*\/|\/\/.*)$/gmu;

/** Where types stood spaces are left, so that places in the code stay; at the ends of lines nobody needs them. */
function withoutTypes(code: string): string {
  return stripTypeScriptTypes(code, { mode: "strip" })
    .replaceAll(/[ \t]+$/gm, "")
    .replaceAll(commentLines, (comment) => comment.replaceAll(/[^\n]/gu, ""));
}

export interface PageServer {
  /** Answers `/` and `/page/<file>`, and says whether the path was one of these. */
  readonly serve: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
}

export function pageServer(from: URL = folder): PageServer {
  const stripped = new Map<string, { readonly mtimeMs: number; readonly code: string }>();

  async function content(name: string, ending: string): Promise<string | Buffer | null> {
    const path = fileURLToPath(new URL(shared.has(name) ? `../${name}` : name, from));
    const found = await stat(path).catch(() => null);
    if (found?.isFile() !== true) return null;
    if (ending !== "ts") return readFile(path);
    const known = stripped.get(name);
    if (known?.mtimeMs === found.mtimeMs) return known.code;
    const code = withoutTypes(await readFile(path, "utf8"));
    stripped.set(name, { mtimeMs: found.mtimeMs, code });
    return code;
  }

  /** What is to be answered for a path below the page. */
  async function answerFor(name: string): Promise<Answer> {
    const ending = fileName.exec(name)?.[1] ?? "";
    const type = types[ending];
    if (type === undefined) return absent;
    try {
      const body = await content(name, ending);
      return body === null ? absent : { status: 200, type, body };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { status: 500, type: plain, body: `playground/page/${name} cannot be served: ${why}\n` };
    }
  }

  return {
    async serve(request, response) {
      const path = pathOf(request);
      const name = nameOf(path);
      if (name === undefined) return false;
      if (request.method !== "GET" && request.method !== "HEAD") {
        response.writeHead(405, { ...headers, allow: "GET, HEAD" }).end();
        return true;
      }
      const { status, type, body } = await answerFor(name);
      response.writeHead(status, {
        ...headers,
        "content-type": type,
        "content-length": Buffer.byteLength(body),
      });
      response.end(request.method === "HEAD" ? undefined : body);
      return true;
    },
  };
}
