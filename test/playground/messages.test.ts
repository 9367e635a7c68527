import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { frozenClock } from "../../playground/clock.ts";
import type { Json } from "../../playground/server/json.ts";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import { ana, ben, bot, general, hidden, quiet, secret, startSmallSlack } from "../support/local-slack.ts";
import { callApi, violationsOf } from "../support/local-slack-app.ts";

const SECOND = 1_000;
const clock = frozenClock(new Date("2026-03-02T14:00:00Z"));
const hello = [{ type: "section", text: { type: "plain_text", text: "Hello" } }];

let slack: LocalSlack;
beforeEach(async () => {
  slack = await startSmallSlack({ clock });
});
afterEach(() => slack.stop());

/** Posts a second after the last post, and gives the timestamp. */
async function post(args: Record<string, Json>): Promise<string> {
  clock.advance(SECOND);
  const answer = await callApi(slack, "chat.postMessage", { channel: general, text: "Hi", ...args });
  return z.object({ ok: z.literal(true), ts: z.string() }).parse(answer).ts;
}

async function history(args: Record<string, Json> = {}) {
  const answer = await callApi(slack, "conversations.history", { channel: general, ...args });
  return z.object({ messages: z.array(z.record(z.string(), z.unknown())) }).parse(answer).messages;
}

describe("where the bot may post", () => {
  test("a public channel it is not in says so, a private one is not there at all", async () => {
    const at = (channel: string) => callApi(slack, "chat.postMessage", { channel, text: "Hi" });
    expect(await at(quiet)).toEqual({ ok: false, error: "not_in_channel" });
    expect(await at(hidden)).toEqual({ ok: false, error: "channel_not_found" });
    expect(await at("C0NOWHERE")).toEqual({ ok: false, error: "channel_not_found" });
    expect(await at(secret)).toMatchObject({ ok: true });
    expect(slack.violations).toEqual([]);
  });

  test("an archived channel takes nothing, until it is brought back", async () => {
    const { ts = "" } = await callApi(slack, "chat.postMessage", { channel: general, text: "Before" });
    slack.archive(general);
    const changed = await callApi(slack, "chat.update", { channel: general, ts, text: "After" });
    expect(changed).toEqual({ ok: false, error: "is_inactive" });
    const refused = await callApi(slack, "chat.postMessage", { channel: general, text: "Hi" });
    expect(refused).toEqual({ ok: false, error: "is_archived" });
    slack.unarchive(general);
    await post({});
  });

  test("a person's id stands for the DM with them", async () => {
    expect(await callApi(slack, "chat.postMessage", { channel: ana, text: "Hi" })).toMatchObject({
      channel: "D0ANA",
    });
  });

  test("two posts in one channel within a second are a violation, in two channels they are not", async () => {
    await post({});
    await callApi(slack, "chat.postMessage", { channel: secret, text: "Hi" });
    expect(slack.violations).toEqual([]);
    clock.advance(999);
    await callApi(slack, "chat.postMessage", { channel: general, text: "Hi" });
    expect(violationsOf(slack, "posting_too_fast")).toEqual(["two posts in C0GENERAL within 999 ms"]);
  });
});

