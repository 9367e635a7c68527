import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { personOn } from "../../playground/person.ts";
import type { Json } from "../../playground/server/json.ts";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import {
  ana,
  ben,
  bot,
  deploys,
  general,
  hidden,
  pat,
  quiet,
  secret,
  startSmallSlack,
} from "../support/local-slack.ts";
import { callApi, connectApp, type HandMadeApp, textOf } from "../support/local-slack-app.ts";

let slack: LocalSlack;
let app: HandMadeApp;
beforeEach(async () => {
  slack = await startSmallSlack({ settleMs: 15 });
  app = await connectApp(slack);
});
afterEach(async () => {
  await app.close();
  await slack.stop();
});

/** The events that reached the app. */
async function events(): Promise<(Json | undefined)[]> {
  await slack.quiet();
  return app.payloads("events_api").map(({ event }) => event);
}

test("an event says whom it was for and when", async () => {
  slack.archive(general);
  await slack.quiet();
  expect(app.payloads("events_api")).toMatchObject([
    {
      type: "event_callback",
      team_id: "T0HOME",
      api_app_id: "A0HELPER",
      event_id: "Ev00000001",
      event_time: 1772460000,
      authorizations: [{ user_id: bot, is_bot: true }],
      is_ext_shared_channel: true,
    },
  ]);
});

test("archiving, renaming and bringing back are told by the kind of channel", async () => {
  slack.archive(general);
  slack.unarchive(general);
  slack.rename(general, "everybody");
  slack.archive(secret);
  slack.unarchive(secret);
  slack.rename(secret, "open-secret");
  slack.archive(hidden);
  expect(await events()).toMatchObject([
    { type: "channel_archive", channel: general },
    { type: "channel_unarchive", channel: general },
    { type: "channel_rename", channel: { id: general, name: "everybody" } },
    { type: "group_archive", channel: secret },
    { type: "group_unarchive", channel: secret },
    { type: "group_rename", channel: { id: secret, name: "open-secret" } },
  ]);
});

test("inviting the bot lets it in and is told; removing it shuts it out", async () => {
  slack.invite(quiet, bot);
  expect(await events()).toMatchObject([
    { type: "message", subtype: "channel_join", user: bot, text: "<@U0BOT> has joined the channel" },
    { type: "member_joined_channel", user: bot, channel: quiet, channel_type: "C" },
  ]);
  expect(await callApi(slack, "chat.postMessage", { channel: quiet, text: "Hi" })).toMatchObject({
    ok: true,
  });
  slack.removeMember(quiet, bot);
  expect(await callApi(slack, "chat.postMessage", { channel: quiet, text: "Hi" })).toMatchObject({
    error: "not_in_channel",
  });
});

test("sharing a channel and ending it are told with the other team", async () => {
  slack.share(secret, "T0AWAY");
  slack.unshare(secret, "T0AWAY");
  expect(await events()).toMatchObject([
    { type: "channel_shared", connected_team_id: "T0AWAY", channel: secret },
    {
      type: "channel_unshared",
      previously_connected_team_id: "T0AWAY",
      channel: secret,
      is_ext_shared: false,
    },
  ]);
});

test("a change of a person is told without the locale, which has to be asked for", async () => {
  slack.changeUser(ana, { locale: "en-GB", tz: "Asia/Tokyo" });
  slack.deactivate(ben);
  const [change, deactivation] = await events();
  expect(change).toMatchObject({
    type: "user_change",
    user: { id: ana, tz: "Asia/Tokyo", tz_offset: 32_400 },
  });
  expect(change).not.toHaveProperty("user.locale");
  expect(deactivation).toMatchObject({ user: { id: ben, deleted: true } });
  const asked = await callApi(slack, "users.info", { user: ana, include_locale: true });
  expect(asked).toMatchObject({ user: { locale: "en-GB" } });
  await expect(slack.sendCommand(ben, general, "/help-me")).rejects.toThrow("deactivated");
});

test("a changed user group tells who came and who left", async () => {
  slack.changeUsergroup("S0CSM", [ana]);
  expect(await events()).toMatchObject([
    { type: "subteam_members_changed", subteam_id: "S0CSM", added_users: [ana], removed_users: [ben] },
  ]);
});

