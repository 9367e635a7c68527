import { z } from "zod";
import { personOn } from "../person.ts";
import { readBlocks } from "./block-kit/model.ts";
import { channel, entered, fault, id, message, nothing, place, reach, user } from "./control-input.ts";
import { stateValues } from "./filled.ts";
import { homeJson } from "./homes.ts";
import { json } from "./json.ts";
import type { LocalSlack } from "./local-slack.ts";
import { viewJson } from "./modals.ts";
import type { Ephemeral, Message } from "./world.ts";
import { removalEvents } from "./world-controls.ts";

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
  /** With the blocks as they were sent, for a page that draws them itself, and with what this person chose in them. */
  raw: look(z.object({ ...user, ...channel }), (slack, { userId, channelId }) => {
    const withChoices = <T extends Message | Ephemeral>(message: T) => ({
      ...message,
      values: stateValues({
        blocks: readBlocks(message.blocks ?? []),
        typed: slack.chosenOn(userId, message),
      }),
    });
    return {
      messages: slack.messagesFor(userId, channelId).map(withChoices),
      ephemerals: slack.ephemeralsFor(userId, channelId).map(withChoices),
    };
  }),
  screen: look(z.object(user), (slack, { userId }) => {
    const open = slack.screenOf(userId);
    if (open === null) return null;
    const errors = Object.fromEntries(open.errors);
    return { ...personOn(slack, userId).modal(), view: viewJson(slack.world, open), errors };
  }),
  /** Null before the app published anything. */
  home: look(z.object(user), (slack, { userId }) => {
    const home = slack.homeOf(userId);
    return home === null ? null : { ...personOn(slack, userId).home(), view: homeJson(slack.world, home) };
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
      text: z.string(),
      threadTs: id.exactOptional(),
      file: z.union([id, z.array(id)]).exactOptional(),
      under: id.exactOptional(),
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
  openHome: operation(z.object(user), (slack, { userId }) => {
    slack.openHome(userId);
  }),
  pressInHome: operation(z.object({ ...user, ...place }), (slack, { userId, ...at }) =>
    slack.pressInHome(userId, at),
  ),
  enterInHome: operation(
    z.object({ ...user, ...place, entered }),
    (slack, { userId, entered: value, ...at }) => slack.enterInHome(userId, at, value),
  ),
  pressOnMessage: operation(z.object({ ...user, ...message, ...place }), (slack, { userId, ...button }) =>
    slack.pressOnMessage(userId, button),
  ),
  chooseOnMessage: operation(
    z.object({ ...user, ...message, ...place, entered }),
    (slack, { userId, entered: value, ...menu }) => slack.chooseOnMessage(userId, menu, value),
  ),
  useShortcut: operation(
    z.object({ ...user, callbackId: id, on: z.object(message).optional() }),
    (slack, { userId, callbackId, on }) => slack.useShortcut(userId, callbackId, on),
  ),
  editMessage: operation(
    z.object({ ...user, ...message, text: z.string().min(1) }),
    (slack, { userId, text: said, ...on }) => {
      slack.editMessage(userId, on, said);
    },
  ),
  deleteMessage: operation(z.object({ ...user, ...message }), (slack, { userId, ...on }) => {
    slack.deleteMessage(userId, on);
  }),
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
  changeChannelId: operation(z.object({ ...channel, newId: id }), (slack, { channelId, newId }) => {
    slack.changeChannelId(channelId, newId);
  }),
  convertToPrivate: operation(z.object(channel), (slack, { channelId }) => {
    slack.convertToPrivate(channelId);
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
  uninstall: operation(z.object({ first: z.enum(removalEvents).exactOptional() }), (slack, { first }) => {
    slack.uninstall(first);
  }),
  installAgain: operation(nothing, (slack) => {
    slack.installAgain();
  }),
  revokeToken: operation(z.object(user), (slack, { userId }) => {
    slack.revokeToken(userId);
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
  reactivate: operation(z.object(user), (slack, { userId }) => {
    slack.reactivate(userId);
  }),
  removeMessage: operation(z.object(message), (slack, { channelId, ts }) => {
    slack.removeMessage(channelId, ts);
  }),
  unfurl: operation(z.object(message), (slack, { channelId, ts }) => {
    slack.unfurl(channelId, ts);
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
    z.object({
      reason: z.enum(["warning", "refresh_requested", "link_disabled"]).optional(),
      only: z.int().optional(),
    }),
    (slack, { reason, only }) => {
      slack.disconnect(reason, only);
    },
  ),
  dropConnections: operation(nothing, (slack) => {
    slack.dropConnections();
  }),
  reachAt: operation(z.object({ requestUrl: z.url() }), (slack, { requestUrl }) => slack.reachAt(requestUrl)),
  repeatEvents: operation(z.object({ on: z.boolean() }), (slack, { on }) => {
    slack.repeatEvents(on);
  }),
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
