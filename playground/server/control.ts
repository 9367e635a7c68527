import type { IncomingMessage, ServerResponse } from "node:http";
import { ZodError } from "zod";
import { asJson, type Operation, operations } from "./control-operations.ts";
import { isFromHere } from "./from-here.ts";
import { bodyOf, pathOf } from "./http-front.ts";
import { parseJson } from "./json.ts";
import type { LocalSlack } from "./local-slack.ts";

export interface MoreControls {
  /** Operations beside the local Slack's own. */
  readonly operations: Readonly<Record<string, Operation>>;
  /** Called after each operation that may have changed something. */
  readonly onChange: () => void;
}

/** `POST /control/<operation>` with JSON, for a page on this machine and for nobody else. */
export async function serveControl(
  slack: LocalSlack,
  more: MoreControls,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = (status: number, body: string) => {
    response.writeHead(status, {
      "content-type": "application/json; charset=utf-8",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    });
    response.end(body);
  };
  if (!isFromHere(request)) {
    answer(403, asJson({ error: "Only this machine may use the controls." }));
    return;
  }
  const all = new Map(Object.entries({ ...operations, ...more.operations }));
  const operation = all.get(pathOf(request).slice("/control/".length));
  if (operation === undefined || request.method !== "POST") {
    answer(404, asJson({ error: `POST one of: ${[...all.keys()].join(", ")}` }));
    return;
  }
  const body = await bodyOf(request);
  const given = body === "" ? {} : parseJson(body);
  try {
    answer(200, asJson(await operation.run(slack, given)));
  } catch (error) {
    if (error instanceof ZodError) answer(400, asJson({ error: error.message }));
    else answer(409, asJson({ error: error instanceof Error ? error.message : String(error) }));
  } finally {
    if (operation.changes) more.onChange();
  }
}
