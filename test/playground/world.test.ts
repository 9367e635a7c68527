import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { personOn } from "../../playground/person.ts";
import type { Json } from "../../playground/server/json.ts";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import {
  ana,
  ben,
  bot,
  fullManifest,
  general,
  hidden,
  pat,
  quiet,
  secret,
  smallApp,
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

test("messages are told where the bot is a member, with their thread and their kind of channel", async () => {
  const ts = slack.say(ana, general, "Hello");
  slack.say(ben, general, "Hello back", { threadTs: ts, file: "proof.png" });
  slack.say(ana, secret, "Psst");
  slack.say(ana, slack.dmOf(ana).id, "Dear bot");
  slack.say(ana, quiet, "Nobody hears");
  expect(await events()).toMatchObject([
    { type: "message", user: ana, text: "Hello", channel: general, channel_type: "channel", ts },
    { subtype: "file_share", thread_ts: ts, parent_user_id: ana, files: [{ name: "proof.png" }] },
    { channel: secret, channel_type: "group" },
    { channel: "D0ANA", channel_type: "im" },
  ]);
});

test("the bot hears of its own posts, changes and deletions too", async () => {
  const { ts } = await callApi(slack, "chat.postMessage", { channel: general, text: "One" });
  await callApi(slack, "chat.update", { channel: general, ts: textOf(ts), text: "Two" });
  await callApi(slack, "chat.delete", { channel: general, ts: textOf(ts) });
  expect(await events()).toMatchObject([
    { user: bot, bot_id: "B0HELPER", text: "One" },
    { subtype: "message_changed", message: { text: "Two" }, previous_message: { text: "One" } },
    { subtype: "message_deleted", deleted_ts: ts },
  ]);
});

test("an event that the manifest does not subscribe to is not sent", async () => {
  await app.close();
  await slack.stop();
  const settings = { ...fullManifest.settings, event_subscriptions: { bot_events: ["channel_archive"] } };
  slack = await startSmallSlack({
    settleMs: 15,
    app: { ...smallApp, manifest: { ...fullManifest, settings } },
  });
  app = await connectApp(slack);
  slack.rename(general, "everybody");
  slack.say(ana, general, "Hello");
  slack.archive(general);
  expect(await events()).toMatchObject([{ type: "channel_archive" }]);
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