describe("what a message may say", () => {
  test("blocks without text are posted, and are a violation", async () => {
    await post({ text: "", blocks: hello });
    expect(violationsOf(slack, "missing_text")).toHaveLength(1);
  });

  test("a message with neither text nor blocks is refused", async () => {
    expect(await callApi(slack, "chat.postMessage", { channel: general })).toMatchObject({
      error: "no_text",
    });
  });

  test("text of 4,000 characters is fine to post; one more is a violation, and no update takes it", async () => {
    const ts = await post({ text: "x".repeat(4_000) });
    expect(slack.violations).toEqual([]);
    await post({ text: "x".repeat(4_001) });
    expect(violationsOf(slack, "text_too_long")).toHaveLength(1);
    const update = (length: number) =>
      callApi(slack, "chat.update", { channel: general, ts, text: "x".repeat(length) });
    expect(await update(4_000)).toMatchObject({ ok: true });
    expect(await update(4_001)).toEqual({ ok: false, error: "msg_too_long" });
    expect(violationsOf(slack, "text_too_long")).toHaveLength(2);
  });

  test("13,200 characters in blocks are posted, one more is too long", async () => {
    const blocks = (last: number) =>
      [3_000, 3_000, 3_000, 3_000, last].map((length) => ({
        type: "section",
        text: { type: "plain_text", text: "x".repeat(length) },
      }));
    await post({ blocks: blocks(1_200) });
    const answer = await callApi(slack, "chat.postMessage", {
      channel: general,
      text: "x",
      blocks: blocks(1_201),
    });
    expect(answer).toEqual({ ok: false, error: "msg_blocks_too_long" });
    expect(violationsOf(slack, "blocks_text_too_long")).toHaveLength(1);
  });

  test("broken blocks are refused with pointers to what is wrong", async () => {
    const blocks = [{ type: "section", text: { type: "mrkdwn", text: "x".repeat(3_001) } }];
    expect(await callApi(slack, "chat.postMessage", { channel: general, text: "x", blocks })).toEqual({
      ok: false,
      error: "invalid_blocks",
      response_metadata: {
        messages: ["[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"],
      },
    });
    expect(violationsOf(slack, "invalid_blocks")).toHaveLength(1);
    expect(
      await callApi(slack, "chat.postMessage", { channel: general, text: "x", blocks: "{" }),
    ).toMatchObject({
      error: "invalid_blocks_format",
    });
  });

  test("link_names is a violation", async () => {
    await post({ link_names: true });
    expect(violationsOf(slack, "link_names")).toHaveLength(1);
  });

  test("metadata without type or payload is refused; keys and values of other shapes are violations", async () => {
    const withMetadata = (metadata: Json) =>
      callApi(slack, "chat.postMessage", { channel: general, text: "x", metadata });
    expect(await withMetadata("no json")).toMatchObject({ error: "invalid_metadata_format" });
    expect(await withMetadata({ event_type: "card" })).toMatchObject({ error: "invalid_metadata_schema" });
    expect(violationsOf(slack, "metadata_shape")).toHaveLength(2);
    clock.advance(SECOND);
    expect(
      await withMetadata({ event_type: "card_posted", event_payload: { id: "E1", tags: ["a", 1] } }),
    ).toMatchObject({ ok: true });
    expect(violationsOf(slack, "metadata_shape")).toHaveLength(2);
    clock.advance(SECOND);
    const bad = { event_type: "card-posted", event_payload: { caseId: "E1", inner: { a: 1 } } };
    expect(await withMetadata(bad)).toMatchObject({ ok: true });
    expect(violationsOf(slack, "metadata_shape").slice(2)).toEqual([
      expect.stringContaining("card-posted"),
      expect.stringContaining("caseId"),
      expect.stringContaining("inner"),
    ]);
  });
});

describe("changing and taking back", () => {
  test("an update with text alone drops the blocks and shows as edited; with blocks it does not", async () => {
    const ts = await post({ blocks: hello });
    await callApi(slack, "chat.update", { channel: general, ts, text: "New", blocks: hello });
    expect((await history())[0]).toMatchObject({
      text: "New",
      blocks: [expect.objectContaining({ type: "section" })],
    });
    expect((await history())[0]).not.toHaveProperty("edited");
    await callApi(slack, "chat.update", { channel: general, ts, text: "Newer" });
    expect((await history())[0]).not.toHaveProperty("blocks");
    expect((await history())[0]).toHaveProperty("edited");
  });

  test("metadata stays through an update unless an empty object is sent", async () => {
    const metadata = { event_type: "card", event_payload: { id: "E1" } };
    const ts = await post({ metadata });
    await callApi(slack, "chat.update", { channel: general, ts, text: "New" });
    expect((await history({ include_all_metadata: true }))[0]).toMatchObject({ metadata });
    await callApi(slack, "chat.update", { channel: general, ts, text: "New", metadata: {} });
    expect((await history({ include_all_metadata: true }))[0]).not.toHaveProperty("metadata");
  });

  test("only the bot's own messages can be changed or taken back", async () => {
    const ts = slack.say(ana, general, "Mine");
    const about = { channel: general, ts };
    expect(await callApi(slack, "chat.update", { ...about, text: "x" })).toMatchObject({
      error: "cant_update_message",
    });
    expect(await callApi(slack, "chat.delete", about)).toMatchObject({ error: "cant_delete_message" });
    const none = { channel: general, ts: "1.000001" };
    expect(await callApi(slack, "chat.update", { ...none, text: "x" })).toMatchObject({
      error: "message_not_found",
    });
  });

  test("a deleted message is gone, but one with replies leaves a stone", async () => {
    const alone = await post({});
    const parent = await post({});
    await post({ thread_ts: parent });
    await callApi(slack, "chat.delete", { channel: general, ts: alone });
    await callApi(slack, "chat.delete", { channel: general, ts: parent });
    expect(await history()).toEqual([expect.objectContaining({ ts: parent, subtype: "tombstone" })]);
  });
});

