import type { CustomRoute } from "@slack/bolt";
import type { Log } from "./deps.ts";
import { describeError } from "./failures.ts";

type Health = "ok" | "stopping" | "store_unavailable";

/** What whoever watches over the bot asks: may people be sent to it? Answers in a word, for anybody may ask. */
export function healthRoute(
  inside: {
    readonly isStopping: () => boolean;
    /** Rejects when the store does not answer. */
    readonly askStore: () => Promise<unknown>;
  },
  log: Log,
): CustomRoute {
  const health = async (): Promise<Health> => {
    if (inside.isStopping()) return "stopping";
    try {
      await inside.askStore();
      return "ok";
    } catch (error) {
      log.warn(describeError(error), "the store does not answer");
      return "store_unavailable";
    }
  };
  return {
    path: "/healthz",
    method: "GET",
    handler: (_, response) => {
      void health().then((status) => {
        response.writeHead(status === "ok" ? 200 : 503, {
          "content-type": "application/json",
          "cache-control": "no-store",
        });
        response.end(JSON.stringify({ status }));
      });
    },
  };
}
