import type { ServerResponse } from "node:http";
import { z } from "zod";
import type { Log } from "./deps.ts";
import { describeError } from "./failures.ts";

/**
 * What whoever watches over the bot asks: does it live, and may people be sent to it? Answers in a word, for anybody may
 * ask.
 */

const readinesses = ["ok", "starting", "stopping", "not_connected", "store_unavailable"] as const;
export type Readiness = (typeof readinesses)[number];

export const healthAnswer = z.object({ status: z.enum(readinesses) });

export interface Inside {
  readonly phase: () => "starting" | "running" | "stopping";
  /** Whether what people do gets here: a connection to Slack stands, or the port is open. */
  readonly isHearing: () => boolean;
  /** Rejects when the store does not answer, or does not take what is to be written. */
  readonly askStore: () => Promise<unknown>;
}

export async function readinessOf({ phase, isHearing, askStore }: Inside, log: Log): Promise<Readiness> {
  const now = phase();
  if (now !== "running") return now;
  if (!isHearing()) return "not_connected";
  try {
    await askStore();
    return "ok";
  } catch (error) {
    log.warn(describeError(error), "the store does not answer");
    return "store_unavailable";
  }
}

/** False, and nothing answered, when that is not what was asked. `/healthz` says that the process lives, and asks nothing. */
export async function answerHealth(
  asked: string,
  readiness: () => Promise<Readiness>,
  response: ServerResponse,
): Promise<boolean> {
  switch (asked) {
    case "GET /healthz":
      answer(response, "ok");
      return true;
    case "GET /readyz":
      answer(response, await readiness());
      return true;
    default:
      return false;
  }
}

function answer(response: ServerResponse, status: Readiness): void {
  response.writeHead(status === "ok" ? 200 : 503, {
    "content-type": "application/json",
    "cache-control": "no-store",
  });
  response.end(JSON.stringify({ status } satisfies z.infer<typeof healthAnswer>));
}