test("who is deactivated is on no list of members any more, and can do nothing, until they are back", async () => {
  slack.deactivate(ben);
  const listed = async () => [
    (await callApi(slack, "conversations.members", { channel: general }))["members"],
    (await callApi(slack, "usergroups.users.list", { usergroup: "S0CSM" }))["users"],
  ];
  expect(await listed()).toEqual([[ana, pat, bot, deploys], []]);
  expect(() => slack.say(ben, general, "Still here")).toThrow("deactivated");
  slack.reactivate(ben);
  expect(await listed()).toEqual([[ana, ben, pat, bot, deploys], [ben]]);
  expect(await events()).toMatchObject([{ user: { deleted: true } }, { user: { deleted: false } }]);
});

describe("a channel that goes by another id", () => {
  test("is found by the new one only, with everything in it", async () => {
    const ts = slack.say(ana, general, "Hello");
    await callApi(slack, "chat.postEphemeral", { channel: general, user: ana, text: "Psst" });
    slack.changeChannelId(general, "C0RENEWED");
    expect((await events()).at(-1)).toMatchObject({
      type: "channel_id_changed",
      old_channel_id: general,
      new_channel_id: "C0RENEWED",
    });
    const at = (channel: string) => callApi(slack, "conversations.info", { channel });
    expect(await at(general)).toMatchObject({ error: "channel_not_found" });
    expect(await at("C0RENEWED")).toMatchObject({ channel: { id: "C0RENEWED", name: "general" } });
    expect(personOn(slack, ana).sees("C0RENEWED")).toMatchObject([{ ts, screen: "Hello" }]);
    expect(personOn(slack, ana).ephemerals("C0RENEWED")).toMatchObject([{ screen: "Psst" }]);
    slack.say(ana, "C0RENEWED", "And on");
    expect((await events()).at(-1)).toMatchObject({ channel: "C0RENEWED", text: "And on" });
    expect(() => {
      slack.changeChannelId(secret, "C0RENEWED");
    }).toThrow("There is a channel C0RENEWED already");
  });

  test("still takes the answers to what people did before", async () => {
    await slack.sendCommand(ana, general, "/help-me");
    const url = textOf(app.payloads("slash_commands")[0]?.["response_url"]);
    slack.changeChannelId(general, "C0RENEWED");
    const answer = await fetch(url, { method: "POST", body: JSON.stringify({ text: "Late" }) });
    expect(answer.status).toBe(200);
    expect(personOn(slack, ana).ephemerals("C0RENEWED")).toMatchObject([{ screen: "Late" }]);
  });
});

test("a channel made private keeps its id, says so in itself, and asks for the scopes of private ones", async () => {
  slack.convertToPrivate(general);
  slack.withdrawScope("channels:read");
  slack.say(ana, general, "Among us");
  expect(await events()).toMatchObject([
    { type: "message", subtype: "channel_convert_to_private", channel: general, channel_type: "group" },
    { text: "Among us", channel_type: "group" },
  ]);
  expect(await callApi(slack, "conversations.info", { channel: general })).toMatchObject({
    channel: { is_private: true, is_group: true },
  });
  slack.removeMember(general, bot);
  expect(await callApi(slack, "chat.postMessage", { channel: general, text: "Hi" })).toMatchObject({
    error: "channel_not_found",
  });
  expect(() => {
    slack.convertToPrivate(general);
  }).toThrow("no public channel");
});

test("people see the channels they may see, and nothing else", () => {
  slack.say(ana, general, "For all");
  slack.say(ana, secret, "For few");
  slack.say(ana, quiet, "For home");
  const screens = (userId: string, channelId: string) =>
    personOn(slack, userId)
      .sees(channelId)
      .map(({ author, screen }) => `${author}: ${screen}`);
  expect(screens(ben, general)).toEqual(["Ana Lima: For all"]);
  expect(screens(ben, secret)).toEqual([]);
  expect(screens(ben, quiet)).toEqual(["Ana Lima: For home"]);
  expect(screens(pat, general)).toEqual(["Ana Lima: For all"]);
  expect(screens(pat, quiet)).toEqual([]);
  expect(() => slack.say(ben, quiet, "Me too")).toThrow("not a member");
});
