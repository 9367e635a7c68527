import type { FetchFunction } from "@slack/web-api";
import { never } from "../patience.ts";
import { persistently } from "./try-again.ts";

/** How the libraries reach Slack: what they leave out when an answer comes in pieces, late, or with half of what it should say. */

/** What the libraries take, of which they ask less than it answers. */
export type Reach = (...asked: Parameters<FetchFunction>) => Promise<Response>;

const slackApiUrl = "https://slack.com/api/";

/**
 * `timeoutMs` is for answers to commands and clicks; calls of methods bring a limit of their own. `cut` ends whatever is
 * under way then, and lets nothing more begin.
 */
export function fetchFromSlack(apiUrl: string | undefined, timeoutMs: number, cut = never): Reach {
  const endingAt = (signal: AbortSignal) => ({ signal: AbortSignal.any([signal, cut]) });
  return async (url, init = {}) => {
    if (String(url).startsWith(apiUrl ?? slackApiUrl))
      return wholeAnswer(await fetch(url, { ...init, ...endingAt(init.signal ?? never) }));
    let busy: Response | null = null;
    const answer = async () => {
      busy = null;
      const answered = await wholeAnswer(
        await fetch(url, { ...init, ...endingAt(AbortSignal.timeout(timeoutMs)) }),
      );
      if (answered.status !== 429 && answered.status < 500) return answered;
      busy = answered;
      throw new Error("Slack is busy");
    };
    return persistently(answer).catch((error: unknown) => {
      if (busy) return busy;
      throw error;
    });
  };
}

/**
 * Read to its end, so that one which is cut off counts as none. The library cannot read a rate limit that does not say
 * for how long.
 */
async function wholeAnswer(answer: Response): Promise<Response> {
  const body = await answer.arrayBuffer();
  const { status, statusText } = answer;
  const headers = new Headers(answer.headers);
  if (status === 429 && !/^\s*\d/u.test(headers.get("retry-after") ?? "")) headers.set("retry-after", "1");
  return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers });
}
