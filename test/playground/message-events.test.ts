import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { personOn } from "../../playground/person.ts";
import { jsonObject, type JsonObject } from "../../playground/server/json.ts";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import {
  ana,
  ben,
  bot,
  deploys,
  fullManifest,
  general,
  pat,
  quiet,
  secret,
  smallApp,
  startSmallSlack,
} from "../support/local-slack.ts";
import { callApi, connectApp, type HandMadeApp, textOf } from "../support/local-slack-app.ts";

/** What the app hears of what is written, changed and taken back in the channels that it is in. */

let slack: LocalSlack;
let app: HandMadeApp;
beforeEach(() => open());
afterEach(close);

async function open(manifest: object = fullManifest): Promise<void> {
  slack = await startSmallSlack({ settleMs: 15, app: { ...smallApp, manifest } });
  app = await connectApp(slack);
}
async function close(): Promise<void> {
  await app.close();
  await slack.stop();
}

async function heard(): Promise<JsonObject[]> {
  await slack.quiet();
  return app.payloads("events_api").map(({ event }) => jsonObject.parse(event));
}
const dm = () => slack.dmOf(ana).id;

describe("what people write", () => {
  test("is told where the bot is a member, with its thread and its kind of channel", async () => {
    const ts = slack.say(ana, general, "Hello");
    slack.say(ben, general, "Hello back", { threadTs: ts });
    slack.say(ana, secret, "Psst");
    slack.say(ana, dm(), "Dear bot");
    slack.say(ana, quiet, "Nobody hears");
    expect(await heard()).toMatchObject([
      { type: "message", user: ana, text: "Hello", channel: general, channel_type: "channel", ts },
      { type: "message", user: ben, thread_ts: ts, parent_user_id: ana },
      { channel: secret, channel_type: "group" },
      { channel: "D0ANA", channel_type: "im" },
    ]);
    for (const event of await heard()) expect(event).not.toHaveProperty("subtype");
  });

  test("brings its files by name and address, with or without words", async () => {
    slack.say(ben, general, "", { file: "proof.png" });
    slack.say(ben, general, "Two", { file: ["a log.TXT", "b.csv"] });
    const [one, two] = await heard();
    expect(one).toMatchObject({
      subtype: "file_share",
      text: "",
      files: [{ name: "proof.png", filetype: "png", permalink: expect.stringContaining("home.slack.test") }],
    });
    expect(two).toMatchObject({ files: [{ name: "a log.TXT", filetype: "txt" }, { name: "b.csv" }] });
    const ids = JSON.stringify([one, two]).match(/"id":"F\w+"/g) ?? [];
    expect(new Set(ids).size).toBe(3);
    expect(() => slack.say(ben, general, "")).toThrow("says something or brings a file");
  });

  test("from another organisation says so, and tells of files only that they can be asked about", async () => {
    slack.say(pat, general, "Ours", { file: "theirs.pdf" });
    const [event] = await heard();
    expect(event).toMatchObject({ user: pat, user_team: "T0AWAY", source_team: "T0AWAY", team: "T0AWAY" });
    expect(event).toMatchObject({ files: [{ file_access: "check_file_info" }] });
    expect(event).not.toHaveProperty("files.0.name");
    slack.say(ana, general, "Of this team");
    expect((await heard()).at(-1)).not.toHaveProperty("user_team");
  });

  test("is not told when the manifest does not subscribe, or while the scope is missing", async () => {
    await close();
    const event_subscriptions = { bot_events: ["message.im", "message.groups"] };
    await open({ ...fullManifest, settings: { ...fullManifest.settings, event_subscriptions } });
    slack.say(ana, general, "Not subscribed");
    slack.withdrawScope("groups:history");
    slack.say(ana, secret, "No scope");
    slack.restoreScope("groups:history");
    slack.say(ana, secret, "Heard");
    expect(await heard()).toMatchObject([{ text: "Heard" }]);
  });

  test("cannot be written to the bot when the manifest makes its DMs read-only", async () => {
    await close();
    const app_home = { messages_tab_enabled: true, messages_tab_read_only_enabled: true };
    await open({ ...fullManifest, features: { ...fullManifest.features, app_home } });
    expect(() => slack.say(ana, dm(), "Dear bot")).toThrow("messages_tab_read_only_enabled");
  });
});

describe("what nobody wrote", () => {
  test("another app's bot writes as its user, or under a name of its own and then without one", async () => {
    const ts = slack.say(ana, general, "Deploy, please");
    slack.say(deploys, general, "Done", { threadTs: ts });
    slack.say(deploys, general, "Done too", { threadTs: ts, under: "Night build" });
    const [, plain, named] = await heard();
    expect(plain).toMatchObject({ user: deploys, bot_id: "B0DEPLOYS", thread_ts: ts });
    expect(plain).not.toHaveProperty("subtype");
    expect(named).toMatchObject({ subtype: "bot_message", bot_id: "B0DEPLOYS", username: "Night build" });
    expect(named).not.toHaveProperty("user");
    expect(personOn(slack, ana).sees(general)).toMatchObject([
      { thread: [{ author: "Deploys" }, { author: "Night build" }] },
    ]);
    expect(() => slack.say(ana, general, "I", { under: "Somebody" })).toThrow("one name only");
  });

  test("that somebody joined stands in the channel, and wakes nobody", async () => {
    slack.removeMember(general, ben);
    slack.invite(general, ben);
    slack.invite(general, ben);
    expect((await heard()).filter(({ type }) => type === "message")).toMatchObject([
      { subtype: "channel_join", user: ben, text: "<@U0BEN> has joined the channel" },
    ]);
    expect(personOn(slack, ana).sees(general)).toMatchObject([
      { author: "Ben Okoro", screen: "‹@Ben Okoro› has joined the channel", live: [] },
    ]);
  });
});

