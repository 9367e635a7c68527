import { ErrorCode, type RespondFn } from "@slack/bolt";
import { z } from "zod";
import type { Message, RichMessage } from "./views/parts.ts";

/** Answers a command with what not every Slack takes: one that says no gets the plain one, then and from then on. */
export function respondRichly(respond: RespondFn): (message: RichMessage) => Promise<void> {
  let refused = false;
  const say = (message: Message) => respond({ response_type: "ephemeral", ...message });
  return async ({ rich, plain }) => {
    if (!refused) refused = await say(rich).then(saysNo, isRefusal);
    if (refused) await say(plain);
  };
}

/** Slack may say no in an answer that looks well otherwise. */
async function saysNo(response: Awaited<ReturnType<RespondFn>>): Promise<boolean> {
  const said = refusedSchema.safeParse(await response.json().catch(() => null));
  return said.success;
}

const refusedSchema = z.object({ ok: z.literal(false) });

/** Of one that nobody heard of nothing is known: it is not said again. */
function isRefusal(error: unknown): boolean {
  const said = refusalSchema.safeParse(error);
  if (!said.success || said.data.statusCode >= 500 || said.data.statusCode === 429) throw error;
  return true;
}

const refusalSchema = z.object({ code: z.literal(ErrorCode.RespondError), statusCode: z.number() });
