import { z } from "zod";
import { personOn } from "../person.ts";
import { json, jsonObject } from "./json.ts";
import type { LocalSlack } from "./local-slack.ts";
import { viewJson } from "./modals.ts";

export interface Operation {
  /** Parses what it was given, does it, and says what comes of it. */
  readonly run: (slack: LocalSlack, given: unknown) => unknown;
  /** False when it only tells what is there. */
  readonly changes: boolean;
}

type Run<T> = (slack: LocalSlack, given: T) => unknown;

export function operation<T>(input: z.ZodType<T>, run: Run<T>): Operation {
  return { run: (slack, given) => run(slack, input.parse(given)), changes: true };
}

export function look<T>(input: z.ZodType<T>, run: Run<T>): Operation {
  return { ...operation(input, run), changes: false };
}

const id = z.string().min(1);
const user = { userId: id };
const channel = { channelId: id };
const place = { blockId: id, actionId: id };
const nothing = z.object({});

const text = z.object({
  type: z.enum(["plain_text", "mrkdwn"]),
  text: z.string(),
  emoji: z.boolean().exactOptional(),
  verbatim: z.boolean().exactOptional(),
});
const option = z.object({ text, value: z.string().exactOptional(), description: text.exactOptional() });
const entered = z.discriminatedUnion("kind", [
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

const fault = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("error"), error: z.string(), extra: jsonObject.exactOptional() }),
  z.object({ kind: z.literal("http_status"), status: z.number().int() }),
  z.object({ kind: z.literal("rate_limited"), retryAfterSeconds: z.number() }),
  z.object({ kind: z.literal("hang_up") }),
  z.object({ kind: z.literal("delay"), ms: z.number() }),
  z.object({ kind: z.literal("lose_answer") }),
  z.object({ kind: z.literal("malformed") }),
]);
const reach = z.object({
  after: z.number().int().exactOptional(),
  times: z.number().int().exactOptional(),
  channel: id.exactOptional(),
});

const looking: Readonly<Record<string, Operation>> = {
  workspace: look(nothing, ({ world, manifest, clock }) => ({
    team: world.team,
    teams: [...world.teams.values()],
    users: [...world.users.values()],
    usergroups: [...world.usergroups.values()],
    botUserId: world.app.botUserId,
    manifest,
    now: clock.now(),
  })),
  channels: look(z.object(user), (slack, { userId }) =>
    slack.channelsOf(userId).map(({ id: channelId, kind, name, isArchived, connectedTeamIds }) => ({
      id: channelId,
      kind,
      name,
      isArchived,
      connectedTeamIds: [...connectedTeamIds],
    })),
  ),
  channel: look(z.object({ ...user, ...channel }), (slack, { userId, channelId }) => ({
    messages: personOn(slack, userId).sees(channelId),
    ephemerals: personOn(slack, userId).ephemerals(channelId),
  })),
  /** With the blocks as they were sent, for a page that draws them itself. */
  raw: look(z.object({ ...user, ...channel }), (slack, { userId, channelId }) => ({
    messages: slack.messagesFor(userId, channelId),
    ephemerals: slack.ephemeralsFor(userId, channelId),
  })),
  screen: look(z.object(user), (slack, { userId }) => {
    const open = slack.screenOf(userId);
    if (open === null) return null;
    const errors = Object.fromEntries(open.errors);
    return { ...personOn(slack, userId).modal(), view: viewJson(slack.world, open), errors };
  }),
  traffic: look(z.object({ after: z.number().default(0) }), ({ traffic }, { after }) =>
    traffic.filter(({ order }) => order > after),
  ),
  violations: look(nothing, ({ violations }) => violations),
};

const acting: Readonly<Record<string, Operation>> = {
  sendCommand: operation(
    z.object({ ...user, ...channel, line: z.string().startsWith("/"), threadTs: id.optional() }),
    (slack, { userId, channelId, line, threadTs }) => slack.sendCommand(userId, channelId, line, threadTs),
  ),
  say: operation(
    z.object({
      ...user,
      ...channel,
      text: z.string().min(1),
      threadTs: id.exactOptional(),
      file: id.exactOptional(),
    }),
    (slack, { userId, channelId, text: said, ...where }) => slack.say(userId, channelId, said, where),
  ),
  enter: operation(z.object({ ...user, ...place, entered }), (slack, { userId, entered: value, ...at }) =>
    slack.enter(userId, at, value),
  ),
  pressInModal: operation(z.object({ ...user, ...place }), (slack, { userId, ...at }) =>
    slack.pressInModal(userId, at),
  ),
  submitModal: operation(z.object(user), (slack, { userId }) => slack.submitModal(userId)),
  closeModal: operation(z.object(user), (slack, { userId }) => slack.closeModal(userId)),
  pressOnMessage: operation(
    z.object({ ...user, ...channel, ...place, ts: id }),
    (slack, { userId, ...button }) => slack.pressOnMessage(userId, button),
  ),
  useShortcut: operation(
    z.object({ ...user, callbackId: id, on: z.object({ ...channel, ts: id }).optional() }),
    (slack, { userId, callbackId, on }) => slack.useShortcut(userId, callbackId, on),
  ),
};