describe("what is changed", () => {
  test("an edit is told with the message before and after, and when it was made", async () => {
    const ts = slack.say(ana, general, "It fials", { file: "log.txt" });
    slack.editMessage(ana, { channelId: general, ts }, "It fails & https://example.com/a");
    const [, event] = await heard();
    expect(event).toMatchObject({
      subtype: "message_changed",
      hidden: true,
      channel_type: "channel",
      message: {
        ts,
        text: "It fails &amp; <https://example.com/a>",
        edited: { user: ana, ts: event?.["ts"] },
        files: [{ name: "log.txt" }],
      },
      previous_message: { ts, text: "It fials" },
    });
    expect(event).not.toHaveProperty("previous_message.edited");
    expect(event?.["ts"]).not.toBe(ts);
    expect(personOn(slack, ben).sees(general)).toMatchObject([{ edited: true }]);
  });

  test("a preview of an address looks like an edit, but for the text and the mark", async () => {
    const ts = slack.say(ana, general, "See https://example.com/a");
    slack.unfurl(general, ts);
    const [, event] = await heard();
    expect(event).toMatchObject({
      subtype: "message_changed",
      message: { text: "See <https://example.com/a>", attachments: [{ from_url: "https://example.com/a" }] },
      previous_message: { text: "See <https://example.com/a>" },
    });
    expect(event).not.toHaveProperty("message.edited");
    expect(personOn(slack, ben).sees(general)).toMatchObject([{ edited: false }]);
    const plain = slack.say(ana, general, "No address");
    expect(() => {
      slack.unfurl(general, plain);
    }).toThrow("No address");
  });

  test("only who wrote it may edit it or take it back; an administrator may remove anything", async () => {
    const on = { channelId: general, ts: slack.say(ana, general, "Mine") };
    expect(() => {
      slack.editMessage(ben, on, "Ours");
    }).toThrow("Ben Okoro did not write");
    expect(() => {
      slack.deleteMessage(ben, on);
    }).toThrow("Ben Okoro did not write");
    slack.deleteMessage(ana, on);
    const posted = await callApi(slack, "chat.postMessage", { channel: general, text: "The bot's" });
    slack.removeMessage(general, textOf(posted["ts"]));
    expect(personOn(slack, ben).sees(general)).toEqual([]);
    expect(await heard()).toMatchObject([
      { text: "Mine" },
      { subtype: "message_deleted", deleted_ts: on.ts, previous_message: { user: ana, text: "Mine" } },
      { text: "The bot's" },
      { subtype: "message_deleted", previous_message: { user: bot, bot_id: "B0HELPER" } },
    ]);
    expect(
      await callApi(slack, "chat.update", { channel: general, ts: textOf(posted["ts"]), text: "x" }),
    ).toEqual({ ok: false, error: "message_not_found" });
  });

  test("a deleted message with replies becomes a stone, which is told as a change", async () => {
    const ts = slack.say(ana, general, "Mine", { file: "log.txt" });
    slack.say(ben, general, "A reply", { threadTs: ts });
    slack.deleteMessage(ana, { channelId: general, ts });
    const event = (await heard()).at(-1);
    expect(event).toMatchObject({
      subtype: "message_changed",
      message: { ts, subtype: "tombstone", user: "USLACKBOT", hidden: true },
      previous_message: { ts, text: "Mine", files: [{ name: "log.txt" }] },
    });
    expect(event).not.toHaveProperty("message.files");
    expect(personOn(slack, ben).sees(general)).toMatchObject([
      { author: "Slackbot", screen: "This message was deleted.", thread: [{ screen: "A reply" }] },
    ]);
  });

  test("the bot hears of its own posts, changes and deletions too", async () => {
    const { ts } = await callApi(slack, "chat.postMessage", { channel: general, text: "One" });
    await callApi(slack, "chat.update", { channel: general, ts: textOf(ts), text: "Two" });
    await callApi(slack, "chat.delete", { channel: general, ts: textOf(ts) });
    expect(await heard()).toMatchObject([
      { user: bot, bot_id: "B0HELPER", text: "One" },
      { subtype: "message_changed", message: { text: "Two" }, previous_message: { text: "One" } },
      { subtype: "message_deleted", deleted_ts: ts },
    ]);
  });
});

test("while events come twice, each comes a second time under the same event id", async () => {
  slack.repeatEvents(true);
  slack.say(ana, general, "Twice");
  await slack.quiet();
  slack.repeatEvents(false);
  slack.say(ana, general, "Once");
  expect((await heard()).map(({ text }) => text)).toEqual(["Twice", "Twice", "Once"]);
  const events = app.frames.filter(({ type }) => type === "events_api");
  expect(events.map((frame) => frame.retry_attempt)).toEqual([0, 1, 0]);
  const ids = events.map(({ payload }) => payload["event_id"]);
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).not.toBe(ids[0]);
});
