import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { request } from "node:http";
import type { Json } from "../../playground/server/json.ts";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import { ana, general, startSmallSlack } from "../support/local-slack.ts";
import { callApi } from "../support/local-slack-app.ts";

let slack: LocalSlack;
beforeEach(async () => {
  slack = await startSmallSlack();
});
afterEach(() => slack.stop());

/** `fetch` does not let anybody choose the host, which is what this is about. */
function control(
  operation: string,
  body: Json,
  headers: Readonly<Record<string, string>> = {},
): Promise<[number, unknown]> {
  return new Promise((resolve, reject) => {
    const asking = request(
      `${slack.origin}/control/${operation}`,
      { method: "POST", headers },
      (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
        response.on("end", () => {
          resolve([response.statusCode ?? 0, JSON.parse(text)]);
        });
      },
    );
    asking.on("error", reject);
    asking.end(JSON.stringify(body));
  });
}

test("what can be done in the process can be done over HTTP", async () => {
  expect(await control("say", { userId: ana, channelId: general, text: "Hello" })).toEqual([
    200,
    expect.any(String),
  ]);
  expect(await control("channel", { userId: ana, channelId: general })).toMatchObject([
    200,
    { messages: [{ author: "Ana Lima", screen: "Hello" }], ephemerals: [] },
  ]);
  expect(await control("advanceClock", { ms: 60_000 })).toEqual([200, null]);
  expect(slack.clock.now()).toEqual(new Date("2026-03-02T14:01:00Z"));
  await control("fail", { method: "auth.test", fault: { kind: "error", error: "fatal_error" } });
  expect(await callApi(slack, "auth.test")).toMatchObject({ error: "fatal_error" });
  expect(await control("workspace", {})).toMatchObject([
    200,
    { team: { name: "Home" }, manifest: { commands: ["/help-me"] } },
  ]);
  expect(await control("screen", { userId: ana })).toEqual([200, null]);
});

test("what is said can be changed, previewed and taken back over HTTP, and menus can be used", async () => {
  const on = { channelId: general, ts: slack.say(ana, general, "See https://example.com/a") };
  await control("editMessage", { userId: ana, ...on, text: "See https://example.com/b" });
  expect(await control("unfurl", on)).toEqual([200, null]);
  expect(await control("raw", { userId: ana, channelId: general })).toMatchObject([
    200,
    { messages: [{ previews: ["https://example.com/b"], editedTs: expect.any(String) }] },
  ]);
  expect(await control("deleteMessage", { userId: "U0BEN", ...on })).toMatchObject([
    409,
    { error: expect.stringContaining("did not write") },
  ]);
  await control("removeMessage", on);
  const menu = { type: "users_select", action_id: "who" };
  const blocks = [{ type: "actions", block_id: "row", elements: [menu] }];
  await callApi(slack, "chat.postEphemeral", { channel: general, user: ana, text: "Who?", blocks });
  const ts = slack.ephemeralsFor(ana, general)[0]?.ts ?? "";
  const entered = { kind: "pick", key: "selected_user", value: "U0BEN" };
  const place = { channelId: general, ts, blockId: "row", actionId: "who" };
  expect(await control("chooseOnMessage", { userId: ana, ...place, entered })).toEqual([200, null]);
  expect(await control("channel", { userId: ana, channelId: general })).toMatchObject([
    200,
    { messages: [], ephemerals: [{ fields: [{ value: "Ben Okoro" }] }] },
  ]);
  for (const [operation, given] of [
    ["deactivate", { userId: "U0BEN" }],
    ["reactivate", { userId: "U0BEN" }],
    ["convertToPrivate", { channelId: general }],
    ["changeChannelId", { channelId: general, newId: "C0NEW" }],
    ["repeatEvents", { on: true }],
  ] as const)
    expect(await control(operation, given)).toEqual([200, null]);
  expect(await control("channels", { userId: ana })).toMatchObject([
    200,
    expect.arrayContaining([expect.objectContaining({ id: "C0NEW", kind: "private" })]),
  ]);
});

test("the controls answer even while Slack is down", async () => {
  expect(await control("goDown", {})).toEqual([200, null]);
  await expect(callApi(slack, "auth.test")).rejects.toThrow();
  expect(await control("comeUp", {})).toEqual([200, null]);
  expect(await callApi(slack, "auth.test")).toMatchObject({ ok: true });
});

test("what is not understood or cannot be done is said", async () => {
  expect(await control("say", { userId: ana })).toMatchObject([
    400,
    { error: expect.stringContaining("channelId") },
  ]);
  expect(await control("submitModal", { userId: ana })).toMatchObject([
    409,
    { error: expect.stringContaining("No modal") },
  ]);
  expect(await control("explode", {})).toMatchObject([404, { error: expect.stringContaining("archive") }]);
});

test("only pages and programs of this machine may use the controls", async () => {
  const refused = [403, { error: "Only this machine may use the controls." }];
  expect(await control("violations", {}, { host: "evil.example" })).toEqual(refused);
  expect(await control("violations", {}, { host: "127.0.0.1.evil.example" })).toEqual(refused);
  expect(await control("violations", {}, { origin: "https://evil.example" })).toEqual(refused);
  expect(await control("violations", {}, { origin: "null" })).toEqual(refused);
  expect(await control("violations", {}, { host: "localhost:9999", origin: slack.origin })).toEqual([
    200,
    [],
  ]);
});
