import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { Message } from "./views/parts.ts";

/** The client that posts. One call is one try; whoever calls decides what a failure means (`failures.ts`). */
export interface Poster {
  /** Answers where the message stands. */
  readonly post: (post: Post) => Promise<{ readonly channelId: string; readonly ts: string }>;
  readonly redraw: (
    at: { readonly channelId: string; readonly ts: string },
    message: Message,
  ) => Promise<void>;
  readonly remove: (at: { readonly channelId: string; readonly ts: string }) => Promise<void>;
  /** Looks for a message of ours that carries the key, posted since, and before `until`; null when it is not there. */
  readonly find: (wanted: Wanted) => Promise<string | null>;
  /** The DM with a person. Opening it again answers the same one. */
  readonly openDm: (userId: string) => Promise<string>;
}

interface Post {
  readonly channelId: string;
  readonly threadTs: string | null;
  readonly message: Message;
  readonly label: Label;
}

/** What a message of ours carries so that it can be found again. Everybody in the channel can read it: ids only. */
interface Label {
  readonly key: string;
  readonly escalationId: string | null;
}

interface Wanted {
  readonly channelId: string;
  readonly threadTs: string | null;
  readonly key: string;
  readonly since: Date;
  /** Null: until now. */
  readonly until: Date | null;
}

const eventType = "escalation_message";
/** Slack's clock and ours may differ. */
const clockLeewayMs = 5 * 60 * 1000;
/** The most Slack gives an app that is sold outside its marketplace; others get this many too. */
const pageSize = 15;

export function posterOn(client: WebClient, botUserId: string): Poster {
  return {
    post: async ({ channelId, threadTs, message, label }) => {
      const { ts, channel } = await client.chat.postMessage({
        channel: channelId,
        ...(threadTs ? { thread_ts: threadTs } : {}),
        ...message,
        metadata: {
          event_type: eventType,
          event_payload: {
            key: label.key,
            ...(label.escalationId ? { escalation_id: label.escalationId } : {}),
          },
        },
        mrkdwn: false,
        parse: "none",
        unfurl_links: false,
        unfurl_media: false,
      });
      return { channelId: channel ?? channelId, ts: z.string().parse(ts) };
    },
    redraw: async ({ channelId, ts }, message) => {
      await client.chat.update({ channel: channelId, ts, ...message, parse: "none" });
    },
    remove: async ({ channelId, ts }) => {
      await client.chat.delete({ channel: channelId, ts });
    },
    find: async ({ channelId, threadTs, key, since, until }) => {
      const oldest = String((since.getTime() - clockLeewayMs) / 1000);
      const latest = until && { latest: String(until.getTime() / 1000) };
      const asked = { channel: channelId, oldest, ...latest, limit: pageSize, include_all_metadata: true };
      const pages = threadTs
        ? client.paginate("conversations.replies", { ...asked, ts: threadTs })
        : client.paginate("conversations.history", asked);
      for await (const page of pages) {
        const found = historyPage
          .parse(page)
          .messages.find((message) => message.user === botUserId && keyIn(message) === key);
        if (found) return found.ts;
      }
      return null;
    },
    openDm: async (userId) => {
      const { channel } = await client.conversations.open({ users: userId });
      return z.string().parse(channel?.id);
    },
  };
}

const messageSchema = z.object({
  ts: z.string(),
  user: z.string().optional(),
  metadata: z
    .object({ event_type: z.string(), event_payload: z.object({ key: z.string().optional() }).catch({}) })
    .optional()
    .catch(undefined),
});
/** An answer without messages, or one that ends before its end, must not look like one in which ours is missing. */
const historyPage = z
  .object({
    messages: z.array(messageSchema),
    has_more: z.boolean().default(false),
    response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
  })
  .refine((page) => !page.has_more || Boolean(page.response_metadata?.next_cursor));

function keyIn({ metadata }: z.infer<typeof messageSchema>): string | null {
  return metadata?.event_type === eventType ? (metadata.event_payload.key ?? null) : null;
}
