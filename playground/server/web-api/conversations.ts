import { z } from "zod";
import { messageJson } from "../message-json.ts";
import { type Channel, dmWith, type Message, messageOf, repliesTo, type World } from "../world.ts";
import type { JsonObject } from "../json.ts";
import { count, flag, method, type Method, Refusal } from "./method.ts";
import { pageOf } from "./paging.ts";
import { activeOf } from "./people.ts";

const MEMBERS_PAGE = 100;
const HISTORY_PAGE = 100;
const HISTORY_MAX = 999;

const range = {
  channel: z.string(),
  cursor: z.string().optional(),
  limit: count.optional(),
  oldest: z.coerce.string().optional(),
  latest: z.coerce.string().optional(),
  inclusive: flag.optional(),
  include_all_metadata: flag.optional(),
};

export const conversationMethods: Readonly<Record<string, Method>> = {
  "conversations.info": method({
    scopes: scopeFor("read"),
    args: z.object({ channel: z.string(), include_num_members: flag.optional() }),
    run({ world }, args) {
      const channel = visibleChannel(world, args.channel);
      const members = args.include_num_members === true ? { num_members: channel.members.size } : {};
      return { ok: true, channel: { ...channelJson(world, channel), ...members } };
    },
  }),

  "conversations.members": method({
    scopes: scopeFor("read"),
    args: z.object({ channel: z.string(), cursor: z.string().optional(), limit: count.optional() }),
    run({ world }, args) {
      const channel = visibleChannel(world, args.channel);
      const page = pageOf(activeOf(world, channel.members), args.cursor, args.limit ?? MEMBERS_PAGE);
      return { ok: true, members: page.items, response_metadata: { next_cursor: page.nextCursor } };
    },
  }),

  "conversations.history": method({
    scopes: scopeFor("history"),
    args: z.object(range),
    run({ world }, args) {
      const channel = readableChannel(world, args.channel);
      const newestFirst = channel.messages
        .filter(({ threadTs, broadcast }) => threadTs === null || broadcast)
        .toReversed();
      return listed(world, channel, within(newestFirst, args), args);
    },
  }),

  "conversations.replies": method({
    scopes: scopeFor("history"),
    args: z.object({ ...range, ts: z.string() }),
    run({ world }, args) {
      const channel = readableChannel(world, args.channel);
      const asked = messageOf(channel, args.ts);
      if (asked === undefined) throw new Refusal("thread_not_found");
      const parent = asked.threadTs === null ? asked : (messageOf(channel, asked.threadTs) ?? asked);
      // The parent heads every answer, whatever range was asked for.
      return listed(world, channel, [parent, ...within(repliesTo(channel, parent.ts), args)], args);
    },
  }),

  "conversations.open": method({
    scopes: ["im:write"],
    args: z.object({ users: userIds(), return_im: flag.optional() }),
    run({ world }, { users }) {
      if (users.length !== 1) throw new Refusal("method_not_supported_for_channel_type");
      const user = world.users.get(users[0] ?? "");
      if (user === undefined) throw new Refusal("user_not_found");
      if (user.deleted) throw new Refusal("user_disabled");
      if (user.isBot) throw new Refusal("cannot_dm_bot");
      const known = world.channels.has(dmId(user.id));
      const dm = dmWith(world, user.id);
      return {
        ok: true,
        no_op: known,
        already_open: known,
        channel: { id: dm.id, user: user.id, is_im: true },
      };
    },
  }),
};

function dmId(userId: string): string {
  return `D${userId.slice(1)}`;
}

function userIds() {
  return z
    .union([z.array(z.string()), z.string()])
    .transform((given) => (typeof given === "string" ? given.split(",").map((id) => id.trim()) : given));
}

const scopeOf = {
  public: "channels",
  private: "groups",
  im: "im",
} as const;

/** The scope depends on the kind of channel that is asked about; an unknown one is not told apart from a public one. */
function scopeFor(what: "read" | "history"): Method["scopes"] {
  return ({ world }, { channel: id }) => {
    const channel = typeof id === "string" ? world.channels.get(id) : undefined;
    return [`${scopeOf[channel?.kind ?? "public"]}:${what}`];
  };
}

function visibleChannel(world: World, id: string): Channel {
  const channel = world.channels.get(id);
  if (channel === undefined) throw new Refusal("channel_not_found");
  if (channel.kind !== "public" && !channel.members.has(world.app.botUserId))
    throw new Refusal("channel_not_found");
  return channel;
}

function readableChannel(world: World, id: string): Channel {
  const channel = visibleChannel(world, id);
  if (!channel.members.has(world.app.botUserId)) throw new Refusal("not_in_channel");
  return channel;
}

function channelJson(world: World, channel: Channel): JsonObject {
  const shared = channel.connectedTeamIds.size > 0;
  if (channel.kind === "im") {
    const user = [...channel.members].find((id) => id !== world.app.botUserId) ?? "";
    return { id: channel.id, is_im: true, is_archived: false, user, is_org_shared: false };
  }
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === "public",
    is_group: channel.kind === "private",
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === "private",
    is_archived: channel.isArchived,
    is_general: false,
    is_shared: shared,
    is_ext_shared: shared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    is_member: channel.members.has(world.app.botUserId),
    is_read_only: false,
    is_thread_only: false,
    is_non_threadable: false,
    context_team_id: world.team.id,
    ...(shared
      ? { connected_team_ids: [...channel.connectedTeamIds], conversation_host_id: world.team.id }
      : {}),
  };
}

interface Range {
  readonly oldest?: string | undefined;
  readonly latest?: string | undefined;
  readonly inclusive?: boolean | undefined;
}

function within(messages: readonly Message[], { oldest, latest, inclusive = false }: Range): Message[] {
  return messages.filter(({ ts }) => {
    const from = oldest === undefined || oldest === "0" || Number(ts) > Number(oldest);
    const to = latest === undefined || Number(ts) < Number(latest);
    const onEdge = inclusive && (Number(ts) === Number(oldest) || Number(ts) === Number(latest));
    return (from && to) || onEdge;
  });
}

function listed(
  world: World,
  channel: Channel,
  messages: readonly Message[],
  args: {
    cursor?: string | undefined;
    limit?: number | undefined;
    include_all_metadata?: boolean | undefined;
  },
): JsonObject {
  const page = pageOf(messages, args.cursor, Math.min(args.limit ?? HISTORY_PAGE, HISTORY_MAX));
  const metadata = args.include_all_metadata === true ? "full" : "type";
  return {
    ok: true,
    messages: page.items.map((message) => messageJson(world, channel, message, metadata)),
    has_more: page.nextCursor !== "",
    response_metadata: { next_cursor: page.nextCursor },
  };
}
