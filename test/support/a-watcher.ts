import { type AnAnswer, sendTo } from "./a-signed-request.ts";

/** What whoever watches over a bot hears there. */
export function asksAt(port: number | null, path: string, method = "GET"): Promise<AnAnswer> {
  if (port === null) throw new Error("Nobody may ask this bot: METRICS_PORT is not set.");
  return sendTo(port, { body: "", headers: {}, method, path });
}
