import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { team } from "../../playground/workspace.ts";

/**
 * The least that bots need of Slack, so that they are measured and not the stand-in: it answers at once, checks
 * nothing, and keeps no message but where and when it was posted.
 */
export interface LightSlack {
  /** For `SLACK_API_URL`. */
  readonly apiUrl: string;
  /** Every message that was taken, in order. */
  readonly posts: readonly Post[];
  /** Messages that came sooner than the channel's second after the last one; each was refused with 429. */
  readonly tooSoon: () => number;
  /** How often a method was called. */
  readonly callsOf: (method: string) => number;
  /** Resolves once a modal was opened with this trigger. Ask before the trigger is given out. */
  readonly opened: (triggerId: string) => Promise<void>;
  /** Resolves when no bot has asked for anything for so long. */
  readonly quiet: (ms: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Post {
  readonly channel: string;
  /** By `performance.now()`. */
  readonly atMs: number;
}

/** `gapMs`: between two messages to one channel; Slack's own limit is a second. 0 takes all. */
export async function startLightSlack({ gapMs }: { readonly gapMs: number }): Promise<LightSlack> {
  const posts: Post[] = [];
  const lastPost = new Map<string, number>();
  const calls = new Map<string, number>();
  const awaited = new Map<string, () => void>();
  let refused = 0;
  let messages = 0;
  let askedAt = performance.now();

  const post = (channel: string): object => {
    const atMs = performance.now();
    if (atMs - (lastPost.get(channel) ?? -Infinity) < gapMs) {
      refused += 1;
      return rateLimited;
    }
    lastPost.set(channel, atMs);
    posts.push({ channel, atMs });
    messages += 1;
    return { channel, ts: `1750000000.${String(messages).padStart(6, "0")}` };
  };
  const answer = (method: string, given: URLSearchParams): object => {
    const channel = given.get("channel") ?? "";
    switch (method) {
      case "auth.test":
        return {
          team_id: team.id,
          user_id: botUserId,
          bot_id: "B0BENCH01",
          url: "https://bench.slack.test/",
        };
      case "chat.postMessage":
        return post(channel);
      case "conversations.open":
        return { channel: { id: `D${given.get("users") ?? ""}` } };
      case "conversations.info":
        return { channel: { id: channel, name: channel.toLowerCase(), is_member: true } };
      case "conversations.members":
        return { members: [] };
      case "users.info":
        return {
          user: { id: given.get("user"), team_id: team.id, real_name: "Dana", tz: "America/Chicago" },
        };
      case "views.open": {
        const triggerId = given.get("trigger_id") ?? "";
        awaited.get(triggerId)?.();
        awaited.delete(triggerId);
        return { view: { id: "V0BENCH01", hash: "1750000000.000001" } };
      }
      default:
        return {};
    }
  };

  const server = createServer((request, response) => {
    askedAt = performance.now();
    void text(request).then((body) => {
      const method = methodOf(request);
      calls.set(method, (calls.get(method) ?? 0) + 1);
      const told = answer(method, new URLSearchParams(body));
      const isTaken = told !== rateLimited;
      const headers = isTaken ? {} : { "retry-after": "1" };
      response.writeHead(isTaken ? 200 : 429, { "content-type": "application/json", ...headers });
      response.end(JSON.stringify({ ok: isTaken, ...told }));
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The light Slack has no port.");
  return {
    apiUrl: `http://127.0.0.1:${address.port}/api/`,
    posts,
    tooSoon: () => refused,
    callsOf: (method) => calls.get(method) ?? 0,
    opened: (triggerId) => new Promise((resolve) => awaited.set(triggerId, resolve)),
    quiet: async (ms) => {
      for (let restMs = ms; restMs > 0; restMs = askedAt + ms - performance.now()) await pause(restMs);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

const botUserId = "U0BOT0001";
const rateLimited = { error: "ratelimited" };

function methodOf({ url = "" }: IncomingMessage): string {
  return url.slice("/api/".length).split("?")[0] ?? "";
}