describe("reading back", () => {
  test("history is newest first, leaves replies out, and tells metadata in full only when asked", async () => {
    const metadata = { event_type: "card", event_payload: { id: "E1" } };
    const first = await post({ metadata });
    const second = await post({});
    await post({ thread_ts: first });
    expect((await history()).map(({ ts }) => ts)).toEqual([second, first]);
    expect((await history())[1]).toMatchObject({ reply_count: 1, metadata: { event_type: "card" } });
    expect((await history())[1]?.["metadata"]).not.toHaveProperty("event_payload");
    expect((await history({ include_all_metadata: true }))[1]).toMatchObject({ metadata });
  });

  test("history can be asked for from a moment on, and in pages", async () => {
    const [first, second, third] = [await post({}), await post({}), await post({})];
    expect((await history({ oldest: first })).map(({ ts }) => ts)).toEqual([third, second]);
    expect((await history({ oldest: first, inclusive: true })).map(({ ts }) => ts)).toEqual([
      third,
      second,
      first,
    ]);
    const page = await callApi(slack, "conversations.history", { channel: general, limit: 2 });
    expect(page).toMatchObject({ has_more: true });
    const { next_cursor: cursor } = z.object({ next_cursor: z.string() }).parse(page["response_metadata"]);
    expect((await history({ limit: 2, cursor })).map(({ ts }) => ts)).toEqual([first]);
  });

  test("a thread is its parent and then the replies, oldest first", async () => {
    const parent = await post({});
    const replies = [await post({ thread_ts: parent }), await post({ thread_ts: parent })];
    const answer = await callApi(slack, "conversations.replies", { channel: general, ts: parent });
    expect(answer["messages"]).toMatchObject([
      { ts: parent, reply_count: 2 },
      { ts: replies[0], thread_ts: parent, parent_user_id: bot },
      { ts: replies[1] },
    ]);
    expect(await callApi(slack, "conversations.replies", { channel: general, ts: "1.000001" })).toMatchObject(
      {
        error: "thread_not_found",
      },
    );
  });

  test("a reply to a reply is refused, and is a violation", async () => {
    const parent = await post({});
    const reply = await post({ thread_ts: parent });
    const answer = await callApi(slack, "chat.postMessage", {
      channel: general,
      text: "x",
      thread_ts: reply,
    });
    expect(answer).toMatchObject({ ok: false, error: "cannot_reply_to_message" });
    expect(violationsOf(slack, "thread_of_a_reply")).toHaveLength(1);
  });

  test("the history of a channel that the bot is not in stays closed", async () => {
    const at = (channel: string) => callApi(slack, "conversations.history", { channel });
    expect(await at(quiet)).toMatchObject({ error: "not_in_channel" });
    expect(await at(hidden)).toMatchObject({ error: "channel_not_found" });
  });

  test("what people type is stored escaped, with its addresses marked", async () => {
    slack.say(ben, general, "5 < 6 & <!here> see https://example.com/a?b=1&c=2.");
    expect((await history())[0]).toMatchObject({
      user: ben,
      text: "5 &lt; 6 &amp; &lt;!here&gt; see <https://example.com/a?b=1&amp;c=2>.",
    });
  });
});
