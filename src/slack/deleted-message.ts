import { z } from "zod";
import { toldChannelId, toldTs } from "./told-ids.ts";

/**
 * What an event of type `message` says of a message that somebody deleted. Slack says of one with a thread below it
 * that it was changed, into a stone that marks the place.
 */
const deletedSchema = z.union([
  z
    .object({ subtype: z.literal("message_deleted"), channel: toldChannelId, deleted_ts: toldTs })
    .transform(({ channel, deleted_ts: ts }) => ({ channelId: channel, ts })),
  z
    .object({
      subtype: z.literal("message_changed"),
      channel: toldChannelId,
      message: z.object({ subtype: z.literal("tombstone"), ts: toldTs }),
    })
    .transform(({ channel, message }) => ({ channelId: channel, ts: message.ts })),
]);

/** Where it stood; null when the event tells of something else. */
export function deletedIn(event: unknown): { readonly channelId: string; readonly ts: string } | null {
  return deletedSchema.safeParse(event).data ?? null;
}
