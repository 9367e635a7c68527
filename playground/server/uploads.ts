import type { IncomingMessage, ServerResponse } from "node:http";
import type { Faults } from "./faults.ts";
import { pathOf } from "./http-front.ts";
import type { Violations } from "./violations.ts";

/** Files on their way: each gets a place of its own, is taken there once, and is nobody's until it is shared. */

export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  content: Buffer | null;
  /** Where it was shared; null before. */
  channelId: string | null;
}

export interface Uploads {
  readonly all: readonly Upload[];
  /** Path of the place it is taken to. */
  begin(name: string, length: number): { readonly upload: Upload; readonly path: string };
  /** One that was taken and is not shared yet. */
  waiting(id: string): Upload | null;
}

export function uploadBook(): Uploads {
  const all: Upload[] = [];
  return {
    all,
    begin(name, length) {
      const id = `F0UP${String(all.length + 1).padStart(5, "0")}`;
      const upload: Upload = { id, name, length, content: null, channelId: null };
      all.push(upload);
      return { upload, path: `${uploadPath}${id}` };
    },
    waiting: (id) =>
      all.find((upload) => upload.id === id && upload.content !== null && upload.channelId === null) ?? null,
  };
}

export const uploadPath = "/upload/";

/** Takes a file, as long as it is what was announced; Slack looks at that when it is shared, and says nothing before. */
export async function serveUpload(
  { uploads, violations }: { readonly uploads: Uploads; readonly violations: Violations },
  faults: Faults,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const id = pathOf(request).slice(uploadPath.length);
  const upload = uploads.all.find((each) => each.id === id);
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk);
  const content = Buffer.concat(chunks);
  if (request.method !== "POST" || !upload || upload.content) {
    response.writeHead(404).end();
    return;
  }
  const fault = faults.next("upload", {});
  if (fault?.kind === "http_status") {
    response.writeHead(fault.status).end();
    return;
  }
  const announced = request.headers["content-length"] ?? "none";
  if (announced !== String(upload.length) || content.length !== upload.length)
    violations.record(
      "upload_length",
      `${upload.name}: ${upload.length} bytes were announced, ${announced} at the upload, ${content.length} came`,
    );
  upload.content = content;
  response.writeHead(200, { "content-type": "text/plain" }).end(`OK - ${content.length}`);
}
