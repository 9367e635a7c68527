import type { ServerResponse } from "node:http";
import { z } from "zod";
import type { Log } from "./deps.ts";
import { describeError } from "./failures.ts";

export const healthAnswer = z.object({ status: z.enum(["ok", "stopping", "store_unavailable"]) });
type HealthAnswer = z.infer<typeof healthAnswer>;
type Health = HealthAnswer["status"];

interface Inside {
  readonly isStopping: () => boolean;
  /** Rejects when the store does not answer. */
  readonly askStore: () => Promise<unknown>;
}

/** What whoever watches over the bot asks: may people be sent to it? Answers in a word, for anybody may ask. */
export async function answerHealth(inside: Inside, log: Log, response: ServerResponse): Promise<void> {
  const status = await healthOf(inside, log);
  response.writeHead(status === "ok" ? 200 : 503, {
    "content-type": "application/json",
    "cache-control": "no-store",
  });
  response.end(JSON.stringify({ status } satisfies HealthAnswer));
}

async function healthOf({ isStopping, askStore }: Inside, log: Log): Promise<Health> {
  if (isStopping()) return "stopping";
  try {
    await askStore();
    return "ok";
  } catch (error) {
    log.warn(describeError(error), "the store does not answer");
    return "store_unavailable";
  }
}
