import { z } from "zod";
import type { CallOutcome, Measures } from "../measures.ts";
import type { Reach } from "./fetch-from-slack.ts";

/** Counts the calls to Slack, by method and by what came of them. Its answers have been read to their end by then. */
export function countedCalls(plain: Reach, { called }: Measures): Reach {
  return async (url, init) => {
    const method = methodIn(String(url));
    try {
      const answer = await plain(url, init);
      called(method, await outcomeOf(answer.clone()));
      return answer;
    } catch (error) {
      called(method, "no_answer");
      throw error;
    }
  };
}

const methodLooks = /\/api\/([a-z][\w.]{1,60})$/iu;

/** As the bot names it; an address that Slack made up says nothing, and there are as many of them as clicks. */
function methodIn(url: string): string {
  const [address = ""] = url.split("?");
  return methodLooks.exec(address)?.[1] ?? "answer";
}

const told = z.object({ ok: z.boolean() });

async function outcomeOf(answer: Response): Promise<CallOutcome> {
  if (answer.status === 429) return "rate_limited";
  if (!answer.ok) return answer.status < 500 ? "refused" : "server_error";
  const body: unknown = await answer.json().catch(() => null);
  // Answers to commands are taken without a word.
  return told.safeParse(body).data?.ok === false ? "refused" : "ok";
}
