import type { IncomingMessage, ServerResponse } from "node:http";
import { ZodError } from "zod";
import { asJson, operations } from "./control-operations.ts";
import { bodyOf, pathOf } from "./http-front.ts";
import { parseJson } from "./json.ts";
import type { LocalSlack } from "./local-slack.ts";

/** `POST /control/<operation>` with JSON, for a page on this machine and for nobody else. */
export async function serveControl(
  slack: LocalSlack,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = (status: number, body: string) => {
    response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
    response.end(body);
  };
  if (!isFromHere(request)) {
    answer(403, asJson({ error: "Only this machine may use the controls." }));
    return;
  }
  const operation = operations[pathOf(request).slice("/control/".length)];
  if (operation === undefined || request.method !== "POST") {
    answer(404, asJson({ error: `POST one of: ${Object.keys(operations).join(", ")}` }));
    return;
  }
  const body = await bodyOf(request);
  const given = body === "" ? {} : parseJson(body);
  try {
    answer(200, asJson(await operation.run(slack, given)));
  } catch (error) {
    if (error instanceof ZodError) answer(400, asJson({ error: error.message }));
    else answer(409, asJson({ error: error instanceof Error ? error.message : String(error) }));
  }
}

/** A page of somebody else could reach a local port through the browser, by its own origin or by a name of its own. */
function isFromHere({ headers }: IncomingMessage): boolean {
  const { host, origin } = headers;
  return isLoopback(`http://${host ?? ""}`) && (origin === undefined || isLoopback(origin));
}

function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(address).hostname);
}
