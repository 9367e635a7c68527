import { Pool } from "undici";
import { signatureHeaders } from "../../playground/server/signing.ts";
import { app } from "../../playground/workspace.ts";
import { type Figures, figures } from "./figures.ts";

/** Slack's side of the line: sends requests, waits for the acknowledgement, and only then sends the next. */

export interface Line {
  readonly say: (request: Request) => Promise<Took>;
  readonly close: () => Promise<void>;
}

export interface Request {
  readonly body: string;
  /** Is in the acknowledgement when all went as it should. */
  readonly expect: string;
  /** Resolves when the app has done what belongs to it after the acknowledgement. */
  readonly done: Promise<void>;
}

interface Took {
  readonly acknowledgedMs: number;
  readonly doneMs: number;
}

/** Connections are kept open, as Slack keeps them. */
export function lineTo(port: number): Line {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: mostAtOnce });
  return {
    say: async ({ body, expect, done }) => {
      const headers = {
        "content-type": "application/x-www-form-urlencoded",
        ...signatureHeaders(app.signingSecret, body),
      };
      const askedAt = performance.now();
      const answer = await pool.request({ path: "/slack/events", method: "POST", headers, body });
      const text = await answer.body.text();
      const acknowledgedMs = performance.now() - askedAt;
      if (answer.statusCode !== 200 || !text.includes(expect)) {
        throw new Error(
          `Not the acknowledgement that was expected: ${answer.statusCode} ${text.slice(0, 300)}`,
        );
      }
      await done;
      return { acknowledgedMs, doneMs: performance.now() - askedAt };
    },
    close: () => pool.close(),
  };
}

const mostAtOnce = 64;

/** One after the other, as one person would. */
export async function oneByOne(
  line: Line,
  next: () => Request,
  times: number,
): Promise<{ readonly acknowledged: Figures; readonly done: Figures }> {
  const acknowledged = figures();
  const done = figures();
  for (let said = 0; said < times; said += 1) {
    const took = await line.say(next());
    acknowledged.add(took.acknowledgedMs);
    done.add(took.doneMs);
  }
  return { acknowledged, done };
}

/** As many people at once. Answers how many requests a second were done with. */
export async function manyAtOnce(
  line: Line,
  next: () => Request,
  { people, times }: { readonly people: number; readonly times: number },
): Promise<number> {
  let left = times;
  const person = async () => {
    while (left > 0) {
      left -= 1;
      await line.say(next());
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: people }, person));
  return (times * 1000) / (performance.now() - startedAt);
}