const changing: Readonly<Record<string, Operation>> = {
  archive: operation(z.object(channel), (slack, { channelId }) => {
    slack.archive(channelId);
  }),
  unarchive: operation(z.object(channel), (slack, { channelId }) => {
    slack.unarchive(channelId);
  }),
  rename: operation(z.object({ ...channel, name: id }), (slack, { channelId, name }) => {
    slack.rename(channelId, name);
  }),
  invite: operation(z.object({ ...channel, ...user }), (slack, { channelId, userId }) => {
    slack.invite(channelId, userId);
  }),
  removeMember: operation(z.object({ ...channel, ...user }), (slack, { channelId, userId }) => {
    slack.removeMember(channelId, userId);
  }),
  share: operation(z.object({ ...channel, teamId: id }), (slack, { channelId, teamId }) => {
    slack.share(channelId, teamId);
  }),
  unshare: operation(z.object({ ...channel, teamId: id }), (slack, { channelId, teamId }) => {
    slack.unshare(channelId, teamId);
  }),
  changeUser: operation(
    z.object({ ...user, locale: id.exactOptional(), tz: id.exactOptional() }),
    (slack, { userId, ...change }) => {
      slack.changeUser(userId, change);
    },
  ),
  deactivate: operation(z.object(user), (slack, { userId }) => {
    slack.deactivate(userId);
  }),
  changeUsergroup: operation(z.object({ usergroupId: id, members: z.array(id) }), (slack, given) => {
    slack.changeUsergroup(given.usergroupId, given.members);
  }),
  advanceClock: operation(z.object({ ms: z.number() }), ({ clock }, { ms }) => {
    clock.advance(ms);
  }),
  moveClock: operation(z.object({ to: z.iso.datetime() }), ({ clock }, { to }) => {
    clock.moveTo(new Date(to));
  }),
};

const breaking: Readonly<Record<string, Operation>> = {
  fail: operation(z.object({ method: id, fault, reach: reach.optional() }), (slack, given) => {
    slack.fail(given.method, given.fault, given.reach);
  }),
  mend: operation(z.object({ method: id.optional() }), (slack, { method }) => {
    slack.mend(method);
  }),
  goDown: operation(nothing, (slack) => {
    slack.goDown();
  }),
  comeUp: operation(nothing, (slack) => {
    slack.comeUp();
  }),
  withdrawScope: operation(z.object({ scope: id }), (slack, { scope }) => {
    slack.withdrawScope(scope);
  }),
  restoreScope: operation(z.object({ scope: id }), (slack, { scope }) => {
    slack.restoreScope(scope);
  }),
  disconnect: operation(
    z.object({ reason: z.enum(["warning", "refresh_requested", "link_disabled"]).optional() }),
    (slack, { reason }) => {
      slack.disconnect(reason);
    },
  ),
  dropConnections: operation(nothing, (slack) => {
    slack.dropConnections();
  }),
  reachAt: operation(z.object({ requestUrl: z.url() }), (slack, { requestUrl }) => slack.reachAt(requestUrl)),
  redeliver: operation(
    z.object({ type: z.enum(["slash_commands", "interactive", "events_api"]).optional() }),
    (slack, { type }) => slack.redeliver(type),
  ),
  quiet: look(z.object({ forMs: z.number().optional() }), (slack, { forMs }) => slack.quiet(forMs)),
};

export const operations: Readonly<Record<string, Operation>> = {
  ...looking,
  ...acting,
  ...changing,
  ...breaking,
};

/** As it goes over the wire: nothing becomes null, instants become text. */
export function asJson(result: unknown): string {
  return JSON.stringify(json.parse(JSON.parse(JSON.stringify(result ?? null))));
}
