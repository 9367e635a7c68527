import type { ServerResponse } from "node:http";

/** Tells pages that something changed, as server-sent events, so that they ask again for what they show. */
export interface Changes {
  /** Something may look different now. */
  readonly note: () => void;
  /** Keeps the connection and tells of each change on it. */
  readonly follow: (response: ServerResponse) => void;
}

/** At most about ten events a second. */
const togetherMs = 100;
/** A proxy or a laptop that slept must not take a quiet stream for a dead one. */
const aliveEveryMs = 15_000;

export function changeFeed(): Changes {
  const followers = new Set<ServerResponse>();
  let order = 0;
  let pending: NodeJS.Timeout | null = null;

  function tell(response: ServerResponse): void {
    response.write(`data: ${JSON.stringify({ order })}\n\n`);
  }

  return {
    note() {
      order += 1;
      pending ??= setTimeout(() => {
        pending = null;
        for (const follower of followers) tell(follower);
      }, togetherMs).unref();
    },
    follow(response) {
      response.writeHead(200, {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      });
      followers.add(response);
      const alive = setInterval(() => response.write(": still here\n\n"), aliveEveryMs).unref();
      response.on("close", () => {
        clearInterval(alive);
        followers.delete(response);
      });
      tell(response);
    },
  };
}
