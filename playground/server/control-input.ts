import { z } from "zod";
import { jsonObject } from "./json.ts";

/** What the control operations take, in parts. */

export const id = z.string().min(1);
export const user = { userId: id };
export const channel = { channelId: id };
export const message = { ...channel, ts: id };
export const place = { blockId: id, actionId: id };
export const nothing = z.object({});

const text = z.object({
  type: z.enum(["plain_text", "mrkdwn"]),
  text: z.string(),
  emoji: z.boolean().exactOptional(),
  verbatim: z.boolean().exactOptional(),
});
const option = z.object({ text, value: z.string().exactOptional(), description: text.exactOptional() });
export const entered = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), value: z.string().nullable() }),
  z.object({ kind: z.literal("option"), option: option.nullable() }),
  z.object({ kind: z.literal("options"), options: z.array(option) }),
  z.object({
    kind: z.literal("pick"),
    key: z.enum([
      "selected_date",
      "selected_time",
      "selected_date_time",
      "selected_user",
      "selected_channel",
      "selected_conversation",
    ]),
    value: z.union([z.string(), z.number()]).nullable(),
  }),
]);

export const fault = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("error"), error: z.string(), extra: jsonObject.exactOptional() }),
  z.object({ kind: z.literal("http_status"), status: z.number().int() }),
  z.object({ kind: z.literal("rate_limited"), retryAfterSeconds: z.number() }),
  z.object({ kind: z.literal("hang_up") }),
  z.object({ kind: z.literal("delay"), ms: z.number() }),
  z.object({ kind: z.literal("lose_answer") }),
  z.object({ kind: z.literal("malformed") }),
]);
export const reach = z.object({
  after: z.number().int().exactOptional(),
  times: z.number().int().exactOptional(),
  channel: id.exactOptional(),
  user: id.exactOptional(),
  block: id.exactOptional(),
});
