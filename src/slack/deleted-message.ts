import { z } from "zod";

/**
 * What an event of type `message` says of a message that somebody deleted. Slack says of one with a thread below it
 * that it was changed, into a stone that marks the place.
 */
const deletedSchema = z.union([
  z
    .object({ subtype: z.literal("message_deleted"), channel: z.string(), deleted_ts: z.string() })
    .transform(({ channel, deleted_ts: ts }) => ({ channelId: channel, ts })),
  z
    .object({
      subtype: z.literal("message_changed"),
      channel: z.string(),
      message: z.object({ subtype: z.literal("tombstone"), ts: z.string() }),
    })
    .transform(({ channel, message }) => ({ channelId: channel, ts: message.ts })),
]);

/** Where it stood; null when the event tells of something else. */
export function deletedIn(event: unknown): { readonly channelId: string; readonly ts: string } | null {
  return deletedSchema.safeParse(event).data ?? null;
}
